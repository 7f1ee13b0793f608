"""Renders pages and parts of pages in HTML; only here text is escaped for it."""
