"""The modules of the office reader that are only for OpenDocument texts (OASIS ODF 1.3)."""
