"""LangChain's remote tracing, off whatever the environment says: it would send the questions to a third party."""

from __future__ import annotations

import os

import langsmith

# With these two, of the first version of tracing, LangChain refuses to run at all.
REFUSED = ("LANGCHAIN_TRACING", "LANGCHAIN_HANDLER")


def switch_off_tracing() -> None:
    """Switch LangSmith's tracing off in every thread of the process, over `LANGSMITH_…` and `LANGCHAIN_…`."""
    for name in REFUSED:
        os.environ.pop(name, None)
    langsmith.configure(enabled=False)
