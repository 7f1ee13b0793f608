"""Validates the records of a store: each record, and the records beside each other."""
