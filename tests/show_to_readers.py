"""Shows a record as the TEI Consortium's Stylesheets do, and keeps the page in tests/data/shown::

    python -m tests.show_to_readers --stylesheets STYLESHEETS

STYLESHEETS is a work tree of the TEI Consortium's Stylesheets (github.com/TEIC/Stylesheets), which
are no part of the project. Needs `saxonche`; takes some seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import archive
from tests.compile_odd import transform
from tests.formats.harbour import harbour

SHOWN = Path(__file__).parent / "data" / "shown" / "harbour.html"
HOW = "make it anew: python -m tests.show_to_readers (its first lines say what it needs)"


def source() -> bytes:
    """The record, with names and claims inline."""
    return archive.write(harbour(), "tei-inline").data


def digest() -> str:
    """SHA-256 of it."""
    return hashlib.sha256(source()).hexdigest()


def kept_digest() -> str:
    """SHA-256 of what the kept page was made of, which its first comment names."""
    found = re.search(r"sha256:([0-9a-f]{64})", SHOWN.read_text("utf-8"))
    return found[1] if found else ""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Show a record as the TEI Stylesheets do.")
    parser.add_argument("--stylesheets", type=Path, required=True)
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        read, shown = Path(folder) / "harbour.xml", Path(folder) / "harbour.html"
        read.write_bytes(source())
        transform(options.stylesheets.resolve() / "html" / "html.xsl", read, shown)
        page = shown.read_text("utf-8")
    version = (options.stylesheets / "VERSION").read_text("utf-8").strip()
    made = f"<!-- By the TEI Stylesheets {version} of sha256:{digest()}. -->"
    # A comment at its end has the time at which it was made.
    page = re.sub(r"<!--\s*Generated from.*?-->", made, page, flags=re.DOTALL)
    SHOWN.parent.mkdir(exist_ok=True)
    SHOWN.write_text(f"{page}\n", "utf-8")


if __name__ == "__main__":
    main()
