"""`view` writes the page of a record into a folder, with its images and the record beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from archive import io
from archive.errors import ReadError
from archive.files.path_resolution import RecordFile
from archive.formats.format import WriteResult
from archive.model.blocks import Figure
from archive.model.document import Document


def view(record: RecordFile, folder: Path, *, public: bool = False) -> WriteResult:
    """Write the page of a record into a folder, and return it with all findings.

    Args:
        record: The file of the record.
        folder: The folder for the page, `index.html`; it is made if missing.
        public: Whether to leave out what must not be published.

    Raises:
        ReadError: There is no record.
        WriteError: The folder is a record's folder, or the system refuses.
    """
    read = io.read_record(record)
    images = images_of(read.document, record)
    written = io.save(read.document, f"{folder}/", "html", public=public, images=images)
    return WriteResult(written.data, (*read.findings, *written.findings), written.files)


def images_of(document: Document, record: RecordFile) -> Mapping[str, bytes]:
    """Return the bytes of the images of a record's figures; missing files are left out."""
    images: dict[str, bytes] = {}
    for _, figure in document.index.of_type(Figure):
        name = figure.image.file if figure.image else None
        if name and name not in images:
            try:
                data = record.around.read(name)
            except ReadError:
                continue  # the page has a note instead, and `validate` reports why
            if data is not None:
                images[name] = data
    return images
