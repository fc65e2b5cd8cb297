"""The conversation: the case that lives through it, and the plan of each turn."""
