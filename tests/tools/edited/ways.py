"""The ways in which the text of an article is changed, each with its own quotations."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence
from random import Random

from tests.tools.edited.articles import (
    Article,
    article,
    draw,
    is_repeated,
    planted,
    sentences,
    vocabulary,
)
from tests.tools.edited.sample import CONTEXT
from tests.tools.edited.scene import Scene
from tests.tools.edited.sheet import Sheet
from tests.tools.edited.tokens import Span, is_han, tokens
from tests.tools.edited.words import near_copy

Change = Callable[[Random, str, int], Scene]
"""A way of changing: what is drawn from, the name of a text, how many quotations."""

CHANGES: dict[str, Change] = {}
"""The ways in which texts are changed, by name."""


def _way(name: str) -> Callable[[Change], Change]:
    def enter(change: Change) -> Change:
        CHANGES[name] = change
        return change

    return enter


def _scene(
    rng: Random, name: str, count: int, wanted: Callable[[str], bool] = lambda _: True
) -> Scene:
    """Quotations that stand apart from each other, in a text nothing has happened to."""
    old = article(rng, name)
    return Scene(rng, old, draw(rng, old, count, wanted=wanted))


def has_words(count: int) -> Callable[[str], bool]:
    """Whether words are so many or more."""
    return lambda exact: sum(token.kind == "word" for token in tokens(exact)) >= count


# --- within and around the words ---


@_way("typing errors")
def _typing_errors(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    for start, end in scene.quotations:
        own = scene.words_of((start, end))
        for n in rng.sample(own, min(len(own), 1 + (end - start) // 60)):
            scene.editor.mistype(n)
    scene.edit_elsewhere()
    return scene


@_way("words put inside")
def _put_inside(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count, has_words(2))
    for start, end in scene.quotations:
        own = scene.words_of((start, end))[1:]
        for n in rng.sample(own, min(len(own), 1 + (end - start) // 100)):
            scene.editor.put_before(n, rng.randint(1, 3))
    scene.edit_elsewhere()
    return scene


@_way("words put around")
def _put_around(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    for quotation in scene.quotations:
        own = scene.words_of(quotation)
        scene.editor.put_before(own[0], rng.randint(1, 4))
        scene.editor.put_after(own[-1], rng.randint(1, 4), scene.sheet.within(*quotation)[-1])
    scene.edit_elsewhere()
    return scene


@_way("words deleted inside")
def _deleted_inside(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count, has_words(3))
    for start, end in scene.quotations:
        own = scene.words_of((start, end))
        inner = own[1:-1] if rng.random() < 0.75 else own
        for n in rng.sample(inner, min(len(inner), 1 + (end - start) // 80)):
            scene.editor.drop(n)
    scene.edit_elsewhere()
    return scene


@_way("case")
def _case(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    for quotation in scene.quotations:
        change = rng.choice((str.upper, str.title, str.swapcase, str.upper))
        own = scene.words_of(quotation)
        for n in rng.sample(own, rng.randint(1, len(own))):
            scene.sheet.rewrite(n, change(scene.sheet.was(n)), alike=True)
    scene.edit_elsewhere()
    return scene


SIGNS = (
    dict(zip("“”‘’«»–—「」《》", '""\'\'""--""""', strict=True)),
    dict(zip("“”‘’«»\"'–—-《》", "«»‹›“””’-––「」", strict=True)),
    dict(zip("“”‘’«»\"'–—-", "„“‚‘„““’—-–", strict=True)),
)


@_way("quotes and dashes")
def _signs(rng: Random, name: str, count: int) -> Scene:
    held = set("“”‘’«»\"'–—-《》")
    old = article(rng, name)
    with_signs = draw(
        rng, old, round(count * 0.7), wanted=lambda exact: not held.isdisjoint(exact), shortest=8
    )
    scene = Scene(rng, old, with_signs)
    scene.quotations += draw(rng, old, count - len(with_signs), taken=with_signs)
    exchange_signs(scene, rng.choice(SIGNS))
    scene.edit_elsewhere()
    return scene


def exchange_signs(scene: Scene, signs: dict[str, str], share: float = 1) -> None:
    """Write other quotes and dashes in place of those of the text, or of a share of them."""
    for n, token in enumerate(scene.sheet.tokens):
        was = scene.sheet.was(n)
        now = was.translate({ord(one): other for one, other in signs.items()})
        if token.kind != "blank" and now != was and scene.rng.random() < share:
            scene.sheet.rewrite(n, now, alike=True)


