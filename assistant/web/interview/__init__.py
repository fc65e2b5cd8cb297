"""« Préparer un entretien »: the guided sheet, its live check, its files. Nothing is stored on the server."""

from assistant.web.interview.routes import router

__all__ = ["router"]
