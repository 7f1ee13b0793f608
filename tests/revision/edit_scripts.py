"""Records, scripts that edit their text, and the truth of where each code point went.

A script edits the text of a record as a publisher would: typing errors, words and sentences put in
and taken out, sentences and blocks moved, blocks split and joined. While it does so, each code
point of the text carries along where it comes from. So the truth of a rebase is known, and nobody
has to compare two texts to find it: `Truth` answers where words went, and what is wrong with a
place that somebody else found for them.

As in tests/strategies.py all that is drawn follows from an outline: one integer for each block,
each statement and each edit. Shrinking takes out any of them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from itertools import count, pairwise
from random import Random
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st

from archive.formats import text as plain_text
from archive.model.anchors import Anchor, Orphan
from archive.model.captures import BlockOrigin
from archive.model.document import Document
from archive.model.walk import walk
from archive.text.graphemes import splits_grapheme
from tests.strategies import SCRIPTS

T = TypeVar("T")

Source = int | tuple[int, int] | None
"""Where a code point of the new text comes from: the code point of the old text that it is; the
stretch of the old text in whose place it was put; or nowhere. Old code points are numbered through
all blocks, with one number free between two blocks."""

# --- the languages of the texts ---

# fmt: off


class Tongue(NamedTuple):
    """A language as far as texts are drawn in it."""

    words: tuple[str, ...]
    weights: tuple[int, ...]
    """Sums of the weights up to each word."""
    joiner: str
    """What stands between two words."""
    stops: tuple[str, ...]
    """What ends a sentence."""
    comma: str
    syllables: tuple[str, ...]
    """Fresh words are made of these; no word of any text holds one."""
    letter: str
    """What a typing error puts in; no word holds it."""


def _tongue(words: str, *rest: Any) -> Tongue:
    """A tongue of these words; the earlier a word stands, the more often it is drawn."""
    found = tuple(words.split())
    weights, total = [], 0
    for n in range(len(found)):
        total += 48 // (n + 2) + 1
        weights.append(total)
    return Tongue(found, tuple(weights), *rest)


TONGUES: dict[str, Tongue] = {
    "en": _tongue(
        "the of and a to in that it is council by trade with fell was says on China for if nobody "
        "this 2015 10% will again experts disagree report acts Greece not its na\u00efve "
        "e\u0301tude it\u2019s \u201cboth\u201d 1\ufe0f\u20e3 \U0001f469\u200d\U0001f469\u200d"
        "\U0001f467 \U0001f1ea\U0001f1fa \U0001f44d\U0001f3fd",
        " ", (".", ".", ".", "?", "!"), ",",
        ("zaq", "wox", "quz", "vix", "jeq", "zyw", "kuj", "oxz"), "z",
    ),
    "ar": _tongue(
        "في من على إن المجلس أن قال التجارة مع الصين لم هذا ذلك انخفضت مَدْرَسَة لا إلى التقرير "
        "\u200fنص\u200f عام كل بل \U0001f3f3\ufe0f\u200d\U0001f308",
        " ", (".", "؟"), "،", ("ظغ", "ضثظ", "غظ", "ثضغ", "ظثغ", "غض"), "ظ",
    ),
    "zh": _tongue(
        "的 了 是 在 和 不 委员会 贸易 说 中国 如果 下降 专家 认为 报告 年 没有 人 又 \u845b\U000e0100 "
        "\U00020bb7野家 将 与 \U0001f1ea\U0001f1fa",
        "", ("。", "！"), "，", ("龘", "靐", "齉", "爩", "麤", "鱻", "龗", "灪"), "龘",
    ),
    "hi": _tongue(
        "के है और में का की परिषद ने कहा कि व्यापार चीन नहीं यह गिरा से विशेषज्ञ क्षि हिन्दी सत्य रिपोर्ट "
        "फिर \u2764\ufe0f",
        " ", ("।", "?"), ",", ("ढऔ", "ठङ", "झढ", "औठ", "ङढ", "ढझ"), "ढ",
    ),
}
# fmt: on
_VOCABULARY = frozenset(word for tongue in TONGUES.values() for word in tongue.words)


@cache
def graphemes(word: str) -> tuple[str, ...]:
    """What a reader sees as the characters of a word."""
    cuts = [0, *(n for n in range(1, len(word)) if not splits_grapheme(word, n)), len(word)]
    return tuple(word[a:b] for a, b in pairwise(cuts))


# --- a page: the text in the making ---


class Word(NamedTuple):
    """A word, or a sign between words, and where each of its code points comes from."""

    text: str
    trace: Sequence[Source]
    before: str
    """The blank before it; at the beginning of a block there is none."""
    is_word: bool = True


Sentence = list[Word]


@dataclass(slots=True, eq=False)
class Leaf:
    """A block that holds text."""

    sentences: list[Sentence]
    tongue: Tongue
    marker: str = ""
    id: str = ""
    """Its id in the old record; "" for one that was not there."""
    text: str = ""
    """The old text."""
    base: int = 0
    """The number of its first code point."""
    spans: list[list[tuple[int, int]]] = field(default_factory=list)
    """Where the words of each sentence stand in it."""

    def words(self) -> Iterator[Word]:
        return (word for sentence in self.sentences for word in sentence)

    def rendered(self) -> tuple[str, list[Source]]:
        """The text, and where each code point of it comes from."""
        parts: list[str] = []
        trace: list[Source] = []
        for word in self.words():
            if parts:
                parts.append(word.before)
                trace.extend([None] * len(word.before))
            parts.append(word.text)
            trace.extend(word.trace)
        return "".join(parts), trace

    def settle(self, base: int) -> None:
        """Let each code point come from here, the first one having this number."""
        self.base, at = base, 0
        parts: list[str] = []
        for sentence in self.sentences:
            spans = []
            for n, word in enumerate(sentence):
                if at:
                    parts.append(word.before)
                    at += len(word.before)
                parts.append(word.text)
                end = at + len(word.text)
                spans.append((at, end))
                sentence[n] = word._replace(trace=range(base + at, base + end))
                at = end
            self.spans.append(spans)
        self.text = "".join(parts)


@dataclass(slots=True, eq=False)
class Node:
    """A block in a section: one leaf, or several with structure round them."""

    kind: str
    leaves: list[Leaf]
    columns: int = 1
    has_extra: bool = False
    """A quotation: its last leaf is the credit. A table: its first leaf is the caption."""
    marker: str = ""

    @property
    def splits(self) -> bool:
        """Whether one of its leaves may become two."""
        return self.kind in ("paragraph", "quotation", "list", "note", "verse")


@dataclass(slots=True, eq=False)
class Part:
    """A section: nodes, then sections within it."""

    nodes: list[Node] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    role: str = "section"


@dataclass(slots=True, eq=False)
class Page:
    """All sections."""

    parts: list[Part]

    def all_parts(self) -> list[Part]:
        found: list[Part] = []
        waiting = list(reversed(self.parts))
        while waiting:
            found.append(waiting.pop())
            waiting.extend(reversed(found[-1].parts))
        return found

    def nodes(self) -> list[tuple[Part, Node]]:
        return [(part, node) for part in self.all_parts() for node in part.nodes]

    def leaves(self) -> list[Leaf]:
        return [leaf for _, node in self.nodes() for leaf in node.leaves]

    def remove(self, node: Node) -> None:
        """Take a node out, and a section that holds nothing without it."""
        for part in self.all_parts():
            if any(own is node for own in part.nodes):
                part.nodes = [own for own in part.nodes if own is not node]
        self.tidy()

    def remove_leaf(self, leaf: Leaf) -> None:
        for _, node in self.nodes():
            if any(own is leaf for own in node.leaves):
                at = next(n for n, own in enumerate(node.leaves) if own is leaf)
                del node.leaves[at]
                extra = 0 if node.kind == "table" else len(node.leaves)
                if node.has_extra and at == extra:
                    node.has_extra = False
                if len(node.leaves) == node.has_extra:
                    self.remove(node)
                return

    def tidy(self) -> None:
        def full(part: Part) -> bool:
            part.parts = [inner for inner in part.parts if full(inner)]
            return bool(part.nodes or part.parts)

        self.parts = [part for part in self.parts if full(part)]


class Writer:
    """Draws words and sentences; of fresh words never the same twice."""

    def __init__(self) -> None:
        self.written: dict[int, list[Sentence]] = {}
        self.made: set[str] = set()

    def fresh(self, random: Random, tongue: Tongue) -> str:
        """A word that stands nowhere yet."""
        length = random.choice((2, 2, 3, 4))
        while (word := "".join(random.choices(tongue.syllables, k=length))) in self.made:
            length += 1
        self.made.add(word)
        return word

    def fresh_words(self, random: Random, tongue: Tongue, number: int) -> Sentence:
        words = (self.fresh(random, tongue) for _ in range(number))
        return [Word(text, (None,) * len(text), tongue.joiner) for text in words]

    def fresh_sentence(self, random: Random, tongue: Tongue) -> Sentence:
        stop = random.choice(tongue.stops)
        words = self.fresh_words(random, tongue, random.randint(2, 9))
        return [*words, Word(stop, (None,), "", is_word=False)]

    def sentence(self, random: Random, tongue: Tongue, most: int = 14) -> Sentence:
        """A sentence of the tongue's words, now and then one that was written before."""
        written = self.written.setdefault(id(tongue), [])
        if written and random.random() < 0.08:
            return list(random.choice(written))
        length = 1 + int(random.random() * most)
        found: Sentence = []
        for text in random.choices(tongue.words, cum_weights=tongue.weights, k=length):
            chance = random.random()
            before = tongue.joiner
            if chance < 0.02 and before:
                before = random.choice(("  ", "\xa0", " \u2009"))
            found.append(Word(text, (), before))
            if chance > 0.93:
                found.append(Word(tongue.comma, (), "", is_word=False))
        first = found[0]
        if random.random() < 0.7 and first.text.capitalize() != first.text:
            found[0] = first._replace(text=first.text[0].upper() + first.text[1:])
        found.append(Word(random.choice(tongue.stops), (), "", is_word=False))
        written.append(found)
        return list(found)

    def sentences(self, random: Random, tongue: Tongue, most: int) -> list[Sentence]:
        number = 1 + int(random.random() ** 1.5 * most)
        return [self.sentence(random, tongue) for _ in range(number)]

    def line(self, random: Random, tongue: Tongue, most: int) -> list[Sentence]:
        """A few words that end like no sentence."""
        return [self.sentence(random, tongue, most)[:-1]]


