"""What differs between two drawn pages, known from the pages as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from tests.revision.pages.drawn import Page, Sentence
from tests.revision.pages.templates import in_words, printed_names

Side = Literal["went", "came"]
Field = Literal[
    "title", "subtitle", "author", "published", "updated", "time of publication", "time of update", "licence", "notice", "site", "address",
    "language", "description", "keyword", "lead", "sentence", "link", "image", "alt", "call",
    "line of furniture", "link of furniture",
]  # fmt: skip


class Value(NamedTuple):
    """A value of a page."""

    field: Field
    words: str

    @property
    def forms(self) -> Sequence[str]:
        """The forms in which it may be told."""
        is_day = self.field in ("published", "updated")
        return (self.words, in_words(self.words)) if is_day else (self.words,)


IN_TEXT = ("sentence", "link", "image", "alt")
"""What stands in the article."""
OUTSIDE = ("line of furniture", "link of furniture")


def values_of(page: Page) -> Counter[Value]:
    """Return all that a page has."""
    return Counter(one for one in _values(page) if one.words)


def _values(page: Page) -> Iterator[Value]:
    yield Value("title", page.title)
    yield Value("subtitle", page.subtitle)
    yield from (Value("author", name) for name in page.authors)
    yield Value("line of furniture", printed_names(page))
    for field, instant in _dates(page).items():
        yield Value(field, instant[:10])
        yield Value(_TIMES[field], instant[10:] and instant)
    yield Value("licence", page.licence)
    yield Value("notice", page.notice)
    yield Value("site", page.site)
    yield Value("address", page.address)
    yield Value("language", page.language)
    yield Value("description", page.description)
    yield from (Value("keyword", term) for term in page.keywords)
    yield Value("lead", page.lead)
    for one in lines_of(page):
        yield Value("sentence", one.text)
        yield Value("link", one.link)
        yield Value("call", one.label and f"#fn{one.label}")
        yield Value("sentence", one.note)
    for part in page.body:
        yield Value("image", part.image)
        yield Value("alt", part.alt)
    for furniture in page.furniture:
        for text, address in furniture.lines:
            yield Value("line of furniture", text)
            yield Value("link of furniture", address)


def lines_of(page: Page) -> Iterator[Sentence]:
    """The sentences of the article, in its order, without the notes."""
    for part in page.body:
        yield from part.lines


def differing(old: Page, new: Page) -> Mapping[Side, Sequence[Value]]:
    """Return the values that one page has and the other has not, or not as often.

    Of two instants on different days only the days count: a record holds no more.
    """
    before, after = values_of(old), values_of(new)
    days = [_dates(page) for page in (old, new)]
    other_days = {_TIMES[field] for field in _TIMES if days[0][field][:10] != days[1][field][:10]}
    return {
        "went": [one for one in before - after if one.field not in other_days],
        "came": [one for one in after - before if one.field not in other_days],
    }


def _dates(page: Page) -> Mapping[Field, str]:
    return {"published": page.published, "updated": page.modified}


_TIMES: Mapping[Field, Field] = {"published": "time of publication", "updated": "time of update"}
