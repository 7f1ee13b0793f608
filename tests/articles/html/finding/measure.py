"""How well the article is found: `python -m tests.articles.html.finding.measure FOLDER`.

FOLDER holds pages, each `NAME.html` with `NAME.json`, what is true of it (`sets.Truth`); the folder
in which they lie is their set. `gather` makes such folders of public collections. What a truth does
not say is not measured. Readers take turns at being the first to see a page.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.articles.html.finding import structure
from tests.articles.html.finding.readers import FLOOR, READERS, Found
from tests.articles.html.finding.words import agreement, without_title, words


@dataclass(frozen=True)
class Pair:
    """A page, and what is true of it."""

    collection: str
    name: str
    page: bytes
    truth: dict[str, Any]


@dataclass
class Measured:
    """What a reader found in a page, measured; values without a truth are left out."""

    collection: str
    name: str
    reader: str
    seconds: float
    failed: str = ""
    values: dict[str, float] = field(default_factory=dict)
    """Shares from 0 to 1, and for authors counts."""
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of the parts of each kind, how many were kept, and how many there are."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readers", nargs="+", choices=READERS, default=list(READERS))
    parser.add_argument("--rounds", type=int, default=1, help="of how many times the least counts")
    parser.add_argument("--pages", type=Path, help="write what was measured of each page, as TSV")
    asked = parser.parse_args()
    pairs = list(pairs_in(asked.folder))
    if not pairs:
        raise SystemExit(f"{asked.folder}: no page with what is true of it")
    measured = list(measure(pairs, asked.readers, asked.rounds))
    if asked.pages is not None:
        asked.pages.write_text("".join(rows_of(measured)), encoding="utf-8")
    print(tables(measured))


def pairs_in(folder: Path) -> Iterator[Pair]:
    """The pages of a folder, in the order of their paths."""
    for path in sorted(folder.rglob("*.json")):
        page = path.with_name(f"{path.name.removesuffix('.json')}.html")
        truth = json.loads(path.read_text(encoding="utf-8"))
        yield Pair(path.parent.name, path.stem, page.read_bytes(), truth)


def measure(pairs: list[Pair], readers: Iterable[str], rounds: int = 1) -> Iterator[Measured]:
    """What each reader finds in each page."""
    names = list(readers)
    for name in names:  # what is imported on first use counts for no page
        measured_page(Pair("", "", b"<p>An article.</p>", {}), name, None)
    for place, pair in enumerate(pairs):
        true = parts_of(pair)
        turn = place % len(names)
        for name in names[turn:] + names[:turn]:
            yield measured_page(pair, name, true, rounds)
        if sys.stderr.isatty():
            print(f"\r{place + 1} of {len(pairs)}", end="", file=sys.stderr)


def parts_of(pair: Pair) -> structure.Structure | None:
    """The parts of the true article, as far as they can be known."""
    address, text, article = (pair.truth.get(name) for name in ("address", "text", "html"))
    if article:
        true = structure.of_article(article, address)
    elif text:
        true = structure.of_page(pair.page, text, address)
    else:
        return None
    true.headings.discard(words(pair.truth.get("title") or ""))
    return true


def measured_page(
    pair: Pair, name: str, true: structure.Structure | None, rounds: int = 1
) -> Measured:
    """What a reader finds in a page. One that fails has found nothing, and says why."""
    read, told = READERS[name]
    address = pair.truth.get("address")
    found, failed, seconds = Found(), "", math.inf
    for _ in range(rounds):
        started = time.perf_counter()
        try:
            given = read(pair.page, address)
        except Exception as error:
            failed = " ".join(f"{type(error).__name__}: {error}".split())
        seconds = min(seconds, time.perf_counter() - started)
    if not failed:
        found = told(given, address)
    row = Measured(pair.collection, pair.name, name, seconds, failed, compared(pair.truth, found))
    if true is not None:
        row.parts = structure.kept(true, found.structure)
    return row


def compared(truth: dict[str, Any], found: Found) -> dict[str, float]:
    """What was found beside what is true."""
    values: dict[str, float] = {}
    title = words(truth.get("title") or found.title or "")
    if truth.get("text") and found.text is not None:
        agreed = agreement(
            without_title(words(truth["text"]), title), without_title(words(found.text), title)
        )
        values |= {
            "right": agreed.right,
            "wrong": agreed.wrong,
            "f1": agreed.f1,
            "ordered": agreed.ordered_f1,
        }
    if found.text is not None:
        text = _spaced(found.text)
        for name in ("present", "absent"):
            if snippets := truth.get(name):
                values[name] = sum(_spaced(each) in text for each in snippets) / len(snippets)
    if truth.get("title"):
        values["title"] = float(_spaced(found.title or "") == _spaced(truth["title"]))
        values["title words"] = float(words(found.title or "") == words(truth["title"]))
    if truth.get("authors"):
        true, named = ({_name(each) for each in some} for some in (truth["authors"], found.authors))
        values["authors"] = float(true == named)
        values["authors right"] = len(true & named)
        values["authors missing"] = len(true - named)
        values["authors wrong"] = len(named - true)
    if truth.get("days"):
        values["date"] = float((found.date or "")[:10] in truth["days"])
    if truth.get("language"):
        tags = (
            each.replace("_", "-").lower().split("-")[0]
            for each in (found.language or "", truth["language"])
        )
        values["language"] = float(len(set(tags)) == 1)
    return values


def _name(name: str) -> tuple[str, ...]:
    """A name, whichever part stands first."""
    return tuple(sorted(words(name)))


def _spaced(text: str) -> str:
    return " ".join(text.split())


# --- tables ---

Groups = dict[tuple[str, str], list[Measured]]
"""What was measured, by set and reader."""


def tables(measured: list[Measured]) -> str:
    """All tables, in Markdown: each set, and all sets, by reader."""
    sets = list(dict.fromkeys(row.collection for row in measured))
    readers = list(
        dict.fromkeys(
            row.reader for row in sorted(measured, key=lambda row: list(READERS).index(row.reader))
        )
    )
    groups = {
        (collection, reader): [
            row
            for row in measured
            if row.reader == reader and collection in (row.collection, "all")
        ]
        for collection in (*sets, *(["all"] if len(sets) > 1 else []))
        for reader in readers
    }
    # Metadata does not depend on what a reader is asked to give of the text.
    plain = {names: rows for names, rows in groups.items() if not names[1].startswith("…")}
    parts = [
        "Words of the article, mean and (median), per cent",
        _table(groups, (*TEXT, "better", "worse"), _text),
        "Title, authors, date, language: right, per cent",
        _table(plain, METADATA, _metadata),
        "Parts of the article that were kept, of those that it has",
        _table(groups, structure.KINDS, _kept),
        "Time",
        _table(
            groups, ("pages", "failed", "seconds", "ms a page, median", "of trafilatura's"), _time
        ),
    ]
    if failed := [row for row in measured if row.failed]:
        parts += [
            "Failed",
            "\n".join(
                f"- {row.reader}: {row.collection}/{row.name}: {row.failed}" for row in failed
            ),
        ]
    return "\n\n".join(parts) + "\n"


TEXT = ("right", "wrong", "f1", "ordered", "present", "absent")
METADATA = (
    "title", "title words", "authors", "authors right", "authors missing", "authors wrong", "date", "language",
)  # fmt: skip


def _table(groups: Groups, columns: Iterable[str], cell: Any) -> str:
    columns = tuple(columns)
    lines = [("set", "reader", *columns)]
    for (collection, reader), rows in groups.items():
        cells = [cell(rows, column, groups, collection) for column in columns]
        if any(cells):
            lines.append((collection, reader, *cells))
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    drawn = [
        "| "
        + " | ".join(each.ljust(width) for each, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([drawn[0], rule, *drawn[1:]])


def _values(rows: list[Measured], column: str) -> list[float]:
    return [row.values[column] for row in rows if column in row.values]


def _text(rows: list[Measured], column: str, groups: Groups, collection: str) -> str:
    if column in ("better", "worse"):
        return _compared_to_floor(rows, column, groups.get((collection, FLOOR), []))
    if not (values := _values(rows, column)):
        return ""
    mean, median = statistics.fmean(values), statistics.median(values)
    return f"{100 * mean:.1f} ({100 * median:.1f}) of {len(values)}"


def _compared_to_floor(rows: list[Measured], column: str, floor: list[Measured]) -> str:
    """On how many pages a reader is better, or worse, than trafilatura by more than a hundredth."""
    theirs = {(row.collection, row.name): row.values.get("ordered") for row in floor}
    sign = 1 if column == "better" else -1
    pairs = [(row.values.get("ordered"), theirs.get((row.collection, row.name))) for row in rows]
    known = [(one, other) for one, other in pairs if one is not None and other is not None]
    count = sum(1 for one, other in known if sign * (one - other) > 0.01)
    return str(count) if known and rows[0].reader != FLOOR else ""


def _metadata(rows: list[Measured], column: str, *_: Any) -> str:
    if not (values := _values(rows, column)):
        return ""
    if column.startswith("authors "):
        return f"{sum(values):.0f}"
    return f"{100 * statistics.fmean(values):.1f} of {len(values)}"


def _kept(rows: list[Measured], column: str, *_: Any) -> str:
    counts = [row.parts[column] for row in rows if row.parts]
    total = sum(of for _, of in counts)
    return f"{100 * sum(kept for kept, _ in counts) / total:.1f} of {total}" if total else ""


def _time(
    rows: list[Measured],
    column: str,
    groups: Groups,
    collection: str,
) -> str:
    seconds = [row.seconds for row in rows]
    match column:
        case "pages":
            return str(len(rows))
        case "failed":
            return str(sum(1 for row in rows if row.failed))
        case "seconds":
            return f"{sum(seconds):.2f}"
        case "ms a page, median":
            return f"{1000 * statistics.median(seconds):.1f}"
        case _:
            floor = sum(row.seconds for row in groups.get((collection, FLOOR), ()))
            return f"{sum(seconds) / floor:.2f}" if floor else ""


def rows_of(measured: list[Measured]) -> Iterator[str]:
    """A row for each page and reader, with a head."""
    columns = (*TEXT, *METADATA)
    yield "\t".join(("set", "name", "reader", "ms", "failed", *columns, *structure.KINDS)) + "\n"
    for row in measured:
        values = [row.values.get(column, math.nan) for column in columns]
        parts = ["/".join(map(str, row.parts.get(kind, ("", "")))) for kind in structure.KINDS]
        yield (
            "\t".join(
                [
                    row.collection,
                    row.name,
                    row.reader,
                    f"{1000 * row.seconds:.1f}",
                    row.failed,
                    *("" if math.isnan(value) else f"{value:.4f}" for value in values),
                    *("" if part == "/" else part for part in parts),
                ]
            )
            + "\n"
        )


if __name__ == "__main__":
    main()
