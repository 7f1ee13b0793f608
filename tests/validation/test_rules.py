from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from archive.model import walk
from archive.validation import RULES, rules, validate
from archive.validation.manual import code_of
from tests.samples import assessed
from tests.tools.cases import each_case
from tests.validation.pages import CASES, Case, agree, cases, pages

ALL = [case for page in pages() for case in cases(page)]


@each_case("case", ALL, ids=str)
def test_a_rule_finds_what_its_page_says_and_nothing_else(
    case: Case, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    found = case.run(tmp_path)
    if request.config.getoption("--update-golden") and found and case.caught:
        agree(case, found)
        return
    assert found == case.expected
    assert bool(case.expected) is case.caught, (
        "what is caught has findings, what is let through none"
    )


def test_only_the_findings_of_a_case_are_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `--update-golden` does it where the words of a finding have changed."""
    monkeypatch.setattr("tests.validation.pages.CASES", tmp_path)
    page = CASES / "licence-not-recognised.md"
    (tmp_path / page.name).write_bytes(page.read_bytes())
    case = [case for case in cases(page) if case.caught][-1]
    agree(case, [r"note /a: \1", "note /b: c"])
    [changed] = pages()
    old, new = page.read_text("utf-8"), changed.read_text("utf-8")
    assert new == old.replace("\n".join(case.expected), "note /a: \\1\nnote /b: c")
    assert new != old


OF_WHAT_IS_INSTALLED = {"text-not-checked", "value-not-checked", "file-is-link"}
"""Rules that no record breaks by itself; each has a test of its own."""


@each_case("rule", RULES, ids=code_of)
def test_every_rule_has_a_manual_page_and_a_case_page(rule: object) -> None:
    code = code_of(rule)  # type: ignore[arg-type]
    assert inspect.getdoc(rule), "the docstring is the page in the manual"
    if code in OF_WHAT_IS_INSTALLED:
        return
    found = [case.caught for case in ALL if case.code == code]
    assert True in found, "its page shows what is caught"
    assert False in found, "its page shows what is let through"


def test_every_case_page_is_of_a_rule() -> None:
    assert {page.stem for page in pages()} == {code_of(r) for r in RULES} - OF_WHAT_IS_INSTALLED


def test_no_rule_is_forgotten() -> None:
    """Neither a file whose subject is not listed, nor a rule whose parameters have other names."""
    modules = [import_module(f"{rules.__name__}.{m.name}") for m in iter_modules(rules.__path__)]
    generators = {
        value
        for module in modules
        for name, value in vars(module).items()
        if inspect.isgeneratorfunction(value)
        and value.__module__ == module.__name__
        and name[0] != "_"
    }
    of_a_record = {g for g in generators if g.__code__.co_argcount <= 2}
    assert len(of_a_record) > 80
    assert of_a_record == set(RULES)


def test_rules_run_in_the_order_of_their_files() -> None:
    places = [
        (rules.SUBJECTS.index(import_module(r.__module__)), r.__code__.co_firstlineno)
        for r in RULES
    ]
    assert places == sorted(places)


def test_no_two_rules_have_one_code() -> None:
    codes = [code_of(rule) for rule in RULES]
    assert len(codes) == len(set(codes))


def test_what_is_used_is_reported_without_making_references(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document, made = assessed(), 0
    reference = walk.Reference

    def counted(*values: object) -> walk.Reference:
        nonlocal made
        made += 1
        return reference(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(walk, "Reference", counted)
    assert validate(document).findings
    assert made == 0
    assert document.index.references
    assert made > 0
