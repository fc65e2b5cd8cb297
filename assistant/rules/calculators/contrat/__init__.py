"""The contract and its end."""
