"""What every page must hold to, whatever it shows."""

from __future__ import annotations

import pytest


def violations(page) -> list[str]:
    """Return what axe finds wrong in the page, each with its first element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]} ({len(v['nodes'])})" for v in found]


def overflow(page) -> list[str]:
    """Return what makes the page scroll sideways: what stands out on its right, boxes that scroll left aside."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
            .filter((e) => e.checkVisibility() && !e.closest(".table-box, .visually-hidden"))
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5)
            .map((e) => e.outerHTML.slice(0, 100))"""
    )


def focused(page) -> str:
    """Return the id, or the text, of what has the focus."""
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim().slice(0, 60)")
