"""Classes of characters: what XML cannot carry, the end of a block, scripts without word spaces."""

NOT_XML = r"\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF"
"""What XML 1.0 (fifth edition, production 2) cannot carry, lone surrogates aside: those never
get as far as a pattern, since they are not Unicode text."""

BLOCK_END = "\0"
"""Stands at the end of each block where the blocks of an article are one text: no text holds it."""

ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that do not part their words, each character of which is one, as ranges of a class."""
