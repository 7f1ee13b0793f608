"""Each case of a test of many cases runs, and each that fails is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.cases import each_case

CASES = [("a", 1), pytest.param("b", 2, id="the second"), ("c", 3)]


def failures(test: Callable[..., None], **fixtures: object) -> list[str]:
    """The notes of the cases that fail."""
    with pytest.raises(BaseExceptionGroup) as caught:
        test(**fixtures)
    return [note for error in caught.value.exceptions for note in error.__notes__]


def test_every_case_that_fails_is_named_and_the_others_run() -> None:
    ran = []

    @each_case(("letter", "number"), CASES)
    def test(letter: str, number: int) -> None:
        ran.append(letter)
        if number == 2:
            pytest.fail("not two")
        assert not number

    assert failures(test) == ["case: 'a', 1", "case: the second", "case: 'c', 3"]
    assert ran == ["a", "b", "c"]


def test_names_come_from_ids_as_in_pytest() -> None:
    def test(number: int) -> None:
        assert not number

    assert failures(each_case("number", [1, 0, 2], ids=["one", "none", "two"])(test)) == [
        "case: one",
        "case: two",
    ]
    assert failures(each_case("number", [1, 0], ids=hex)(test)) == ["case: 0x1"]


def test_a_case_has_a_folder_and_patches_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @each_case("number", range(3))
    def test(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert [*tmp_path.iterdir()] == []
        (tmp_path / "file").touch()
        assert not hasattr(Path, "patched")
        monkeypatch.setattr(Path, "patched", number, raising=False)

    test(tmp_path=tmp_path, monkeypatch=monkeypatch)


def test_a_test_is_skipped_if_some_case_is_and_none_fails() -> None:
    @each_case("number", range(3))
    def test(number: int) -> None:
        if number == 1:
            pytest.skip("not here")

    with pytest.raises(pytest.skip.Exception, match="not here"):
        test()


def test_a_case_with_a_mark_or_a_name_that_nobody_takes_is_an_error() -> None:
    def test(number: int) -> None: ...

    with pytest.raises(AssertionError, match="a case has no marks"):
        each_case("number", [pytest.param(1, marks=pytest.mark.slow)])(test)
    with pytest.raises(AssertionError, match=r"does not take \['letter'\]"):
        each_case("letter", ["a"])(test)
