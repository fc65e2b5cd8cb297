"""The `aesh` command: one face of the chain, without logic of its own."""