_KINDS = (
    *("paragraph",) * 11,
    *("heading", "heading", "list", "list", "quotation", "table", "figure", "note", "note"),
    *("verse", "code"),
)


def _node(random: Random, writer: Writer, tongue: Tongue) -> Node:
    kind = random.choice(_KINDS)
    if random.random() < 0.12:
        tongue = random.choice(tuple(TONGUES.values()))

    def leaf(sentences: list[Sentence], marker: str = "") -> Leaf:
        return Leaf(sentences, tongue, marker)

    def prose(most: int) -> Leaf:
        return leaf(writer.sentences(random, tongue, most))

    def line(most: int = 4) -> Leaf:
        return leaf(writer.line(random, tongue, most))

    several = range(random.randint(1, 3))
    if kind == "paragraph":
        return Node(kind, [prose(8)])
    if kind in ("heading", "code"):
        return Node(kind, [line(7)])
    if kind == "list":
        markers = random.choice((("- ",) * 4, ("1. ", "2. ", "3. ", "4. "), ("",) * 4))
        made = [leaf(writer.sentences(random, tongue, 2), markers[n]) for n in several]
        return Node(kind, [*made, leaf(writer.line(random, tongue, 4), markers[3])])
    if kind == "quotation":
        credit = random.random() < 0.5
        return Node(
            kind, [prose(3) for _ in several] + [line() for _ in range(credit)], has_extra=credit
        )
    if kind == "table":
        columns, caption = random.randint(1, 3), random.random() < 0.5
        cells = [line(3) for _ in range(columns * random.randint(1, 3))]
        return Node(kind, [line() for _ in range(caption)] + cells, columns, caption)
    if kind == "figure":
        return Node(kind, [prose(2)])
    if kind == "note":
        made = [prose(2) for _ in range(random.choice((1, 1, 2)))]
        made[0].marker = random.choice(("1 ", "* ", "1. ", ""))
        return Node(kind, made)
    return Node("verse", [line(6) for _ in range(2 + random.randrange(3))])


def _page(seeds: Sequence[int], writer: Writer, tongue: Tongue) -> Page:
    """The page of these blocks; some open a section, and the last may be furniture."""
    parts: list[Part] = []
    open_: list[Part] = []
    repeated: Node | None = None
    for seed in seeds:
        random = Random(seed)
        if not open_ or random.random() < 0.2:
            open_ = open_[: random.randint(0, min(2, len(open_)))]
            part = Part()
            (open_[-1].parts if open_ else parts).append(part)
            open_.append(part)
            if random.random() < 0.7:
                part.nodes.append(Node("heading", [Leaf(writer.line(random, tongue, 6), tongue)]))
        if repeated is not None and random.random() < 0.06:
            leaf = repeated.leaves[0]
            copied = [list(sentence) for sentence in leaf.sentences]
            open_[-1].nodes.append(Node("paragraph", [Leaf(copied, leaf.tongue)]))
            continue
        node = _node(random, writer, tongue)
        open_[-1].nodes.append(node)
        if node.kind == "paragraph" and random.random() < 0.5:
            repeated = node
    if seeds and Random(seeds[-1]).random() < 0.3:
        random = Random(seeds[-1])
        words = [Word(text, (), " ") for text in ("Share", "this", "on")]
        leaves = [Leaf([[*words, *writer.line(random, tongue, 3)[0]]], tongue)]
        leaves += [Leaf(writer.line(random, tongue, 5), tongue) for _ in range(2)]
        parts.append(Part([Node("furniture", [leaf]) for leaf in leaves], role="furniture"))
    return Page(parts)


# --- a page as a document ---


class Received(NamedTuple):
    """A page as the text that was received."""

    text: str
    trace: list[Source]
    lead: str
    origins: list[tuple[int, int, str]]
    """Of each leaf: start, end, and the blank after it."""


def _received(page: Page, random: Random) -> Received:
    lead = random.choice(("", "", "", "\n", " \n\n"))
    parts, trace = [lead], [None for _ in lead]
    origins: list[tuple[int, int, str]] = []
    at = len(lead)
    for _, node in page.nodes():
        for n, leaf in enumerate(node.leaves):
            marker = leaf.marker
            text, traced = leaf.rendered()
            separator = random.choice(("\n\n", "\n\n", "\n\n", "\n\n\n", " \n\n"))
            if n + 1 < len(node.leaves) and node.kind in ("list", "verse", "table"):
                separator = "\t" if node.kind == "table" and random.random() < 0.3 else "\n"
                separator = "\n\n" if node.kind != "list" and random.random() < 0.5 else separator
            parts += (marker, text, separator)
            trace += [None] * len(marker)
            trace += traced
            trace += [None] * len(separator)
            start = at + len(marker)
            at = start + len(text) + len(separator)
            origins.append((start, start + len(text), separator))
    return Received("".join(parts), trace, lead, origins)


_FORMATS = ("italic", "bold", "emphasis", "quotation")


def _marks(random: Random, text: str, note: str | None) -> list[dict[str, Any]]:
    """Marks on whole characters, one after the other, one with another inside."""
    found: list[dict[str, Any]] = []
    length = len(text)
    if random.random() < 0.35:
        cuts = sorted(random.randrange(length + 1) for _ in range(2))
        start, end = (n if not splits_grapheme(text, n) else 0 for n in cuts)
        if start < end:
            found.append({"type": random.choice(_FORMATS), "start": start, "end": end})
            if random.random() < 0.3:
                found.append({"type": "link", "start": start, "end": end})
    if note is not None:
        found.append({"type": "note-call", "note": note, "start": length, "end": length})
    return found


def _sections(
    page: Page,
    received: Received,
    capture: str | None,
    new_id: Callable[[str, Leaf | None], str],
    random: Random,
) -> list[dict[str, Any]]:
    """The sections of a page, with an origin in this capture for each block of text.

    Args:
        page: The page.
        received: The page as received.
        capture: The id of the capture; `None` leaves origins out.
        new_id: Gives the id for a part of this kind; a leaf is given along.
        random: What marks are drawn from.
    """
    origins = iter(received.origins)
    nodes = page.nodes()
    note_ids = {id(node): new_id("note", None) for _, node in nodes if node.kind == "note"}
    calls = list(note_ids.values())
    called: list[str | None] = [None] * sum(len(node.leaves) for _, node in nodes)
    for note in calls:
        called[random.randrange(len(called))] = note
    calling = iter(called)

    def leaf(leaf: Leaf, kind: str, **more: Any) -> dict[str, Any]:
        start, end, separator = next(origins)
        text = received.text[start:end]
        made: dict[str, Any] = {"id": new_id(kind, leaf), "text": text, **more}
        made["marks"] = _marks(random, text, next(calling))
        if capture is not None:
            made["origin"] = {
                "type": "text",
                "capture": capture,
                "start": start,
                "end": end,
                "separator": separator,
            }
        return made

    def block(node: Node) -> dict[str, Any]:
        kind, leaves = node.kind, node.leaves
        if kind in ("paragraph", "heading", "code", "furniture"):
            return {"type": kind, **leaf(leaves[0], kind)}
        if kind == "note":
            made = [leaf(one, "paragraph", type="paragraph") for one in leaves]
            marker = leaves[0].marker
            return {"type": kind, "id": note_ids[id(node)], "marker": marker, "blocks": made}
        found: dict[str, Any] = {"type": kind, "id": new_id(kind, None)}
        if kind == "list":
            found["items"] = [leaf(one, "item", marker=one.marker) for one in leaves]
        elif kind == "quotation":
            own = leaves[:-1] if node.has_extra else leaves
            found["blocks"] = [leaf(one, "paragraph", type="paragraph") for one in own]
            found["credit"] = leaf(leaves[-1], "caption") if node.has_extra else None
        elif kind == "table":
            found["caption"] = leaf(leaves[0], "caption") if node.has_extra else None
            cells = [leaf(one, "cell") for one in leaves[node.has_extra :]]
            rows = range(0, len(cells), node.columns)
            found["rows"] = [{"cells": cells[n : n + node.columns]} for n in rows]
        elif kind == "figure":
            found["image"] = {"address": "https://example.org/image.png"}
            found["caption"] = leaf(leaves[0], "caption")
        else:
            found["lines"] = [leaf(one, "line") for one in leaves]
        return found

    def section(part: Part) -> dict[str, Any]:
        return {
            "id": new_id("section", None),
            "role": part.role,
            "blocks": [block(node) for node in part.nodes],
            "sections": [section(inner) for inner in part.parts],
        }

    return [section(part) for part in page.parts]


