"""Preparing a professional interview: the member's case, its check, its dates, its letters, its file. No web here."""
