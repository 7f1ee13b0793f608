"""The modules of the office reader that are only for Word documents (ECMA-376, OOXML)."""