def _capture(id: str, file: str, received: Received, data: bytes) -> dict[str, Any]:
    return {
        "id": id,
        "file": file,
        "media_type": "text/plain;charset=utf-8",
        "size_bytes": len(data),
        "sha256": sha256(data).hexdigest(),
        "derivation": "verbatim-1",
        "lead": received.lead,
        "address": "https://example.org/article",
    }


# --- the old record: what is said about the text ---

_ENTITIES = ("council", "person-1", "group-1", "place-1")
_WORKS = ("work-1", "work-2")
_SOURCES = ("source-1", "source-2", "source-3")
_AGENTS = ("editor", "program")
_INSTANTS = ("2016-03-20T09:30:00Z", "2026-11-24T09:00:00Z")


class Record:
    """Draws what a record says about the text of a page."""

    def __init__(self, page: Page, writer: Writer, tongue: Tongue) -> None:
        self.leaves = page.leaves()
        self.writer, self.tongue = writer, tongue
        self.corrections: list[tuple[str, int, str]] = []
        """Words that are to be corrected: block, offset, and what should stand there."""
        self.orphans: list[tuple[str, str, str]] = []
        """Prefix, words and suffix of each orphan whose words stand nowhere."""

    def anchor(self, random: Random) -> dict[str, Any]:
        """Words of the text: one or several, a sentence or two, a block, a part of a word."""
        leaf = random.choice(self.leaves)
        spans = [span for sentence in leaf.spans for span in sentence]
        style, first = random.random(), random.randrange(len(spans))
        start, end = spans[first]
        if style < 0.42:
            end = spans[min(len(spans) - 1, first + random.randrange(4))][1]
        elif style < 0.65:
            end = spans[min(len(spans) - 1, first + random.randint(3, 12))][1]
        elif style < 0.82:
            number = random.randrange(len(leaf.spans))
            last = min(len(leaf.spans) - 1, number + (random.random() < 0.3))
            start, end = leaf.spans[number][0][0], leaf.spans[last][-1][1]
        elif style < 0.9:
            start, end = 0, len(leaf.text)
        elif style < 0.95:
            parts = graphemes(leaf.text[start:end])
            cut = random.randint(1, len(parts))
            end = start + len("".join(parts[:cut]))
        return self.anchor_at(random, leaf, start, end)

    def anchor_at(self, random: Random, leaf: Leaf, start: int, end: int) -> dict[str, Any]:
        if random.random() >= 0.8:  # drawn for nothing: what is measured stays the same cases
            random.choice((0, 3, 60))
        exact = leaf.text[start:end]
        return {"type": "anchor", "block": leaf.id, "start": start, "end": end, "exact": exact}

    def orphan(self, random: Random) -> dict[str, Any]:
        """Words that are no longer there, or are with other words beside them."""
        tongue = self.tongue
        exact = self._joined(self.writer.fresh_words(random, tongue, random.randint(1, 5)))
        is_copy = random.random() < 0.3
        if is_copy:
            exact = random.choice(self.leaves).text[:30]
        prefix = self._joined(self.writer.fresh_words(random, tongue, 2)) + tongue.joiner
        suffix = tongue.joiner + self._joined(self.writer.fresh_words(random, tongue, 2))
        if not is_copy:
            self.orphans.append((prefix, exact, suffix))
        start = random.randrange(40)
        return {
            "type": "orphan",
            "block": random.choice((random.choice(self.leaves).id, "gone")),
            "start": start,
            "end": start + len(exact),
            "exact": exact,
            "prefix": prefix,
            "suffix": suffix,
            "reason": "The publisher took them out.",
        }

    def _joined(self, words: Sentence) -> str:
        return self.tongue.joiner.join(word.text for word in words)

    def stretches(self, random: Random, least: int = 0, most: int = 1) -> list[dict[str, Any]]:
        number = least + int(random.random() * (most - least + 1))
        return [
            self.orphan(random) if random.random() < 0.05 else self.anchor(random)
            for _ in range(number)
        ]

    def made(self, random: Random) -> dict[str, Any]:
        """What all statements have."""
        revisions = [f"rev-{agent}" for agent in _AGENTS]
        status = random.choice(("proposed", "accepted", "accepted", "rejected"))
        history: list[dict[str, Any]] = []
        if random.random() < 0.5:
            history.append({"status": "modified", "revision": "rev-editor"})
        if random.random() < 0.5:
            history.append({"status": status, "revision": "rev-1", "reason": "Read twice."})
        return {
            "status": status,
            "revision": random.choice(revisions),
            "history": history,
            "rests_on": self.stretches(random) if random.random() < 0.3 else (),
        }

    def judged(self, random: Random) -> dict[str, Any]:
        """What statements have that rest on nothing but their own words."""
        made = self.made(random)
        del made["rests_on"]
        return made

    def claim(self, random: Random, id: str) -> dict[str, Any]:
        made = {
            "id": id,
            "anchors": self.stretches(random, 1, 3),
            "restatement": f"What {id} says.",
            "kind": "descriptive",
            **self.judged(random),
        }
        if random.random() < 0.3:
            made["condition"] = self.stretches(random, 1, 2)
        if random.random() < 0.3:
            made["attribution"] = [{"claimant": "council", "cue": self.stretches(random, 1, 1)}]
            made["stance"] = "neutral"
        if random.random() < 0.2:
            made["time"] = {"date": "2015", "rests_on": self.stretches(random, 1, 1)}
        return made

    def annotation(self, random: Random, id: str, others: Sequence[str]) -> dict[str, Any]:
        kind = random.choice(("mention", "mention", "date", "correction", "citation", "tag"))
        made = {"type": kind, "id": id, "anchors": self.stretches(random, 1, 2)}
        made |= self.judged(random) if kind == "tag" else self.made(random)
        if kind == "mention":
            made["refers_to"] = random.choice((*_ENTITIES, *_WORKS))
        elif kind == "date":
            made["date"] = "2015"
        elif kind == "citation":
            made["cites"] = random.choice((*_WORKS, *_SOURCES))
        elif kind == "tag":
            made["tag"] = "trade"
        else:
            leaf = random.choice(self.leaves)
            sentence = random.randrange(len(leaf.spans))
            start, end = random.choice(leaf.spans[sentence])
            made["anchors"] = [self.anchor_at(random, leaf, start, end)]
            made["corrected"] = self.writer.fresh(random, leaf.tongue)
            self.corrections.append((leaf.id, start, made["corrected"]))
        if others and random.random() < 0.15:
            on = random.choice((None, random.choice(others)))
            anchors = self.stretches(random, 0, 2)
            common = {**self.judged(random), "id": id, "anchors": anchors, "on": on}
            return {"type": "comment", "text": "A remark.", **common}
        return made

    def fields(self, seeds: Sequence[int], head: int) -> dict[str, Any]:
        """Everything but the text."""
        top = Random(head)
        claims: list[str] = []
        found: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("claims", "annotations", "assessments", "relations")
        }
        for number, seed in enumerate(seeds):
            random = Random(seed)
            kind = random.random()
            if kind < 0.4 or not claims:
                claims.append(f"claim-{number}")
                found["claims"].append(self.claim(random, claims[-1]))
            elif kind < 0.8:
                made = self.annotation(random, f"annotation-{number}", claims)
                found["annotations"].append(made)
            elif kind < 0.9:
                made = {
                    "id": f"assessment-{number}",
                    "claim": random.choice(claims),
                    "verdict": "supported",
                    "reasoning": "The report says the same.",
                    "evidence": [{"work": "work-1", "quoted": "the same"}],
                    **self.judged(random),
                }
                found["assessments"].append(made)
            else:
                made = {
                    "id": f"relation-{number}",
                    "subject": random.choice(claims),
                    "predicate": "citesAsEvidence",
                    "object": random.choice(_SOURCES),
                    **self.made(random),
                    "rests_on": self.stretches(random, 0, 2),
                }
                found["relations"].append(made)
        return {
            "language": "en",
            "agents": [{"id": id, "name": id.title()} for id in _AGENTS],
            "metadata": {
                "titles": [{"text": "A title", "rests_on": self.stretches(top)}],
                "authors": "not-stated",
                "keywords": [
                    {"term": "trade", "basis": "inferred", "rests_on": self.stretches(top)}
                ],
            },
            "rights": {"text": {"notice": "none", "rests_on": self.stretches(top)}},
            "entities": [
                {"type": "organisation", "id": "council", "names": [{"text": "Council"}]},
                {
                    "type": "person",
                    "id": "person-1",
                    "names": [{"text": "A. Person", "basis": "external"}],
                    "rests_on": self.stretches(top),
                },
                {"type": "group", "id": "group-1", "description": "experts"},
                {"type": "place", "id": "place-1", "names": [{"text": "China"}]},
            ],
            "works": [
                {"id": "work-1", "type": "report", "title": "A report"},
                {"id": "work-2", "type": "book", "rests_on": self.stretches(top)},
            ],
            "sources": [
                {"id": id, "as_named": "the report", "named_at": self.stretches(top, 0, 2)}
                for id in _SOURCES
            ],
            **found,
            "revisions": [
                *({"id": f"rev-{id}", "at": _INSTANTS[0], "by": id} for id in _AGENTS),
                {
                    "id": "rev-1",
                    "at": _INSTANTS[1],
                    "by": "editor",
                    "summary": "Made.",
                    "parts": [*top.choices([leaf.id for leaf in self.leaves], k=2), *claims[:1]],
                },
            ],
            "extensions": {"https://example.org/queue": {"priority": 1}},
        }


