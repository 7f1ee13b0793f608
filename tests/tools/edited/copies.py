"""A sentence is edited in place, and its old wording comes new to the text.

A publisher who mends a sentence may say what stood there: behind it or before it, in a paragraph
by itself, as the first or the last of the text. Whoever searches finds the old words in the notice.
"""

from __future__ import annotations

from random import Random
from typing import Literal

from tests.tools.edited.articles import article, is_repeated, sentences
from tests.tools.edited.scene import Scene
from tests.tools.edited.tokens import Span, script_of

Form = Literal["bare", "notice", "quoted"]
"""How the old wording is put in: by itself, behind a few words that say what it is, or in quotation
marks, which may have such words before them."""

PLACES = ("behind", "before", "paragraph behind", "paragraph before", "first", "last")
"""Where it is put in: beside the sentence, in a paragraph beside its own, at an end of the text."""

_NOTICES = {
    "Han": ("此前发表：", "更正前的原文是："),
    "Arabic": ("نُشر سابقًا: ", "كان النص السابق: "),
    "Devanagari": ("पहले प्रकाशित: ", "पहले यह लिखा था: "),
    "Latin": ("Previously published: ", "Correction. An earlier version said: "),
}
_QUOTES = {"Han": "“”", "Arabic": "«»", "Devanagari": "“”", "Latin": "“”"}


def edited_and_copied(rng: Random, name: str, count: int, form: Form) -> Scene:
    """Edit sentences in place, one word or number each, and put in what they were.

    Each is an inner sentence of its paragraph and stands once in the text; half of the quotations
    are the whole of it, of the others one in three does not hold the edited word.
    """
    old = article(rng, name)
    scene = Scene(rng, old)
    chosen = [found for p in old.paragraphs[2:] if (found := _sentence(rng, scene, p))]
    rng.shuffle(chosen)
    places = list(PLACES)
    for n, (paragraph, parts, at) in enumerate(chosen[:count]):
        if n % len(places) == 0:
            rng.shuffle(places)
        own = scene.words_of(old.span(parts[at]))
        edited = _edit(scene, own)
        scene.quotations.append(_quotation(rng, scene, parts[at], own, edited))
        _put(scene, paragraph, parts, at, form, places[n % len(places)])
    assert len(scene.quotations) == count
    scene.edit_elsewhere()
    return scene


def _sentence(rng: Random, scene: Scene, paragraph: range) -> tuple[range, list[range], int] | None:
    """An inner sentence of a paragraph with enough words, with all sentences of the paragraph."""
    old = scene.article
    if old.is_list(paragraph):
        return None
    parts = sentences(old.text, paragraph)
    fewest = 10 if old.is_han else 6
    found = [
        n
        for n in range(1, len(parts) - 1)
        if len(scene.words_of(old.span(parts[n]))) >= fewest
        and not is_repeated(old.text, old.span(parts[n]))
        and old.span(parts[n])[1] - old.span(parts[n])[0] <= 300
    ]
    return (paragraph, parts, rng.choice(found)) if found else None


def _edit(scene: Scene, own: list[int]) -> int:
    """Write another number in place of one, or another word; return which was edited."""
    rng, sheet, inner = scene.rng, scene.sheet, own[2:-2]
    numbers = [n for n in inner if sheet.was(n).isdecimal()]
    if not numbers or rng.random() < 0.3:
        edited = rng.choice(inner)
        scene.editor.swap(edited)
        return edited
    edited = rng.choice(numbers)
    was = sheet.was(edited)
    at = rng.randrange(len(was))
    digit = rng.choice([d for d in "123456789" if d != was[at]])
    sheet.rewrite(edited, was[:at] + digit + was[at + 1 :])
    return edited


def _quotation(rng: Random, scene: Scene, part: range, own: list[int], edited: int) -> Span:
    """The whole sentence, or some of its words: with the edited one within, or without it."""
    tokens, (start, end) = scene.sheet.tokens, scene.article.span(part)
    if rng.random() < 0.5:
        return tokens[own[0]].start, end if rng.random() < 0.5 else tokens[own[-1]].end
    at = own.index(edited)
    if rng.random() < 1 / 3:
        low, high = (0, at - 1) if at > len(own) // 2 else (at + 1, len(own) - 1)
    else:
        low, high = rng.randrange(at), rng.randrange(at + 1, len(own))
    return max(start, tokens[own[low]].start), min(end, tokens[own[high]].end)


def _put(
    scene: Scene, paragraph: range, parts: list[range], at: int, form: Form, place: str
) -> None:
    """Put the old wording of a sentence into the text.

    Without a notice it stands at least one sentence apart: right beside the edited sentence, that
    would be the sentence that came new.
    """
    rng, old, put = scene.rng, scene.article, scene.sheet.put
    script = script_of(old.text)
    text = old.text[slice(*old.span(parts[at]))]
    if form == "quoted":
        text = text.join(_QUOTES[script])
    if form == "notice" or (form == "quoted" and rng.random() < 0.5):
        text = rng.choice(_NOTICES[script]) + text
    by = 1 if form == "bare" else 0
    if place == "behind":
        put(parts[at + by].stop, old.space + text, sentence=True)
    elif place == "before":
        put(parts[at - by].start, text + old.space, sentence=True)
    elif place == "paragraph behind":
        put(paragraph.stop, "\n\n" + text, sentence=True)
    elif place == "paragraph before":
        put(paragraph.start, text + "\n\n", sentence=True)
    elif place == "first":
        put(0, text + "\n\n", sentence=True)
    else:
        assert place == "last"
        put(len(scene.sheet.tokens), "\n\n" + text, sentence=True)
