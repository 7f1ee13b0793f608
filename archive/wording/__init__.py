"""Puts findings, parts of records and changes in words for readers. Nothing is escaped here."""
