"""A language model, when one is configured: it reads and writes, and everything it says is checked."""
