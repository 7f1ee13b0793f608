"""Draws a page of an article as data, and a later version of it, of which all that differs is known.

Every sentence, name and address is made anew from a counter, so that none is by chance the same as
another. Some are the same on purpose: a sentence that stands twice, links on the same words, a
description that is the first sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from hypothesis.vendor.pretty import RepresentationPrinter

PartKind = Literal["paragraph", "heading", "list", "quotation", "table", "figure"]


@dataclass(frozen=True)
class Sentence:
    """A sentence, with a link on its second and third word and the call of a note behind them."""

    words: tuple[str, ...]
    end: str = "."
    link: str = ""
    label: str = ""
    """The label of its note."""
    note: str = ""
    """The text of its note."""

    @property
    def linked(self) -> str:
        """The words that the link stands on."""
        return " ".join(self.words[1:3])

    @property
    def text(self) -> str:
        """What a reader of the page sees."""
        return f"{self.words[0]} {self.linked}{self.label} {' '.join(self.words[3:])}{self.end}"


@dataclass(frozen=True)
class Part:
    """A part of an article: its sentences, its items or cells, or the caption of its image."""

    kind: PartKind
    lines: tuple[Sentence, ...] = ()
    image: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Furniture:
    """What stands round an article: lines, each a link if it has an address."""

    kind: Literal["navigation", "share", "related", "sidebar", "footer"]
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    """A page; a value that it has not is empty."""

    title: str
    subtitle: str
    authors: tuple[str, ...]
    published: str
    modified: str
    licence: str
    notice: str
    site: str
    address: str
    language: str
    description: str
    keywords: tuple[str, ...]
    lead: str
    """The address of the image that stands for the page."""
    body: tuple[Part, ...]
    furniture: tuple[Furniture, ...]


class Words:
    """Makes words that were not there before."""

    def __init__(self) -> None:
        self._made = 0

    def words(self, fewest: int, most: int) -> tuple[str, ...]:
        """Return some words, the first with a capital."""
        self._made += 1
        random = Random(self._made)
        words = [_word(random) for _ in range(random.randint(fewest, most))]
        return (words[0].capitalize(), *words[1:])

    def sentence(self) -> Sentence:
        """Return a sentence."""
        return Sentence(self.words(7, 14))

    def phrase(self) -> str:
        """Return a few words: a headline, a caption."""
        return " ".join(self.words(4, 7))

    def name(self) -> str:
        """Return a first and a last name."""
        first, last = self.words(2, 2)
        return f"{first} {last.capitalize()}"

    def address(self, path: str = "") -> str:
        """Return an address."""
        return f"https://example.org/{path}{self.words(1, 1)[0].lower()}-{self._made}"

    def number(self) -> str:
        """Return a number."""
        self._made += 1
        return str(self._made)

    def day(self) -> str:
        """Return a day (ISO 8601)."""
        self._made += 1
        n = self._made
        return f"20{n // 28 % 20 + 4:02}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"

    def instant(self) -> str:
        """Return a day with a time."""
        return f"{self.day()}T{self._made % 24:02}:{self._made % 60:02}:00Z"


def _word(random: Random) -> str:
    return "".join(
        random.choice("bdfgklmnprstv") + random.choice("aeiou") for _ in range(random.randint(2, 4))
    )


LICENCES = tuple(
    f"https://creativecommons.org/licenses/{name}/4.0/" for name in ("by", "by-sa", "by-nc-nd")
)
LANGUAGES = ("en", "de", "fr", "pt-BR")


# --- a page ---


@st.composite
def pages(draw: DrawFn, fresh: Words) -> Page:
    """A page with some of each value."""
    body = draw(bodies(fresh))
    return Page(
        title=fresh.phrase(),
        subtitle=draw(st.sampled_from(["", fresh.phrase()])),
        authors=tuple(fresh.name() for _ in range(draw(st.integers(0, 3)))),
        published=draw(st.sampled_from(["", fresh.day(), fresh.instant()])),
        modified=draw(st.sampled_from(["", fresh.day(), fresh.instant()])),
        licence=draw(st.sampled_from(["", *LICENCES])),
        notice=draw(st.sampled_from(["", _notice(fresh)])),
        site=draw(st.sampled_from(["", fresh.name()])),
        address=draw(st.sampled_from(["", fresh.address()])),
        language=draw(st.sampled_from(["", *LANGUAGES])),
        description=draw(st.sampled_from(["", fresh.sentence().text, body[0].lines[0].text])),
        keywords=tuple(" ".join(fresh.words(1, 2)).lower() for _ in range(draw(st.integers(0, 3)))),
        lead=draw(st.sampled_from(["", *_images(body), f"{fresh.address('images/')}.jpg"])),
        body=body,
        furniture=draw(furniture(fresh)),
    )


def _images(body: tuple[Part, ...]) -> list[str]:
    return [part.image for part in body if part.image]


def _notice(fresh: Words) -> str:
    return f"© {fresh.day()[:4]} {fresh.name()}"


@st.composite
def bodies(draw: DrawFn, fresh: Words) -> tuple[Part, ...]:
    """Two to eight paragraphs, with some of the rest between them."""
    parts: list[Part] = []
    for _ in range(draw(st.integers(2, 8))):
        parts.append(draw(paragraphs(fresh)))
        if draw(st.integers(0, 2)) == 2:
            parts.append(draw(asides(fresh)))
    return _closed(tuple(parts))


def _closed(body: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts with a paragraph at the end: by it a reader knows how far the article goes."""
    last = max(n for n, part in enumerate(body) if part.kind == "paragraph" and part.lines[0].end)
    return (*body[:last], *body[last + 1 :], body[last])


