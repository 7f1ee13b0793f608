"""Records, scripts that edit their text, and the truth of where each code point went.

A script edits the text of a record as a publisher would: typing errors, words and sentences put in
and taken out, sentences and blocks moved, blocks split and joined. While it does so, each code
point of the text carries along where it comes from. So the truth of a rebase is known, and nobody
has to compare two texts to find it: `Trace` answers where words went, and what is wrong with a
place that somebody else found for them.

As in tests/strategies.py all that is drawn follows from an outline: one integer for each block,
each statement and each edit. Shrinking takes out any of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from archive.articles import text_files as plain_text
from archive.model.anchors import Anchor, Orphan
from archive.model.captures import BlockOrigin
from archive.model.document import Document
from archive.model.walk import walk
from tests.strategies import SCRIPTS
from tests.tools.edited.pages import Leaf, Page, Writer, drawn_page
from tests.tools.edited.received import Received, capture_of, received_as, sections_of
from tests.tools.edited.records import Record
from tests.tools.edited.scripts import Editor, move_one
from tests.tools.edited.tongues import TONGUES
from tests.tools.edited.trace import Trace
from tests.tools.edited.twins import shown


@dataclass(frozen=True)
class Case:
    """A record, another version of its article, and what became of the text."""

    old: Document
    onto: Document
    """Text and capture of the other version; nothing is said about it."""
    truth: Trace
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
    truth: Trace
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
    page = drawn_page(blocks or (0,), writer, tongue)
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

    received = received_as(page, top)
    data = received.text.encode()
    capture = capture_of("capture", "received/page.txt", received, data)
    sections = sections_of(page, received, "capture", new_id, top)
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
    received = received_as(page, top)
    data = received.text.encode()
    name = top.choice(("received/page.txt", "received/PAGE.txt", "received/second.txt"))
    is_plain = top.random() < 0.25 and bool(received.text.strip())
    if is_plain:
        onto = plain_text.read(data, id=top.choice(("page", "other")), file=name).document
    else:
        onto = _onto(page, received, data, name, top, document)
    numbers = {leaf.id: number for number, leaf in enumerate(record.leaves)}
    truth = Trace(
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
            "captures": [capture_of(capture, file, received, data)],
            "sections": sections_of(page, received, capture, new_id, random),
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
    truth = Trace([(leaf.base, leaf.text) for leaf in leaves], rendered, range(len(leaves)))
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
        said = move_one(random, leaf.sentences, leaf.sentences, shown)
        return said and f"moved: {said}"

    return step


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
