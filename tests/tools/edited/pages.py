"""A page: the text of a record in the making, of which each code point knows whence it comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from tests.tools.edited.tongues import TONGUES, Tongue
from tests.tools.edited.trace import Source


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


def drawn_page(seeds: Sequence[int], writer: Writer, tongue: Tongue) -> Page:
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
