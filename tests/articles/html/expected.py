"""Compares a record with what a careful person reads in its page.

`read` (`expected_lines.py`) makes a value of an `expected.md`, `differences` compares that with a
record, in words. Of `archive` only the model is used here, so that what reads pages is judged by
something that knows nothing of it.

    python -m tests.articles.html.expected wordpress document.json
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from archive.model.blocks import Note
from archive.model.document import Document
from tests.articles.html.expected_lines import ANY, RUBY, Expected, read
from tests.articles.html.found_in import (
    BREAK,
    CREDITED,
    Mark,
    Picture,
    Unit,
    collapsed,
    metadata_of,
    notes_of,
    pictures_of,
    units_of,
)

PAGES = Path(__file__).parent / "pages"

_ALSO = {"term": {"p", "item"}, "definition": {"p", "item"}}
"""Kinds for which a record has no word of its own, and as what they may come."""


@dataclass(frozen=True)
class Difference:
    """One thing in which a record differs from what a person reads."""

    kind: Literal[
        "missing", "too many", "words", "white space", "kind", "structure", "mark", "picture",
        "furniture", "hidden", "metadata", "reading",
    ]  # fmt: skip
    message: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"


def differences(expected: Expected, document: Document) -> list[Difference]:
    """Return each thing in which a record differs from what a person reads; nothing if it is right."""
    headings = [unit for unit in expected.units if unit.kind == "heading"]
    title = document.metadata.title or ""

    def is_title(words: str) -> bool:
        return words == title or _fits(headings[0], Unit("heading", words))

    found = units_of(document, is_title if headings else lambda words: words == title)
    return [
        *_in_metadata(expected, document, found),
        *_in_units(expected, found),
        *_in_notes(expected, notes_of(document)),
        *_in_pictures(expected, pictures_of(document)),
        *_not_of_the_article(expected, [*found, *_paragraphs(notes_of(document))]),
    ]


def _in_metadata(
    expected: Expected, document: Document, units: Sequence[Unit]
) -> Iterator[Difference]:
    found = metadata_of(document)
    texts = [collapsed(unit.words) for unit in units]
    for name, values in expected.metadata.items():
        is_there = found[name]
        if name in ("section", "keyword"):
            for value in values:
                if not set(value) & {*found["section"], *found["keyword"]}:
                    yield Difference("metadata", f"{name} {value[0]!r} is missing")
        elif name == "subtitle":
            [value] = values
            if not {*map(collapsed, value)} & {*map(collapsed, is_there), *texts}:
                yield Difference("metadata", f"the subtitle {value[0]!r} is missing")
        elif name == "author":
            wanted = [] if values == (("none",),) else [value[0] for value in values]
            if list(is_there) != wanted:
                yield Difference("metadata", f"author: {_list(wanted)}, not {_list(is_there)}")
        else:
            [value] = values
            if not any(_is(name, wanted, is_there) for wanted in value):
                yield Difference("metadata", f"{name}: {value[0]!r}, not {_list(is_there)}")


def _is(name: str, wanted: str, there: Sequence[str]) -> bool:
    if wanted == "none":
        return not there
    if name == "licence":
        return bool(there) and _licence(there[0]) == _licence(wanted)
    if name in ("published", "updated"):
        return bool(there) and there[0][:10] == wanted
    if name == "address":
        return wanted in there
    return (
        bool(there) and there[0].lower() == wanted.lower()
        if name == "language"
        else (bool(there) and there[0] == wanted)
    )


def _licence(address: str) -> str:
    bare = re.sub(r"^(https?:)?//(www\.)?", "", address)
    return re.sub(r"/(deed|legalcode)(\.\w+)?$", "", bare.rstrip("/"))


def _list(values: Sequence[str]) -> str:
    return ", ".join(map(repr, values)) or "none"


def _in_units(expected: Expected, found: Sequence[Unit]) -> Iterator[Difference]:
    pulled = {collapsed(words) for words in expected.pulled}
    there = [
        unit
        for unit in found
        if not (unit.kind.startswith("quote") and collapsed(unit.words) in pulled)
        or any(_fits(wanted, unit) for wanted in expected.units if wanted.kind == unit.kind)
    ]
    keys = _keys(expected.units, there)
    have = [_key(unit) for unit in there]
    excused = [
        _unblanked(words)
        for words in (
            *expected.may,
            *(value[0] for values in expected.metadata.values() for value in values),
        )
    ]
    for step, a, b, c, d in SequenceMatcher(None, keys, have, autojunk=False).get_opcodes():
        if step == "equal":
            for wanted, is_there in zip(expected.units[a:b], there[c:d], strict=True):
                yield from _in_unit(wanted, is_there)
            continue
        yield from _unlike(expected.units[a:b], there[c:d], excused)


def _unlike(
    wanted: Sequence[Unit], there: Sequence[Unit], excused: Sequence[str]
) -> Iterator[Difference]:
    """Units in each other's place: pairs that are alike, then the rest of both."""
    left = list(there)
    for unit in wanted:
        alike = [other for other in left if _is_alike(unit.words, other.words)]
        if alike:
            left.remove(alike[0])
            yield Difference("words", f"{unit.kind} {unit.words!r} reads {alike[0].words!r}")
            yield from _in_unit(unit, alike[0], words=False)
            continue
        within = [other for other in there if unit.words and _key(unit) in _key(other)]
        where = f"; it stands within {within[0].kind} {_short(within[0].words)}" if within else ""
        yield Difference("missing", f"{unit.kind} {_short(unit.words)}{where}")
    for unit in left:
        if not any(_unblanked(unit.words) in words for words in excused):
            yield Difference("too many", f"{unit.kind} {_short(unit.words)}")


