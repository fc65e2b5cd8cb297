"""What can go wrong with an index; every message is French and says what to do."""

from __future__ import annotations


class IndexStoreError(RuntimeError):
    """Base of the errors of the index."""


class IndexMissingError(IndexStoreError):
    """No index has been built yet."""


class IndexMismatchError(IndexStoreError):
    """The index in service was made with another embedder, chunking, word analysis or format."""


class IndexBusyError(IndexStoreError):
    """Another run is writing the index."""


class IndexBuildError(IndexStoreError):
    """A generation could not be built; the one in service is untouched."""


class IndexCorruptError(IndexStoreError):
    """A file of the index is missing or unreadable."""


class NoPreviousIndexError(IndexStoreError):
    """There is no previous index to go back to."""
