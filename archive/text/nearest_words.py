"""The words of a text that are most similar to given words; reprs that show every code point."""

from __future__ import annotations

from archive.text.joined_blocks import JoinedBlocks

_CONTEXT = 20
"""How many code points of the text are shown on each side of words."""
_BEFORE, _AFTER = 12, 18
"""How many code points are shown before the first difference, and how many from it on."""
_ALIKE = frozenset("'\"-`")
"""ASCII characters that people often write in place of others."""


def short_repr(words: str) -> str:
    r"""Return words of a text as messages show them: shortened, with every code point readable.

    >>> short_repr("10\u00a0%")
    "'10\\xa0%'"
    """
    return repr(words if len(words) <= 60 else f"{words[:28]} … {words[-28:]}")


def context_repr(text: str, start: int, end: int) -> str:
    """Return a stretch of a text with some words around it, as messages show it.

    >>> context_repr("The ferry is late again. It is always late in autumn.", 13, 17)
    "'The ferry is late again. It is always …'"
    """
    first, last = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    if first:
        blank = text.find(" ", first - 1, start)
        first = blank + 1 if blank >= 0 else start
    if last < len(text):
        blank = text.rfind(" ", end, last + 1)
        last = blank if blank >= 0 else end
    words = text[first:last]
    if end - start > 3 * _CONTEXT:
        beginning, ending = text[first : start + _CONTEXT], text[end - _CONTEXT : last]
        words = f"{beginning.rstrip()} … {ending.lstrip()}"
    before, after = "… " if first else "", " …" if last < len(text) else ""
    return repr(f"{before}{words}{after}")


def contrasting_reprs(one: str, other: str, at: int) -> tuple[str, str]:
    r"""Return excerpts of two texts around the offset of their first difference.

    If the characters there look similar, their code points are added.

    >>> contrasting_reprs("the mayor's wall", "the mayor’s wall", 9)
    ('"the mayor\'s wall" (U+0027)', "'the mayor’s wall' (U+2019)")
    >>> contrasting_reprs("says the mayor.", "says the major.", 11)
    ("'says the mayor.'", "'says the major.'")
    """
    signs = one[at : at + 1] + other[at : at + 1]
    named = not signs.isascii() or any(sign in _ALIKE for sign in signs)
    return _repr_at(one, at, named=named), _repr_at(other, at, named=named)


def _repr_at(text: str, at: int, *, named: bool) -> str:
    first, last = max(0, at - _BEFORE), at + _AFTER
    before, after = "…" if first else "", "…" if last < len(text) else ""
    words = repr(f"{before}{text[first:last]}{after}")
    if at >= len(text):
        return f"{words} and no more"
    return f"{words} (U+{ord(text[at]):04X})" if named else words


def nearest_words_hint(words: str, text: JoinedBlocks, block: str | None = None) -> str | None:
    """Return a hint that shows the words most similar to words that do not occur."""
    near = text.nearest_words(words, block) or (block and text.nearest_words(words))
    if not near:
        return None
    near_text = text.blocks[near.block]
    if near.start + near.at == len(near_text.rstrip()) and (after := text.after(near.block)):
        rest = words[near.at :].strip()
        if rest and text.blocks[after].startswith(rest[:_BEFORE]):
            return f"they begin in {near.block} and continue in {after}: give each part separately"
    seen = context_repr(near_text, near.start, min(near.start + len(words), len(near_text)))
    its_words, our_words = contrasting_reprs(near_text[near.start :], words, near.at)
    return (
        f"did you mean {near.block} at {near.start}: {seen}? "
        f"They differ at {near.at}: the text has {its_words}, not {our_words}"
    )
