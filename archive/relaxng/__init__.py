"""Our RELAX NG: what is wrong, where, and what is allowed there; libxml2 tells the first alone."""
