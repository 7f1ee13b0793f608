"""Nothing in a store, and no name that is given, makes the library read or write outside the store."""

from __future__ import annotations

import os
import shutil
from itertools import product
from pathlib import Path
from random import Random

import pytest

from tests.store import hostile
from tests.store.faults import Action
from tests.store.faults.touched_files import touched

MOST = int(os.environ.get("FAULTS", "10"))


def everything_in(folder: Path) -> dict[str, tuple[int, int, bytes | str]]:
    """The time of change, the mode and the content of each entry."""
    found: dict[str, tuple[int, int, bytes | str]] = {}
    for path in sorted(folder.rglob("*")):
        status, content = path.lstat(), b""
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
        found[str(path)] = (status.st_mtime_ns, status.st_mode, content)
    return found


ALLOWED = {
    # The caller names a folder that is a link.
    ("a record", "add_a_folder"),
    ("a group that was one", "add_a_folder"),
}
"""Where something outside may be read."""


@pytest.mark.slow
def test_nothing_outside_a_store_is_read_or_written(tmp_path: Path) -> None:
    made = tmp_path / "made"
    hostile.make(made)
    actions = [(f"tests.store.hostile:{name}", ()) for name in hostile.ACTS]
    actions += [
        ("tests.store.hostile:command", (number,)) for number in range(len(hostile.COMMANDS))
    ]  # fmt: skip
    cases = [*product(hostile.PLANTS, actions)]
    if MOST < 100:
        cases = Random(0).sample(cases, 4 * MOST)
    failures = []
    for number, (plant, (function, arguments)) in enumerate(cases):
        place = (tmp_path / f"{number}").resolve()
        shutil.copytree(made, place)
        shutil.copytree(made / "store", place / "copy")
        hostile.PLANTS[plant](place / "store", place / "outside")
        before = everything_in(place / "outside")
        action = Action(function, (place / "copy", *arguments))
        result = touched(action, place / "store", place / "outside")
        name = hostile.COMMANDS[arguments[0]][0] if arguments else function.rpartition(":")[2]
        what = f"{plant}, {name} {arguments or ''}"
        if result.events and (plant, name) not in ALLOWED:
            failures.append(f"{what}: {', '.join(dict.fromkeys(result.events))}")
        if everything_in(place / "outside") != before:
            failures.append(f"{what}: it changed what is outside")
        if result.error and not result.is_refusal:
            failures.append(f"{what}: {result.error}")
        shutil.rmtree(place)
    assert not failures, "\n".join(failures)
