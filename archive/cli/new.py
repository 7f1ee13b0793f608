"""`archive new`: a record of a text."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.running import COULD_NOT_RUN, PATH, fail, in_file, now, received, say_findings


@click.command()
@click.argument("file", type=PATH)
@click.option("--id", help="Id of the record. [default: made from the name of FOLDER or FILE]")
@click.option("-o", "--output", "folder", type=PATH, help="Folder to make. [default: the id]")
def new(file: Path, id: str | None, folder: Path | None) -> None:
    """Start a record from a plain text FILE.

    Makes a folder with the text as received and a record of its blocks. A folder that is there
    already is never touched.
    """
    from archive import formats
    from archive.formats.folder import read_bytes
    from archive.report import safe

    id = id or _id_from(folder.name if folder else file.stem)
    folder = folder or Path(id)
    if folder.exists():
        fail(COULD_NOT_RUN, f"{folder} is there already; choose another folder with -o")
    with in_file(file):
        result = formats.read(read_bytes(file), "text", id=id)
    formats.save(received(result.document, now()), folder, files=result.files)
    say_findings(finding.at(file=str(file)) for finding in result.findings)
    count = len(result.document.text_blocks())
    click.echo(safe(f"{folder}: {count} blocks of text"), err=True)


def _id_from(name: str) -> str:
    """An id made from the name of a file: `My Article (2)` becomes `my-article-2`."""
    import re
    from unicodedata import normalize

    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    id = re.sub("[^a-z0-9_]+", "-", plain).strip("-")[:80]
    is_reserved = re.fullmatch("con|prn|aux|nul|(com|lpt)[0-9]", id)
    return id if re.match("[a-z_]", id) and not is_reserved else f"article-{id}".strip("-")
