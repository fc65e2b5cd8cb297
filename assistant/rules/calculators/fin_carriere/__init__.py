"""The end of the career: retirement and age limit."""
