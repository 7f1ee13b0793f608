"""Reads what only Word documents have (ECMA-376, Office Open XML)."""
