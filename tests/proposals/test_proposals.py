"""What holds of all proposals: valid, proposed, made once, by a named program, in linear time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.errors import UnknownRule
from archive.proposals import RULES
from archive.proposals.measured_precision import COUNTS, precision
from tests import records
from tests.conftest import fewer
from tests.growth import MOST, Work, grows
from tests.proposals.articles import AT, article, proposed
from tests.strategies import documents
from tests.tools.cases import each_case

DOCUMENTS = Path(__file__).parents[2] / "documents"
TEXT = (
    "The mayor said yesterday that Seoul will not sell the ship. “We will stay here,” said Park.",
    "According to critics, it was sold in March 2015; see doi:10.1000/182 and “so it was sold then”.",
)
SIGNS = st.sampled_from(
    [
        *"“”\"‘’'«»„「」.,;:!?-—()/ \n",
        *("''", "``", " said ", " said that ", "According to ", " the ", "He ", " and ", " not ", "if "),
        *("Park", "Obama", " in ", "May ", "March ", "2015", " 44 BC", "1,000", " ago", "last ", "5 "),
        *("doi:10.1000/", "http://", "ISBN ", "[", "%", "\u200b", "\x85", "é", "東京", "will ", "reportedly "),
        *("Mr. ", "the Council ", "of ", "spokesman ", "Jane Doe", ", a judge, ", "World Bank ", "Sen. "),
        *("Tuesday", "century", "19th ", "is believed to ", "rumors that ", "who ", ", ", "said"),
    ]
)  # fmt: skip
"""What rules look for, to be strung together as nobody would write it."""


def checked(document: archive.Document) -> archive.Proposals:
    """What is proposed, with all that holds of it looked at."""
    found = proposed(document)
    for statement in found.proposed:
        assert statement.status == "proposed"
        assert (statement.reason or "").startswith("rule ")
        revision = found.document.revision(statement.revision or "")
        agent = found.document.agent(revision.by or "")
        assert (agent.type, agent.version) == ("software", archive.__version__)
    made = [e for e in found.document.entities if e.revision and e.type != "group"]
    mine = [e for e in made if (e.reason or "").startswith("rule ")]
    assert len({(e.type, e.label) for e in mine}) == len(mine), "nobody is made twice"
    own = [s for s in found.document.sources if s.revision in {e.revision for e in mine}]
    assert len({s.agent for s in own}) == len(own), "nobody is two sources"
    again = proposed(found.document)
    assert not again.proposed
    assert again.document is found.document
    return found


@fewer(4)
@given(document=documents())
def test_any_record_gets_proposals_once_and_stays_valid(document: archive.Document) -> None:
    found = checked(document)
    if not found.proposed:
        assert found.document is document
    for name in ("claims", "annotations", "works", "entities", "agents", "revisions"):
        before, after = getattr(document, name), getattr(found.document, name)
        assert after[: len(before)] == before


@given(
    texts=st.lists(st.lists(SIGNS, min_size=1, max_size=40).map("".join), min_size=1, max_size=3),
    language=st.sampled_from(["en", "de", "ja", None]),
)
def test_any_text_gets_proposals_once_and_stays_valid(
    texts: list[str], language: str | None
) -> None:
    entities = [{"type": "person", "id": "park", "names": [{"text": "Geun-hye Park"}]}]
    checked(article(*texts, language=language, entities=entities))


@pytest.mark.slow
@each_case("name", sorted({*records.__all__} - {"large"}))
def test_strange_records_get_proposals_once(name: str) -> None:
    checked(getattr(records, name)())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["frenemies", "claims-and-sources"])
def test_a_record_that_says_all_gets_few_proposals(name: str) -> None:
    document = archive.load(DOCUMENTS / name)
    assert len(checked(document).proposed) <= 12


def test_what_is_there_is_stepped_over_whoever_made_it_and_whatever_became_of_it() -> None:
    found = proposed(article(*TEXT))
    raw = found.document.model_dump(mode="json", exclude_defaults=True)
    for statement in (*raw["claims"], *raw["annotations"]):
        statement["status"] = "rejected"
        statement["history"] = [{"status": "rejected", "reason": "It is not so."}]
    rejected = archive.Document.model_validate(raw)
    assert proposed(rejected).document is rejected


def test_a_claim_on_most_of_the_words_is_the_same_claim() -> None:
    document = article("The mayor said that the ship was sold to a bank in the capital.")
    claim = archive.Claim(
        id="c",
        anchors=(document.anchor("the ship was sold to a bank"),),
        restatement="The ship was sold.",
        kind="descriptive",
    )
    assert not proposed(document.add(claim)).proposed


def test_only_the_rules_that_are_asked_for_propose() -> None:
    kinds = {
        "quotations": {"Claim", "Tag"}, "attributions": {"Claim"}, "dates": {"DateMention"},
        "names": {"Mention"}, "citations": {"Citation"},
    }  # fmt: skip
    entities = [{"type": "place", "id": "seoul", "names": [{"text": "Seoul"}]}]
    document = article(*TEXT, entities=entities)
    for rule in RULES:
        assert {type(one).__name__ for one in proposed(document, rule).proposed} == kinds[rule]
    with pytest.raises(UnknownRule, match="there are quotations, attributions"):
        archive.propose(document, rules=["name"])


def test_maker_and_time_are_reported() -> None:
    found = archive.propose(article(*TEXT), by="A program", at=AT)
    (agent,), (revision,) = found.document.agents, found.document.revisions
    assert (agent.name, revision.at) == ("A program", AT)


def test_what_was_not_measured_claims_no_certainty() -> None:
    assert precision("arXiv") is None
    (one,) = proposed(article("arXiv:2101.00001")).proposed
    assert one.certainty is None


def test_no_way_is_certain() -> None:
    certainties = [precision(way) for way in COUNTS]
    assert all(certainty is not None and 0 < certainty < 1 for certainty in certainties)


def test_proposals_survive_tei_and_json() -> None:
    document = proposed(article(*TEXT)).document
    for format in ("tei", "json"):
        assert archive.read(archive.write(document, format).data).document == document


def words(count: int) -> archive.Document:
    """An article of so many times the same two paragraphs."""
    return article(*(TEXT * count))


def one_sentence(count: int) -> archive.Document:
    return article("He said the old bank, " * count)


def one_paragraph(count: int) -> archive.Document:
    return article(" ".join(TEXT * count))


def open_marks(count: int) -> archive.Document:
    return article("“ ‘a «b " * count)


def capitals(count: int) -> archive.Document:
    return article("A" * count + " said " + "Aa" * count + " told " + "B" * count)


def people(count: int) -> archive.Document:
    """So many people who speak, each with an office, and each again by a last name."""
    return article(
        *(f"Mayor Ann Lee{n}x said that it rained. Ms. Lee{n}x said so." for n in range(count))
    )


def large_letters(count: int) -> archive.Document:
    """Names that go on, and titles without one."""
    return article(
        "the Council of Kings " * count,
        "The Bank’s Bank " * count,
        "Mr. Mayor " * count,
        " ".join(f"Mayor Ann Lee{n}x and Bob Lee{n}x" for n in range(count)),
    )


def one_name(count: int) -> archive.Document:
    names = [
        {"type": "person", "id": f"a-{n}", "names": [{"text": f"Ann Lee {n}"}]}
        for n in range(count)
    ]
    return article("Ann Lee 7 left. " * count, entities=names)


@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    [words, one_sentence, one_paragraph, open_marks, capitals, people, large_letters, one_name],
)
def test_work_grows_with_the_text(make: Callable[[int], archive.Document]) -> None:
    def work(size: int) -> Work:
        document = make(size)
        document.index.by_id  # noqa: B018 (made before it is measured)
        return lambda: archive.propose(document, at=AT)

    assert grows(work, 60) < MOST


def test_what_is_proposed_is_the_same_each_time() -> None:
    once, twice = (proposed(article(*TEXT)).document for _ in range(2))
    assert json.loads(archive.write(once, "json").data) == json.loads(
        archive.write(twice, "json").data
    )
