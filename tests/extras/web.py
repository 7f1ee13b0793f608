"""A saved page and a web archive are received, and their text is derived again."""

from pathlib import Path

import archive

FILES = Path(__file__).parents[2] / "docs" / "files"

for name, options in (("ferry.html", {}), ("harbour.warc", {"text": 1})):
    received = archive.receive(FILES / name, **options)
    id = received.document.id
    assert received.document.text_blocks()
    archive.save(received.document, id, files=received.files)
    assert archive.validate(id).ok
