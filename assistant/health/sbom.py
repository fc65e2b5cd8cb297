"""The inventory of the libraries installed, in the CycloneDX format: `python -m assistant.health.sbom`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from importlib import metadata
from typing import Any


def components(distributions: Iterable[metadata.Distribution]) -> list[dict[str, Any]]:
    """Return one component for each library, by name: version, licence as declared, package address."""
    found: dict[str, dict[str, Any]] = {}
    for distribution in distributions:
        name, version = distribution.metadata["Name"], distribution.version
        if not name or name.lower() in found:
            continue
        part: dict[str, Any] = {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name.lower().replace('_', '-')}@{version}",
        }
        about = distribution.metadata.json
        declared = str(about.get("license_expression") or about.get("license") or "")
        if declared and len(declared) < 100:
            part["licenses"] = [{"license": {"name": declared}}]
        found[name.lower()] = part
    return [found[name] for name in sorted(found)]


def inventory() -> dict[str, Any]:
    """Return the whole document."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "aesh-assistant"}},
        "components": components(metadata.distributions()),
    }


if __name__ == "__main__":
    json.dump(inventory(), sys.stdout, ensure_ascii=False, indent=1)
