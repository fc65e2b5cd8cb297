"""Readers: one per format, all giving the same blocks."""
