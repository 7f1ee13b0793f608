"""The answer of a language model, written by hand over a real article, is sorted rightly."""

from __future__ import annotations

import json
from collections import Counter

import pytest

import archive
from tests.annotations.sheet.bare import bare
from tests.conftest import ROOT

FRENEMIES = bare(archive.load(ROOT / "documents/frenemies"))

# fmt: off
ANSWER = [
    ("real", "terrorist attacks in Brussels shook the world", "Attacks in Brussels shook the world."),
    ("real", "the U.S. hosted the fourth Nuclear Security Summit in Washington, D.C.", "The U.S. hosted the fourth Nuclear Security Summit."),
    ("real", "Representatives from over 50 nations met", "Representatives of over 50 nations met."),
    ("altered", "Representatives from over 60 nations met", "Representatives of over 60 nations met."),
    ("form", "a discussion started by President Obama in 2009 on the need to secure global nuclear material to prevent nuclear terrorism.  While the summit", "Obama started the discussion."),
    ("real", "it also focused on meetings between President Obama, Shinzo Abe (Japan)", "The summit focused on meetings."),
    ("altered", "recent advancements in South Korea’s nuclear program", "South Korea's program advanced."),
    ("paraphrased", "North Korea did not take part in the summit", "North Korea was absent."),
    ("real", "North Korea, who was not present at the summit", "North Korea was not at the summit."),
    ("doubled", "North Korea, who was not present at the summit", "North Korea was not at the summit."),
    ("real", "tested a short-range, anti-aircraft missile off of it’s east coast", "North Korea tested a missile."),
    ("altered", "tested a long-range, anti-aircraft missile off of it’s east coast", "North Korea tested a long-range missile."),
    ("form", "we've seen North Korea ramp-up development of its nuclear and weapons programs", "North Korea sped up its programs."),
    ("real", "it conducted an alleged hydrogen bomb test in January", "North Korea may have tested a hydrogen bomb."),
    ("altered", "it conducted a hydrogen bomb test in January", "North Korea tested a hydrogen bomb."),
    ("real", "a rocket launch to space in February", "North Korea launched a rocket."),
    ("invented", "the rocket failed shortly after its launch", "The rocket failed."),
    ("form", "his father's \"Songun\", or \"military first\" policy", "Songun is a military-first policy."),
    ("form", "North Korea's presence in the global community", "North Korea wants presence."),
    ("real", "increased, targeted threats to the U.S. and South Korea", "Threats increased."),
    ("paraphrased", "threatened the United States and South Korea more often", "Threats were more frequent."),
    ("real", "is notorious for sending mixed signals", "The DPRK is known for mixed signals."),
    ("real", "in 2009, North Korea withdrew from the Six Party Talks", "North Korea withdrew in 2009."),
    ("altered", "in 2008, North Korea withdrew from the Six Party Talks", "North Korea withdrew in 2008."),
    ("real", "shortly after increased diplomatic engagement with the international community", "Engagement increased."),
    ("real", "In August 2015, North and South Korea engaged in marathon negotiations", "They negotiated."),
    ("paraphrased", "ended a military standoff between both nations", "A standoff ended."),
    ("form", "UN Secretary General Ban Ki‑moon received \"positive signs\" from North Korea", "Ban received positive signs."),
    ("real", "undoing any peaceful diplomatic efforts it had made until then", "It undid its efforts."),
    ("invented", "Ban Ki-moon cancelled his visit in protest", "Ban cancelled his visit."),
    ("real", "the 15-member UN Security Council reached a unanimous vote in early March", "The Council voted."),
    ("altered", "the 15-member UN Security Council reached a unanimous vote in late March", "The Council voted late."),
    ("doubled", "the 15-member UN Security Council reached a unanimous vote in early March", "The Council voted."),
    ("real", "This agreement was negotiated for weeks between the U.S. and China", "It was negotiated for weeks."),
    ("paraphrased", "The agreement took weeks of negotiations between the U.S. and China", "It took weeks."),
    ("real", "united in wanting to prevent North Korea from carrying out any more nuclear tests", "They were united."),
    ("altered", "united in wanting to help North Korea from carrying out any more nuclear tests", "They helped."),
    ("form", "China’s  cooperation with the UN Security Council", "China cooperates."),
    ("real", "possibly signals a new era in relations between the two countries", "A new era may begin."),
    ("real", "China has has been North Korea’s largest trading partner", "China is the largest partner."),
    ("altered", "China has been North Korea’s largest trading partner", "China is the largest partner of all."),
    ("real", "China accounts for more than 70% of North Korea’s trade volume", "China has over 70% of the trade."),
    ("altered", "China accounts for more than 90% of North Korea’s trade volume", "China has over 90% of the trade."),
    ("doubled", "China accounts for more than 70% of North Korea’s trade volume", "China has over 70% of the trade."),
    ("paraphrased", "More than two thirds of North Korea's trade is with China", "China has most of the trade."),
    ("real", "serves as its main source of food, arms and energy", "China is the main source."),
    ("invented", "Trade between the two countries fell by half in 2014", "Trade fell by half."),
    ("form", "obliged to defend North Korea against \"unprovoked aggression\" under a treaty signed in 1961", "China must defend it."),
    ("real", "experts believe that China’s commitment to the treaty is waning", "Experts see the commitment wane."),
    ("paraphrased", "analysts think that China is less committed to the treaty", "Analysts see it wane."),
    ("real", "China took a punitive approach to North Korea’s actions", "China was punitive."),
    ("invented", "Beijing recalled its ambassador from Pyongyang", "China recalled its ambassador."),
    ("form", "resist the day–to–day inconsistencies in behavior toward each other", "The connection resists."),
    ("real", "It is in China’s interest to maintain stability in the Korean peninsula", "Stability is in China's interest."),
    ("doubled", "It is in China’s interest to maintain stability in the Korean peninsula", "Stability is in China's interest."),
    ("altered", "It is in Japan’s interest to maintain stability in the Korean peninsula", "Stability is in Japan's interest."),
    ("paraphrased", "A collapse would send North Korean refugees to China", "Refugees would come."),
    ("invented", "The famine has killed thousands since last winter", "A famine killed thousands."),
    ("paraphrased", "China does not want foreign troops near its border", "China wants no troops."),
    ("invented", "“We will never abandon our ally,” a spokesman said", "A spokesman promised help."),
]
# fmt: on
"""What each claim of the answer is, its words, and its restatement."""


