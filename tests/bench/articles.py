"""Articles received, and held to what was received."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter

from lxml import etree

import archive
from tests.bench.timing import ROOT, Task, least, line
from tests.received_files import RENDERERS, drawn_article, made_file

PAGES = ROOT / "tests/articles/html/pages"
FOREIGN = ROOT.parent / "shared/tei/foreign"
"""TEI of others, which is no part of the project; without it, it is not measured."""


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

        workers = least({"one": new(1), "two": new(2)}, 2, perf_counter)
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
                perf_counter,  # Word is read by pandoc, in another process
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
