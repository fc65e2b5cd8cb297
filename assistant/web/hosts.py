"""Whom a request says it speaks to, and where it comes from: nothing of it is believed without a setting."""

from __future__ import annotations

import ipaddress

from starlette.datastructures import Headers
from starlette.types import Scope

from assistant.settings import Settings

LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})
FORWARDED = frozenset({b"forwarded", b"x-real-ip"})


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Hosts:
    """The names under which the site is served.

    On a loopback address, those of this machine and of AESH_PUBLIC_HOSTS: a page of another site whose name was made
    to point here is refused. On other addresses, any name unless AESH_PUBLIC_HOSTS gives a list.
    """

    def __init__(self, settings: Settings) -> None:
        public = frozenset(settings.public_hosts.casefold().split())
        limited = bool(public) or is_loopback(settings.host)
        self._allowed = public | LOCAL | {settings.host.casefold()} if limited else None
        self._proxies = frozenset(settings.trusted_proxies.split())

    def admits(self, headers: Headers) -> bool:
        """Tell whether the request names a host that is served here, and one only."""
        named = headers.getlist("host")
        return len(named) == 1 and (self._allowed is None or bare(named[0]) in self._allowed)

    def identify(self, scope: Scope) -> str:
        """Return the address of the person who asks, and take out of the request what a stranger forwarded.

        Behind a trusted proxy (AESH_TRUSTED_PROXIES), the last address that it forwarded.
        """
        peer = str((scope.get("client") or ("inconnue",))[0])
        if peer in self._proxies:
            chain = Headers(scope=scope).get("x-forwarded-for", "").split(",")
            return chain[-1].strip()[:64] or peer
        scope["headers"] = [
            (name, value)
            for name, value in scope["headers"]
            if name not in FORWARDED and not name.startswith(b"x-forwarded-")
        ]
        return peer


def bare(host: str) -> str:
    """Return a `Host` header without its port, in small letters."""
    name, colon, port = host.casefold().rpartition(":")
    return name if colon and port.isdecimal() and not port.endswith("]") else host.casefold()