# --- scripts ---


class Editor:
    """Edits a page, step by step, and keeps a list of what it did."""

    def __init__(self, page: Page, writer: Writer, record: Record, *, copies: bool) -> None:
        self.page, self.writer, self.record = page, writer, record
        self.copies = copies
        """Whether what is put in may be a copy of what stands in the old text."""
        self.before = [[list(s) for s in leaf.sentences] for leaf in page.leaves()]
        self.old = [sentence for sentences in self.before for sentence in sentences]
        self.done: list[str] = []
        self.copied: list[Sentence] = []

    def edit(self, seed: int) -> None:
        """Make one step of a script."""
        random = Random(seed)
        step = random.choices([step for step, _ in _STEPS], [often for _, often in _STEPS])[0]
        leaves = self.page.leaves()
        if leaves and (said := step(self, random, leaves)) is not None:
            self.done.append(f"{step.__name__}: {said}")

    # Each step returns what it did, or `None` where there was nothing to do it on.

    def words(self, random: Random, leaves: list[Leaf]) -> str | None:
        """Edit one to three words of one block."""
        leaf = random.choices(leaves, [len(leaf.sentences) for leaf in leaves])[0]
        return "; ".join(self.word(random, leaf) for _ in range(random.randint(1, 3)))

    def everywhere(self, random: Random, leaves: list[Leaf]) -> str | None:
        """Edit one word of some thirty, all over the text."""
        found = []
        for leaf in leaves:
            number = sum(random.random() < 0.033 for _ in leaf.words())
            found += [self.word(random, leaf) for _ in range(number)]
        return "; ".join(found) or None

    def word(self, random: Random, leaf: Leaf) -> str:
        """Edit a word, or put some in."""
        sentence = random.choice(leaf.sentences)
        places = [n for n, word in enumerate(sentence) if word.is_word]
        at = random.choice(places) if places else 0
        how = random.random()
        if how < 0.3 and places and (wrong := self.typing_error(random, leaf, sentence[at])):
            said = f"{sentence[at].text!r} -> {wrong.text!r}"
            sentence[at] = wrong
            return said
        if how < 0.55 and places:
            long = min(len(sentence), at + (random.randint(2, 4) if random.random() < 0.2 else 1))
            return self.put(random, leaf, sentence, at, long, len(range(at, long)))
        if how < 0.75 and len(places) > 1:
            return f"without {sentence.pop(at).text!r}"
        at += random.random() < 0.3
        return self.put(random, leaf, sentence, at, at, random.choice((1, 1, 1, 2, 3)))

    def put(
        self, random: Random, leaf: Leaf, sentence: Sentence, at: int, end: int, number: int
    ) -> str:
        """Put words in the place of others; those that are the same stay."""
        new = self.new_words(random, leaf.tongue, number)
        while new and at < end and new[0].text == sentence[at].text:
            at, new = at + 1, new[1:]
        while new and at < end and new[-1].text == sentence[end - 1].text:
            end, new = end - 1, new[:-1]
        gone = sentence[at:end]
        source = _whole(gone)
        if source is not None:
            new = [word._replace(trace=(source,) * len(word.text)) for word in new]
        sentence[at:end] = new
        return f"{[word.text for word in gone]} -> {[word.text for word in new]}"

    def new_words(self, random: Random, tongue: Tongue, number: int) -> Sentence:
        if self.copies and random.random() < 0.6:
            old = random.choice(self.old)
            at = random.randrange(len(old))
            return [_untraced(word) for word in old[at : at + number]]
        return self.writer.fresh_words(random, tongue, number)

    def typing_error(self, random: Random, leaf: Leaf, word: Word) -> Word | None:
        """The word with one character changed; never another word of the vocabulary."""
        parts = graphemes(word.text)
        ends = [len("".join(parts[:n])) for n in range(len(parts) + 1)]
        traced = [(part, list(word.trace[ends[n] : ends[n + 1]])) for n, part in enumerate(parts)]
        at = random.randrange(len(parts))
        how = random.choice(("twice", "other", "left out", "swapped", "accent"))
        strange = (leaf.tongue.letter, [None] * len(leaf.tongue.letter))
        if how == "twice":
            traced.insert(at, strange)
        elif how == "other":
            source = _whole([Word(traced[at][0], traced[at][1], "")])
            traced[at] = (leaf.tongue.letter, [source] * len(leaf.tongue.letter))
        elif how == "left out" and len(parts) > 2:
            del traced[at]
        elif how == "swapped" and at + 1 < len(parts):
            traced[at], traced[at + 1] = traced[at + 1], traced[at]
        elif how == "accent" and word.text.isascii():
            traced[at] = (traced[at][0] + "\u0301", [*traced[at][1], None])
        text = "".join(part for part, _ in traced)
        if text == word.text or text in _VOCABULARY or text.lower() in _VOCABULARY:
            return None
        return word._replace(text=text, trace=[one for _, trace in traced for one in trace])

    def correct(self, random: Random, leaves: list[Leaf]) -> str | None:
        """The publisher corrects what an annotation says is wrong."""
        if not self.record.corrections:
            return None
        block, start, corrected = random.choice(self.record.corrections)
        old = next(leaf for leaf in self.record.leaves if leaf.id == block)
        spans = [span for sentence in old.spans for span in sentence]
        length = next(end for at, end in spans if at == start) - start
        for leaf in leaves:
            for sentence in leaf.sentences:
                for n, word in enumerate(sentence):
                    trace = word.trace
                    if isinstance(trace, range) and trace.start == old.base + start:
                        if len(trace) != length:
                            return None
                        source = (trace.start, trace.stop)
                        text = corrected
                        sentence[n] = word._replace(text=text, trace=(source,) * len(text))
                        return f"{word.text!r} -> {text!r}"
        return None

    def delete_sentence(self, random: Random, leaves: list[Leaf]) -> str | None:
        leaf = random.choice(leaves)
        sentence = leaf.sentences.pop(random.randrange(len(leaf.sentences)))
        if not leaf.sentences:
            if len(leaves) == 1:
                leaf.sentences.append(sentence)
                return None
            self.page.remove_leaf(leaf)
        return _shown(sentence)

    def insert_sentence(self, random: Random, leaves: list[Leaf]) -> str | None:
        leaf = random.choice(leaves)
        sentence = self.new_sentence(random, leaf.tongue)
        leaf.sentences.insert(random.randint(0, len(leaf.sentences)), sentence)
        return _shown(sentence)

    def new_sentence(self, random: Random, tongue: Tongue) -> Sentence:
        if self.copies and random.random() < 0.6:
            sentence = [_untraced(word) for word in random.choice(self.old)]
            self.copied.append(sentence)
            return sentence
        return self.writer.fresh_sentence(random, tongue)

    def put_back(self, random: Random, leaves: list[Leaf]) -> str | None:
        """Put the words of an orphan in, with what stood beside them; now and then twice."""
        if not self.record.orphans:
            return None
        words = "".join(random.choice(self.record.orphans))
        new = Word(words, (None,) * len(words), self.record.tongue.joiner)
        for _ in range(random.choice((1, 1, 2))):
            leaf = random.choice(leaves)
            leaf.sentences.insert(random.randint(0, len(leaf.sentences)), [new])
        return words

    def move_sentence(self, random: Random, leaves: list[Leaf]) -> str | None:
        leaf = random.choice(leaves)
        other = leaf if random.random() < 0.4 else random.choice(leaves)
        said = _move(random, leaf.sentences, other.sentences, _shown)
        if not leaf.sentences:
            self.page.remove_leaf(leaf)
        return said

    def split(self, random: Random, leaves: list[Leaf]) -> str | None:
        """Make two blocks of one, mostly between two sentences."""
        places = [
            (part, node, leaf)
            for part, node in self.page.nodes()
            if node.splits
            for leaf in node.leaves
            if len(list(leaf.words())) > 1
        ]
        if not places:
            return None
        part, node, leaf = random.choice(places)
        at = random.randrange(len(leaf.sentences))
        if at == 0 or random.random() < 0.3:
            sentence = leaf.sentences[at]
            cut = random.randrange(1, len(sentence)) if len(sentence) > 1 else 0
            halves = [half for half in (sentence[:cut], sentence[cut:]) if half]
            leaf.sentences[at : at + 1] = halves
            at += len(halves) - 1
        if at == 0:
            return None
        second = Leaf(leaf.sentences[at:], leaf.tongue, leaf.marker if node.kind == "list" else "")
        del leaf.sentences[at:]
        if node.kind == "paragraph":
            where = next(n for n, own in enumerate(part.nodes) if own is node)
            part.nodes.insert(where + 1, Node("paragraph", [second]))
        else:
            where = next(n for n, own in enumerate(node.leaves) if own is leaf)
            node.leaves.insert(where + 1, second)
            if node.kind == "quotation" and node.has_extra and where + 2 == len(node.leaves):
                node.has_extra = False
        return f"before {_shown(second.sentences[0])}"

    def join(self, random: Random, leaves: list[Leaf]) -> str | None:
        """Make one paragraph of two neighbours."""
        pairs = [
            (one, other)
            for part in self.page.all_parts()
            for one, other in pairwise(part.nodes)
            if one.kind == other.kind == "paragraph"
        ]
        if not pairs:
            return None
        one, other = random.choice(pairs)
        said = f"with {_shown(other.leaves[0].sentences[0])}"
        one.leaves[0].sentences += other.leaves[0].sentences
        self.page.remove(other)
        return said

    def move_node(self, random: Random, leaves: list[Leaf]) -> str | None:
        part, _ = random.choice(self.page.nodes())
        target = part if random.random() < 0.5 else random.choice(self.page.all_parts())
        said = _move(random, part.nodes, target.nodes, _shown_node)
        self.page.tidy()
        return said

    def move_part(self, random: Random, leaves: list[Leaf]) -> str | None:
        parts = self.page.parts
        if len(parts) < 2:
            return None
        part = parts.pop(random.randrange(len(parts)))
        parts.insert(random.randint(0, len(parts)), part)
        return _shown(
            next(leaf for _, node in Page([part]).nodes() for leaf in node.leaves).sentences[0]
        )

    def delete_node(self, random: Random, leaves: list[Leaf]) -> str | None:
        nodes = self.page.nodes()
        if len(nodes) < 2:
            return None
        _, node = random.choice(nodes)
        if len(node.leaves) > 1 and random.random() < 0.6:
            leaf = random.choice(node.leaves)
            self.page.remove_leaf(leaf)
            return _shown(leaf.sentences[0])
        self.page.remove(node)
        return _shown(node.leaves[0].sentences[0])

    def add_node(self, random: Random, leaves: list[Leaf]) -> str | None:
        part = random.choice(self.page.all_parts())
        tongue = random.choice(leaves).tongue
        made = [self.new_sentence(random, tongue) for _ in range(random.randint(1, 4))]
        at = random.randint(0, len(part.nodes))
        part.nodes.insert(at, Node("paragraph", [Leaf(made, tongue)]))
        return _shown(made[0])

    def finish(self, *, blocks_stay: bool = False) -> None:
        """Let what was done be the simplest script that makes the same text.

        Args:
            blocks_stay: No block can have moved.
        """
        self._move_copies()
        _Twins(self.before, self.page.leaves(), blocks_stay=blocks_stay).settle()

    def _move_copies(self) -> None:
        """Take a copied sentence whose only original was deleted for what it looks like: moved."""
        kept = {
            one
            for leaf in self.page.leaves()
            for word in leaf.words()
            for one in word.trace
            if isinstance(one, int)
        }
        lost: dict[str, list[Sentence]] = {}
        for old in self.old:
            if not any(one in kept for word in old for one in word.trace):
                lost.setdefault(_shown(old), []).append(old)
        still = {id(sentence) for leaf in self.page.leaves() for sentence in leaf.sentences}
        copies: dict[str, list[Sentence]] = {}
        for sentence in self.copied:
            if id(sentence) in still:
                copies.setdefault(_shown(sentence), []).append(sentence)
        for text, found in copies.items():
            originals = lost.get(text, ())
            if len(found) == len(originals) == 1:
                found[0][:] = [
                    new._replace(trace=old.trace)
                    for new, old in zip(found[0], originals[0], strict=True)
                ]


