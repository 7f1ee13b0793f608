"""The pages of the records that are looked at, each written once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import archive
from archive.model.document import Document
from archive.view.html.page import write
from tests import records
from tests.records.every_kind import files_of_every_kind

DOCUMENTS = Path(__file__).parents[2] / "documents"

_folder = TemporaryDirectory(prefix="archive-pages-")


def _of_folder(name: str) -> Callable[[], Document]:
    return lambda: archive.load(DOCUMENTS / name)


RECORDS: Mapping[str, Callable[[], Document]] = {
    "frenemies": _of_folder("frenemies"),
    "claims-and-sources": _of_folder("claims-and-sources"),
    **{name.replace("_", "-"): getattr(records, name) for name in records.__all__},
}
"""Every record of which a page is opened, by name."""


@cache
def record(name: str) -> Document:
    """Return a record by its name."""
    return RECORDS[name]()


@cache
def page(name: str, **options: Any) -> Path:
    """Return the file of the page of a record, with the options of the writer."""
    images = files_of_every_kind() if name == "every-kind" else {}
    document = record(name)
    for file in _images(document):
        path = DOCUMENTS / name / file
        if path.exists():
            images[file] = path.read_bytes()
    made = write(document, images=images, **options)
    path = Path(_folder.name) / ("-".join((name, *options)) + ".html")
    path.write_bytes(made.data)
    return path


def _images(document: Document) -> list[str]:
    figures = (figure for _, figure in document.index.of_type(archive.model.Figure))
    return [f.image.file for f in figures if f.image and f.image.file]
