"""The areas of the web application beside the chat: one package each, registered in `AREAS`.

To write an area `assistant/web/<area>/`:

- its `__init__.py` exposes `router(settings, provider) -> APIRouter`, whose paths all start with the area's prefix;
  add `Area("/prefix", router)` to `AREAS` below, and its link to `NAVIGATION` in `assistant/web/layout.py`;
- each page is `return page(request, "<area>/name.html", {...})` (`assistant/web/layout.py`), its template in
  `assistant/web/templates/<area>/` begins with `{% extends "layout.html" %}` and fills the blocks `title`, `content`,
  and if needed `styles` and `scripts` (`<script src="/statique/<area>.js" defer></script>`: no inline script and no
  inline style, the policy of the page refuses them);
- `fields.html` holds the form macros (error summary, fields with help and errors beside them);
- an unknown address is `raise HTTPException(404)`: the application answers it, and any other error, in French;
- the gate lets GET, HEAD and POST under the prefix through; a POST must come from our own pages and weigh at most
  `MAX_BODY_BYTES`; `Area.bodies` raises that limit, in bytes, for the exact paths it names;
- a JSON body or answer is posted and returned the same way (`fetch` from our own page).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter

from assistant.settings import Settings
from assistant.web import admin, discussion, information, interview, library, simulators
from assistant.web.provider import AssistantProvider

MakeRouter = Callable[[Settings, AssistantProvider], APIRouter]


def _no_exception(settings: Settings) -> Mapping[str, int]:
    return {}


@dataclass(frozen=True)
class Area:
    """An area under `prefix`; `bodies(settings)` gives the paths that take a larger body, with its limit in bytes."""

    prefix: str
    router: MakeRouter
    bodies: Callable[[Settings], Mapping[str, int]] = _no_exception


AREAS: tuple[Area, ...] = (
    Area("/simulateurs", simulators.router),
    Area("/entretien", interview.router),
    Area("/documents", library.router, library.bodies),
    Area(discussion.PREFIX, discussion.router),
    Area(admin.PREFIX, admin.router),
    Area("/confidentialite", information.privacy_router),
    Area("/accessibilite", information.accessibility_router),
)
