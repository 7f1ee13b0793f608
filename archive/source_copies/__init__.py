"""Copies of works: what records quote as evidence is held against copies that are at hand."""
