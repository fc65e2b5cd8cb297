"""The project's own sheets: their schema, and how they are read."""
