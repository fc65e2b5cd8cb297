"""Who may see the administrator's pages: whoever knows the password, of which only a hash is kept here."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from fastapi import HTTPException, Request

from assistant.settings import Settings

CHALLENGE = {"WWW-Authenticate": 'Basic realm="Administration", charset="UTF-8"'}
SCHEME = "scrypt"
COST, BLOCK, PARALLEL = 2**14, 8, 1
FREE_TRIES = 3
LONGEST_DELAY = 300.0
FORGOTTEN_AFTER = 24 * 3600.0
MOST_ADDRESSES = 10_000


def hashed(password: str, salt: bytes | None = None) -> str:
    """Return what may be kept of a password: « scrypt$salt$hash », in hexadecimal."""
    salt = salt if salt is not None else secrets.token_bytes(16)
    return f"{SCHEME}${salt.hex()}${_digest(password.encode(), salt).hex()}"


def is_hash(written: str) -> bool:
    """Tell whether a setting holds a hash, and no password."""
    scheme, _, rest = written.partition("$")
    salt, _, digest = rest.partition("$")
    return scheme == SCHEME and len(salt) == 32 and len(digest) == 64


def _digest(password: bytes, salt: bytes) -> bytes:
    return hashlib.scrypt(password, salt=salt, n=COST, r=BLOCK, p=PARALLEL, dklen=32)


class Access:
    """A dependency of the routes: 403 when no password is set, 401 for a wrong one; any user name is accepted.

    After `FREE_TRIES` wrong ones from an address, each doubles the time during which it is answered 429, right
    password or not. Safe in several threads.
    """

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        given = settings.admin_password.get_secret_value()
        self._kept = (given if is_hash(given) else hashed(given)) if given else ""
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._pepper = secrets.token_bytes(16)
        self._known = b""

    def __call__(self, request: Request) -> None:
        """Let the request pass, or raise `HTTPException`."""
        if not self._kept:
            raise HTTPException(403)
        typed = typed_password(request.headers.get("authorization", ""))
        address = str(request.scope.get("aesh.address") or (request.client.host if request.client else ""))
        if wait := self._delay(address):
            raise HTTPException(429, headers={"Retry-After": str(math.ceil(wait))})
        if not typed:
            raise HTTPException(401, headers=CHALLENGE)
        right = self._right(typed)
        self._note(address, right)
        if not right:
            raise HTTPException(401, headers=CHALLENGE)

    def _right(self, typed: bytes) -> bool:
        """Compare with the hash; what was right once is known again without its cost, by a fingerprint of its own."""
        print_ = hashlib.blake2b(typed, key=self._pepper).digest()
        if self._known and secrets.compare_digest(print_, self._known):
            return True
        _, salt, digest = self._kept.split("$")
        right = secrets.compare_digest(_digest(typed, bytes.fromhex(salt)), bytes.fromhex(digest))
        if right:
            self._known = print_
        return right

    def _delay(self, address: str) -> float:
        with self._lock:
            tries, last = self._wrong.get(address, (0, 0.0))
            over = tries - FREE_TRIES
            wait = min(LONGEST_DELAY, 2.0 ** min(over, 20)) if over >= 0 else 0.0
            return max(0.0, last + wait - self._clock())

    def _note(self, address: str, right: bool) -> None:
        with self._lock:
            tries, last = self._wrong.pop(address, (0, 0.0))
            if right:
                return
            fresh = self._clock() - last > FORGOTTEN_AFTER
            self._wrong[address] = (1 if fresh else tries + 1, self._clock())
            if len(self._wrong) > MOST_ADDRESSES:
                self._wrong.popitem(last=False)


def typed_password(header: str) -> bytes:
    """Return the password of a « Basic » header (RFC 7617, in UTF-8), empty when there is none."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return b""
    try:
        return base64.b64decode(encoded, validate=True).partition(b":")[2][:1024]
    except binascii.Error:
        return b""
