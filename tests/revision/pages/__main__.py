"""Compare real pages that changed, and print: `python -m tests.revision.pages FOLDER LIST.tsv`."""

from __future__ import annotations

import argparse
import csv
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import archive
from archive import io
from archive.errors import ArchiveError
from archive.files.path_resolution import record_at
from archive.model.blocks import Furniture
from archive.model.document import Document
from archive.model.walk import walk
from archive.revision.rebase import Rebase
from archive.workflows.rebase import rebase_onto, target_at
from tests.revision.pages.comparer import FIELDS, Value, differing, plain

Verdict = Literal["in the record", "told", "outside", "silent"]
"""What became of a value: it is told, and the record follows; it is told; it is told as furniture."""
Side = Literal["went", "came"]
AT = "2026-01-01T00:00:00Z"


class Judged(NamedTuple):
    """What became of a value that only one of the two pages has."""

    side: Side
    value: Value
    verdict: Verdict


def judged(old: Path, new: Path) -> Iterator[Judged]:
    """Rebase the record of a page onto a later version, and judge each value that differs."""
    differences = differing(old.read_bytes(), new.read_bytes())
    made = rebased(old, new)
    records = [[*map(plain, _words(d))] for d in (made.before, made.document)]
    went, came = differences
    sides: Sequence[tuple[Side, Sequence[Value], Sequence[Value]]] = (
        ("went", went, came),
        ("came", came, went),
    )
    for side, values, others in sides:
        attribute = "was" if side == "went" else "became"
        told, outside = (
            [plain(words) for change in changes if (words := getattr(change, attribute))]
            for changes in (made.changes, made.furniture)
        )
        own, other = records if side == "went" else records[::-1]
        for value in values:
            forms = [*_forms(value, others)]
            is_in_record = _has(own, forms, value) and not _has(other, forms, value)
            verdict: Verdict = "silent"
            if _has(told, forms, value):
                verdict = "in the record" if is_in_record else "told"
            elif _has(outside, forms, value):
                verdict = "outside"
            yield Judged(side, value, verdict)


def rebased(old: Path, new: Path) -> Rebase:
    """Return what `archive rebase` makes of the record of a page and a later version."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "record")
        result = archive.receive(old, id="record", received_at=AT)
        archive.save(result.document, folder, files=result.files)
        file, target = record_at(folder), target_at(new)
        read = io.read_record(file)
        return rebase_onto(file, read.document, target, target.read(id="record")).result


def _words(document: Document) -> Iterator[str]:
    """What a record says of the article, and its words."""
    for root in (document.metadata, document.rights, *document.sections):
        for _, part in walk(root):
            for name, text in part.__dict__.items():
                is_words = isinstance(text, str) and name not in ("id", "type", "path", "capture")
                if is_words and not isinstance(part, Furniture):
                    yield text


def _forms(value: Value, others: Sequence[Value]) -> Iterator[str]:
    """The forms in which a value may be told."""
    yield plain(value.words)
    day = value.words[:10]
    same_day = any(other.field == "date" and other.words[:10] == day for other in others)
    if value.field == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", day) and not same_day:
        yield plain(day)
    if licence := re.search(r"creativecommons\.org/licenses/([a-z-]+)/([\d.]+)", value.words):
        yield plain(f"CC {' '.join(licence.groups())}")
    if value.field in ("link", "image", "address", "licence"):
        yield plain(re.sub(r"^(?:https?:)?//|^(?:\.{0,2}/)+", "", value.words))


def _has(texts: Sequence[str], forms: Sequence[str], value: Value) -> bool:
    """Whether texts hold a value: an address at the end of one, words anywhere."""
    if value.field in ("link", "image", "address", "language"):
        return any(text.endswith(form) for form in forms for text in texts if form)
    return any(form in text for form in forms for text in texts if form)


# --- the table ---

_HEADS = ("half", "field", "differ", "in the record", "told", "outside", "silent")


def main() -> None:
    options = argparse.ArgumentParser("python -m tests.revision.pages", description=__doc__)
    options.add_argument("folder", type=Path, help="a folder with <id>/old.html and new.html")
    options.add_argument("list", type=Path, help="which pages, in which half: pairs.tsv")
    options.add_argument("--only", default="", help="pages whose id has this in it")
    given = options.parse_args()
    with given.list.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    counts: Counter[tuple[str, str, str]] = Counter()
    pages: Counter[str] = Counter()
    for row in (row for row in rows if given.only in row["id"]):
        half, folder = row["half"], given.folder / row["id"]
        try:
            for side, value, verdict in judged(folder / "old.html", folder / "new.html"):
                counts[half, value.field, verdict] += 1
                if verdict == "silent":
                    print(f"silent: {half} {row['id']}: {value.field} {side}: {value.words[:160]}")
        except (ArchiveError, OSError) as problem:
            print(f"not compared: {half} {row['id']}: {problem}")
        else:
            pages[half] += 1
    print(f"\n| {' | '.join(_HEADS)} |\n|---|---|{'---:|' * (len(_HEADS) - 2)}")
    for half in sorted(pages):
        for field in FIELDS:
            row_of = [counts[half, field, verdict] for verdict in _HEADS[3:]]
            print(
                f"| {half} | {field} | {sum(row_of):,} | {' | '.join(f'{n:,}' for n in row_of)} |"
            )
    print(f"\n{', '.join(f'{n} pairs in half {half}' for half, n in sorted(pages.items()))}")


if __name__ == "__main__":
    main()
