"""Results as text, JSON and calendar files."""