def _unblanked(words: str) -> str:
    """Words without any blank. A text of blanks becomes empty, and an empty text is anywhere."""
    return "".join(words.replace(BREAK, " ").split())


def _is_alike(a: str, b: str) -> bool:
    if min(len(a), len(b)) < 8 or not 0.6 < (len(a) + 1) / (len(b) + 1) < 1.7:
        return False
    return SequenceMatcher(None, a[:400], b[:400], autojunk=False).ratio() > 0.75


def _short(words: str) -> str:
    return repr(words if len(words) <= 70 else f"{words[:67]}...")


def _keys(wanted: Sequence[Unit], there: Sequence[Unit]) -> list[str]:
    """The key of each unit; of one with several wordings, the wording that is there."""
    keys = []
    at = 0
    for unit in wanted:
        key = _key(unit)
        if _is_pattern(unit):
            for place in (*range(at, len(there)), *range(at)):
                if _fits(unit, there[place]):
                    key, at = _key(there[place]), place + 1
                    break
        keys.append(key)
    return keys


def _key(unit: Unit) -> str:
    return unit.words if unit.kind == "code" else collapsed(unit.words)


def _is_pattern(unit: Unit) -> bool:
    return ANY in unit.words or CREDITED in unit.words or bool(RUBY.search(unit.words))


def _fits(wanted: Unit, there: Unit) -> bool:
    if there.kind not in {wanted.kind, *_ALSO.get(wanted.kind, ())}:
        return False
    if not _is_pattern(wanted):
        return _key(wanted) == _key(there)
    return bool(re.fullmatch(pattern(collapsed(wanted.words)), collapsed(there.words)))


def pattern(words: str) -> str:
    """Return the regular expression of words with `<any>`, a credit, or readings in them."""
    made = ""
    for part in re.split(rf"(\s*{ANY}\s*|{CREDITED}|\{{[^{{}}]+\}})", words):
        if part.strip() == ANY:
            made += r"\s*.{0,160}?\s*"
        elif part == CREDITED:
            made += r"\s*"
        elif ruby := RUBY.fullmatch(part):
            made += rf"{re.escape(ruby[1])}(?:[（(]?{re.escape(ruby[2])}[）)]?)?"
        else:
            made += re.escape(part)
    return made


