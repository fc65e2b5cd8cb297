"""The chat page: one face of the chain, without logic of its own."""
