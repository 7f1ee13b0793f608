"""Whether articles lose a half in silence: `python -m tests.articles.html.halves.measure FOLDER`.

FOLDER holds pages, at any depth. The running prose of each is found by a rule of this module, which
shares nothing with the reader: the words of a block that are in no block within it, 40 at least,
with the end of a sentence, most of them outside links. Each such paragraph is *kept*, in a block of
the record that is no furniture; or else it is *reported*: prose that stands together without kept
prose within is reported if findings quote its words and count at least four fifths of them. What is
neither is *silent*. A page with silent prose is a silent half, and ends the program with 1.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree, html

import archive
from archive.errors import ArchiveError
from archive.findings import Finding

FEWEST = 40
"""How many words prose has."""
_KEPT, _COUNTED = 0.9, 0.8
_IN_ROW = 4
_NAMES_OF_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p "
    "pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_NAMES_OF_BLOCKS.split())
_PROSE = frozenset(("blockquote", "body", "dd", "div", "li", "p", "section", "article", "td"))
_NAMES_NOT_SHOWN = (
    "audio button canvas datalist iframe annotation noframes noscript object option script select "
    "style svg template textarea title video"
)
_NOT_SHOWN = frozenset(_NAMES_NOT_SHOWN.split())
_STYLE_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(rf"[{_UNPARTED}]|[^\W{_UNPARTED}]+")
_ENDS = re.compile(r"\w[^\s\w]*[.!?…؟۔।](?:\W|\Z)|[。！？។။]")
_COUNT = re.compile(r"([0-9][0-9,]*) words")
_QUOTED = re.compile(r'"([^"]+)"\Z')


@dataclass
class Paragraph:
    """The words of a block of a page, outside the blocks within it."""

    text: str
    linked: int
    block: str = "p"
    """The name of the block."""
    tokens: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = tokens_of(self.text)

    @property
    def words(self) -> int:
        """How many words it has; of scripts that part none two letters are a word."""
        others, letters = re.subn(f"[{_UNPARTED}]", " ", self.text)
        return sum(any(map(str.isalnum, word)) for word in others.split()) + letters // 2

    @property
    def is_prose(self) -> bool:
        """Whether it is prose whose loss has to be reported."""
        most_linked = self.linked * 2 > len(self.tokens)
        if self.block not in _PROSE or self.words < FEWEST or most_linked:
            return False
        return _ENDS.search(self.text) is not None


@dataclass
class Result:
    """What became of the prose of a page."""

    kept: int = 0
    reported: int = 0
    silent: list[str] = field(default_factory=list)
    refused: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    pages = sorted(path for path in asked.folder.rglob("*.htm*") if path.is_file())
    if not pages:
        raise SystemExit(f"{asked.folder}: no page")
    results = {path: measured(path.read_bytes()) for path in pages}
    for path, result in results.items():
        for text in result.silent:
            print(f"{path.relative_to(asked.folder)}: {' '.join(text.split()[:12])[:100]}")
        if result.refused:
            print(f"{path.relative_to(asked.folder)}: refused: {result.refused}")
    halves = sum(bool(one.silent) for one in results.values())
    print(
        f"{len(results)} pages, {sum(bool(one.refused) for one in results.values())} refused; "
        f"silent halves: {halves}; paragraphs of prose kept: "
        f"{sum(one.kept for one in results.values())}, reported: "
        f"{sum(one.reported for one in results.values())}, silent: "
        f"{sum(len(one.silent) for one in results.values())}"
    )
    return 1 if halves else 0


def measured(page: bytes) -> Result:
    """Return what became of the prose of a page."""
    try:
        read = archive.receive(page, "html", id="x")
    except ArchiveError as problem:
        return Result(refused=" ".join(str(problem).split())[:100])
    charset = read.document.captures[0].media_type.partition("charset=")[2]
    return compared(paragraphs_of(page, charset), read)


def compared(paragraphs: Sequence[Paragraph], read: archive.ReadResult) -> Result:
    """Return which paragraphs are kept in a record, reported with it, or neither."""
    known = rows_of(
        token
        for block in read.document.text_blocks()
        if not isinstance(block, archive.model.Furniture)
        for token in tokens_of(block.text)
    )
    result = Result()
    ordered = [(one, one.is_prose and not is_in(one.tokens, known)) for one in paragraphs]
    # What is too short to be prose parts nothing: of a group it may be what is quoted.
    result.kept = sum(one.is_prose and not lost for one, lost in ordered)
    for is_kept, group in groupby(ordered, key=lambda each: each[0].is_prose and not each[1]):
        members = [*group]
        lost = [one for one, is_lost in members if is_lost]
        if is_kept or not lost:
            continue
        words = sum(one.words for one in lost)
        if _words_reported([one for one, _ in members], read.findings) >= _COUNTED * words:
            result.reported += len(lost)
        else:
            result.silent += [one.text for one in lost]
    return result


def _words_reported(group: Sequence[Paragraph], findings: Sequence[Finding]) -> int:
    """How many words findings count that quote words of a group."""
    texts = [f" {' '.join(one.tokens)} " for one in group]
    total = 0
    for finding in findings:
        quoted, count = _QUOTED.search(finding.message), _COUNT.search(finding.message)
        if quoted is None or count is None:
            continue
        words = tokens_of(quoted[1])
        if quoted[1].endswith("…") and len(words) > 1:
            words = words[:-1]  # it may be cut
        if any(f" {' '.join(words)} " in text for text in texts):
            total += int(count[1].replace(",", ""))
    return total


def paragraphs_of(page: bytes, charset: str) -> list[Paragraph]:
    """Return the words that stand between the edges of blocks, of what is shown, in order."""
    text = page.decode(charset if charset != "utf-16le" else "utf-16", "replace")
    text = re.sub(r"\A\ufeff?\s*<\?xml[^>]*\?>", "", text)
    root: Any = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    for element in [one for one in root.iter(etree.Element) if _is_hidden(one)]:
        if element is not root:
            element.drop_tree()
    walk = _Walk()
    walk.through(root)
    return walk.paragraphs


class _Walk:
    """The paragraphs of a page as they are put together."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._blocks: list[str] = []
        """The names of the blocks in which we are."""
        self._parts: list[str] = []
        self._linked = 0
        """How many words of the paragraph so far are in links."""

    def through(self, root: Any) -> None:
        links = 0
        events: Any = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in events:
            if event in ("comment", "pi"):
                self._add(element.tail, links)
                continue
            is_link = element.tag == "a" and element.get("href") is not None
            is_block = element.tag in _BLOCKS
            if event == "start":
                if is_block:
                    self._end_paragraph()
                    self._blocks.append(element.tag)
                elif element.tag == "br":
                    self._parts.append(" ")
                links += is_link
                self._add(element.text, links)
            else:
                if is_block:
                    self._end_paragraph()
                    self._blocks.pop()
                links -= is_link
                self._add(element.tail, links)

    def _add(self, text: str | None, links: int) -> None:
        if text:
            self._parts.append(text)
            self._linked += len(tokens_of(text)) if links else 0

    def _end_paragraph(self) -> None:
        if self._blocks and self._parts:
            text = "".join(self._parts)
            self.paragraphs.append(Paragraph(text, self._linked, self._blocks[-1]))
        self._parts, self._linked = [], 0


def _is_hidden(element: Any) -> bool:
    """Whether an element is not shown. Within a line, what is hidden counts: formulas are."""
    is_block = element.tag in _BLOCKS
    hides = element.get("hidden") is not None or _STYLE_HIDES.search(element.get("style") or "")
    return element.tag in _NOT_SHOWN or (is_block and bool(hides))


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the words of a text; of scripts that part none, the letters."""
    return tuple(_TOKEN.findall(text.replace("\xad", "").casefold()))


def rows_of(tokens: Iterable[str]) -> set[tuple[str, ...]]:
    """Return all rows of a few words."""
    known = tuple(tokens)
    return set(zip(*(known[n:] for n in range(_IN_ROW)), strict=False))


def is_in(tokens: Sequence[str], known: set[tuple[str, ...]]) -> bool:
    """Whether nearly all rows of words are known."""
    rows = [*zip(*(tokens[n:] for n in range(_IN_ROW)), strict=False)]
    return sum(row in known for row in rows) >= _KEPT * len(rows)


if __name__ == "__main__":
    sys.exit(main())
