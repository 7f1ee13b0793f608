"""Draws pairs of copies of a source: as quoted, and as it is at hand later."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

import archive
from archive.files.fixity import fixity_of
from archive.model.assessments import Assessment
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.works import ArchivedCopy, Evidence, Work
from archive.source_copies.passage_checks import State
from tests.articles.web_archives.containers import gzipped, http, record
from tests.samples import text_only

ADDRESS = "https://example.org/report"
_WORDS = """
the council says that prices of bread and fish rose by 12 percent in March while trade with Åland
fell from 1,500 to 900 tons déjà Größe naïve ferry harbour Leith winter people wages minister report
inquiry late storm signed treaty against never before almost every ship
"""


@dataclass(frozen=True)
class Pair:
    """A source, what is quoted from it, and a later copy of it."""

    change: str
    """What happened to the source: same, wrapped, moved, edited, deleted, missing, encoding."""
    carrier: str
    """What the later copy is: text, html, warc, record."""
    keeps_first: bool
    """Whether the record keeps the copy from which the words were quoted, with its digest."""
    first: tuple[str, ...]
    """The sentences of the source when it was quoted."""
    quoted: str
    later: tuple[str, ...]
    """The sentences of the later copy."""
    state: State
    encoding: str = "utf-8"
    form: str = "NFC"
    lost: frozenset[str] = frozenset()
    """The words of the passage that the later copy has no longer."""
    gained: frozenset[str] = frozenset()
    """The words that it has instead."""


def _sentences() -> st.SearchStrategy[list[str]]:
    """Sentences that differ from each other in two words that stand nowhere else."""
    words = st.lists(st.sampled_from(_WORDS.split()), min_size=6, max_size=14, unique=True)
    rows = st.lists(words, min_size=5, max_size=9)
    return rows.map(lambda rows: [_sentence(n, row) for n, row in enumerate(rows)])


def _sentence(number: int, words: list[str]) -> str:
    third = len(words) // 3
    numbered = [*words[:third], f"number{number}x", *words[third:-third], f"item{number}y"]
    numbered += words[-third:]
    return " ".join(numbered).capitalize() + "."


_ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252")
_CARRIERS = ("text", "html", "warc", "record")


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Draw a pair with any change, carried by any kind of copy."""
    change = draw(
        st.sampled_from(("same", "moved", "edited", "missing", "deleted", "encoding", "wrapped"))
    )
    carrier = draw(st.sampled_from(_CARRIERS))
    sentences = draw(_sentences())
    at = draw(st.integers(1, len(sentences) - 2))
    quoted, rest = sentences[at], [*sentences[:at], *sentences[at + 1 :]]
    keeps_first = change != "missing" and draw(st.booleans())

    def pair(later: list[str], state: State, **fields: Any) -> Pair:
        first = tuple(sentences)
        return Pair(change, carrier, keeps_first, first, quoted, tuple(later), state, **fields)

    match change:
        case "moved":
            later = [*rest, quoted] if at < len(rest) - 1 else [quoted, *rest]
            return pair(later, "verified")
        case "edited":
            new, lost, gained = _edited(draw, quoted)
            later = [*sentences[:at], new, *sentences[at + 1 :]]
            return pair(later, "drifted", lost=lost, gained=gained)
        case "deleted":
            return pair(rest, "drifted")
        case "missing":
            return pair([], "unavailable")
        case "encoding":
            form = draw(st.sampled_from(("NFC", "NFD")))
            # Latin-1 has composed letters only.
            encodings = _ENCODINGS if form == "NFC" else _ENCODINGS[:5]
            encoding = draw(st.sampled_from(encodings))
            return pair(sentences, "verified", encoding=encoding, form=form)
        case _:
            return pair(sentences, "verified")


def _edited(draw: st.DrawFn, quoted: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """Return a sentence with a word replaced, left out or put in; the words lost and gained."""
    words = quoted.removesuffix(".").split()
    at = draw(st.integers(0, len(words) - 1))
    kind = draw(st.sampled_from(("replaced", "left out", "put in", "digit")))
    old = words[at]
    match kind:
        case "replaced":
            words[at] = "replacementz"
            return " ".join(words) + ".", frozenset([old]), frozenset(["replacementz"])
        case "left out":
            del words[at]
            return " ".join(words) + ".", frozenset([old]), frozenset()
        case "put in":
            words.insert(max(1, at), "insertionz")  # before it, the passage is whole
            return " ".join(words) + ".", frozenset(), frozenset(["insertionz"])
        case _:
            words[at] = f"1{old}"
            return " ".join(words) + ".", frozenset([old]), frozenset([f"1{old}"])


def _text(pair: Pair) -> str:
    between = "\r\n" if pair.change == "wrapped" else " "
    text = between.join(pair.later)
    if pair.change == "wrapped":
        text = text.replace(" ", "\n", 7).replace(" ", "  ", 3)
    return unicodedata.normalize(pair.form, text)


def _page(pair: Pair) -> str:
    text = unicodedata.normalize(pair.form, "\n".join(f"<p>{escape(s)}</p>" for s in pair.later))
    return f"<!DOCTYPE html>\n<html><body>\n{text}\n</body></html>"


def save(pair: Pair, folder: Path) -> tuple[Path, list[Path]]:
    """Save a record that quotes the source, and its later copy; return both, as for the command."""
    copies = folder / "copies"
    copies.mkdir(parents=True)
    given = [copies]
    place = folder / "store" / "quoting"
    text, page = (make(pair).encode(pair.encoding) for make in (_text, _page))
    if pair.change == "missing":
        pass
    elif pair.carrier == "text":
        (copies / "report.txt").write_bytes(text)
    elif pair.carrier == "html":
        (copies / "report.txt").write_bytes(page)
    elif pair.carrier == "warc":
        (copies / "pages.warc.gz").write_bytes(
            gzipped(record(http(b"Gone", status="404 Gone"), ADDRESS), record(http(page), ADDRESS))
        )
    else:
        received = archive.receive(_text(pair).encode(), "text", id="source", address=ADDRESS)
        save_record(received.document, received.files, folder / "store" / "source")
    noted = " ".join(pair.first).encode() if pair.keeps_first else None
    files = {} if noted is None else {"received/report.txt": noted}
    save_record(record_quoting(pair, noted), files, place)
    return (folder / "store" if pair.carrier == "record" else place), given


def record_quoting(pair: Pair, noted: bytes | None = None) -> Document:
    """A record whose verdict quotes the source; `noted` is the copy that it keeps."""
    document = text_only("Prices rose, the council says.")
    digest = None if noted is None else fixity_of(noted).sha256
    copy = ArchivedCopy(id="copy-1", file="received/report.txt", sha256=digest)
    is_named = noted is not None or pair.carrier in ("text", "html")
    work = Work(id="w-1", type="report", address=ADDRESS, copies=(copy,) if is_named else ())
    document = document.update(id="quoting", works=(work,))
    return with_verdict(document, Evidence(work="w-1", quoted=pair.quoted))


def with_verdict(document: Document, *evidence: Evidence) -> Document:
    """A record of an article in which prices rose, with a claim and, on evidence, a verdict on it."""
    claim = Claim(
        id="c-1",
        anchors=(document.anchor("Prices rose"),),
        restatement="Prices rose.",
        kind="descriptive",
    )
    assessment = Assessment(
        id="as-1",
        claim="c-1",
        verdict="supported",
        reasoning="The report says so.",
        evidence=evidence,
    )
    return document.update(claims=(claim,), assessments=(assessment,) if evidence else ())


def save_record(document: Document, files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, data in {**files, "document.json": archive.write(document, "json").data}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