@st.composite
def paragraphs(draw: DrawFn, fresh: Words) -> Part:
    """A paragraph of two to four sentences."""
    lines = tuple(draw(sentences(fresh)) for _ in range(draw(st.integers(2, 4))))
    return Part("paragraph", lines)


@st.composite
def sentences(draw: DrawFn, fresh: Words) -> Sentence:
    """A sentence; some have a link, some a note."""
    sentence = fresh.sentence()
    match draw(st.integers(0, 8)):
        case 5:
            words = (sentence.words[0], "this", "page", *sentence.words[3:])
            return replace(sentence, words=words, link=fresh.address())
        case 6:
            return replace(sentence, link=fresh.address())
        case 7:
            return replace(sentence, label=fresh.number(), note=fresh.sentence().text)
        case _:
            return sentence


@st.composite
def asides(draw: DrawFn, fresh: Words) -> Part:
    """A heading, a list, a quotation, a table, or a figure."""
    match draw(st.sampled_from(["heading", "figure", "list", "quotation", "table"])):
        case "heading":
            return Part("heading", (Sentence(fresh.words(4, 6), end=""),))
        case "figure":
            caption = draw(st.sampled_from([(), (fresh.sentence(),)]))
            alt = draw(st.sampled_from(["", fresh.phrase()]))
            return Part("figure", caption, f"{fresh.address('images/')}.jpg", alt)
        case "list":
            return Part("list", tuple(fresh.sentence() for _ in range(draw(st.integers(2, 4)))))
        case "quotation":
            return Part("quotation", tuple(fresh.sentence() for _ in range(2)))
        case _:
            return Part("table", tuple(Sentence(fresh.words(4, 5), end="") for _ in range(4)))


@st.composite
def furniture(draw: DrawFn, fresh: Words) -> tuple[Furniture, ...]:
    """Some of what stands round an article."""
    all_of_it = (
        Furniture("navigation", tuple(_linked(fresh, 1) for _ in range(4))),
        Furniture("share", tuple(_linked(fresh, 1) for _ in range(2))),
        Furniture("related", tuple(_linked(fresh, 5) for _ in range(3))),
        Furniture("sidebar", ((fresh.sentence().text, ""), _linked(fresh, 3))),
        Furniture("footer", ((fresh.sentence().text, ""), _linked(fresh, 2))),
    )
    return tuple(one for one in all_of_it if draw(st.booleans()))


def _linked(fresh: Words, words: int) -> tuple[str, str]:
    return " ".join(fresh.words(words, words)), fresh.address()


# --- what changes ---


