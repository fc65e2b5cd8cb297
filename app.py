"""Open the chat page: `python app.py` reads the settings (`AESH_…`) and serves it on this machine."""

from __future__ import annotations

import sys

from assistant.settings import load_settings
from assistant.web.server import ServerError, serve


def main() -> int:
    """Serve until interrupted; return the exit status."""
    try:
        serve(load_settings())
    except (ServerError, ValueError, FileNotFoundError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
