"""The index on disk: vectors, words and records, one generation at a time."""