_BLANKS = ("  ", "\u00a0", "\n", "\u2009", "\t", " \n", "   ")


@_way("white space")
def _white_space(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    for quotation in scene.quotations:
        inner = scene.sheet.within(*quotation)[1:]
        for n in rng.sample(inner, rng.randint(0, len(inner))):
            _change_blank(scene, n)
    for n in scene.words_outside(margin=0):
        if rng.random() < 0.05:
            _change_blank(scene, n - 1)
    scene.edit_elsewhere()
    return scene


def _change_blank(scene: Scene, n: int) -> None:
    """Write other white space in place of a blank; before a Han character put some."""
    sheet = scene.sheet
    if n < 1:
        return
    if sheet.tokens[n].kind == "blank":
        if "\n" not in sheet.was(n):
            blanks = [b for b in (*_BLANKS, " ") if b != sheet.was(n)]
            sheet.rewrite(n, scene.rng.choice(blanks), alike=True)
    elif is_han(sheet.was(n)) and is_han(sheet.was(n - 1)) and scene.rng.random() < 0.3:
        sheet.put(n, scene.rng.choice((" ", "\n", "\u3000")))


_FULL_WIDTH = {**{c: chr(ord(c) + 0xFEE0) for c in "0123456789"}, "，": ",", "：": ":", "；": ";"}
_NUKTA = {letter: unicodedata.normalize("NFD", letter) for letter in map(chr, range(0x958, 0x960))}


@_way("accents and normal forms")
def _accents(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    for quotation in scene.quotations:
        own = scene.words_of(quotation)
        for n in rng.sample(own, min(len(own), 3)):
            _accent(scene, n)
    for n, token in enumerate(scene.sheet.tokens):
        if token.kind != "blank" and not scene.sheet.is_touched(n):
            _renormalise(scene, n)
    scene.edit_elsewhere()
    return scene


def _accent(scene: Scene, n: int) -> None:
    """Put an accent on a vowel of a word in Latin letters."""
    word = scene.sheet.now[n]
    vowels = [at for at, c in enumerate(word) if c in "aeiouAEIOU"]
    if not vowels:
        return
    at = scene.rng.choice(vowels)
    accented = word[: at + 1] + scene.rng.choice("\u0301\u0300\u0308") + word[at + 1 :]
    form = scene.rng.choice(("NFC", "NFD"))
    scene.sheet.rewrite(n, unicodedata.normalize(form, accented), alike=True)  # type: ignore[arg-type]


def _renormalise(scene: Scene, n: int) -> None:
    """Write a token in another normal form; Chinese signs and digits in another width."""
    was = now = scene.sheet.was(n)
    if scene.editor.space:
        for one, two in _NUKTA.items():
            now = now.replace(two, one)
        if now == was:
            now = unicodedata.normalize("NFD", was)
    else:
        now = was.translate({ord(one): other for one, other in _FULL_WIDTH.items()})
    if now != was:
        scene.sheet.rewrite(n, now, alike=True)


# --- the text around them ---


def _replaced(share: float) -> Change:
    def change(rng: Random, name: str, count: int) -> Scene:
        scene = _scene(rng, name, count)
        scene.editor.edit_share(share, scene.editor.swap, scene.sheet.words)
        return scene

    return change


_way("5 % of words replaced")(_replaced(0.05))
_way("20 % of words replaced")(_replaced(0.2))


@_way("repeated passage")
def _repeated(rng: Random, name: str, count: int) -> Scene:
    plain = article(rng, name, repeats=1)
    passages = draw(rng, plain, math.ceil(count / 2), shortest=10, repeated=0)
    copies = [(p, [plain.text[p[0] : p[1]]] * rng.randint(1, 3)) for p in passages]
    old, places = planted(rng, plain, copies)
    scene = Scene(rng, old, [span for spans in places for span in spans])
    scene.edit_elsewhere(0.03)
    early = [p[0] for p in old.paragraphs[2:5] if not scene.sheet.is_touched(p[0])]
    free = set(scene.words_outside(margin=1))
    for n in early:
        if n in free and rng.random() < 0.5:
            scene.editor.put_sentence(n, paragraph=rng.random() < 0.5)
    inside = [quotation for spans in places for quotation in rng.sample(spans, 2)]
    scene.quotations = rng.sample(inside, count)
    return scene


@_way("paragraph moved")
def _moved(rng: Random, name: str, count: int) -> Scene:
    old = article(rng, name)
    moving: list[range] = []
    room = 0
    for paragraph in rng.sample(old.paragraphs[2:], len(old.paragraphs) - 2):
        start, end = old.span(paragraph)
        if end - start > 150 and (len(moving) < 2 or room < 130 * count):
            moving.append(paragraph)
            room += end - start
    scene = Scene(rng, old, draw(rng, old, count, among=[old.span(p) for p in moving]))
    _move_paragraphs(scene, moving)
    scene.edit_elsewhere()
    return scene


def _move_paragraphs(scene: Scene, moving: Sequence[range]) -> None:
    """Move paragraphs to other places; what parts two paragraphs stays where it is."""
    paragraphs = scene.article.paragraphs
    order = list(paragraphs)
    for paragraph in moving:
        at = order.index(paragraph)
        order.remove(paragraph)
        places = [n for n in range(2, len(order) + 1) if abs(n - at) > 1]
        order.insert(scene.rng.choice(places), paragraph)
    _reorder(scene, paragraphs, order)


def _reorder(scene: Scene, parts: Sequence[range], order: Sequence[range]) -> None:
    """Put parts that follow each other into another order; what parts them stays where it is."""
    found: list[int] = []
    for part, following, new in zip(parts, [*parts[1:], None], order, strict=True):
        found += new
        if following is not None:
            found += range(part.stop, following.start)
    low, high = parts[0].start, parts[-1].stop
    at = scene.sheet.order.index(low)
    assert scene.sheet.order[at : at + high - low] == list(range(low, high))
    scene.sheet.order[at : at + high - low] = found


@_way("sentences reordered")
def _sentences_reordered(rng: Random, name: str, count: int) -> Scene:
    old = article(rng, name)
    shuffled = [s for p in old.paragraphs if (s := _sentences_to_shuffle(old, p))]
    spans = [old.span(s) for parts in shuffled for s in parts]
    scene = Scene(rng, old, draw(rng, old, count, among=spans))
    for parts in shuffled:
        order = list(parts)
        while order == parts:
            rng.shuffle(order)
        _reorder(scene, parts, order)
    scene.edit_elsewhere()
    return scene


def _sentences_to_shuffle(article: Article, paragraph: range) -> list[range]:
    """The sentences of a paragraph, if it has several and is no list."""
    found = [] if article.is_list(paragraph) else sentences(article.text, paragraph)
    return found if len(found) > 1 else []


@_way("paragraphs split and joined")
def _split_and_joined(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    old, sheet = scene.article, scene.sheet
    scene.edit_elsewhere()
    for one, other in zip(old.paragraphs[2:], old.paragraphs[3:], strict=False):
        parts = sentences(old.text, one)
        if len(parts) > 2 and rng.random() < 0.6:
            _split_before(sheet, rng.choice(parts[1:])[0])
        elif rng.random() < 0.3 and sheet.now[one.stop] == sheet.was(one.stop):
            sheet.rewrite(one.stop, scene.article.space or "\n", alike=True)
        assert one.stop + 1 == other.start
    return scene


def _split_before(sheet: Sheet, n: int) -> None:
    """Begin a new paragraph before a token."""
    if sheet.is_touched(n) or sheet.is_touched(n - 1):
        return
    if sheet.tokens[n - 1].kind == "blank":
        sheet.rewrite(n - 1, "\n\n", alike=True)
    else:
        sheet.put(n, "\n\n")


# --- what is gone ---


def _is_clear_cut(scene: Scene, first: int, last: int) -> bool:
    """Whether one can tell just which tokens were dropped: the text beside them is other."""
    sheet, editor = scene.sheet, scene.editor
    own = [n for n in range(first, last + 1) if n in editor.rank]
    low, high = editor.rank[own[0]], editor.rank[own[-1]]

    def word(rank: int) -> str:
        return sheet.was(sheet.words[rank]).casefold() if 0 <= rank < len(sheet.words) else ""

    while low > 0 and not sheet.now[sheet.words[low - 1]]:
        low -= 1
    while high + 1 < len(sheet.words) and not sheet.now[sheet.words[high + 1]]:
        high += 1
    return word(low - 1) != word(high) and word(low) != word(high + 1)


@_way("passage deleted")
def _deleted(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count + 5)
    drawn, scene.quotations = scene.quotations, []
    rng.shuffle(drawn)
    for quotation in drawn:
        around = scene.article.sentences_around(quotation)
        ways = [
            scene.sheet.within(*quotation),
            range(around[0].start, around[-1].stop),
            range(around[0].start, around[-1].stop),
            scene.article.paragraph_around(quotation),
        ]
        rng.shuffle(ways)
        if _delete(scene, quotation, ways):
            scene.quotations.append(quotation)
        if len(scene.quotations) == count:
            break
    scene.edit_elsewhere()
    return scene


def _delete(scene: Scene, quotation: Span, ways: Sequence[range]) -> bool:
    """Delete a quotation in the first of the ways that leaves no doubt; whether there was one.

    One whose copy has the same surroundings stays: who has only the new text, the words and their
    surroundings could not tell whether it was deleted or moved.
    """
    own = scene.sheet.within(*quotation)
    if is_repeated(scene.sheet.old, (quotation[0] - CONTEXT, quotation[1] + CONTEXT)):
        return False
    for part in ways:
        within = part.start <= own.start and own.stop <= part.stop and len(part) < 350
        if within and _is_clear_cut(scene, part[0], part[-1]):
            scene.sheet.drop(part[0], part[-1])
            return True
    return False


# --- what looks like them ---


def _copied(rng: Random, name: str, count: int, exact: float) -> tuple[Scene, list[list[Span]]]:
    """A text in which each quotation has a copy elsewhere: a share exact, the others near."""
    plain = article(rng, name, repeats=2)
    passages = draw(rng, plain, count, shortest=12, wanted=has_words(2))
    copies = []
    for start, end in passages:
        text = plain.text[start:end]
        if rng.random() >= exact:
            text = near_copy(rng, text, vocabulary(plain.text))
        copies.append(((start, end), [text]))
    old, places = planted(rng, plain, copies)
    return Scene(rng, old, [spans[0] for spans in places]), places


@_way("near-copy elsewhere")
def _near_copy(rng: Random, name: str, count: int) -> Scene:
    scene, _ = _copied(rng, name, count, exact=0.25)
    for start, end in scene.quotations:
        own = scene.words_of((start, end))
        if rng.random() < 0.6:
            for n in rng.sample(own, min(len(own) - 1, 1 + (end - start) // 60)):
                scene.editor.edit(n)
    scene.edit_elsewhere()
    return scene


@_way("deleted, a copy elsewhere")
def _deleted_with_copy(rng: Random, name: str, count: int) -> Scene:
    scene, places = _copied(rng, name, count + 3, exact=0.5)
    kept = {n for spans in places for copy in spans[1:] for n in scene.sheet.within(*copy)}
    drawn, scene.quotations = scene.quotations, []
    for quotation in drawn:
        around = scene.article.sentences_around(quotation)
        ways = [scene.sheet.within(*quotation), range(around[0].start, around[-1].stop)]
        rng.shuffle(ways)
        ways = [part for part in ways if kept.isdisjoint(part)]
        if len(scene.quotations) < count and _delete(scene, quotation, ways):
            scene.quotations.append(quotation)
    scene.edit_elsewhere()
    return scene


# --- all at once ---


@_way("all at once")
def _all_at_once(rng: Random, name: str, count: int) -> Scene:
    scene = _scene(rng, name, count)
    old, sheet, editor = scene.article, scene.sheet, scene.editor
    long = [p for p in old.paragraphs[2:] if len(p) > 40]
    _move_paragraphs(scene, [rng.choice(long)])
    for parts in [s for p in rng.sample(long, 2) if (s := _sentences_to_shuffle(old, p))]:
        at = rng.randrange(len(parts) - 1)
        _reorder(scene, parts, [*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]])
    editor.edit_share(0.02, editor.edit, sheet.words)
    exchange_signs(scene, rng.choice(SIGNS), 0.5)
    for n in rng.sample(range(len(sheet.tokens)), 15):
        if not sheet.is_touched(n):
            _change_blank(scene, n)
    whole = [s for p in long for s in sentences(old.text, p) if not any(map(sheet.is_touched, s))]
    for sentence in rng.sample(whole, min(2, len(whole))):
        if _is_clear_cut(scene, sentence[0], sentence[-1]):
            sheet.drop(sentence[0], sentence[-1])
    scene.put_sentences(set(sheet.words))
    for paragraph in rng.sample(long, 2):
        _split_before(sheet, sentences(old.text, paragraph)[-1][0])
    return scene
