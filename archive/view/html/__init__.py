"""Renders pages and parts of pages in HTML. Only this room escapes text for HTML."""
