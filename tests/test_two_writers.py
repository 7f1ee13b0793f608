"""Several processes at once on one record: nothing is lost; `tests/two_writers.py` has the rounds.

`ARCHIVE_ROUNDS=200 pytest tests/test_two_writers.py` runs 200 of each kind.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.two_writers import KINDS

ROUNDS = os.environ.get("ARCHIVE_ROUNDS", "10")
SEED = os.environ.get("ARCHIVE_SEED", "1")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_and_each_loser_is_told(kind: str) -> None:
    """The rounds have a process of their own, in which nothing but them runs."""
    program = [sys.executable, "-m", "tests.two_writers", ROUNDS, SEED, kind]
    ended = subprocess.run(
        program, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    [line] = ended.stdout.splitlines()
    assert line.startswith(f"{kind}, {ROUNDS} rounds: ")
    assert " lost" in line or kind == "killed", "no two met"
