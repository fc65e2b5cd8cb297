"""The index in service, whichever it is: reopened when another generation is put in service."""

from __future__ import annotations

import threading

from assistant.embedding.base import Embedder
from assistant.index.layout import pointer_stamp
from assistant.index.reader import IndexReader
from assistant.index.store import IndexStore


class LiveIndex:
    """Gives the reader of the generation in service, for the price of one stat per call. Safe in several threads."""

    def __init__(self, store: IndexStore, embedder: Embedder, chunking: str) -> None:
        self._store, self._embedder, self._chunking = store, embedder, chunking
        self._opening = threading.Lock()
        self._served: tuple[tuple[int, int] | None, IndexReader] | None = None
        self._retired: IndexReader | None = None

    def reader(self) -> IndexReader:
        """Return an open reader, to be used for one request and not kept.

        Raises what `IndexStore.open` raises, also when the index put in service meanwhile cannot be searched.
        """
        served = self._served
        if served is not None and served[0] == pointer_stamp(self._store.folder):
            return served[1]
        with self._opening:
            return self._reopen()

    def _reopen(self) -> IndexReader:
        stamp = pointer_stamp(self._store.folder)
        served = self._served
        if served is not None and served[0] == stamp:
            return served[1]
        reader = self._store.open(self._embedder, self._chunking)
        # Requests under way may still hold the reader of before: it is closed one flip later.
        if self._retired is not None:
            self._retired.close()
        self._retired = served[1] if served else None
        self._served = (stamp, reader)
        return reader

    def close(self) -> None:
        """Close what is open."""
        for reader in (self._served[1] if self._served else None, self._retired):
            if reader is not None:
                reader.close()
        self._served = self._retired = None