def _in_unit(wanted: Unit, there: Unit, *, words: bool = True) -> Iterator[Difference]:
    """How a unit differs from one that has its words."""
    shown = _short(there.words)
    if there.kind not in {wanted.kind, *_ALSO.get(wanted.kind, ())}:
        yield Difference("kind", f"{shown} is {wanted.kind}, not {there.kind}")
    elif wanted.kind == there.kind and wanted.structure != there.structure:
        yield Difference(
            "structure", f"{wanted.kind} {shown}: {wanted.structure}, not {there.structure}"
        )
    if words and not _is_pattern(wanted) and wanted.words != there.words:
        yield Difference("white space", f"{wanted.words!r} reads {there.words!r}")
    for ruby in RUBY.finditer(wanted.words):
        if ruby[2] not in there.words:
            yield Difference("reading", f"{shown} lacks {ruby[2]!r}, the reading of {ruby[1]!r}")
    for mark, times in Counter(wanted.marks).items():
        is_there = sum(_is_mark(mark, other) for other in there.marks)
        if is_there < times:
            detail = f" -> {_short(mark.detail)}" if mark.detail else ""
            yield Difference("mark", f"{shown} lacks {mark.kind} {mark.words!r}{detail}")


_LOOKS = {
    "emphasis": {"emphasis", "italic"},
    "italic": {"italic", "emphasis"},
    "bold": {"bold", "emphasis"},
    "strikethrough": {"strikethrough", "deletion"},
}
"""Marks that say the same where markup and looks are told in one."""


def _is_mark(wanted: Mark, there: Mark) -> bool:
    if there.kind not in _LOOKS.get(wanted.kind, {wanted.kind}):
        return False
    if collapsed(there.words) != collapsed(wanted.words):
        return False
    if wanted.kind == "call":
        return _bare(wanted.detail) == _bare(there.detail)
    return wanted.detail == there.detail


def _in_notes(expected: Expected, there: Sequence[Note]) -> Iterator[Difference]:
    wanted = [[_key(unit) for unit in paragraphs] for _, paragraphs in expected.notes]
    have = [[_bare(paragraph.text) for paragraph in note.blocks] for note in there]
    for number, paragraphs in enumerate(wanted):
        if paragraphs not in have:
            near = have[number] if number < len(have) else []
            yield Difference("missing", f"note {_list(paragraphs)}; there is {_list(near)}")
    for paragraphs in have:
        if paragraphs not in wanted:
            yield Difference("too many", f"note {_list(paragraphs)}")


def _bare(words: str) -> str:
    """The words of a note without the blank before the link back."""
    return collapsed(words).strip("\u00a0 ")


def _in_pictures(expected: Expected, there: Sequence[Picture]) -> Iterator[Difference]:
    left = list(there)
    for wanted in expected.pictures:
        same = [picture for picture in left if set(picture.addresses) & set(wanted.addresses)]
        if not same:
            yield Difference("picture", f"{wanted.addresses[0]} is missing")
            continue
        left.remove(same[0])
        if same[0].alt != wanted.alt:
            yield Difference(
                "picture", f"{wanted.addresses[0]}: {wanted.alt!r}, not {same[0].alt!r}"
            )
    for picture in left:
        yield Difference("picture", f"{picture.addresses[0]} is too many")


def _not_of_the_article(expected: Expected, units: Sequence[Unit]) -> Iterator[Difference]:
    texts = [(unit, collapsed(unit.words)) for unit in units]
    kinds: tuple[tuple[Literal["furniture", "hidden"], tuple[str, ...]], ...] = (
        ("furniture", expected.furniture),
        ("hidden", expected.hidden),
    )
    for kind, all_words in kinds:
        for words in all_words:
            for unit, text in texts:
                if collapsed(words) in text:
                    yield Difference(kind, f"{words!r} is in {unit.kind} {_short(unit.words)}")
                    break


def _paragraphs(notes: Sequence[Note]) -> list[Unit]:
    return [Unit("note", paragraph.text) for note in notes for paragraph in note.blocks]


def main(name: str, record: str) -> int:
    """Print how a record differs from what a person reads in the page of this name."""
    expected = read((PAGES / name / "expected.md").read_text("utf-8"))
    document = Document.model_validate_json(Path(record).read_bytes())
    found = differences(expected, document)
    for difference in found:
        print(difference)
    return 1 if found else 0


__all__ = ["PAGES", "Difference", "Expected", "differences", "pattern", "read"]

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