@st.composite
def later(draw: DrawFn, page: Page, fresh: Words, fewest: int = 1) -> Page:
    """The page with one to five changes."""
    for _ in range(draw(st.integers(fewest, 5))):
        edit = draw(st.sampled_from([edited_value, edited_body, edited_body, edited_furniture]))
        page = draw(edit(page, fresh))
    return page


@st.composite
def edited_value(draw: DrawFn, page: Page, fresh: Words) -> Page:
    """The page with a value changed, removed or added."""
    name = draw(st.sampled_from([*_NEW, *_FIXED]))
    value = getattr(page, name)
    if name in _FIXED:
        new = draw(st.sampled_from([one for one in _FIXED[name] if one != value]))
    else:
        new = _NEW[name](fresh)
    if isinstance(value, tuple):
        return replace(page, **{name: draw(_edited_row(value, new))})
    if name in ("published", "modified") and "T" in value and draw(st.booleans()):
        new = f"{value[:11]}23:59:00Z"
    is_removed = name != "title" and draw(st.integers(0, 2)) == 2
    return replace(page, **{name: "" if is_removed else new})


_NEW: dict[str, Callable[[Words], str]] = {
    "title": Words.phrase,
    "subtitle": Words.phrase,
    "authors": Words.name,
    "published": Words.instant,
    "modified": Words.day,
    "notice": _notice,
    "site": Words.name,
    "address": Words.address,
    "description": lambda fresh: fresh.sentence().text,
    "keywords": lambda fresh: fresh.words(1, 1)[0].lower(),
    "lead": lambda fresh: f"{fresh.address('images/')}.jpg",
}


_FIXED: dict[str, Sequence[str]] = {"licence": LICENCES, "language": LANGUAGES}


@st.composite
def _edited_row(draw: DrawFn, row: tuple[str, ...], new: str) -> tuple[str, ...]:
    """Names or keywords with one more, one less, or another one."""
    n = draw(st.integers(0, len(row)))
    if n == len(row):
        return (*row, new)
    return (*row[:n], *draw(st.sampled_from([(), (new,)])), *row[n + 1 :])


@st.composite
def edited_body(draw: DrawFn, page: Page, fresh: Words) -> Page:
    """The page with one change in its article."""
    n = draw(st.integers(0, len(page.body) - 1))
    edits = _edits_of(page.body, n, fresh)
    parts = draw(draw(st.sampled_from(edits)))
    return replace(page, body=_closed(parts))


Body = tuple[Part, ...]


def _edits_of(body: Body, n: int, fresh: Words) -> Sequence[st.SearchStrategy[Body]]:
    """What can be changed at a part of the body."""
    part, before, after = body[n], body[:n], body[n + 1 :]

    def put(*parts: Part) -> Body:
        return (*before, *parts, *after)

    def lines(made: st.SearchStrategy[tuple[Sentence, ...]]) -> st.SearchStrategy[Body]:
        return made.map(lambda lines: put(replace(part, lines=lines)))

    edits = [asides(fresh).map(lambda new: put(part, new)), st.just(_moved(body, n))]
    if part.kind == "figure":
        edits += [
            st.just(put(replace(part, image=f"{fresh.address('images/')}.jpg"))),
            st.just(put(replace(part, alt=fresh.phrase()))),
            st.just(put(replace(part, lines=() if part.lines else (fresh.sentence(),)))),
            st.just(put()),
            st.just(_with_other_captions(body)),
        ]
    if part.lines:
        edits.append(lines(_edited_lines(part, fresh)))
    if part.kind in ("heading", "list", "quotation", "table"):
        edits.append(st.just(put()))
    if part.kind == "heading":
        edits.append(st.just(put(replace(part, kind="paragraph"))))
    if part.kind == "paragraph":
        edits.append(paragraphs(fresh).map(lambda new: put(part, new)))
        edits.append(st.just(put(part, Part("paragraph", _copied(part)))))
        if len([one for one in body if one.kind == "paragraph" and one.lines[0].end]) > 2:
            edits.append(st.just(put()))
        if len(part.lines) == 1 and not part.lines[0].end:
            edits.append(st.just(put(replace(part, kind="heading"))))
        if len(part.lines) > 1:
            halves = [Part("paragraph", part.lines[:1]), Part("paragraph", part.lines[1:])]
            edits.append(st.just(put(*halves)))
        if after and after[0].kind == "paragraph":
            joined = Part("paragraph", (*part.lines, *after[0].lines))
            edits.append(st.just((*before, joined, *after[1:])))
    return edits