class _Twins:
    """Passages of the old text that are the same, of which a script has moved or deleted some.

    If it moves one of two past the other, or deletes one and puts the other into its place, nobody
    can know: the text is that of a simpler script. Which of them is which is settled so that as
    many words as possible follow the words that they followed.
    """

    def __init__(
        self, before: Sequence[Sequence[Sentence]], leaves: Sequence[Leaf], *, blocks_stay: bool
    ) -> None:
        self.before, self.leaves, self.blocks_stay = before, leaves, blocks_stay
        self.starts: list[int] = []
        """Of each old word the number of its first code point."""
        self.first: dict[tuple[int, int], int] = {}
        """Of each old sentence, by block and place in it, the number of its first word."""
        self.edges: list[int] = []
        """Of each old block the number of its first word."""
        for block, sentences in enumerate(before):
            self.edges.append(len(self.starts))
            for place, sentence in enumerate(sentences):
                self.first[block, place] = len(self.starts)
                self.starts += (word.trace[0] for word in sentence)  # type: ignore[misc]

    def settle(self) -> None:
        """Exchange passages as long as that makes the script simpler."""
        pairs = list(self._pairs())
        if not pairs:
            return
        now = [self._numbers(leaf) for leaf in self.leaves]
        best, settled, changed = self._score(now), True, False
        while settled:
            settled = False
            for one, other, length in pairs:
                renumbered = _exchanged(one, other, length)
                then = [[renumbered.get(n, n) for n in numbers] for numbers in now]
                if (score := self._score(then)) > best:
                    now, best, settled, changed = then, score, True, True
        if changed:
            for leaf, numbers in zip(self.leaves, now, strict=True):
                self._renumber(leaf, numbers)

    def _pairs(self) -> Iterator[tuple[int, int, int]]:
        """The first words of two equal passages, and how many words they have: long ones first."""
        by_text: dict[str, list[tuple[int, int]]] = {}
        for block, sentences in enumerate(self.before):
            for place, sentence in enumerate(sentences):
                by_text.setdefault(_shown(sentence).strip(), []).append((block, place))
        found: set[tuple[int, int, int]] = set()
        for places in by_text.values():
            for n, one in enumerate(places):
                for other in places[n + 1 :]:
                    for length in {self._length(one, other), 1}:
                        words = sum(len(self._at(one, k)) for k in range(length))
                        found.add((self.first[one], self.first[other], words))
        yield from sorted(found, key=lambda pair: -pair[2])

    def _at(self, place: tuple[int, int], step: int) -> Sentence:
        return self.before[place[0]][place[1] + step]

    def _length(self, one: tuple[int, int], other: tuple[int, int]) -> int:
        """How many sentences from two places on are the same."""
        most = min(len(self.before[block]) - place for block, place in (one, other))
        if one[0] == other[0]:
            most = min(most, other[1] - one[1])
        length = 1
        while length < most and _shown(self._at(one, length)) == _shown(self._at(other, length)):
            length += 1
        return length

    def _numbers(self, leaf: Leaf) -> list[int]:
        """Which old word each word of a block comes from; -1 for one that was put in."""
        found = []
        for word in leaf.words():
            source = next((one for one in word.trace if one is not None), None)
            start = source[0] if isinstance(source, tuple) else source
            found.append(-1 if start is None else bisect_right(self.starts, start) - 1)
        return found

    def _score(self, numbers: Sequence[Sequence[int]]) -> int:
        """How many words that are still there follow the one that they followed."""
        here = [n for block in numbers for n in block if n >= 0]
        order = {n: rank for rank, n in enumerate(sorted(set(here)))}
        if not self.blocks_stay:
            ranks = [order[n] for n in here]
            return sum(other == one + 1 for one, other in pairwise(ranks))
        total = 0
        for block, own in enumerate(numbers):
            ends = [*self.edges[block : block + 2], len(self.starts)]
            still = [n for n in own if n >= 0]
            total += sum(ends[0] <= n < ends[1] for n in still)
            total += sum(order[b] == order[a] + 1 for a, b in pairwise(still))
        return total

    def _renumber(self, leaf: Leaf, numbers: Sequence[int]) -> None:
        """Let the words of a block come from these old words, which look the same."""
        new = iter(zip(self._numbers(leaf), numbers, strict=True))
        for sentence in leaf.sentences:
            for n, word in enumerate(sentence):
                was, now = next(new)
                if was != now:
                    by = self.starts[now] - self.starts[was]
                    sentence[n] = word._replace(trace=[_shifted(one, by) for one in word.trace])


def _exchanged(one: int, other: int, length: int) -> dict[int, int]:
    """The numbers of the words of two passages, each with that of its twin."""
    pairs = [(one + n, other + n) for n in range(length)]
    return dict(pairs) | {b: a for a, b in pairs}


def _shifted(source: Source, by: int) -> Source:
    if isinstance(source, tuple):
        return source[0] + by, source[1] + by
    return source if source is None else source + by


def _untraced(word: Word) -> Word:
    return word._replace(trace=(None,) * len(word.text))


def _shown(sentence: Sentence) -> str:
    return "".join(word.before + word.text for word in sentence)


