"""Whether words name somebody: who is named is never nobody, who is not is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.text.cues import GROUPS
from archive.text.speakers import NOBODY, names_nobody, speaker, speaker_label
from tests.tools.cases import each_case

NAMES = st.from_regex(
    r"[A-Z][a-z]{2,8}( (of |on |for )?[A-Z][a-z]{2,8}){0,3}", fullmatch=True
).filter(lambda name: {"said", "says", *GROUPS}.isdisjoint(name.lower().split()))
"""What a name looks like: of a person or a body, of one word or several."""
CUES = (
    "According to {}", "according to {}", "{} said that", "said {}", "{}, a judge, has warned that",
    "{} told reporters that", "the mayor, {}, says", "{} has also argued that", "as {} notes",
    "{} denied", "is believed by {} to", "it is reported by {} that", "an official of {} said", "the head of {} said",
)  # fmt: skip


@given(NAMES, st.sampled_from(CUES))
def test_whoever_is_named_is_never_nobody(name: str, cue: str) -> None:
    assert name in speaker([cue.format(name)])
    assert name in speaker_label([cue.format(name)])


@given(NAMES, st.sampled_from(CUES))
def test_in_how_many_stretches_a_cue_stands_is_the_same(name: str, cue: str) -> None:
    words = cue.format(name).split()
    for at in range(1, len(words)):
        assert speaker([" ".join(words[:at]), " ".join(words[at:])]) == speaker([" ".join(words)])


@each_case(
    ("cue", "words"),
    [
        (["According to the Council on Foreign Relations"], "the Council on Foreign Relations"),
        (["Jane Doe, a judge, has warned that"], "Jane Doe, a judge"),
        (["Obama told reporters that"], "Obama"),
        (["said the ministry"], "the ministry"),
        (["Said the ministry"], "the ministry"),
        (["He", "saying"], "He"),
        (["it said"], "it"),
        (["a spokesman said"], "a spokesman"),
        (["the official said"], "the official"),
        (["police said"], "police"),
        (["Republicans say"], "Republicans"),
        (["experts at the Council say"], "experts at the Council"),
        (["some say, Jane Doe among them"], "some say, Jane Doe among them"),
        (["is feared by the mayor to"], "the mayor"),
        (["It is reported by the BBC that"], "the BBC"),
        (["Mr. Trump's latest suggestion that"], "Mr. Trump"),
        (["his claim that"], "his claim"),
        (["I most fervently hope"], "I most"),
        (["the lawmakers said"], "the lawmakers"),
        (["said that"], "said that"),
        (["laut Ministerium"], "laut Ministerium"),
        (["专家认为"], "专家认为"),
    ],
)  # fmt: skip
def test_words_that_name_or_describe_somebody_are_returned(cue: list[str], words: str) -> None:
    assert speaker(cue) == words


@each_case(
    "cue",
    [
        "It is said that", "it has been widely believed that", "is believed to", "are feared to",
        "what was perceived to be", "reportedly", "Allegedly,", "alleged", "so-called", "rumors that",
        "the rumors that", "There are reports that", "reports of", "many experts believe that",
        "Critics say", "some prominent critics argued that", "according to officials",
        "an expert said", "Some say", "others warn that", "State officials said",
        "officials told Reuters", "",
    ],
)  # fmt: skip
def test_impersonal_words_and_people_who_are_not_distinguished_name_nobody(cue: str) -> None:
    assert speaker([cue]) == ""
    assert speaker_label([cue]) == NOBODY


@given(NAMES)
def test_a_name_is_no_word_for_people(name: str) -> None:
    assert not names_nobody(name)
    assert not names_nobody(f"some experts of {name}")


@given(st.text(max_size=60))
def test_what_is_returned_stands_in_the_cue(cue: str) -> None:
    found = speaker([cue])
    assert found in " ".join(cue.split())
