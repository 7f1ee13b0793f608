"""A record of a web page is checked as far as it can be without the library that reads pages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import archive
from tests.runner import run

PAGE = b"<!DOCTYPE html><html lang=en><title>Trade</title><h1>Trade</h1><p>Prices rose in 2015.</p>"


def test_without_the_extra_all_else_is_checked_and_that_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    received = archive.receive(PAGE, id="trade", received_at="2016-03-20T09:30:00Z")
    archive.save(received.document, tmp_path / "trade", files=received.files)
    with_it = archive.validate(tmp_path / "trade")
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    without = archive.validate(tmp_path / "trade")
    told = [finding for finding in without if finding.code == "text-not-checked"]
    assert [(f.severity.value, f.location.pointer) for f in told] == [
        ("warning", "/captures/0/derivation")
    ]
    assert told[0].hint == "pip install 'annotated-archive[web]'"
    assert [f.code for f in without if f not in told] == [f.code for f in with_it]
    (tmp_path / "trade/received/trade.html").write_bytes(b"other")
    assert "capture-damaged" in [f.code for f in archive.validate(tmp_path / "trade")]


@pytest.mark.parametrize("format", ["text", "github"])
def test_of_several_records_the_command_is_said_once_at_the_end(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two", "three"):
        received = archive.receive(PAGE, id=name, received_at="2016-03-20T09:30:00Z")
        archive.save(received.document, tmp_path / name, files=received.files)
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    result = run("validate", tmp_path, "--select", "text-not-checked", "--format", format)
    *_, command, summary = result.stdout.splitlines()
    assert result.exit_code == 0
    assert command.endswith(
        "the text of 3 captures was not checked: pip install 'annotated-archive[web]'"
    )
    assert summary == "3 warnings in 3 records"
    if format == "text":
        assert result.stdout.count("pip install") == 1
