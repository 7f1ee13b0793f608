"""A statement added by a call is the one that a row of a sheet gives; what is wrong is refused."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.annotations.sheet.columns import BY_NAME
from archive.model.document import Document
from tests import samples
from tests.annotations.sheet import ten_claims
from tests.annotations.sheet.bare import bare
from tests.conftest import ROOT, fewer
from tests.tools.cases import each_case

CALLER: dict[str, Any] = {"by": "Ada Reader", "at": "2026-11-25T09:30:00Z"}
SENTENCES = (
    "According to the ministry, “trade fell” by 10 percent in 2015.",
    "Experts believe that it will fall again if nobody acts.",
    "The mayor’s report of May says so too.",
)
ARTICLE = samples.text_only(*SENTENCES)


def in_sheet(rows: list[dict[str, Any]], document: Document = ARTICLE) -> Document:
    lines = [json.dumps(row) for row in rows]
    return archive.add(document, "\n".join(lines).encode(), "sheet", **CALLER).document


def in_python(rows: list[dict[str, Any]], document: Document = ARTICLE) -> Document:
    for row in rows:
        document = archive.add_claim(document, **row, **CALLER)
    return document


# --- the same as a sheet ---

TEN = """\
words,restatement,public_restatement,kind,commitment,negated,condition,claimant,manner,cue,stance,about,time,checkable,source,agent,work,relation,to,verdict,reasoning,certainty
Relations Between North Korea and China,North Korea and China have relations with each other.,,descriptive,,,,,,,,place: North Korea; place: China,2016,,,,,,,,,
China accounts for more than 70% of North Korea's trade volume,China accounts for more than 70% of North Korea's trade.,,descriptive,,,,organisation: Council on Foreign Relations,,According to the Council of Foreign Relations,endorses,North Korea; China,,true,Council of Foreign Relations,Council on Foreign Relations,report: The China-North Korea Relationship,citesAsAuthority,,,,
China is obliged to defend North Korea against ... aggression,China has to defend North Korea if it is attacked.,,normative,,,,,,,,,,,a treaty signed in 1961,,treaty: Treaty of friendship of 1961,citesAsEvidence,,doubt,The text of article 2 would settle it.,
China's commitment to the treaty is waning,China is less committed to the treaty of 1961 than it was.,,descriptive,,,,group: experts,,experts believe,,,,,experts,,,citesAsAuthority,,,,
North Korea is facing another famine,North Korea faces another famine.,,descriptive,hedged,,,group: those who spread the rumours,reported,rumors that,,,,,rumors,,,obtainsSupportFrom,,,,
China will be North Korea's main lifeline,China will be the main lifeline of North Korea.,,predictive,,,With rumors that North Korea is facing another famine,,,,,,,,,,,,,,,
"in January 2016, DPRK | detonating its first hydrogen bomb",North Korea detonated its first hydrogen bomb in January 2016.,,descriptive,hedged,,,,,,,,2016-01,,,,,,,doubt,The article says allegedly.,high
do not show signs of slowing,The trade of the two countries is not slowing.,,descriptive,,true,,,,,,,,,,,,,,doubt,Figures for 2014 and 2015 would settle it.,
bulk cargo shipping ... in late 2015,Shipping and train routes between the two opened in 2015.,,descriptive,,,,,,,,,,,,,,supports,The trade of the two countries is not slowing.,,,
Kim Jong-un's increasingly erratic behavior,Kim Jong-un behaves more and more erratically.,Kim's conduct grows erratic.,evaluative,,,,,,,,person: Kim Jong-un,,,,,,,,,,
"""


def test_ten_claims_in_python_are_those_of_a_sheet() -> None:
    document = bare(archive.load(ROOT / "documents" / "frenemies"))
    entered = ten_claims.entered(document)
    assert (len(entered.claims), len(entered.sources), len(entered.assessments)) == (10, 4, 3)
    assert entered == archive.add(document, TEN.encode(), "sheet", **CALLER).document


def test_ten_claims_take_fewer_than_sixty_lines_and_no_id() -> None:
    program = Path(ten_claims.__file__).read_text("utf-8")
    assert len(program.splitlines()) < 60
    assert not re.search(r"\bid=|anchor", program)


WORDS = st.sampled_from(
    [
        *('"trade fell" by 10 percent', "trade fell", "10 percent in 2015", "it will fall again"),
        *("The mayor's report", "According to the ministry", "the ministry ... 2015"),
        *("nobody acts", "Experts believe | it will fall", "says so too."),
    ]
)
NAMES = st.sampled_from(["organisation: the ministry", "group: experts", "person: the mayor"])
OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "public_restatement": st.just("Said in other words."),
    "commitment": st.sampled_from(["hedged", "boosted", "asserted"]),
    "negated": st.booleans(),
    "condition": st.just("nobody acts"),
    "claimant": NAMES,
    "manner": st.sampled_from(["reported", "quoted"]),
    "cue": st.sampled_from(["According to the ministry", "Experts believe"]),
    "stance": st.sampled_from(["endorses", "neutral"]),
    "about": st.lists(NAMES | st.just("report: Of May"), min_size=1, max_size=3, unique=True),
    "checkable": st.booleans(),
    "certainty": st.sampled_from(["high", 0.25]),
    "reason": st.just("The title says so."),
}
TOGETHER = st.fixed_dictionaries(
    {},
    optional={
        "source": st.fixed_dictionaries(
            {
                "source": st.just("The mayor’s report"),
                "work": st.just("report: Of May"),
                "relation": st.sampled_from(["citesAsEvidence", "disputes"]),
            }
        ),
        "verdict": st.fixed_dictionaries(
            {
                "verdict": st.just("supported"),
                "reasoning": st.sampled_from(["As I saw.", "As was said."]),
                "evidence": st.sampled_from(["https://example.org/a", "book: Trade"]),
                "locator": st.just("page 3"),
            }
        ),
        "time": st.fixed_dictionaries({"time": st.sampled_from(["2015", "2015-05"])}),
    },
)


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows of different claims."""
    drawn = []
    for number in range(draw(st.integers(1, 4))):
        row = {
            "words": draw(WORDS),
            "restatement": f"Claim {number}.",
            "kind": draw(st.sampled_from(["descriptive", "causal", "normative"])),
            **draw(st.fixed_dictionaries({}, optional=OPTIONAL)),
        }
        for group in draw(TOGETHER).values():
            row |= group
        drawn.append(row)
    return drawn


