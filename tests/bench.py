"""Speed, as ratios to a floor measured in the same run: `make bench`.

Machines differ and so does their load, so nothing here is asserted. Each figure is the least of
several runs; floor and measured thing take turns, so that a busy moment hits both.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from jinja2 import Environment
from lxml import etree
from markupsafe import Markup
from pydantic import create_model
from rapidfuzz import fuzz

import archive
from archive.model.base import Model
from archive.model.document import Document
from tests.received_files import RENDERERS, drawn_article, made_file
from tests.samples import from_text
from tests.strategies import bench_document

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "documents"
PAGES = ROOT / "tests/articles/html/pages"
FOREIGN = ROOT.parent / "shared/tei/foreign"
"""TEI of others, which is no part of the project; without it, it is not measured."""

Task = Callable[[], Any]


def least(
    tasks: dict[str, Task], rounds: int, clock: Callable[[], float] = perf_counter
) -> dict[str, float]:
    """The least time in seconds of each task; they take turns."""
    found = dict.fromkeys(tasks, float("inf"))
    for _ in range(rounds):
        for name, task in tasks.items():
            start = clock()
            task()
            found[name] = min(found[name], clock() - start)
    return found


def line(name: str, seconds: float, floor: float, aim: str) -> None:
    print(f"  {name:<46} {seconds * 1000:9.2f} ms  {seconds / floor:6.2f} x   {aim}")


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


# --- the text has changed ---


def changed_text(rounds: int) -> None:
    """Rebase against searching each quotation with rapidfuzz alone, in the whole new text."""
    size, anchors = 240_000, 1000
    for edited in (_reworded, _mistyped):
        cases = {
            "blocks": Changed(size, anchors, edited),
            "one block": Changed(size, anchors, edited, one_block=True),
            "twice the anchors": Changed(size, 2 * anchors, edited),
            "twice the text": Changed(2 * size, anchors, edited),
        }
        tasks: dict[str, Task] = {name: case.rebase for name, case in cases.items()}
        times = least({"search": cases["blocks"].search_each, **tasks}, rounds)
        floor, once = times["search"], times["blocks"]
        print(f"\nrebase of 240,000 characters of which 2 % are edited: {edited.__doc__}")
        line("1,000 searches by rapidfuzz alone (floor)", floor, floor, "")
        line(
            "rebase of 1,000 anchors", once, floor, f"at most 0.05; {floor / once:.0f} times faster"
        )
        one = times["one block"]
        line(
            "the same where all is one block", one, floor, f"at most 0.05; {floor / one:.0f} times"
        )
        line("rebase of 1,000 anchors (floor)", once, once, "")
        line("rebase of 2,000 anchors", times["twice the anchors"], once, "at most 2")
        line("rebase of 1,000 anchors, twice the text", times["twice the text"], once, "at most 2")


class Changed:
    """An article of many words, quotations of it, and its text after many small changes."""

    def __init__(self, size: int, anchors: int, edited: Edited, *, one_block: bool = False) -> None:
        random = Random(size + anchors)
        words = re.findall(r"\w+", Path("documents/frenemies/received/frenemies.txt").read_text())
        parts: list[str] = []
        length = 0
        while length < size:
            sentence = " ".join(random.choices(words, k=random.randint(8, 30))) + "."
            gap = " " if one_block or random.random() < 0.8 else "\n\n"
            parts += (sentence, gap)
            length += len(sentence) + len(gap)
        text = "".join(parts)[:-1].rstrip()
        self.new = from_text(edited(text, random), id="bench")
        old = from_text(text, id="bench")
        blocks = [block for block in old.text_blocks() if len(block.text) > 300]
        comments = []
        for n in range(anchors):
            block = random.choices(blocks, [len(block.text) for block in blocks])[0]
            start = random.randrange(len(block.text) - 5)
            end = min(len(block.text), start + random.randint(5, 300))
            comments.append(
                archive.model.Comment(
                    id=f"c-{n}", anchors=(old.anchor_at(block.id, start, end),), text="Why?"
                )
            )
        self.old = old.update(annotations=tuple(comments))

    def rebase(self) -> object:
        return archive.rebase(self.old, onto=self.new)

    def search_each(self) -> object:
        text = "\n\n".join(block.text for block in self.new.text_blocks())
        return [
            fuzz.partial_ratio_alignment(anchor.exact, text)
            for comment in self.old.annotations
            for anchor in comment.anchors
        ]


Edited = Callable[[str, Random], str]


def _reworded(text: str, random: Random) -> str:
    """words are left out, put in and replaced"""
    parts = re.split(r"(\s+)", text)
    words, edited = parts[::2], 0
    while edited < len(text) // 50:
        n = random.randrange(0, len(parts), 2)
        edited += len(parts[n])
        parts[n] = random.choice(("", random.choice(words), f"{parts[n]} {random.choice(words)}"))
    return "".join(parts)


def _mistyped(text: str, random: Random) -> str:
    """typing errors"""
    made = list(text)
    for n in random.sample(range(len(made)), len(made) // 50):
        if made[n] not in ".\n":
            made[n] = random.choice(("", made[n] * 2, random.choice("abcdefghijklmnopqrstuvwxyz ")))
    return "".join(made)


FLOOR = "from pydantic import BaseModel, ConfigDict, Field\nimport lxml.etree"


def start_up(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.json"
        text = "Trade\n\nPrices rose in 2015, the Council says.\n"
        small.write_bytes(archive.write(from_text(text, id="small"), "json").data)

        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

        def run(*arguments: str) -> Task:
            return lambda: subprocess.run(
                [sys.executable, *arguments], check=True, capture_output=True, env=environment
            )

        times = least(
            {
                "floor": run("-c", FLOOR),
                "import": run("-c", "import archive"),
                "validate": run("-m", "archive", "validate", str(small)),
            },
            rounds * 3,
        )
    print("\nstart-up, a new process each time")
    line("pydantic and lxml.etree (floor)", times["floor"], times["floor"], "")
    line("import archive", times["import"], times["floor"], "at most 1.5")
    line("archive validate, one small record", times["validate"], times["floor"], "at most 2.5")


def rows_of_many(rounds: int) -> None:
    """Tables of many records, against reading them: each is made, put into rows and let go."""
    count = 1000
    print(f"\nrows of {count:,} records, those of documents/ in turn, each with an id of its own")

    def read() -> None:
        for data in numbered(count):
            archive.read(data)

    def tables() -> int:
        return len(archive.tables(archive.read(data).document for data in numbered(count)).claims)

    times = least({"floor": read, "tables": tables}, max(2, rounds // 3))
    line("reading them (floor)", times["floor"], times["floor"], "")
    line("reading them, and their tables", times["tables"], times["floor"], "at most 1.2")


def receiving(rounds: int) -> None:
    """Articles received, against the program or parser that reads the same bytes alone."""
    import trafilatura

    pages = [path.read_bytes() for path in sorted(PAGES.glob("*/page.html"))]
    print(f"\n{len(pages)} web pages of ours, one after the other; then 300 of them by two workers")
    times = least(
        {
            "floor": lambda: [
                trafilatura.bare_extraction(one, with_metadata=True) for one in pages
            ],
            "receive": lambda: [archive.receive(one, "html") for one in pages],
        },
        rounds,
    )
    line("trafilatura alone, with metadata (floor)", times["floor"], times["floor"], "")
    line("archive.receive", times["receive"], times["floor"], "at most 1.5")
    with tempfile.TemporaryDirectory() as folder:
        many = Path(folder) / "many"
        many.mkdir()
        for n in range(300):
            (many / f"page-{n}.html").write_bytes(pages[n % len(pages)])

        def new(jobs: int) -> Task:
            def run() -> None:
                shutil.rmtree(Path(folder) / "made", ignore_errors=True)
                command = [
                    sys.executable,
                    "-m",
                    "archive",
                    "receive",
                    *map(str, sorted(many.iterdir())),
                ]
                command += ["-o", str(Path(folder) / "made"), "--jobs", str(jobs)]
                subprocess.run(command, check=True, capture_output=True)

            return run

        workers = least({"one": new(1), "two": new(2)}, 2)
    line("300 pages with one worker", workers["one"], workers["two"], "at least 1.7")
    line("300 pages with two workers (floor)", workers["two"], workers["two"], "")
    received = [path.read_bytes() for path in sorted(FOREIGN.glob("*")) if path.suffix != ".tsv"]
    taken = [data for data in received if _is_received(data)]
    if not taken:
        return
    print(f"\n{len(taken)} TEI files of others")
    times = least(
        {
            "floor": lambda: [etree.fromstring(data) for data in taken],
            "receive": lambda: [archive.receive(data) for data in taken],
        },
        max(2, rounds // 3),
    )
    line("etree.fromstring (floor)", times["floor"], times["floor"], "")
    line("archive.receive", times["receive"], times["floor"], "at most 8")


def deriving(rounds: int) -> None:
    """Records held to what was received, against receiving it."""
    random = Random(1)
    article = [part for _ in range(20) for part in drawn_article(random)]
    for format in RENDERERS:
        file = made_file(format, article)
        options = {"plain": True} if format == "text" else {}
        result = archive.receive(file.data, format, id="made", file=file.name, **options)
        blocks = len(result.document.text_blocks())
        print(f"\n{blocks} blocks of one article as {format}, {len(file.data):,} bytes")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "made"
            archive.save(result.document, path, files=result.files)
            times = least(
                {
                    "floor": partial(
                        archive.receive, file.data, format, id="made", file=file.name, **options
                    ),
                    "validate": partial(archive.validate, path),
                },
                max(2, rounds // 2),
            )
        line("archive.receive (floor)", times["floor"], times["floor"], "")
        line("archive.validate of its folder", times["validate"], times["floor"], "at most 2")


def _is_received(data: bytes) -> bool:
    try:
        etree.fromstring(data)
        archive.receive(data)
    except (archive.ArchiveError, etree.XMLSyntaxError):
        return False
    return True


def numbered(count: int) -> Iterator[bytes]:
    """Real records as JSON, one after the other."""
    records = {path.parent.name: path.read_bytes() for path in DOCUMENTS.glob("*/document.json")}
    for n, (name, data) in zip(range(count), cycle(sorted(records.items())), strict=False):
        yield data.replace(f'"id": "{name}"'.encode(), f'"id": "{name}-{n}"'.encode(), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    start_up(rounds)
    record(1, rounds)
    record(10, max(2, rounds // 2))
    sheets(rounds)
    page(rounds)
    rows_of_many(rounds)
    receiving(rounds)
    deriving(rounds)
    changed_text(rounds)


if __name__ == "__main__":
    main()
