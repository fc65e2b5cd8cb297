"""Open the chat page: `python app.py` is `aesh serve`, same settings (`AESH_…`), same messages, same exit codes."""

from __future__ import annotations

import sys

from assistant.cli.main import main

if __name__ == "__main__":
    sys.argv[1:] = ["serve", *sys.argv[1:]]
    main()
