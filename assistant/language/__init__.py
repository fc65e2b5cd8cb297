"""French as typed: cleaned once, cut into sentences, its strict values with their places."""