@fewer(4)
@given(rows())
def test_a_call_adds_what_the_row_of_a_sheet_adds(drawn: list[dict[str, Any]]) -> None:
    document = in_python(drawn)
    assert document == in_sheet(drawn)
    assert in_python(drawn, document) == document


def test_relations_and_assessments_are_those_of_rows_with_the_claim() -> None:
    row = {"words": "trade fell", "restatement": "Trade fell.", "kind": "descriptive"}
    other = {"words": "it will fall again", "restatement": "It will fall.", "kind": "predictive"}
    document = in_python([row, other])
    first, second = document.claims
    relation: dict[str, Any] = {"relation": "qualifies", "to": "Trade fell.", "certainty": 0.5}
    cited: dict[str, Any] = {
        "relation": "citesAsAuthority",
        "source": "Experts",
        "agent": "group: experts",
    }
    doubt: dict[str, Any] = {
        "verdict": "doubt",
        "reasoning": "Nobody says how.",
        "certainty": "low",
    }
    added = archive.add_relation(document, second, **relation, **CALLER)
    added = archive.add_relation(added, "It will fall.", **cited, **CALLER)
    added = archive.add_assessment(added, first.id, **doubt, **CALLER)
    more: list[dict[str, Any]] = [
        {"claim": second.id, **relation},
        {"claim": second.id, **cited},
        {"claim": first.id, **doubt},
    ]
    assert added == in_sheet(more, document)


# --- mentions ---


def test_a_mention_names_who_is_known_or_makes_whom_is_not() -> None:
    document = archive.add_mention(
        ARTICLE, "the ministry", "organisation: Ministry of Trade", certainty="high", **CALLER
    )
    [mention], [entity] = document.annotations, document.entities
    assert isinstance(mention, archive.model.Mention)
    assert (mention.refers_to, mention.anchors[0].exact) == (entity.id, "the ministry")
    assert mention.certainty == "high"
    again = archive.add_mention(document, "the ministry", "Ministry of Trade", **CALLER)
    assert again == document
    maker = document.index.maker_of(mention.revision)
    assert maker is not None
    assert (maker.name, mention.revision) == ("Ada Reader", entity.revision)


# --- what is wrong ---


def problems(**given: Any) -> list[tuple[str, str]]:
    row = {"words": "trade fell", "restatement": "Trade fell.", "kind": "descriptive"}
    with pytest.raises(archive.errors.InvalidPart) as caught:
        archive.add_claim(ARTICLE, **{**row, **given}, **CALLER)
    return [(one.location.pointer or "", one.code) for one in caught.value.findings]


def test_all_problems_are_reported_at_once_by_the_names_of_arguments() -> None:
    wrong = problems(
        words="trade fel",
        kind="desciptive",
        cue="Experts belive",
        claimant="Nobody",
        time="2015-13",
    )
    assert sorted(wrong) == [
        ("/claimant", "name-unknown"),
        ("/cue", "words-not-found"),
        ("/kind", "cell-wrong"),
        ("/time", "date-not-real"),
        ("/words", "words-not-found"),
    ]


@each_case(
    ("given", "pointer"),
    [
        ({"words": ""}, "/words"),
        ({"restatement": ""}, "/restatement"),
        ({"cue": ""}, "/cue"),
        ({"negated": "perhaps"}, "/negated"),
        ({"time": object()}, "/time"),
        ({"reasoning": "So."}, "/verdict"),
        ({"relation": "supports", "to": "Nothing."}, "/to"),
        ({"verdict": "supported", "reasoning": "So."}, "/verdict"),
        ({"id": samples.text_only("x").id}, "/id"),
    ],
)
def test_an_argument_that_is_wrong_is_named(given: dict[str, Any], pointer: str) -> None:
    assert pointer in [where for where, _ in problems(**given)]


