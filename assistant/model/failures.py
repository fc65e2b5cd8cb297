"""Why a call failed, in French, and whether trying again may help."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model import texts

_PASSING = {408, 409, 425, 429, 500, 502, 503, 504, 529}


@dataclass(frozen=True)
class Failure:
    """`passing` says whether another try may succeed; `wait_s` is the wait that the server asks for, in seconds."""

    reason: str
    passing: bool = False
    wait_s: float | None = None


def failure_of(error: Exception) -> Failure:
    """Return what `error` means. Time over is never tried again: the user is waiting."""
    import httpx
    import openai

    if isinstance(error, openai.APIStatusError):
        return _refused(error)
    if isinstance(error, TimeoutError | openai.APITimeoutError | httpx.TimeoutException):
        return Failure(texts.SLOW)
    if isinstance(error, openai.APIConnectionError | httpx.TransportError | ConnectionError):
        return Failure(texts.CUT if "incomplete" in str(error) or str(error) == texts.CUT else texts.DOWN, True)
    return Failure(texts.NONSENSE)


def _refused(error: object) -> Failure:
    status = int(getattr(error, "status_code", 0))
    headers = getattr(getattr(error, "response", None), "headers", {})
    reason = {
        401: texts.KEY,
        403: texts.KEY,
        404: texts.UNKNOWN,
        400: texts.REFUSED,
        422: texts.REFUSED,
        429: texts.QUOTA,
    }.get(status, texts.DOWN)
    return Failure(reason, status in _PASSING, _seconds(headers.get("retry-after")))


def _seconds(written: str | None) -> float | None:
    try:
        return max(0.0, float(written)) if written else None
    except ValueError:
        return None
