"""Sick leave, grave illness, work accidents, therapeutic part time."""
