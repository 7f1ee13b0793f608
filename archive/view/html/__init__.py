"""Pages and parts of pages in HTML: only here words are made safe for it."""