def answer() -> bytes:
    """The answer as it was given: sentences, and JSON in a fence."""
    claims = [
        {"words": words, "restatement": restatement, "kind": "descriptive", "about": []}
        for _, words, restatement in ANSWER
    ]
    answer_text = json.dumps({"claims": claims}, ensure_ascii=False, indent=1)
    return f"Here are the claims of the article:\n\n```json\n{answer_text}\n```\n\nShall I go on?\n".encode()


def test_an_answer_of_sixty_claims_is_sorted() -> None:
    assert len(ANSWER) == 60
    with pytest.raises(archive.errors.ReadError) as refused:
        archive.add(FRENEMIES, answer(), "sheet")
    reported: dict[int, set[str]] = {}
    for finding in refused.value.findings:
        number = int(finding.message.split(":")[0].split(",")[0].removeprefix("claim "))
        reported.setdefault(number, set()).add(finding.code)
    expected = {
        "real": set(),
        "form": {"words-form"},
        "doubled": {"row-doubled"},
        **{sort: {"words-not-found"} for sort in ("altered", "paraphrased", "invented")},
    }
    found = {n: (sort, reported.get(n, set())) for n, (sort, *_) in enumerate(ANSWER, 1)}
    assert found == {n: (sort, expected[sort]) for n, (sort, *_) in enumerate(ANSWER, 1)}


