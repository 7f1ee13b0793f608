"""Reads what only OpenDocument texts have (OASIS ODF 1.3)."""
