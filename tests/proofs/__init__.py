"""Long proofs, each with a size: `make proof-…`; the tests run them short."""