def test_who_says_it_has_no_default() -> None:
    with pytest.raises(TypeError, match="by"):
        archive.add_claim(ARTICLE, "trade fell", restatement="It fell.", kind="causal")  # type: ignore[call-arg]
    with pytest.raises(archive.errors.SpeaksForOthers):
        archive.add_claim(
            ARTICLE,
            "trade fell",
            restatement="It fell.",
            kind="causal",
            by="software: Bot",
            status="accepted",
        )


def test_a_statement_that_is_there_is_not_changed_but_gets_what_it_lacks() -> None:
    row = {"words": "trade fell", "restatement": "Trade fell.", "kind": "descriptive"}
    document = in_python([row])
    assert in_python([{**row, "checkable": True}], document).claims[0].checkable
    with pytest.raises(archive.errors.InvalidPart, match="the row has another kind"):
        in_python([{**row, "kind": "causal"}], document)
    assert len(in_python([{**row, "restatement": "It fell."}], document).claims) == 2
    claim = document.claims[0]
    for reasoning in ("No source.", "No year."):
        document = archive.add_assessment(document, claim, "doubt", reasoning=reasoning, **CALLER)
    assert len(document.assessments) == 2


def test_what_would_not_be_accepted_though_it_is_said_is_refused() -> None:
    row = {"words": "trade | percent", "restatement": "Trade fell.", "kind": "descriptive"}
    assert in_python([row]).claims
    with pytest.raises(archive.errors.InvalidPart, match="words-left-out"):
        archive.add_claim(ARTICLE, **row, **CALLER, status="accepted")  # type: ignore[arg-type]


def test_a_claim_that_is_not_there_is_an_error_of_its_own() -> None:
    for claim, message in (("Nothing.", "no claim has"), ("c-1", 'restatement or id "c-1"')):
        with pytest.raises(archive.errors.InvalidPart, match=message):
            archive.add_relation(ARTICLE, claim, "supports", to="x", **CALLER)


def test_a_restatement_without_its_full_stop_has_the_nearest_one_named() -> None:
    row = {"words": "trade fell", "restatement": "Trade fell.", "kind": "descriptive"}
    document = in_python([row])
    with pytest.raises(archive.errors.InvalidPart, match=r'did you mean "Trade fell."'):
        archive.add_assessment(document, "Trade fell", "doubt", reasoning="No.", **CALLER)
    other = {"words": "Experts believe", "restatement": "They do.", "kind": "descriptive"}
    with pytest.raises(archive.errors.InvalidPart, match=r'did you mean "Trade fell."'):
        in_python([{**other, "relation": "supports", "to": "Trade fell"}], document)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"about": "planet: Mars"}, '"planet" is not a type of entity (Write a new one as "person: Mars"'),
        ({"work": "contract: Of 1962"}, '"contract" is not a type of work (write a type, such as "report: Of 1962"'),
        ({"work": "contract: Of 1962"}, 'if "contract" is part of the title, write "document: contract: Of 1962")'),
        ({"work": "reprot: Of 1962"}, 'such as "report: Of 1962"'),
    ],
)  # fmt: skip
def test_a_word_before_a_name_that_is_no_type_is_refused(
    given: dict[str, str], message: str
) -> None:
    row = {"words": "trade fell", "restatement": "Trade fell.", "kind": "descriptive"}
    source = {"source": "Experts", "relation": "citesAsAuthority"} if "work" in given else {}
    with pytest.raises(archive.errors.InvalidPart, match=re.escape(message)):
        in_python([{**row, **source, **given}])


def test_a_title_may_begin_with_a_word_and_a_colon_if_its_type_is_given() -> None:
    row = {"words": "trade fell", "restatement": "Trade fell.", "kind": "descriptive"}
    source = {"source": "Experts", "relation": "citesAsAuthority", "work": "document: e-mail: why"}
    assert in_python([{**row, **source}]).works[0].title == "e-mail: why"


def test_the_help_lists_the_words_of_each_argument_that_has_a_closed_vocabulary() -> None:
    listed = inspect.getdoc(archive.add_claim) or ""
    for name in inspect.signature(archive.add_claim).parameters:
        words = BY_NAME[name].meanings if name in BY_NAME else ()
        assert [word for word in words if f"`{word}`" not in listed] == []


def test_the_arguments_are_the_columns_of_a_sheet() -> None:
    functions = (
        archive.add_claim,
        archive.add_relation,
        archive.add_assessment,
        archive.add_mention,
    )
    for function in functions:
        names = inspect.signature(function).parameters
        assert set(names) - {"document"} <= BY_NAME.keys(), function
    of_other_rows = {"claim", "supersedes", "step", "type", "name", "address", "description"}
    claim = set(inspect.signature(archive.add_claim).parameters) - {"document"}
    assert claim == BY_NAME.keys() - of_other_rows - {"place"}
