"""Exports: forms that are only written."""