def _shown_node(node: Node) -> str:
    return "\n".join(leaf.rendered()[0] for leaf in node.leaves)


def _move(random: Random, here: list[T], there: list[T], shown: Callable[[T], str]) -> str | None:
    """Move one of these to there; not past one that looks the same, which changes nothing."""
    before = [shown(one) for one in here]
    at = random.randrange(len(here))
    moved = here.pop(at)
    there.insert(random.randint(0, len(there)), moved)
    if here is there and [shown(one) for one in here] == before:
        here[:] = [one for one in here if one is not moved]
        here.insert(at, moved)
        return None
    return shown(moved)


def _whole(words: Sentence) -> tuple[int, int] | None:
    """The stretch of the old text from which some words of one sentence come."""
    found = [one for word in words for one in word.trace if one is not None]
    ends = [(one, one + 1) if isinstance(one, int) else one for one in found]
    return (min(start for start, _ in ends), max(end for _, end in ends)) if ends else None


_STEPS = (
    *((Editor.words, 30), (Editor.everywhere, 6), (Editor.correct, 6), (Editor.put_back, 4)),
    *((Editor.delete_sentence, 9), (Editor.insert_sentence, 9), (Editor.move_sentence, 12)),
    *((Editor.split, 6), (Editor.join, 5), (Editor.move_node, 8), (Editor.move_part, 3)),
    *((Editor.delete_node, 5), (Editor.add_node, 5)),
)
"""The steps of a script, each with how often it is taken."""


# --- the truth ---


class Gap(NamedTuple):
    """What was put in just where a stretch of the old text was taken out.

    Nobody can tell it from a replacement of the stretch.
    """

    start: int
    end: int


RECOGNISABLE = 16
"""So many signs in a row tell that words were moved, not deleted and put in."""


class Truth:
    """What became of each code point of the old text. Blocks are counted in reading order."""

    def __init__(
        self,
        old: Sequence[tuple[int, str]],
        new: Sequence[tuple[str, list[Source]]],
        homes: Sequence[int | None] = (),
    ) -> None:
        """Tell what became of a text.

        Args:
            old: Of each old block the number of its first code point, and its text.
            new: Of each new block its text, and where that comes from.
            homes: Of each new block the old one in the place of which it stands, if that is known.
        """
        self.homes = homes
        self.bases = [base for base, _ in old]
        self.old = [text for _, text in old]
        self.new = [text for text, _ in new]
        self.traces = [trace for _, trace in new]
        self.kept: dict[int, tuple[int, int]] = {
            source: (block, at)
            for block, trace in enumerate(self.traces)
            for at, source in enumerate(trace)
            if isinstance(source, int)
        }
        """Of each code point that is still there: its new block, and where in it."""

    def let_blocks_move(self) -> Truth:
        """Take a block that stands again, word for word, for that block, and return the truth.

        If one block is "A. B." and another "A.", it is one and the same whether "B." goes to the
        other or the first block does. Where their text stands once, we say that blocks move.
        """
        where: dict[str, list[int]] = {}
        for there, text in enumerate(self.new):
            where.setdefault(text, []).append(there)
        for block, text in enumerate(self.old):
            found = where.get(text, ())
            if len(found) == 1 and self.image(block) is None and self.is_unique(block):
                self._move(block, found[0])
        return self

    def _move(self, block: int, there: int) -> None:
        """Let the code points of a new block be those of an old one of the same text.

        What they were until now stands where those of the old block did.
        """
        trace, base = self.traces[there], self.bases[block]
        if not all(
            isinstance(source, int) or sign.isspace()
            for source, sign in zip(trace, self.new[there], strict=True)
        ):
            return
        for at, now in enumerate(trace):
            if now == base + at or not isinstance(now, int):
                continue
            other = self.kept.get(base + at)
            trace[at] = base + at
            self.kept[base + at] = (there, at)
            if other is not None:
                self.traces[other[0]][other[1]] = now
                self.kept[now] = other
            else:
                del self.kept[now]

    def image(self, block: int) -> int | None:
        """Return the new block that is an old one untouched, if there is one."""
        text, base = self.old[block], self.bases[block]
        first = next((at for at, sign in enumerate(text) if not sign.isspace()), None)
        found = self.kept.get(base + first) if first is not None else None
        if found is None or self.new[found[0]] != text:
            return None
        return found[0] if self._is_own(block, 0, found[0], 0, len(text)) else None

    def is_unique(self, block: int) -> bool:
        """Return whether the words of an untouched block stand once in the old text and the new."""
        text = self.old[block]
        while text[:-1] and not text[-1].isalnum():
            text = text[:-1]
        return all(sum(other.count(text) for other in texts) == 1 for texts in (self.old, self.new))

    def place(self, block: int, start: int, end: int) -> tuple[int, int] | None:
        """Return new block and offset of an old stretch that is still there as it was."""
        text, base = self.old[block], self.bases[block]
        first = next((at for at in range(start, end) if not text[at].isspace()), None)
        found = self.kept.get(base + first) if first is not None else None
        if found is None or first is None:
            return None
        there, at = found[0], found[1] - (first - start)
        if at < 0 or self.new[there][at : at + end - start] != text[start:end]:
            return None
        return (there, at) if self._is_own(block, start, there, at, end - start) else None

    def is_untouched(self, block: int, start: int, end: int, words: int = 3) -> bool:
        """Return whether a stretch is still there, and the words on either side of it too."""
        before, after = _words(self.old[block], start, end, words)
        return self.place(block, start - before, end + after) is not None

    def heirs(self, block: int) -> Counter[int]:
        """Return how many code points of an old block, blanks aside, each new block has."""
        base = self.bases[block]
        return Counter(
            found[0]
            for at, sign in enumerate(self.old[block])
            if not sign.isspace() and (found := self.kept.get(base + at))
        )

    def longest_row(self, block: int) -> str:
        """Return the longest stretch of an old block that stands in the new text unbroken."""
        base, text = self.bases[block], self.old[block]
        longest, first = (0, 0), 0
        for at in range(1, len(text) + 1):
            here, before = self.kept.get(base + at), self.kept.get(base + at - 1)
            if at == len(text) or before is None or here != (before[0], before[1] + 1):
                longest = max(longest, (first, at), key=lambda span: span[1] - span[0])
                first = at
        return text[slice(*longest)]

    def fault(
        self,
        kind: str,
        old: tuple[int, int, int],
        new: tuple[int, int, int],
        *,
        copies: bool = False,
    ) -> str | None:
        """Say what is wrong with a place found for an old stretch; `None` if nothing is.

        Blanks prove nothing: they are passed over wherever it is asked what comes from where.

        Args:
            kind: "unchanged" or "moved", where the words are to be the same, or "altered".
            old: Block, start and end of the stretch in the old text.
            new: Block, start and end in the new text.
            copies: Whether the script may have put in copies of old text. Then words that are not
                the stretch's own are right where the words stand beside them that stood beside
                the stretch, unless those stand beside its own too.
        """
        words = self.old[old[0]][old[1] : old[2]]
        found = self.new[new[0]][new[1] : new[2]]
        if kind == "altered":
            fault = "the words are the same" if words == found else self._altered_fault(old, new)
        elif words != found:
            return f"the words are {found!r}, not {words!r}"
        elif self._is_own(old[0], old[1], new[0], new[1], len(words)):
            return None
        else:
            fault = "these words come from elsewhere"
        if fault is None or not copies:
            return fault
        if self._is_simpler(old, new):
            return None
        if kind != "altered" and self.place(*old) is None and not self._altered_fault(old, new):
            return None  # taken out and put in again
        beside = self._beside(self.old, *old)
        if (place := self.place(*old)) is not None:
            own = (*place, place[1] + len(words))
            if beside == self._beside(self.new, *own) or beside != self._beside(self.new, *new):
                return f"these words stand in block {place[0]} at {place[1]}"
        return None if beside == self._beside(self.new, *new) else fault

    def _is_own(self, block: int, start: int, there: int, at: int, length: int) -> bool:
        """Whether a new stretch is this old one, code point for code point.

        A sign that was put in is taken for one that was there, beside words that were.
        """
        text, trace, first = self.new[there], self.traces[there], self.bases[block] + start
        proved = passed = False
        for n in range(length):
            sign = text[at + n]
            if trace[at + n] == first + n:
                proved = proved or not sign.isspace()
            elif trace[at + n] is None and _is_sign(sign):
                passed = True
            elif not sign.isspace():
                return False
        if proved or not passed or self._is_beside_own(block, start, there, at, length):
            return True
        place = (block, start, start + length), (there, at, at + length)
        return self._altered_fault(*place) is None

    def _is_beside_own(self, block: int, start: int, there: int, at: int, length: int) -> bool:
        """Whether what stands just before or just after an old stretch stands beside a new one."""
        text, new, trace = self.old[block], self.new[there], self.traces[there]
        before, after = text[:start].rstrip(), text[start + length :]
        new_before, new_after = new[:at].rstrip(), new[at + length :]
        base = self.bases[block]
        if before and new_before and trace[len(new_before) - 1] == base + len(before) - 1:
            return True
        here = len(text) - len(after.lstrip())
        new_here = len(new) - len(new_after.lstrip())
        return here < len(text) and new_here < len(new) and trace[new_here] == base + here

    def _altered_fault(self, old: tuple[int, int, int], new: tuple[int, int, int]) -> str | None:
        block, start, end = old
        base = self.bases[block]
        first, last = base + start, base + end
        text, sources = self.new[new[0]], self._sources(new[0])
        present: set[int] = set()
        foreign: int | None = None
        for at in range(new[1], new[2]):
            source = sources[at]
            if source is None or text[at].isspace():
                continue
            low, high = (source, source + 1) if isinstance(source, int) else source
            if low < last and first < high:
                if foreign is not None and not present:
                    break
                foreign = None  # words put between its own are a change of it, moved or not
                present.update(range(max(low, first), min(high, last)))
            elif not isinstance(source, Gap):
                foreign = at if foreign is None else foreign
        if foreign is not None:
            return f"{text[foreign]!r} at {foreign} comes from elsewhere"
        if not present:
            return "nothing in it comes from the old words"
        own = self._numbers(old)
        elsewhere = {self.kept[at] for at in own if at in self.kept and self.kept[at][0] != new[0]}
        if 2 * sum(at in present for at in own) <= len(own) and any(
            self._kept_around(*place) >= RECOGNISABLE for place in elsewhere
        ):
            return "the words are parted, and most of them do not stand here"
        return None

    def _kept_around(self, there: int, at: int) -> int:
        """How many signs stand in a row round a kept one, as they did in the old text."""
        trace, first = self.traces[there], self.traces[there][at]
        assert isinstance(first, int)
        return self._around(there, at, lambda here: trace[here] == first + here - at)

    def _same_around(self, block: int, start: int, there: int, at: int) -> int:
        """How many signs are the same in a row, old and new, round two places."""
        text, new = self.old[block], self.new[there]

        def same(here: int) -> bool:
            before = start + here - at
            return 0 <= before < len(text) and text[before] == new[here]

        return self._around(there, at, same)

    def _around(self, there: int, at: int, follows: Callable[[int], bool]) -> int:
        text, found = self.new[there], 0
        for step in (1, -1):
            here = at if step > 0 else at - 1
            while 0 <= here < len(text):
                if not text[here].isspace():
                    if not follows(here):
                        break
                    found += 1
                here += step
        return found

    def _is_simpler(self, old: tuple[int, int, int], new: tuple[int, int, int]) -> bool:
        """Whether it is simpler to say that a copy of old words is what was there.

        The words and those round them are the same in a row that is as long as any in which the
        stretch's own are kept, and as any at another place: of the two, nobody would take
        these for the copy.
        """
        block, start, end = old
        own = [self.kept[at] for at in self._numbers(old) if at in self.kept]
        same = self._same_around(block, start, new[0], new[1])
        if self._home(new[0]) != block:
            words = self.old[block][start:end]
            others = (
                self._same_around(block, start, there, match.start())
                for there, text in enumerate(self.new)
                for match in re.finditer(f"(?={re.escape(words)})", text)
                if (there, match.start()) != new[:2]
            )
            if same < RECOGNISABLE or same < max(others, default=0):
                return False
        return same >= max((self._kept_around(*place) for place in own), default=0)

    def _numbers(self, stretch: tuple[int, int, int]) -> list[int]:
        """The numbers of the code points of an old stretch, without blanks."""
        block, start, end = stretch
        text, base = self.old[block], self.bases[block]
        return [base + at for at in range(start, end) if not text[at].isspace()]

    def _sources(self, block: int) -> Sequence[Source | Gap]:
        """The trace of a new block, in which what was put in where something went says so."""
        if block not in self._with_gaps:
            self._with_gaps[block] = list(self._gaps(block))
        return self._with_gaps[block]

    @cached_property
    def _with_gaps(self) -> dict[int, Sequence[Source | Gap]]:
        return {}

    def _gaps(self, number: int) -> Iterator[Source | Gap]:
        trace = self.traces[number]
        ends = [
            None if one is None else (one, one + 1) if isinstance(one, int) else one
            for one in trace
        ]
        following: list[int | None] = [None] * len(trace)
        seen: int | None = None
        for at in range(len(trace) - 1, -1, -1):
            end = ends[at]
            seen = seen if end is None else end[0]
            following[at] = seen
        reached: int | None = None
        for at, source in enumerate(trace):
            end, before, after = ends[at], reached, following[at]
            if end is not None:
                reached = end[1]
                yield source
                continue
            if before is None and after is not None:
                before = self.bases[self._block_of(after)]
            elif after is None and before is not None:
                block = self._block_of(before - 1)
                after = self.bases[block] + len(self.old[block])
            elif before is None and (home := self._home(number)) is not None:
                before, after = self.bases[home], self.bases[home] + len(self.old[home])
            yield Gap(before, after) if self._is_gone(before, after) else None

    def _home(self, number: int) -> int | None:
        return self.homes[number] if number < len(self.homes) else None

    def _is_gone(self, start: int | None, end: int | None) -> bool:
        """Whether words of one old block stood between two numbers, and none of them stands any more."""
        if start is None or end is None or start >= end:
            return False
        block = self._block_of(start)
        if self._block_of(end - 1) != block:
            return False
        text, base = self.old[block], self.bases[block]
        end = min(end, base + len(text))
        gone = [at for at in range(start, end) if not text[at - base].isspace()]
        return bool(gone) and not any(at in self.kept for at in gone)

    def _block_of(self, number: int) -> int:
        return bisect_right(self.bases, number) - 1

    def _beside(self, texts: Sequence[str], block: int, start: int, end: int) -> tuple[str, str]:
        text = texts[block]
        before, after = _words(text, start, end, 3)
        beside = text[start - before : start], text[end : end + after]
        return "".join(beside[0].split()), "".join(beside[1].split())


