"""French words for searching: how a text becomes the stems that are indexed, asked for and compared."""
