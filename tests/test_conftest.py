"""What becomes of a test whose material or program is not here."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests import conftest
from tests.tools.cases import each_case

SKIPPED, FAILED = pytest.skip.Exception, pytest.fail.Exception


def ask_for_shared(monkeypatch: pytest.MonkeyPatch, shared: Path, setting: str) -> None:
    monkeypatch.setattr(conftest, "SHARED", shared)
    monkeypatch.setattr(conftest, "ARCHIVE_CI", setting)
    monkeypatch.setattr(conftest, "NOTHING_IS_SKIPPED", bool(setting))
    conftest.in_shared("tei/tei_all.rng")


@each_case(("setting", "outcome"), [("", SKIPPED), ("without-shared", SKIPPED), ("1", FAILED)])
def test_shared_material_may_be_absent_only_where_the_setting_allows_it(
    setting: str, outcome: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(outcome, match=r"there is no \.\./shared"):
        ask_for_shared(monkeypatch, tmp_path / "nowhere", setting)


@each_case(("setting", "outcome"), [("", SKIPPED), ("without-shared", FAILED), ("1", FAILED)])
def test_a_file_that_shared_material_lacks_is_a_failure_where_nothing_is_skipped(
    setting: str, outcome: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(outcome, match=r"\.\./shared/tei/tei_all\.rng is not here"):
        ask_for_shared(monkeypatch, tmp_path, setting)


@each_case(("setting", "outcome"), [("", SKIPPED), ("without-shared", FAILED), ("1", FAILED)])
def test_a_program_that_is_missing_is_a_failure_without_shared_material_too(
    setting: str, outcome: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "ARCHIVE_CI", setting)
    monkeypatch.setattr(conftest, "NOTHING_IS_SKIPPED", bool(setting))
    with pytest.raises(outcome, match="there is no Java"):
        conftest.skip_or_fail("there is no Java")


class Report(NamedTuple):
    longrepr: object


def test_tests_that_were_skipped_are_counted_by_their_reason() -> None:
    skipped = [
        Report(("tests/a.py", 3, "Skipped: there is no Java")),
        Report(("tests/b.py", 9, "Skipped: pandas is not installed")),
        Report(("tests/c.py", 9, "Skipped: pandas is not installed")),
    ]
    assert conftest.reasons(skipped) == [  # type: ignore[arg-type]
        ("pandas is not installed", 2),
        ("there is no Java", 1),
    ]
