"""Describes findings, parts of records and changes in sentences for readers, unescaped."""
