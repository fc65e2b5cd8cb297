"""Measures: pure functions of a case, an answer or a ranking. None of them knows the product's chain."""
