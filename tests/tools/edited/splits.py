"""A sentence is split in two, or something is put into it that parts it in two."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.tools.edited.articles import article, draw
from tests.tools.edited.scene import Scene
from tests.tools.edited.tokens import script_of, words
from tests.tools.edited.ways import has_words

_OPENINGS = {
    "Latin": (". It also", ". This", ". Thereby they", ". At the same time we"),
    "Arabic": (". كما أنه", ". وهذا", ". ثم إنها"),
    "Devanagari": ("। यह भी", "। इसके बाद वे", "। साथ ही वह"),
    "Han": ("。它还", "。这也", "。后来又"),
}
"""A full stop and the first words of a second sentence, by script."""

_SUBJECTS = {
    "Latin": ("It", "This", "They"),
    "Arabic": ("هذا", "إنه", "وهي"),
    "Devanagari": ("यह", "वे", "वह"),
    "Han": ("这", "它", "他们"),
}
"""What a clause needs to be a sentence."""

_CONJUNCTIONS = frozenset(
    words(
        "and but or so while as because since which who where that although if "
        "و ثم لكن بل التي الذي حيث إذ "
        "और पर लेकिन या तो जो जिससे जिसमें क्योंकि ताकि जबकि जहाँ "
        "而 但 并 又 也 却"
    )
)
"""What joins a clause to the one before it; a word of its own in the texts."""

_STOPS = {"Latin": ".", "Arabic": ".", "Devanagari": "।", "Han": "。"}

_SPARE = 3
"""Quotations drawn beyond those that are needed: not each can be split."""

_LINKS = ("](https://example.org/2026/report)", "](https://example.org/a?b=1)", "](/archive/7)")
_NOTES = ("[^1]", "[3]", "¹²", "[12]", "*")


def by_a_full_stop(rng: Random, name: str, count: int) -> Scene:
    """Put a full stop into each quotation, and the first words of a second sentence."""
    return _cut(lambda: _stopped(rng, name, count + _SPARE), count)


def _stopped(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    openings = _OPENINGS[script_of(scene.article.text)]
    for quotation in scene.quotations:
        own = scene.words_of(quotation)
        inner = own[2:-1] if len(own) < 8 else own[len(own) // 5 : -(len(own) // 5)]
        for n in rng.sample(inner, len(inner)):
            opening = rng.choice(openings)
            if _is_between_words(scene, n) and _is_other(scene, n, opening):
                scene.sheet.put(n if not scene.article.space else n - 1, opening)
                scene.cuts[quotation] = n
                break
    return scene


def by_a_clause(rng: Random, name: str, count: int) -> Scene:
    """Make a sentence of a clause: a full stop for its comma, without what joined it."""
    return _cut(lambda: _with_clauses(rng, name, count + _SPARE), count)


def _with_clauses(rng: Random, name: str, count: int) -> Scene:
    comma = {"Latin": ",", "Arabic": "،", "Devanagari": ",", "Han": "，"}
    old = article(rng, name)
    script = script_of(old.text)
    scene = Scene(rng, old, draw(rng, old, count, wanted=_has_comma(comma[script]), shortest=25))
    for quotation in scene.quotations:
        own = scene.words_of(quotation)
        within = scene.sheet.within(*quotation)
        commas = [
            n
            for n in within
            if scene.sheet.was(n) == comma[script]
            and own[1] < n < own[-2]
            and scene.sheet.tokens[n - 1].kind == "word"
        ]
        for n in rng.sample(commas, len(commas)):
            if _made_a_sentence(scene, n, own, script):
                break
        else:
            continue
        scene.cuts[quotation] = next(m for m in own if m > n)
    return scene


def _made_a_sentence(scene: Scene, comma: int, own: list[int], script: str) -> bool:
    """Whether a sentence can be made of what stands behind a comma, and was made."""
    rng, sheet = scene.rng, scene.sheet
    at = next(k for k, n in enumerate(own) if n > comma)
    first, second = own[at], own[at + 1]
    if any(sheet.tokens[n].kind == "mark" for n in range(comma + 1, second)):
        return False
    subject = rng.choice(_SUBJECTS[script])
    if not _is_other(scene, first, subject):
        return False
    if sheet.was(first).casefold() in _CONJUNCTIONS:
        if rng.random() < 0.6 and scene.editor.drop(first):
            sheet.rewrite(second, _capital(sheet.was(second)), alike=True)
        else:
            sheet.rewrite(first, subject)
    elif rng.random() < 0.7:
        sheet.put(first, subject + scene.article.space)
    else:
        sheet.rewrite(first, _capital(sheet.was(first)), alike=True)
    sheet.rewrite(comma, _STOPS[script], alike=True)
    return True


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def by_a_link_or_note(rng: Random, name: str, count: int) -> Scene:
    """Put a link into each quotation, as Markdown has it, or a call of a note."""
    scene = _scene(rng, name, count)
    for quotation in scene.quotations:
        own = scene.words_of(quotation)
        at = rng.randrange(1, len(own) - 2)
        if rng.random() < 0.6:
            last = min(at + rng.randrange(4), len(own) - 2)
            scene.sheet.put(own[at], "[")
            scene.sheet.put(own[last] + 1, rng.choice(_LINKS))
        else:
            scene.sheet.put(own[at] + 1, rng.choice(_NOTES))
    scene.edit_elsewhere()
    return scene


def _scene(rng: Random, name: str, count: int) -> Scene:
    """Quotations of some words."""
    old = article(rng, name)
    fewest = 10 if old.is_han else 6
    return Scene(rng, old, draw(rng, old, count, wanted=has_words(fewest), shortest=25))


def _cut(make: Callable[[], Scene], count: int) -> Scene:
    """A scene in which enough quotations could be cut, with as many of them, edited elsewhere."""
    for _ in range(20):
        scene = make()
        if len(scene.cuts) >= count:
            scene.edit_elsewhere()
            scene.quotations = sorted(scene.cuts)[:count]
            return scene
    raise AssertionError("too few quotations can be cut in two sentences")


def _has_comma(comma: str) -> Callable[[str], bool]:
    enough = has_words(6)
    return lambda exact: comma in exact[8:-8] and enough(exact)


def _is_between_words(scene: Scene, n: int) -> bool:
    """Whether nothing but a blank, if the script has any, parts a word from the word before it."""
    tokens = scene.sheet.tokens
    before = n - 2 if scene.article.space else n - 1
    return tokens[before].kind == "word" and tokens[n - 1].kind in ("word", "blank")


def _is_other(scene: Scene, n: int, put: str) -> bool:
    """Whether no word that is put in is found near a word of the text."""
    near = scene.editor.neighbours(n) | {scene.sheet.was(n).casefold()}
    return near.isdisjoint(put.casefold().strip(".।。").split())