def test_only_words_of_the_article_get_in() -> None:
    laid = archive.add(FRENEMIES, answer(), "sheet", good_rows=True).document
    sorts = Counter(sort for sort, *_ in ANSWER)
    assert len(laid.claims) == sorts["real"] + sorts["form"]
    texts = {block.id: block.text for block in FRENEMIES.text_blocks()}
    for claim in laid.claims:
        for anchor in claim.anchors:
            assert texts[anchor.block][anchor.start : anchor.end] == anchor.exact
    assert archive.add(laid, answer(), "sheet", good_rows=True).document is laid


def test_each_altered_quotation_is_reported_with_the_words_that_stand_there() -> None:
    with pytest.raises(archive.errors.ReadError) as refused:
        archive.add(FRENEMIES, answer(), "sheet")
    for finding in refused.value.findings:
        number = int(finding.message.split(",")[0].split(":")[0].removeprefix("claim "))
        if ANSWER[number - 1][0] == "altered":
            assert "did you mean" in (finding.hint or ""), finding


def test_an_answer_is_located_by_line_and_column() -> None:
    data = b'{"claims": [\n {"words": "nowhere at all", "restatement": "A.", "kind": "causal"}]}'
    with pytest.raises(archive.errors.ReadError) as refused:
        archive.add(FRENEMIES, data, "sheet")
    [finding] = refused.value.findings
    assert (finding.location.line, finding.location.column) == (2, 12)


CLAIM = {
    "words": "tested a short-range, anti-aircraft missile",
    "restatement": "North Korea tested a missile.",
    "kind": "descriptive",
}
DECIDED = {
    **CLAIM,
    "public_restatement": "A missile left North Korea.",
    "status": "accepted",
    "by": "Pope Francis",
    "at": "2020-01-01T00:00:00Z",
}


@pytest.mark.parametrize(
    "given",
    [
        json.dumps({"claims": [DECIDED]}),
        json.dumps([DECIDED]),
        f"Here it is:\n```json\n{json.dumps(DECIDED)}\n```\n",
    ],
    ids=["an object", "an array", "a fence"],
)
def test_an_answer_neither_accepts_its_claims_nor_says_who_made_them(given: str) -> None:
    result = archive.add(FRENEMIES, given.encode(), "sheet", by="A model")
    (claim,) = result.document.claims
    assert claim.status == "proposed"
    assert [(one.name, one.type) for one in result.document.agents] == [("A model", "software")]
    reported = [found.message for found in result.findings if found.code == "not-trusted"]
    assert sorted(reported) == [
        'the maker given in the data is left out: 1 time, first "Pope Francis"',
        'the status given in the data is left out: 1 time, first "accepted"',
        'the time given in the data is left out: 1 time, first "2020-01-01T00:00:00Z"',
    ]


def test_a_line_of_a_sheet_that_a_person_trusts_says_who_decided_and_when() -> None:
    lines = f"{json.dumps(DECIDED)}\n{json.dumps({**DECIDED, 'restatement': 'Another.'})}\n"
    result = archive.add(FRENEMIES, lines.encode(), "sheet", by="Ada", trust=True)
    assert {claim.status for claim in result.document.claims} == {"accepted"}
    assert [agent.name for agent in result.document.agents] == ["Pope Francis", "Ada"]
    assert {claim.revision for claim in result.document.claims} == {result.document.revisions[0].id}


def test_an_answer_does_not_change_what_was_accepted_though_it_has_the_id() -> None:
    first = archive.add(FRENEMIES, json.dumps([{**CLAIM, "id": "c-1"}]).encode(), "sheet")
    accepted = json.dumps({**CLAIM, "id": "c-1", "status": "accepted"}).encode()
    record = archive.add(first.document, accepted, "sheet", by="Ada", trust=True).document
    other = json.dumps([{**CLAIM, "id": "c-1", "restatement": "It is true."}]).encode()
    result = archive.add(record, other, "sheet")
    assert result.document == record
    assert [found.code for found in result.findings] == ["row-contradicts"]
    assert "a program cannot change it" in str(result.findings[0])
