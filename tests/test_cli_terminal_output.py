"""What is written to a terminal cannot steer it; what is piped is what was made, byte by byte."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.control_characters import safe_lines
from tests.samples import text_only

STEERING = "\x9b31m \x85 \u202e \u2066 \u200f"
"""What a text of a record can hold, and a terminal must not get."""


def in_terminal(*arguments: str) -> tuple[bytes, bytes]:
    """What a command writes to a terminal on standard output, and to standard error."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-c", "from archive.cli import main; main()", *arguments]
    process = subprocess.Popen(command, stdout=follower, stderr=subprocess.PIPE)
    os.close(follower)
    written = b""
    try:
        while piece := os.read(leader, 65_536):
            written += piece
    except OSError:  # Linux says so that the other end is closed
        pass
    os.close(leader)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    return written.replace(b"\r\n", b"\n"), said


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize("format", ["text", "json", "tei", "markdown", "csl"])
def test_a_terminal_is_not_steered_by_what_is_converted(format: str, tmp_path: Path) -> None:
    document = text_only(f"One {STEERING} two.").update(
        metadata={"titles": [{"text": f"A {STEERING}"}]}
    )
    archive.save(document, tmp_path / "a.json")
    arguments = ("write", "--to", format, str(tmp_path / "a.json"))
    piped = subprocess.run(
        [sys.executable, "-c", "from archive.cli import main; main()", *arguments],
        capture_output=True, timeout=60,
    )  # fmt: skip
    assert piped.stdout == archive.write(document, format).data
    assert b"shown as" not in piped.stderr
    shown, said = in_terminal(*arguments)
    text = shown.decode()
    assert not set(text) & set("\x9b\x85\u202e\u2066\u200f\x1b")
    if set(piped.stdout.decode()) & set(STEERING.replace(" ", "")) - set("31m"):
        assert "<U+009B>31m" in text or "<U+202E>" in text
        assert b"a pipe or -o FILE gets them unchanged" in said
    assert text == safe_lines(piped.stdout.decode())


@given(st.text())
def test_lines_are_kept_and_nothing_steers(text: str) -> None:
    shown = safe_lines(text)
    steering = {chr(n) for n in (*range(9), *range(11, 32), *range(0x7F, 0xA0))} - {"\r"}
    steering |= set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert not set(shown) & steering
    assert "\r" not in shown.replace("\r\n", "")
    assert shown.count("\n") == text.count("\n")
    assert safe_lines(shown) == shown
