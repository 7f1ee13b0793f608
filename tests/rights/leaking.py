"""Records whose every string repeats their article, and the runs of its words that bytes hold."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from random import Random
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from archive.formats.format import WriteResult
from archive.model.base import Model
from archive.model.blocks import Paragraph, Section
from archive.model.document import Document
from archive.model.rights import Rights, RightsLayers
from tests import strategies
from tests.strategies import MISSING, RICHEST, Draw, _plan

T = TypeVar("T")

SECRET = (
    "Nobody who stood upon the quay that cold morning believed what Harbourmaster Öberg had told "
    "reporters about ferries leaving Älvsborg before noon although timetables printed last autumn "
    "promised seven departures daily through every winter month except during storms when captains "
    "alone decide whether passengers may board or must wait inside heated waiting rooms"
)
"""Words of the article that nobody may publish; no word of it stands there twice."""
NAMED = (
    "Minister Agneta Lindqvist de la Fuente Company Limited of Göteborg Harbour Authority Trust "
    "Foundation Council Committee Board Union Alliance Press Gazette Weekly Review Quarterly"
)
"""Words of the article that are names."""
_RUN = 8
_SHOWN: Mapping[str, frozenset[str]] = {
    "Title": frozenset(("text",)),
    "Name": frozenset(
        ("family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal")
    ),
    "StatedAddress": frozenset(("address",)),
    "Capture": frozenset(("address",)),
    "Memento": frozenset(("address",)),
    "Container": frozenset(("title",)),
    "Publisher": frozenset(("name",)),
    "Work": frozenset(
        ("title", "variant_titles", "container_title", "collection_title", "publisher")
    ),
    "EntityName": frozenset(("text",)),
    "Agent": frozenset(("name",)),
    "Rights": frozenset(("notice", "holders", "spdx")),
}
"""The fields that are shown in spite of what they repeat; by names, told once more on purpose."""


_CHANGES_SHOWN = ("title", "subtitle", "author", "contributor", "container", "publisher", "rights")
_CHANGES_SHOWN += ("address",)


class Leaking(Draw):
    """Draws every field that there is, and strings that repeat the article."""

    field = ("", "")

    def often(self, share: float = 1.0) -> bool:
        return self.random.random() < max(share, 0.85)

    def choice(self, pool: Any) -> Any:
        return self.evenly(pool)

    def _run(self) -> list[str]:
        cls, field = self.field
        words = (NAMED if field in _SHOWN.get(cls, ()) else SECRET).split()
        start = self.random.randrange(len(words) - _RUN - 4)
        return words[start : start + self.random.randint(_RUN, _RUN + 4)]

    def fragment(self) -> str:
        return self.line()

    def line(self) -> str:
        run = " ".join(self._run())
        return self.evenly((run, run.upper(), f"He said: “{run}”!", run.replace(" ", "-"), run))

    def text(self, least: int = 0, most: int = 14) -> str:
        return self.line()

    def token(self) -> str:
        return self.evenly(("-", "_", ".")).join(self._run())

    def address(self) -> str:
        run = self.evenly(("-", "_", "%20")).join(self._run())
        return f"https://example.org/{quote(run, safe='%')}"

    def id(self, cls: type[Model]) -> str:
        number = next(self.world.number)
        words = [word for word in self._run() if word.isascii()]
        id = f"{cls.__name__.lower()}-{'-'.join(words).lower()}-{number}"
        self.world.taken.add(id)
        return self.world.register(id, cls)

    def json(self, depth: int = 0) -> Any:
        return [self.line(), {self.line(): self.line()}]

    def _make(self, cls: type[Model], given: dict[str, Any]) -> Any:
        before = self.field
        plan = _plan(cls)
        for tie in plan.ties:
            self.field = (cls.__name__, "literal" if cls.__name__ in ("Name", "Rights") else "")
            tied = tie(self, cls, given)
            if tied is MISSING:
                self.field = before
                return MISSING
            given |= tied
        for name, required, drawn in plan.fields:
            self.field = (cls.__name__, name)
            if name in given or not (required or self.often()):
                continue
            value = drawn(self)
            if value is not MISSING:
                given[name] = value
            elif required:
                self.field = before
                return MISSING
        self.field = before
        if given.get("what") in _CHANGES_SHOWN:
            given |= {name: NAMED for name in ("was", "became") if name in given}
        return cls(**{k: v for k, v in given.items() if v is not strategies.LEFT_OUT})


def leaking(seed: int) -> Document:
    """Return a record with some of every kind of part, every string of which repeats its article."""
    random = Random(seed)
    sizes = {"blocks": 14, "annotations": 14, "claims": 10, "relations": 10, "entities": 8}
    sizes |= {"works": 4, "sources": 5, "assessments": 8, "agents": 3, "captures": 2}
    sizes |= {"revisions": 4, "extensions": 2, "metadata": 1, "rights": 1}
    outline = {
        name: [random.randint(RICHEST // 2, RICHEST) for _ in range(number)]
        for name, number in sizes.items()
    }
    document = strategies.document_of(outline, RICHEST, draw_with=Leaking)
    record = Rights(uri="https://creativecommons.org/licenses/by/4.0/", notice=SECRET)
    blocks = [Paragraph(id=f"whole-{n}", text=text) for n, text in enumerate((SECRET, NAMED))]
    return document.update(
        rights=RightsLayers(record=record),
        sections=(*document.sections, Section(id="whole", blocks=tuple(blocks))),
    )


# --- what bytes hold ---


def leaks(written: WriteResult) -> list[str]:
    """Return the runs of secret words that a form holds, in whatever field, name or attribute."""
    return _held([SECRET], written, ())


def unpublishable(written: WriteResult, document: Document, names: Collection[str]) -> list[str]:
    """Return the runs of words of an article that a form holds, but for those in these names."""
    return _held([block.text for block in document.text_blocks()], written, names)


def _held(texts: Iterable[str], written: WriteResult, names: Collection[str]) -> list[str]:
    held = [words(reading) for reading in _readings(written)]
    for name in map(words, names):
        held = [reading.replace(name, " | ") for reading in held]
    glued = [
        {word for word in reading.split() if len(word) > _LONGEST_WORD} for reading in set(held)
    ]
    runs = {
        words(" ".join(several[n : n + _RUN]))
        for several in map(str.split, map(words, texts))
        for n in range(len(several) - _RUN + 1)
    }
    return [
        run
        for run in runs
        if any(run in reading for reading in held)
        or any(run.replace(" ", "") in word for several in glued for word in several)
    ]


_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 30
"""Longer ones may be several without a sign between them."""


def words(text: str) -> str:
    """Return the words of a text, without case and accents, with a blank around each."""
    decomposed = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) and c != "\u200b")
    return f" {' '.join(_WORD.findall(plain))} "


def _readings(written: WriteResult) -> Iterator[str]:
    """The bytes as text, as they are and as readers of HTML, JSON, addresses and tables see them."""
    for name, data in {"": written.data, **written.files}.items():
        yield name
        if data[:4] == b"PAR1":
            yield from _cells(data)
            continue
        text = data.decode()
        for reading in {text, html.unescape(text), unquote(text), *_strings(text)}:
            yield reading
            yield re.sub(r"<[^>]*>", "", reading)


def _strings(text: str) -> Iterator[str]:
    """All strings of a JSON text, one after the other."""
    try:
        value = json.loads(text)
    except ValueError:
        return
    yield " ".join(map(str, _leaves(value)))


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value


def _cells(data: bytes) -> Iterator[str]:
    from io import BytesIO

    from pyarrow import parquet

    file = parquet.ParquetFile(BytesIO(data))
    yield str(file.schema_arrow.metadata)
    if file.num_row_groups:
        yield " ".join(map(str, _leaves(file.read().to_pylist())))