def _is_sign(sign: str) -> bool:
    return unicodedata.category(sign).startswith("P")


_WORD = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{1,2}|[^\s\u3400-\u9fff\U00020000-\U0003ffff]+"
)


def _words(text: str, start: int, end: int, number: int) -> tuple[int, int]:
    """How far so many words reach to the left and to the right of a stretch, blanks included."""
    before = [found.start() for found in _WORD.finditer(text, 0, start)]
    left = 0 if len(before) < number else before[-number]
    right = end
    for n, found in enumerate(_WORD.finditer(text, end)):
        if n == number:
            break
        right = found.end()
    else:
        right = len(text)
    return start - left, right - end


# --- cases ---


@dataclass(frozen=True)
class Case:
    """A record, another version of its article, and what became of the text."""

    old: Document
    onto: Document
    """Text and capture of the other version; nothing is said about it."""
    truth: Truth
    old_files: Mapping[str, bytes]
    onto_files: Mapping[str, bytes]
    done: Sequence[str]
    """What the script did, step by step."""
    is_plain: bool
    """Whether the structure of `onto` is guessed from the plain text."""
    copies: bool
    """Whether the script may have put in copies of old text."""

    def __repr__(self) -> str:
        """The two texts where they differ, and what the script did."""
        blocks = self.old.text_blocks(), self.onto.text_blocks()
        texts = [{block.text for block in side} for side in blocks]
        shown = [
            "\n".join(f"  {n} {b.id} {b.text!r}" for n, b in enumerate(side) if b.text not in other)
            for side, other in zip(blocks, reversed(texts), strict=True)
        ]
        steps = "\n".join(f"  {step}" for step in self.done)
        return f"\nold:\n{shown[0]}\nnew:\n{shown[1]}\nscript:\n{steps}\n"


@dataclass(frozen=True)
class CorrectionCase:
    """A record, other texts for some of its blocks, and what became of the text."""

    old: Document
    texts: Mapping[str, str]
    truth: Truth
    old_files: Mapping[str, bytes]
    done: Sequence[str]
    copies: bool

    def __repr__(self) -> str:
        """The texts that change, and what the script did."""
        texts = "\n".join(
            f"  {id} {self.old.block(id).text!r}\n  -> {text!r}" for id, text in self.texts.items()
        )
        return f"{texts}\nscript:\n" + "\n".join(f"  {step}" for step in self.done)


class _Old(NamedTuple):
    document: Document
    files: Mapping[str, bytes]
    page: Page
    writer: Writer
    record: Record


def _old(blocks: Sequence[int], statements: Sequence[int], head: int) -> _Old:
    """A record with its page, on which a script may now work."""
    top, writer = Random(head), Writer()
    tongue = TONGUES[top.choice(("en", "en", "en", "ar", "zh", "hi"))]
    page = _page(blocks or (0,), writer, tongue)
    base = 1
    for leaf in page.leaves():
        leaf.settle(base)
        base += len(leaf.text) + 1
    numbers: Counter[str] = Counter()
    counting = top.random() < 0.5

    def new_id(kind: str, leaf: Leaf | None) -> str:
        name = _COUNTED.get(kind, kind) if counting else "b"
        numbers[name] += 1
        id = f"{name}-{numbers[name]}"
        if leaf is not None:
            leaf.id = id
        return id

    received = _received(page, top)
    data = received.text.encode()
    capture = _capture("capture", "received/page.txt", received, data)
    sections = _sections(page, received, "capture", new_id, top)
    record = Record(page, writer, tongue)
    fields = record.fields(statements, head)
    fields |= {"id": "page", "captures": [capture], "sections": sections}
    document = Document.model_validate(fields)
    return _Old(document, {"received/page.txt": data}, page, writer, record)


