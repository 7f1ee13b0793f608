"""Classes of characters: those invalid in XML, the end of a block, scripts without word spaces."""

NOT_XML = r"\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF"
"""Characters that XML 1.0 cannot represent (fifth edition, production 2). Lone surrogates are left
out: they are not Unicode text and never reach a pattern."""

BLOCK_END = "\0"
"""Ends each block in the joined text of an article; no text contains this character."""

ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts without word spaces, as ranges of a character class; each character counts as a word."""
