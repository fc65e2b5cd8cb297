"""The HTTP interface under bodies made from its own description, right and wrong: no answer is a 500.

`python -m tests.proofs.api 600` does it for ten minutes on a server of its own, on loopback.
"""

from __future__ import annotations

import random
import string
import sys
import time
from collections import Counter
from typing import Any

import httpx

from tests.proofs.questions import bad_question
from tests.web.doubles import FakeAssistant
from tests.web.running import serving

ODD: list[Any] = [
    None,
    True,
    -1,
    0,
    10**40,
    1.5e308,
    "",
    " ",
    "\x00",
    "é" * 400,
    "²",
    [],
    {},
    [[[]]],
    {"a": {"b": []}},
]
ODD += [
    "31/02/2026",
    "1er janvier 20260",
    "12,5 %",
    "-3",
    "NaN",
    "oui",
    "du 1/9/2023 au 31/8/2024 (terme)",
    "１２",
    "٣",
]


def value(schema: dict[str, Any], definitions: dict[str, Any], chance: random.Random, depth: int = 0) -> Any:
    """Return a value that fits a schema most of the time."""
    if chance.random() < 0.25 or depth > 5:
        return chance.choice(ODD)
    if "$ref" in schema:
        schema = definitions.get(schema["$ref"].rsplit("/", 1)[-1], {})
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return value(chance.choice(schema[several]), definitions, chance, depth)
    if "enum" in schema:
        return chance.choice(schema["enum"])
    kind = schema.get("type")
    if kind == "object":
        names = [name for name in schema.get("properties", {}) if chance.random() < 0.8]
        made = {name: value(schema["properties"][name], definitions, chance, depth + 1) for name in names}
        if chance.random() < 0.1:
            made["".join(chance.choices(string.printable, k=5))] = chance.choice(ODD)
        return made
    if kind == "array":
        return [value(schema.get("items", {}), definitions, chance, depth + 1) for _ in range(chance.randrange(4))]
    plain = {
        "integer": chance.randrange(-5, 200),
        "number": chance.uniform(-5, 5000),
        "boolean": chance.random() < 0.5,
    }
    return plain.get(str(kind), f"{chance.randrange(1, 29)}/{chance.randrange(1, 13)}/20{chance.randrange(10, 40)}")


def proof(seconds: float, seed: int = 1) -> Counter[int]:
    """Return how many answers bore each status; raises `AssertionError` at the first 500."""
    chance, became = random.Random(seed), Counter[int]()  # noqa: S311
    with serving(FakeAssistant(), rate_per_minute=0) as base, httpx.Client(base_url=base, timeout=30) as client:
        described = client.get("/api/openapi.json").json()
        definitions = described["components"]["schemas"]
        ids = [card["id"] for card in client.get("/api/v1/calculateurs").json()]
        sheets = {i: client.get(f"/api/v1/calculateurs/{i}").json()["facts"] for i in ids}
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if chance.random() < 0.2:
                body = value(definitions["Asked"], definitions, chance)
                if isinstance(body, dict) and chance.random() < 0.7:
                    body["question"] = bad_question(chance)
                answer = _posted(client, "/api/v1/questions", body)
            else:
                name = chance.choice([*ids, *ids, "inconnu", "%2e%2e", "é"])
                sheet = sheets.get(name, {})
                facts = value(sheet, sheet.get("$defs", {}), chance)
                answer = _posted(
                    client, f"/api/v1/calculateurs/{name}", {"facts": facts} if chance.random() < 0.95 else facts
                )
            became[answer.status_code] += 1
            assert answer.status_code != 500, (answer.request.url, answer.request.content[:2000])
    return became


def _posted(client: httpx.Client, path: str, body: object) -> httpx.Response:
    import json

    content = json.dumps(body, ensure_ascii=True, allow_nan=True).encode()
    return client.post(path, content=content, headers={"content-type": "application/json"})


if __name__ == "__main__":
    print(dict(proof(float(sys.argv[1]) if len(sys.argv) > 1 else 600)))
