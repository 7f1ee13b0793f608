"""What is done to a store that cannot be written; each function returns what it found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import archive
from archive.files.manifest import digests_in
from tests.runner import run
from tests.store.faults.answers import answers


def read(folder: Path) -> dict[str, Any]:
    store = archive.Store(folder)
    assert store.ids() == sorted(document.id for document in store)
    return {id: store.read(id) for id in store.ids()}


def search(folder: Path, index: str | None = None) -> dict[str, Any]:
    return answers(archive.Store(folder, index=index))


def verify(folder: Path) -> list[str]:
    return [finding.code for finding in archive.Store(folder).verify().findings]


def command(folder: Path, words: Sequence[str]) -> tuple[int, str, str]:
    result = run(*(str(folder) if word == "STORE" else word for word in words))
    return result.exit_code, result.stdout, result.stderr


def digests(folder: Path) -> dict[str, dict[str, str]]:
    return {record.name: digests_in(record) for record in archive.Store(folder).folders()}
