"""Whether the product is whole, and what mends it."""
