"""Assistant qui répond aux AESH à partir des guides et des textes, avec citations."""

__version__ = "0.1.0"
