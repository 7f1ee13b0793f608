"""Many cases of a line or two in one test: collecting and reporting a test costs more than such a case."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

import pytest

_Param = type(pytest.param())


def each_case(
    names: str | tuple[str, ...],
    cases: Iterable[Any],
    *,
    ids: Iterable[str] | Callable[[Any], object] | None = None,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test once for each case, and report each case that failed with its name.

    It takes what `pytest.mark.parametrize` takes, and makes one test of the cases. The failures are
    raised together, each with its traceback and a note that names the case. A case has a folder of
    its own in `tmp_path`, and its patches end with it; all other fixtures are shared. Cases have no
    marks: what is `slow` or `judged` is a test of its own. The test is skipped if no case failed and
    some case was skipped.
    """
    given = names if isinstance(names, tuple) else tuple(map(str.strip, names.split(",")))
    cases = list(cases)
    labels = ids if ids is None or callable(ids) else list(ids)

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def run(*args: object, **fixtures: Any) -> None:
            failures: list[BaseException] = []
            skipped: BaseException | None = None
            for number, case in enumerate(cases):
                values = dict(zip(given, _values(case, len(given)), strict=True))
                try:
                    _run(test, number, *args, **fixtures, **values)
                except pytest.skip.Exception as skip:
                    skipped = skip
                except (Exception, pytest.fail.Exception) as failure:
                    failure.add_note(f"case: {_label(number, case, list(values.values()), labels)}")
                    failures.append(failure)
            if failures:
                message = f"{len(failures)} of {len(cases)} cases failed"
                raise BaseExceptionGroup(message, failures)
            if skipped:
                raise skipped

        signature = inspect.signature(test)
        missing = [name for name in given if name not in signature.parameters]
        assert not missing, f"{test.__name__} does not take {missing}"
        marked = [case for case in cases if isinstance(case, _Param) and case.marks]
        assert not marked, f"{test.__name__}: a case has no marks, and these have: {marked}"
        kept = [value for name, value in signature.parameters.items() if name not in given]
        run.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]
        return run

    return decorate


def _run(test: Callable[..., None], number: int, /, *args: object, **fixtures: Any) -> None:
    """Run one case as if it were a test: with an empty folder, nothing printed, its own patches."""
    if "tmp_path" in fixtures:
        fixtures["tmp_path"] = fixtures["tmp_path"] / f"{number}"
        fixtures["tmp_path"].mkdir()
    if "capsys" in fixtures:
        fixtures["capsys"].readouterr()
    if "monkeypatch" in fixtures:
        with fixtures["monkeypatch"].context() as fixtures["monkeypatch"]:
            test(*args, **fixtures)
    else:
        test(*args, **fixtures)


def _values(case: Any, number: int) -> Sequence[Any]:
    if isinstance(case, _Param):
        return case.values
    return case if number > 1 else (case,)


def _label(
    number: int,
    case: Any,
    values: Sequence[Any],
    labels: list[str] | Callable[[Any], object] | None,
) -> object:
    """The name of a case: that of its `pytest.param`, else of `ids`, else its values."""
    if isinstance(case, _Param) and case.id:
        return case.id
    if isinstance(labels, list):
        return labels[number]
    return ", ".join(str(labels(value)) if labels else repr(value) for value in values)
