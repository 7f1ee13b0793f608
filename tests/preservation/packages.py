"""Records to pack, and what other people's programs say of packages."""

from __future__ import annotations

import logging
import os
import subprocess
from pathlib import Path

from hypothesis import settings

import archive
from archive.files.interface import kept_file_names
from archive.files.manifest import digests_in
from archive.model.document import Document
from tests.conftest import MANY, import_or_skip

DRAWN = settings(max_examples=300) if MANY else settings()
"""The number of drawn records that are packed."""


def save_with_files(document: Document, folder: Path) -> Path:
    """Save a record in a folder, with some bytes for each file that it names; return the folder."""
    files = {name: name.encode() * 3 for name in kept_file_names(document)}
    archive.save(document, f"{folder}/", files=files)
    return folder


def save_note(folder: Path, text: bytes = b"It rained in Leith on Monday.") -> Path:
    """Save a record of a short text in a folder, of which it has the name; return the folder."""
    note = archive.receive(text, "text", id=folder.name, file=f"{folder.name}.txt")
    archive.save(note.document, f"{folder}/", files=note.files)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of each file in a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def same_record(folder: Path, other: Path) -> bool:
    return contents(folder) == contents(other) and digests_in(folder) == digests_in(other)


def bagit_says(bag: Path) -> str:
    """What the package `bagit` says is wrong with a bag; empty if nothing."""
    bagit = import_or_skip("bagit")
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    try:
        bagit.Bag(str(bag)).validate()
    except (bagit.BagError, ValueError) as problem:
        return f"{type(problem).__name__}: {problem}"
    return ""


def ocfl_says(object_folder: Path) -> list[str]:
    """What `ocfl-py` says is wrong with an object, warnings too: `[E092a] …`."""
    validator = import_or_skip("ocfl.validator").Validator(log_warnings=True)
    validator.validate_object(str(object_folder))
    return [*validator.log.messages]


def git(folder: Path, *arguments: str, at: str = "2026-03-20T09:30:00+01:00") -> str:
    """Run git in a folder as Ada, who commits at a certain time."""
    ada = {"NAME": "Ada Example", "EMAIL": "ada@example.org", "DATE": at}
    who = {f"GIT_{role}_{key}": one for role in ("AUTHOR", "COMMITTER") for key, one in ada.items()}
    run = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-C", str(folder), *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    return run.stdout