def _copied(part: Part) -> tuple[Sentence, ...]:
    """The sentences of a part once more; a note has one place."""
    return tuple(replace(one, label="", note="") for one in part.lines)


def _moved(body: Body, n: int) -> Body:
    rest = (*body[:n], *body[n + 1 :])
    to = (n + len(body) // 2) % len(body)
    return (*rest[:to], body[n], *rest[to:])


def _with_other_captions(body: Body) -> Body:
    """The body in which each figure has the caption of the one before it."""
    figures = [n for n, part in enumerate(body) if part.kind == "figure"]
    captions = [body[n].lines for n in (*figures[-1:], *figures[:-1])]
    return tuple(
        replace(part, lines=captions[figures.index(n)]) if n in figures else part
        for n, part in enumerate(body)
    )


@st.composite
def _edited_lines(draw: DrawFn, part: Part, fresh: Words) -> tuple[Sentence, ...]:
    """Sentences with one more or less, or with one that is reworded or linked otherwise."""
    n = draw(st.integers(0, len(part.lines) - 1))
    one = part.lines[n]
    word = draw(st.integers(0, len(one.words) - 1))
    new = fresh.words(1, 1)[0]
    new = new if word == 0 else new.lower()
    reworded = replace(one, words=(*one.words[:word], new, *one.words[word + 1 :]))
    choices: list[tuple[Sentence, ...]] = [(reworded,)]
    if part.kind == "paragraph" and one.end:
        choices += [
            (one, fresh.sentence()),
            (replace(one, link=fresh.address()),),
            (replace(one, link=""),),
        ]
        if one.note:
            choices += [
                (replace(one, label="", note=""),),
                (replace(one, note=fresh.sentence().text),),
            ]
    if part.kind == "list":
        choices.append((one, fresh.sentence()))
    if part.kind in ("paragraph", "list") and len(part.lines) > 1:
        choices.append(())
    return (*part.lines[:n], *draw(st.sampled_from(choices)), *part.lines[n + 1 :])


@st.composite
def edited_furniture(draw: DrawFn, page: Page, fresh: Words) -> Page:
    """The page with a line of its furniture changed, removed or added."""
    if not page.furniture:
        return replace(page, furniture=draw(furniture(fresh)))
    n = draw(st.integers(0, len(page.furniture) - 1))
    one = page.furniture[n]
    (text, address), *rest = one.lines
    new = fresh.sentence().text if not address else _linked(fresh, len(text.split()))[0]
    choices = [
        ((new, address), *rest),
        ((text, address and fresh.address()), *rest),
        (*one.lines, _linked(fresh, len(text.split()) or 2)),
        tuple(rest),
    ]
    lines = draw(st.sampled_from([tuple(choice) for choice in choices]))
    made = (replace(one, lines=lines),) if lines else ()
    return replace(page, furniture=(*page.furniture[:n], *made, *page.furniture[n + 1 :]))


# --- pairs ---


@dataclass(frozen=True)
class Version:
    """A page and the name of the template by which it is rendered."""

    page: Page
    template: str

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:
        """Show a failing example as the page that it is."""
        from tests.revision.pages.templates import rendered

        printer.text(f"{self.template}:\n{rendered(self).decode()}")


@st.composite
def chains(draw: DrawFn, templates: Sequence[str], length: int = 2) -> tuple[Version, ...]:
    """Versions of a page, one after the other; now and then in another template."""
    fresh = Words()
    versions = [Version(draw(pages(fresh)), draw(st.sampled_from(templates)))]
    while len(versions) < length:
        last = versions[-1]
        template = last.template
        if draw(st.integers(0, 4)) == 4:
            template = draw(st.sampled_from(templates))
        page = draw(later(last.page, fresh, 0 if template != last.template else 1))
        versions.append(Version(page, template))
    return tuple(versions)
