"""The lines of a text are wrapped anew, at another width or not at all."""

from __future__ import annotations

from random import Random
from unicodedata import normalize

from tests.tools.edited.articles import Article, article, draw, with_inserted
from tests.tools.edited.scene import Scene
from tests.tools.edited.ways import SIGNS, exchange_signs

_SHORTEST = 20
"""Code points of a quotation: most then hold a line end in one of the two texts."""


_TITLES = "《》"
"""Signs that are no quotation marks, whatever may be written for them."""

_NEVER = 1_000_000
"""A width at which no line ends."""


def wrapped_anew(rng: Random, name: str, count: int, *, forms: bool = False) -> Scene:
    """Wrap a text at another width.

    With `forms` moreover quotes and dashes are others, and letters with accents are taken apart.
    """
    plain = article(rng, name)
    old = _with_line_ends(plain, 40 if plain.is_han else 72)
    scene = Scene(rng, old, draw(rng, old, count, shortest=_SHORTEST))
    if forms:
        signs = rng.choice(SIGNS)
        exchange_signs(scene, {one: signs[one] for one in signs if one not in _TITLES})
        for n, token in enumerate(scene.sheet.tokens):
            now = normalize("NFD", scene.sheet.was(n))
            if (
                token.kind != "blank"
                and not scene.sheet.is_touched(n)
                and now != scene.sheet.was(n)
            ):
                scene.sheet.rewrite(n, now, alike=True)
    scene.edit_elsewhere()
    widths = (30, 36, 50) if scene.article.is_han else (48, 66, 80, 100)
    width = rng.choice((*widths, _NEVER))
    for paragraph, was in zip(old.paragraphs, plain.paragraphs, strict=True):
        column = 0
        for n in () if plain.is_list(was) else paragraph:
            column = _next_column(scene, n, column, width)
    return scene


def _with_line_ends(plain: Article, width: int) -> Article:
    """An article in which each plain paragraph is wrapped."""
    pieces: list[tuple[int, str]] = []
    text = list(plain.text)
    for paragraph in plain.paragraphs:
        column = 0
        for n in () if plain.is_list(paragraph) else paragraph:
            start, end, kind = plain.tokens[n]
            following = plain.tokens[n + 1].end if n + 1 < paragraph.stop else end
            if plain.text[start:end] == " " and column + following - start > width:
                text[start] = "\n"
                column = 0
                continue
            if plain.is_han and column >= width and kind == "word" and not _opened(plain, n):
                pieces.append((start, "\n"))
                column = 0
            column += end - start
    new, moved = with_inserted("".join(text), pieces)
    return Article(new, [(moved(start), moved(end - 1) + 1) for start, end in plain.repeated])


def _next_column(scene: Scene, n: int, column: int, width: int) -> int:
    """Where the line stands behind a token, which may be a line end now, or have one before it."""
    sheet, is_han = scene.sheet, scene.article.is_han
    now, was = sheet.now[n], sheet.was(n)
    column += sum(len(text) for text, _ in sheet.insertions(n))
    if not now:
        return column
    if was in (" ", "\n"):
        following = len(sheet.now[n + 1]) if n + 1 < len(sheet.tokens) else 0
        if column + 1 + following > width and not is_han:
            sheet.rewrite(n, "\n", alike=True)
            return 0
        if was == "\n" and is_han:
            sheet.drop(n, n)
            return column
        sheet.rewrite(n, " ", alike=True)
        return column + 1
    is_word = sheet.tokens[n].kind == "word" and not sheet.insertions(n)
    if is_han and column >= width and is_word and not _opened(scene.article, n):
        sheet.put(n, "\n")
        column = 0
    return column + len(now)


def _opened(old: Article, n: int) -> bool:
    """Whether what stands before a token opens something: no line ends behind that."""
    return old.text[max(0, old.tokens[n].start - 1)] in "“‘«《「『（([„"
