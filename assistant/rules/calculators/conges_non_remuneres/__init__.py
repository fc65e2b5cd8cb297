"""Unpaid leave: condition, length, renewals, request and return."""
