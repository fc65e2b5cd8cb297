"""Letters ready to be completed: one model per right, filled from the case of a conversation."""
