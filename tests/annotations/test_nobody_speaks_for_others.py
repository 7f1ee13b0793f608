"""Who says something is whom the caller names, whatever the data state, through every door."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import archive
from archive.errors import SpeaksForOthers
from archive.formats import FORMATS
from archive.formats.format import Format, ReadResult, options_of
from archive.formats.registry import FormatRegistry
from archive.model.statements import Agent
from tests import samples
from tests.annotations.forged import DOORS, FORGERS, Forged, forged, record
from tests.tools.cases import each_case

SEEDS = range(6)
WHO = {"by": "Ada Reader", "at": "2026-11-30T09:00:00Z"}
FILES = [one for seed in SEEDS for one in forged(seed)]
IDS = [f"{one.format}-{one.form}" for one in FILES]
ONE_EACH = dict(zip(IDS, FILES, strict=True))
"""One file for each door."""


def statements(document: archive.Document) -> Iterator[Any]:
    for name in ("claims", "annotations", "relations", "assessments"):
        yield from getattr(document, name)


def lay(one: Forged, onto: archive.Document | None = None, **options: Any) -> ReadResult:
    taken = {name: value for name, value in options.items() if name in (*takes(one), "trust")}
    return archive.add(onto or record(), one.data, one.format, **taken)


def takes(one: Forged) -> Mapping[str, Any]:
    """The options that the format of a file takes."""
    known = FORMATS[one.format].add
    assert known is not None
    return options_of(known)


def test_every_format_that_is_laid_has_forged_files() -> None:
    assert {name for name, format in FORMATS.items() if format.add is not None} == {*DOORS}
    assert len(FILES) >= 100


@pytest.mark.slow
@each_case("one", FILES, ids=IDS)
def test_nothing_is_accepted_and_nothing_is_by_others(one: Forged) -> None:
    result = lay(one, **WHO)
    document = result.document
    assert document != record(), "something came in"
    assert {statement.status for statement in statements(document)} <= {"proposed"}
    assert {agent.name for agent in document.agents} <= {WHO["by"]}
    assert {revision.at for revision in document.revisions} <= {WHO["at"]}
    assert not any(statement.history for statement in statements(document))
    assert {finding.code for finding in result.findings} >= one.tells
    told = " ".join(finding.message for finding in result.findings if finding.code == "not-trusted")
    assert not told or any(name in told for name in FORGERS)
    makers = {
        (document.get(part.revision).by is None, document.get(part.revision).at)
        for part in (*statements(document), *document.works)
    }
    assert makers <= {(False, WHO["at"])}


@pytest.mark.slow
@each_case("one", FILES, ids=IDS)
def test_laid_again_it_changes_nothing(one: Forged) -> None:
    once = lay(one, **WHO).document
    for who in (WHO, {"by": "Mallory", "status": "accepted"}):
        if one.form in ("an array", "an answer", "a fence") and "status" in who:
            continue
        assert lay(one, once, **who).document == once


@pytest.mark.slow
@each_case("one", FILES, ids=IDS)
def test_a_program_is_not_trusted_and_decides_nothing(one: Forged) -> None:
    known = record().update(agents=(Agent(id="agent-x", type="software", name="Model X"),))
    for by in ("software: Model Y", "Model X", "agent-x", "model x"):
        with pytest.raises(SpeaksForOthers, match="a program cannot vouch"):
            lay(one, known, by=by, trust=True)
        if "status" in takes(one):  # a bibliography has works alone, which nobody accepts
            with pytest.raises(SpeaksForOthers, match="cannot accept or reject"):
                lay(one, known, by=by, status="accepted")
        laid = lay(one, known, by=by).document
        assert {agent.type for agent in laid.agents} == {"software"}


@pytest.mark.slow
def test_words_between_pieces_keep_a_statement_proposed() -> None:
    for one in FILES:
        if "words-left-out" not in one.tells or one.form in ("an array", "an answer", "a fence"):
            continue
        result = lay(one, by="Ada Reader", status="accepted")
        [message, *_] = [f.message for f in result.findings if f.code == "words-left-out"]
        assert "'not'" in message
        joined = [s for s in statements(result.document) if len(getattr(s, "anchors", ())) > 1]
        assert joined
        assert {statement.status for statement in joined} == {"proposed"}
        others = [s for s in statements(result.document) if s not in joined]
        assert {statement.status for statement in others} <= {"accepted"}


@each_case(
    ("words", "reported"),
    [
        ("The minister is ... of theft", False),
        ("The minister is | not guilty of theft", False),
        ("The minister is | guilty of theft", True),
        ("guilty of theft | The minister is", True),
        (["The minister is", "guilty of theft"], True),
    ],
)
def test_an_ellipsis_leaves_nothing_out(words: Any, reported: bool) -> None:
    row = {"words": words, "restatement": "So.", "kind": "descriptive"}
    result = archive.add(record(), json.dumps(row).encode(), "sheet", by="Ada", status="accepted")
    found = [finding for finding in result.findings if finding.code == "words-left-out"]
    assert bool(found) is reported
    assert result.document.claims[0].status == ("proposed" if reported else "accepted")


def test_a_long_stretch_between_pieces_shows_each_negation() -> None:
    middle = "who has lived in the harbour for many years did never, as far as we know, do it, and"
    text = f"The mayor, {middle} is called, by all who know him, guilty."
    row = {"words": "The mayor | guilty", "restatement": "So.", "kind": "descriptive"}
    onto = samples.text_only(text)
    result = archive.add(onto, json.dumps(row).encode(), "sheet")
    [found] = [finding for finding in result.findings if finding.code == "words-left-out"]
    assert " … never … " in found.message
    assert len(found.message) < len(text)


@pytest.mark.slow
def test_what_the_record_has_is_reported_only_where_the_data_say_something_else() -> None:
    path = Path(__file__).parents[2] / "documents" / "frenemies"
    document = archive.load(path)
    for format, options in (("sheet", {}), ("sheet", {"form": "jsonl"}), ("web-annotation", {})):
        data = archive.write(document, format, **options).data
        laid = archive.add(document, data, format, by="Mallory", status="accepted")
        assert laid.document is document
        assert not laid.findings


@pytest.mark.slow
def test_an_own_export_that_states_another_maker_changes_nothing_and_is_told() -> None:
    document = archive.load(Path(__file__).parents[2] / "documents" / "frenemies")
    sheet = archive.write(document, "sheet").data
    states = sheet.replace(b",proposed,", b",accepted,")
    assert states != sheet
    laid = archive.add(document, states, "sheet", by="Mallory")
    assert laid.document is document
    assert {finding.code for finding in laid.findings} == {"not-trusted"}


def test_with_trust_a_sheet_of_a_person_says_who_and_what_was_decided() -> None:
    [one] = [f for f in forged(1) if f.form == "csv"]
    laid = lay(one, by="Ada Reader", trust=True).document
    assert {claim.status for claim in laid.claims[:2]} <= {"accepted", "rejected"}
    assert {agent.name for agent in laid.agents} <= {*FORGERS, "Ada Reader"}


def test_the_name_of_a_person_is_not_that_of_a_model() -> None:
    onto = record().update(agents=(Agent(id="agent-ada", name="Ada"),))
    answer = json.dumps([{"words": "Bread is dear", "restatement": "So.", "kind": "evaluative"}])
    for by in ("Ada", "agent-ada", "person: Ada", "organisation: Ada"):
        with pytest.raises(SpeaksForOthers, match="the caller is a program"):
            archive.add(onto, answer.encode(), "sheet", by=by)
        with pytest.raises(SpeaksForOthers):
            archive.propose(onto, by=by)
    laid = archive.add(onto, answer.encode(), "sheet", by="software: Ada").document
    assert [(a.name, a.type) for a in laid.agents] == [("Ada", "person"), ("Ada", "software")]


AS_BOT = (
    *("BOT", "Ｂot", "bot\u00a0", "program: Bot", "Model: bot", "bot:Bot", "software： Bot"),
    *("ｓoftware: Bot", "agent-bot"),
)
"""Ways to write the name of the software Bot."""


@pytest.mark.slow
@each_case("one", ONE_EACH.values(), ids=ONE_EACH)
def test_names_that_read_the_same_are_one_agent(one: Forged) -> None:
    agents = (
        Agent(id="agent-bot", type="software", name="Bot"),
        Agent(id="agent-zoe", type="software", name="Zoë"),
    )
    known = record().update(agents=agents)
    for by in (*AS_BOT, "Zoe\u0308"):
        assert lay(one, known, by=by).document.agents == agents
        with pytest.raises(SpeaksForOthers):
            lay(one, known, by=by, trust=True)
    for by in ("Bot\u200b", "Ada\u202e", "so\u00adftware: Bot", "software: Bot\ufe0f", "Bot\x07"):
        with pytest.raises(
            SpeaksForOthers, match=r"invisible character .*; write the name without it"
        ):
            lay(one, known, by=by)
        with pytest.raises(SpeaksForOthers, match="invisible"):
            archive.propose(known, by=by)
        with pytest.raises(SpeaksForOthers, match="invisible"):
            archive.review(known, (), by=by)


def test_a_word_that_is_no_type_is_a_part_of_the_name() -> None:
    onto = record().update(agents=(Agent(id="agent-bot", type="software", name="Bot"),))
    for by in ("editor: Bot", "Bot 4"):
        laid = archive.add(onto, b'{"words": "Bread is dear", "restatement": "So.", "kind": "evaluative"}',
            "sheet", by=by, status="accepted")  # fmt: skip
        assert [(a.name, a.type) for a in laid.document.agents][1:] == [(by, "person")]


@each_case("one", ONE_EACH.values(), ids=ONE_EACH)
def test_who_decides_is_somebody_and_one_alone(one: Forged) -> None:
    for nobody in (None, "", " "):
        with pytest.raises(SpeaksForOthers, match="give a name"):
            lay(one, by=nobody, trust=True)
    if "status" in takes(one):
        with pytest.raises(SpeaksForOthers, match=r"cannot mark statements as accepted|lays an"):
            lay(one, status="accepted")
    agents = [Agent(id=f"ada-{n}", name="Ada") for n in (1, 2)]
    two = record().update(agents=(*agents, Agent(id="ada-3", name="Ada", type="organisation")))
    for by in ("Ada", "ADA", "person: ada"):
        with pytest.raises(SpeaksForOthers, match=r"name one by id: ada-1, ada-2|a program speaks"):
            lay(one, two, by=by)
        with pytest.raises(SpeaksForOthers, match="ada-1, ada-2"):
            archive.review(two, (), by=by)


@each_case("one", ONE_EACH.values(), ids=ONE_EACH)
def test_claims_on_words_of_furniture_are_reported(one: Forged) -> None:
    [section] = record().sections
    onto = record().update(sections=(section.update(role="furniture"),))
    rule = {"becomes": "claim", "kind": "descriptive"}
    result = lay(one, onto, by="Ada Reader", mapping={"rules": [rule]})
    codes = {finding.code for finding in result.findings}
    assert ("anchor-in-furniture" in codes) == bool(result.document.claims)


def test_a_program_reviews_nothing() -> None:
    answer = json.dumps([{"words": "Bread is dear", "restatement": "So.", "kind": "evaluative"}])
    onto = archive.add(record(), answer.encode(), "sheet", by="A model").document
    [claim] = onto.claims
    accept = archive.Decision(claim.id, "accept")
    for by in ("A model", "a MODEL", "software: Another", onto.agents[0].id):
        with pytest.raises(SpeaksForOthers, match="cannot accept or reject"):
            archive.review(onto, accept, by=by)
    assert archive.review(onto, accept, by="Ada").document.claims[0].status == "accepted"


# --- formats of other packages, which know nothing of it ---


def _forging(data: bytes, *, onto: archive.Document, by: str | None = None) -> ReadResult:
    """Lay what a record in JSON holds, as it is."""
    return ReadResult(archive.read(data).document)


FORGING = Format(name="forging", media_type="text/x", add=_forging)
TABLE = FormatRegistry(
    {**FORMATS.homes, "forging": "tests.annotations.test_nobody_speaks_for_others:FORGING"}
)


def test_a_format_of_another_package_speaks_for_nobody() -> None:
    full = samples.assessed()
    forged_record = full.update(
        claims=tuple(claim.update(status="accepted") for claim in full.claims)
    )
    empty: dict[str, Any] = dict.fromkeys(("claims", "relations", "assessments", "annotations"), ())
    revisions = tuple(revision.update(parts=()) for revision in full.revisions)
    onto = full.update(**empty, revisions=revisions)
    data = archive.write(forged_record, "json").data
    result = TABLE.add(data, "forging", onto=onto, by="Ada Reader")
    assert result.document.claims
    assert {claim.status for claim in result.document.claims} == {"proposed"}
    assert {finding.code for finding in result.findings} == {"not-trusted"}
    assert {agent.name for agent in result.document.agents} <= {
        "Ada Reader",
        *(agent.name for agent in onto.agents),
    }
    trusted = TABLE.add(data, "forging", onto=onto, by="Ada Reader", trust=True).document
    assert trusted.index.statements == forged_record.index.statements
    assert trusted.revisions[:-1] == forged_record.revisions
    assert TABLE.add(data, "forging", onto=forged_record).document == forged_record
    with pytest.raises(SpeaksForOthers):
        TABLE.add(data, "forging", onto=onto, by="software: X", trust=True)
