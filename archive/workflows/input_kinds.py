"""Decides whether a file given to a command holds a record or an article."""

from __future__ import annotations

from pathlib import Path

from archive import io
from archive.derivations.file_kinds import FileKind, file_kind_of_stream
from archive.errors import ArchiveError, InvalidDocument
from archive.files.path_resolution import record_at
from archive.files.regular_files import is_folder, open_regular
from archive.formats import FORMATS
from archive.formats.format import Format


def is_packed_article(path: Path) -> bool:
    """Return whether a file is a package without a record. The file may be larger than memory.

    Raises:
        ReadError: There is no such file, or the system refuses.
    """
    with open_regular(path) as stream:
        if file_kind_of_stream(stream) is None:
            return False
        stream.seek(0)
        return not FORMATS.is_record_of_package(stream)


def is_record(path: Path) -> bool:
    """Return whether a file is read as a record, whatever its name; an invalid record counts.

    A zip file with the main file of a record counts too.
    """
    if is_folder(path):
        return False
    try:
        file = record_at(path)
        if file.alone:
            io.read_record(file, lossy=True)
    except InvalidDocument:
        return True
    except (ArchiveError, OSError):
        return False
    return True


def may_be_record(format: Format, kind: FileKind | None) -> bool:
    """Return whether bytes in a readable format are a record, and not an article that looks alike.

    Args:
        format: The format of the bytes.
        kind: The kind of file; `None` for plain text. Files in formats of other packages can look
            like any kind.
    """
    return format.name not in FORMATS.homes or kind is None or kind.may_be_record