_COUNTED = {"paragraph": "p"}
"""How plain text that is read names its blocks, where that is another word."""


def case_of(
    blocks: Sequence[int],
    statements: Sequence[int],
    edits: Sequence[int],
    head: int = 0,
    *,
    copies: bool = False,
) -> Case:
    """The case that follows from an outline: an integer for each part of it."""
    document, files, page, writer, record = _old(blocks, statements, head)
    editor = Editor(page, writer, record, copies=copies)
    for seed in edits:
        editor.edit(seed)
    editor.finish()
    top = Random(head + 1)
    received = _received(page, top)
    data = received.text.encode()
    name = top.choice(("received/page.txt", "received/PAGE.txt", "received/second.txt"))
    is_plain = top.random() < 0.25 and bool(received.text.strip())
    if is_plain:
        onto = plain_text.read(data, id=top.choice(("page", "other")), file=name).document
    else:
        onto = _onto(page, received, data, name, top, document)
    numbers = {leaf.id: number for number, leaf in enumerate(record.leaves)}
    truth = Truth(
        [(leaf.base, leaf.text) for leaf in record.leaves],
        [
            (block.text, received.trace[block.origin.start : block.origin.end])
            for block in onto.text_blocks()
            if isinstance(block.origin, BlockOrigin)
        ],
        homes=[] if is_plain else [numbers.get(leaf.id) for leaf in page.leaves()],
    ).let_blocks_move()
    return Case(document, onto, truth, files, {name: data}, editor.done, is_plain, copies)


def _onto(
    page: Page, received: Received, data: bytes, file: str, random: Random, old: Document
) -> Document:
    """The page as a second reader would bring it in: with ids of their own.

    Some of them are ids that other parts of the old record have.
    """
    taken = {"other"}
    manner = random.choice(("own", "counted", "by accident"))
    pool = list(old.index.by_id) if manner == "by accident" else []
    numbers = count(1)

    def new_id(kind: str, leaf: Leaf | None) -> str:
        id = random.choice(pool) if pool and random.random() < 0.4 else ""
        while not id or id in taken or (leaf is not None and id == leaf.id):
            name = _COUNTED.get(kind, kind) if manner == "counted" else "n"
            id = f"{name}-{next(numbers)}"
        taken.add(id)
        return id

    capture = new_id("capture", None) if random.random() < 0.5 else "capture"
    taken.add(capture)
    return Document.model_validate(
        {
            "id": "other",
            "metadata": {"titles": [{"text": "Another title"}]},
            "captures": [_capture(capture, file, received, data)],
            "sections": _sections(page, received, capture, new_id, random),
        }
    )


def correction_of(
    blocks: Sequence[int],
    statements: Sequence[int],
    edits: Sequence[int],
    head: int = 0,
    *,
    copies: bool = False,
) -> CorrectionCase:
    """Other texts for some blocks, which stay as they are otherwise.

    A transcription is mended block by block, so nothing goes from one to another.
    """
    document, files, page, writer, record = _old(blocks, statements, head)
    editor = Editor(page, writer, record, copies=copies)
    random = Random(head + 1)
    leaves = record.leaves
    chosen = random.sample(leaves, min(len(leaves), random.choice((1, 1, 2, 4))))
    for seed in edits:
        within = Random(seed)
        steps = (editor.words, editor.words, editor.insert_sentence, editor.everywhere)
        step = within.choice((*steps, editor.correct))
        if len([None for leaf in chosen for _ in leaf.sentences]) > len(chosen):
            step = within.choice((step, _deleting(editor), _moving(editor)))
        said = step(within, chosen)
        if said is not None:
            editor.done.append(said)
    editor.finish(blocks_stay=True)
    rendered = [leaf.rendered() for leaf in leaves]
    texts = {
        leaf.id: text
        for leaf, (text, _) in zip(leaves, rendered, strict=True)
        if any(leaf is one for one in chosen)
    }
    truth = Truth([(leaf.base, leaf.text) for leaf in leaves], rendered, range(len(leaves)))
    return CorrectionCase(document, texts, truth, files, editor.done, copies)


def _deleting(editor: Editor) -> Callable[[Random, list[Leaf]], str | None]:
    """Delete a sentence of a block that has another."""

    def step(random: Random, leaves: list[Leaf]) -> str | None:
        longer = [leaf for leaf in leaves if len(leaf.sentences) > 1]
        return editor.delete_sentence(random, [random.choice(longer)] * 2)

    return step


def _moving(editor: Editor) -> Callable[[Random, list[Leaf]], str | None]:
    """Move a sentence within a block that has another."""

    def step(random: Random, leaves: list[Leaf]) -> str | None:
        leaf = random.choice([leaf for leaf in leaves if len(leaf.sentences) > 1])
        said = _move(random, leaf.sentences, leaf.sentences, _shown)
        return said and f"moved: {said}"

    return step


# --- any record, in another version ---

_FRAGMENTS = tuple(fragment for script in SCRIPTS.values() for fragment in script)


def another_version(document: Document, seed: int) -> Document:
    """The text of any record with some of its blocks edited, left out, or in another order."""
    random = Random(seed)
    sections = [section.model_dump() for section in document.sections]
    renamed: dict[str, str] = {}
    renames = random.random() < 0.5
    waiting: list[Any] = list(sections)
    parts: list[dict[str, Any]] = []
    while waiting:
        part = waiting.pop()
        parts.append(part)
        for name, value in part.items():
            if not isinstance(value, tuple | list):
                waiting += [value] if isinstance(value, dict) else []
                continue
            found = list(value)
            if name in ("blocks", "rows", "items", "lines", "sections", "lists"):
                found = [one for one in found if random.random() > 0.06]
                if len(found) > 1 and random.random() < 0.2:
                    one, other = random.sample(range(len(found)), 2)
                    if name != "rows":
                        found[one], found[other] = found[other], found[one]
                found = found or list(value)[:1]
            part[name] = found
            waiting += [one for one in found if isinstance(one, dict)]
    for part in parts:
        if "id" in part:
            renamed[part["id"]] = f"x{part['id']}"[:100] if renames else part["id"]
    for part in parts:
        if "id" in part:
            part["id"] = renamed[part["id"]]
        for name in ("source", "rights"):
            if name in part:
                part[name] = None
        if "marks" in part:
            text = _edited(random, part["text"])
            marks = part["marks"] if text == part["text"] else []
            part |= {"text": text, "origin": None}
            part["marks"] = [
                {**mark, "note": renamed[mark["note"]]} if "note" in mark else mark
                for mark in marks
                if mark.get("note") is None or mark["note"] in renamed
            ]
    return Document.model_validate({"id": "other", "sections": sections})


def _edited(random: Random, text: str) -> str:
    """A text in which some code points are left out, or others put in."""
    if random.random() < 0.5:
        return text
    for _ in range(random.randint(1, 3)):
        start = random.randint(0, len(text))
        end = min(len(text), start + random.choice((0, 0, 1, 2, 9)))
        put = "".join(random.choices(_FRAGMENTS, k=random.choice((0, 0, 1, 2))))
        text = text[:start] + put + text[end:]
    return text


# --- strategies ---

_BYTES = st.randoms(use_true_random=False, note_method_calls=False)
"""See tests/strategies.py for why integers are drawn so."""


def _seed(source: Random) -> int:
    return int.from_bytes(source.randbytes(2), "big")


def _seeds(source: Random, mean: float) -> list[int]:
    """Integers of parts, each drawn as one choice, so that shrinking can take out any of them."""
    found, last = [], 256 / (mean + 1)
    while (choice := source.randbytes(3))[0] >= last:
        found.append(int.from_bytes(choice[1:], "big"))
    return found


class Outline(NamedTuple):
    """The integers that a case follows from."""

    blocks: Sequence[int]
    statements: Sequence[int]
    edits: Sequence[int]
    head: int


def outline_of(seed: int) -> Outline:
    """The outline that follows from one integer."""
    return _outline(Random(seed))


def _outline(source: Random) -> Outline:
    return Outline(_seeds(source, 9), _seeds(source, 9), _seeds(source, 5), _seed(source))


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """Outlines of cases: most with some ten blocks, ten statements and five edits."""
    return _outline(draw(_BYTES))


def cases(*, copies: bool = False) -> st.SearchStrategy[Case]:
    """Cases; with `copies`, scripts put in copies of old words, sentences and paragraphs."""
    return outlines().map(lambda outline: case_of(*outline, copies=copies))


def corrections(*, copies: bool = False) -> st.SearchStrategy[CorrectionCase]:
    """Other texts for some blocks of a record."""
    return outlines().map(lambda outline: correction_of(*outline, copies=copies))


def stretches(document: Document) -> list[tuple[str, Anchor | Orphan]]:
    """Every stretch of a record with its JSON Pointer, in the record's order."""
    return [(at, part) for at, part in walk(document) if isinstance(part, Anchor | Orphan)]
