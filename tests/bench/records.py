"""Records: start-up, JSON, TEI, validation, queries, sheets, pages and tables."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from jinja2 import Environment
from lxml import etree
from markupsafe import Markup
from pydantic import create_model

import archive
from archive.model.base import Model
from archive.model.document import Document
from tests.bench.timing import DOCUMENTS, ENVIRONMENT, Task, least, line
from tests.samples import from_text
from tests.strategies import bench_document


def bare_model() -> type[Model]:
    """The same models without anything of our own: no invariants, no findings."""
    fields: Any = {name: (f.annotation, f) for name, f in Document.model_fields.items()}
    return create_model("Bare", __base__=Model, **fields)


def record(scale: int, rounds: int) -> None:
    document = bench_document(paragraphs=400 * scale, annotations=1000 * scale, sources=60 * scale)
    as_json, as_tei = archive.write(document, "json").data, archive.write(document, "tei").data
    print(f"\nrecord of {400 * scale} paragraphs, {1000 * scale} annotations, {60 * scale} sources")
    print(f"  {len(as_json):,} bytes of JSON, {len(as_tei):,} bytes of TEI")
    bare, values, tree = bare_model(), json.loads(as_json), etree.fromstring(as_tei)
    bare.model_validate_json(as_json)
    archive.validate(as_tei)  # compile the schemas
    times = least(
        {
            "parsed": lambda: json.loads(as_json),
            "bare": lambda: bare.model_validate_json(as_json),
            "load": lambda: archive.read(as_json, "json"),
            "bare build": lambda: bare.model_validate(values),
            "build": lambda: Document.model_validate(values),
            "bare dump": lambda: document.model_dump_json(),
            "dump": lambda: archive.write(document, "json"),
            "annotations": lambda: archive.write(document, "web-annotation"),
            "parse": lambda: etree.fromstring(as_tei),
            "tostring": lambda: etree.tostring(tree, encoding="UTF-8"),
            "write": lambda: archive.write(document, "tei"),
            "read": lambda: archive.read(as_tei, "tei"),
            "validate JSON": lambda: archive.validate(as_json),
            "validate TEI": lambda: archive.validate(as_tei),
        },
        rounds,
    )
    for title, floor in FLOORS.items():
        line(f"{title} (floor)", times[floor], times[floor], "")
        for name, (of, task, aim) in MEASURED.items():
            if of == floor:
                line(name, times[task], times[floor], aim)
    for name, data in (("JSON", as_json), ("TEI", as_tei)):
        print(f"  {f'peak above before of reading the {name}':<46} {peak(data):9.1f} MB")
    overlap(document, rounds)


FLOORS = {
    "json.loads": "parsed",
    "pydantic's bare read of the models": "bare",
    "the same from values": "bare build",
    "pydantic's bare dump": "bare dump",
    "JSON write": "dump",
    "etree.fromstring of the TEI": "parse",
    "etree.tostring of its tree": "tostring",
    "TEI read": "read",
}
MEASURED = {
    "JSON read with all invariants": ("parsed", "load", "at most 3.5"),
    "full validation of the JSON": ("bare", "validate JSON", "at most 12"),
    "a document made of values": ("bare build", "build", "at most 2"),
    "JSON written": ("bare dump", "dump", "at most 2.5"),
    "Web Annotation write": ("dump", "annotations", "at most 2"),
    "TEI read with all invariants": ("parse", "read", "at most 7"),
    "TEI write": ("tostring", "write", "at most 10"),
    "full validation of the TEI": ("read", "validate TEI", "at most 6"),
}
"""What is measured: its floor, its task, and the aim."""


def peak(data: bytes) -> float:
    """The memory in MB that reading takes at most, above what was taken before, in a new process."""
    code = (
        "import re, sys, archive; archive.read(open(sys.argv[1], 'rb').read());"
        "data = sys.stdin.buffer.read();"
        # ru_maxrss would be that of the process which started this one, if that is larger.
        "peak = lambda: int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) / 1024;"
        "before = peak(); archive.read(data); print(peak() - before)"
    )
    small = min(DOCUMENTS.glob("*/document.json"), key=lambda path: path.stat().st_size)
    done = subprocess.run(
        [sys.executable, "-c", code, str(small)], input=data, capture_output=True, check=True
    )
    return float(done.stdout)


def overlap(document: Document, rounds: int) -> None:
    """1,000 queries for what stands on a stretch, against a plain dict from block to its spans."""
    blocks = list(document.text_blocks())
    queries = [(block.id, 3, 40) for block in (blocks * (1000 // len(blocks) + 1))[:1000]]
    plain: dict[str, list[tuple[int, int, Any]]] = defaultdict(list)
    for statement in (*document.claims, *document.annotations):
        for anchor in statement.anchors:
            if isinstance(anchor, archive.Anchor):
                plain[anchor.block].append((anchor.start, anchor.end, statement))

    def by_dict() -> list[Any]:
        return [
            [s for first, last, s in plain.get(block, ()) if first < end and last > start]
            for block, start, end in queries
        ]

    def by_document() -> list[Any]:
        return [document.overlapping(block, start, end) for block, start, end in queries]

    by_document()
    times = least({"dict": by_dict, "document": by_document}, rounds * 5)
    line("1,000 overlap queries by a dict (floor)", times["dict"], times["dict"], "")
    line("1,000 overlap queries", times["document"], times["dict"], "at most 2")


# --- sheets ---


def sheets(rounds: int) -> None:
    """1,000 claims added to a text of 60,000 words, against `locate` for the same words."""
    random = Random(12)
    words = [f"word{random.randrange(8000)}" for _ in range(60_000)]
    blocks = [" ".join(words[n : n + 100]) for n in range(0, len(words), 100)]
    document = from_text("\n\n".join(blocks), id="long")
    text = "\n\n".join(block.text for block in document.text_blocks())
    rows = []
    for n in range(1000):
        block = blocks[random.randrange(len(blocks))].split()
        start = random.randrange(len(block) - 12)
        quoted = " ".join(block[start : start + 10])
        rows.append({"words": quoted, "restatement": f"Claim {n}.", "kind": "descriptive"})
    data = json.dumps({"claims": rows}).encode()
    laid = archive.add(document, data, "sheet").document
    times = least(
        {
            "locate": lambda: [
                archive.locate(text, row["words"]) for row in rows[:: len(rows) // 20]
            ],
            "add": lambda: archive.add(document, data, "sheet"),
            "again": lambda: archive.add(laid, data, "sheet"),
        },
        max(2, rounds // 2),
    )
    floor = 50 * times["locate"]  # it takes as long for each of them
    print("\nsheet of 1,000 claims onto a text of 60,000 words")
    line("locate for each of the words (floor)", floor, floor, "measured for 20")
    line("sheet laid", times["add"], floor, "at most 2")
    line("the same sheet added again", times["again"], floor, "")


# --- the reading page ---


def page(rounds: int) -> None:
    """The page of a large record, against a template that only puts its pieces together."""
    document = bench_document()
    as_json, made = archive.write(document, "json").data, archive.write(document, "html").data
    pieces = _pieces(made.decode())
    template = Environment(autoescape=True).from_string(
        "{% for markup, words in pieces %}{{ markup }}{{ words }}{% endfor %}"
    )
    if template.render(pieces=pieces).encode() != made:
        print("\nthe template writes another page: what is escaped otherwise, the floor leaves out")
    times = least(
        {
            "bare": lambda: template.render(pieces=pieces).encode(),
            "page": lambda: archive.write(document, "html"),
        },
        rounds,
    )
    size, allowed = len(made), 2 * len(as_json) + 80_000
    print("\nreading page of the record of 400 paragraphs, 1000 annotations, 60 sources")
    print(f"  {size:,} bytes, {size / allowed:.2f} of twice its JSON and 80 kB")
    line("jinja2's bare rendering of the same bytes (floor)", times["bare"], times["bare"], "")
    line("HTML write", times["page"], times["bare"], "at most 3")
    in_chromium(made)


def _pieces(text: str) -> list[tuple[Markup, str]]:
    """A page as stretches of markup, each with the words after it, which a template escapes."""
    parts = re.split(r"(<style.*?</style>|<script.*?</script>|<[^>]*>)", text, flags=re.DOTALL)
    return [
        (Markup(markup), html.unescape(words))
        for markup, words in zip(["", *parts[1::2]], parts[::2], strict=True)
    ]


def in_chromium(made: bytes) -> None:
    """What a reader of the page waits for, where there is a Chromium."""
    program = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        print("  without Chromium and playwright (make judges) nobody clicks or scrolls")
        return
    from tests.browser.speed import SLOW_FRAME, waiting

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_bytes(made)
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        found = waiting(browser, path)
        browser.close()
    print(f"  {found.nodes:,} elements, loaded in {found.load:.0f} ms")
    print(
        f"  a click is answered in {found.click:.0f} ms (median; worst {found.worst_click:.0f}; "
        f"at most 100)"
    )
    print(
        f"  scrolled through in {found.frames} frames, {found.slow_frames} of them longer than "
        f"{SLOW_FRAME} ms (worst {found.worst_frame:.0f})"
    )


FLOOR = "from pydantic import BaseModel, ConfigDict, Field\nimport lxml.etree"


def start_up(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.json"
        text = "Trade\n\nPrices rose in 2015, the Council says.\n"
        small.write_bytes(archive.write(from_text(text, id="small"), "json").data)

        def run(*arguments: str) -> Task:
            return lambda: subprocess.run(
                [sys.executable, *arguments], check=True, capture_output=True, env=ENVIRONMENT
            )

        times = least(
            {
                "floor": run("-c", FLOOR),
                "import": run("-c", "import archive"),
                "validate": run("-m", "archive", "validate", str(small)),
            },
            rounds * 3,
            perf_counter,
        )
    print("\nstart-up, a new process each time")
    line("pydantic and lxml.etree (floor)", times["floor"], times["floor"], "")
    line("import archive", times["import"], times["floor"], "at most 1.5")
    line("archive validate, one small record", times["validate"], times["floor"], "at most 2.5")


def rows_of_many(rounds: int) -> None:
    """Tables of many records, against reading them: each is made, put into rows and let go."""
    count = 200
    print(f"\nrows of {count:,} records, those of documents/ in turn, each with an id of its own")

    def read() -> None:
        for data in numbered(count):
            archive.read(data)

    def tables() -> int:
        return len(archive.tables(archive.read(data).document for data in numbered(count)).claims)

    times = least({"floor": read, "tables": tables}, max(2, rounds // 3))
    line("reading them (floor)", times["floor"], times["floor"], "")
    line("reading them, and their tables", times["tables"], times["floor"], "at most 1.2")


def numbered(count: int) -> Iterator[bytes]:
    """Real records as JSON, one after the other."""
    records = {path.parent.name: path.read_bytes() for path in DOCUMENTS.glob("*/document.json")}
    for n, (name, data) in zip(range(count), cycle(sorted(records.items())), strict=False):
        yield data.replace(f'"id": "{name}"'.encode(), f'"id": "{name}-{n}"'.encode(), 1)
