"""Who may see the administrator's pages."""

from __future__ import annotations

import base64
import binascii
import secrets

from fastapi import HTTPException, Request

from assistant.settings import Settings

CHALLENGE = {"WWW-Authenticate": 'Basic realm="Administration", charset="UTF-8"'}


class Access:
    """A dependency of the routes: 403 when no password is set, 401 for a wrong one; any user name is accepted."""

    def __init__(self, settings: Settings) -> None:
        self._password = settings.admin_password.get_secret_value()

    def __call__(self, request: Request) -> None:
        """Let the request pass, or raise `HTTPException`."""
        if not self._password:
            raise HTTPException(403)
        if not secrets.compare_digest(
            typed_password(request.headers.get("authorization", "")), self._password.encode()
        ):
            raise HTTPException(401, headers=CHALLENGE)


def typed_password(header: str) -> bytes:
    """Return the password of a « Basic » header (RFC 7617, in UTF-8), empty when there is none."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return b""
    try:
        return base64.b64decode(encoded, validate=True).partition(b":")[2]
    except binascii.Error:
        return b""
