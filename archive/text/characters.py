"""Classes of characters: invalid ones in XML, the end of a block, scripts without word spaces."""

NOT_XML = r"\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF"
"""Characters that XML 1.0 (fifth edition, production 2) cannot represent, without lone surrogates,
which are not Unicode text and never reach a pattern."""

BLOCK_END = "\0"
"""Ends each block where the blocks of an article are joined into one text; no text contains it."""

ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts without word spaces, each character of which counts as a word, as class ranges."""
