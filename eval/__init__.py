"""Measures of the product: retrieval, abstention, answers."""
