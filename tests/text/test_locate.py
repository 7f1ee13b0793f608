"""Words are found where a reader would say that they stand; where nobody can say, none is chosen.

First what is true of any text and any question, then a catalogue: of changes, of copies, of signs
that are several code points. In its texts ⟦ and ⟧ stand around words: in an old text around those
that are quoted, in a new one around those to be found. What is known to go wrong is marked so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from archive import Ambiguous, Found, Missing, Quote, locate
from archive.text.graphemes import splits_grapheme
from archive.text.normalized import normalized
from tests.strategies import texts
from tests.tools.cases import each_case

Answer = Found | Ambiguous | Missing
Spans = list[tuple[int, int]]

CONTEXT = 20
"""Code points of context on each side, as `locate` advises."""


def place_of(text: str, start: int, end: int) -> dict[str, Any]:
    """What somebody knows who has kept where words stood and what stood around them."""
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return {"near": start, "prefix": prefix, "suffix": suffix}


def places_in(answer: Answer) -> tuple[Found, ...]:
    match answer:
        case Found():
            return (answer,)
        case Ambiguous():
            return answer.candidates
        case Missing():
            return (answer.nearest,) if answer.nearest else ()


def spans_in(answer: Answer) -> Spans:
    return [(place.start, place.end) for place in places_in(answer)]


def copies(text: str, words: str) -> list[int]:
    """Where words stand in a text code point for code point; copies may overlap."""
    return [n for n in range(len(text)) if text.startswith(words, n)]


# --- texts of which it is known where each sign ends ---

POOLS = (
    "The ferry sails at noon and nobody knows why it is late again , said Ömer",
    "t|r|e\u0301|s f|a\u0302|c|h|e\u0301 n|a\u0308|i\u0308|f v|o\u0323\u0302|n le début",
    "قال الشيخ إن الحقيقة لا تموت مَ|دْ|رَ|سَ|ة كِ|تَا|بٌ",
    "漢 代 的 史 官 記 下 眞 實 𠮷 野 葛\U000e0100| 名聲",
    "हि|न्दी स|त्य की| जी|त हो|ती है| क्ष|मा का| अ|र्थ",
    "👩\u200d👩\u200d👧| 👩 👍🏽| 👍 🇪🇺| 🇫🇷| 🏳\ufe0f\u200d🌈| 1\ufe0f\u20e3| so",
    "so",
)
"""Words of several scripts. Where a sign is more than one code point, bars end the signs."""
GAPS = (" ", " ", " ", " ", ", ", ". ", "\n", "\r\n|", "\r\n|\r\n|", "\xa0", " \u200f", "\u200e ")


def signs_of(word: str) -> list[str]:
    return [sign for sign in word.split("|") if sign] if "|" in word else list(word)


def rows_of_signs(max_size: int = 40) -> st.SearchStrategy[list[str]]:
    """Texts as rows of signs: of one script, or of all of them."""
    return st.sampled_from((*POOLS, " ".join(POOLS))).flatmap(
        lambda pool: st.lists(
            st.tuples(st.sampled_from(pool.split()), st.sampled_from((*GAPS, ""))),
            max_size=max_size,
        ).map(lambda words: [sign for pair in words for part in pair for sign in signs_of(part)])
    )


@dataclass(frozen=True)
class Cut:
    """A text as a row of pieces, and those that are quoted: from the first to before the last."""

    pieces: tuple[str, ...]
    first: int
    last: int

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def edges(self) -> set[int]:
        return set(accumulate(map(len, self.pieces), initial=0))

    @property
    def start(self) -> int:
        return len("".join(self.pieces[: self.first]))

    @property
    def exact(self) -> str:
        return "".join(self.pieces[self.first : self.last])

    @property
    def place(self) -> dict[str, Any]:
        return place_of(self.text, self.start, self.start + len(self.exact))


@st.composite
def cuts(draw: st.DrawFn, least: int = 1) -> Cut:
    signs = draw(rows_of_signs().filter(lambda signs: len(signs) >= least))
    first = draw(st.integers(0, len(signs) - least))
    last = draw(st.integers(first + least, min(len(signs), first + 40)))
    return Cut(tuple(signs), first, last)


# --- whatever is asked ---


def assert_holds(answer: Answer, text: str, exact: str) -> None:
    """What is true of every answer."""
    for place in places_in(answer):
        assert 0 <= place.start < place.end <= len(text)
        assert place.exact == text[place.start : place.end]
        assert not splits_grapheme(text, place.start)
        assert not splits_grapheme(text, place.end)
        assert 0 <= place.confidence <= 1
        assert (place.exact == exact) == (place.how in ("exact", "context"))
        assert (place.how == "restyled") == (
            place.exact != exact and normalized(place.exact) == normalized(exact)
        )
    if isinstance(answer, Ambiguous):
        assert len(set(answer.candidates)) == len(answer.candidates) > 1
        same = [place.confidence for place in answer.candidates if place.how != "approximate"]
        assert all(one >= other for one, other in pairwise(same))
    if not isinstance(answer, Found):
        assert answer.exact == exact


def any_text() -> st.SearchStrategy[str]:
    """Anything that a string may be, half of a surrogate pair too."""
    return st.one_of(
        texts(),
        st.text(st.characters(codec=None)),
        st.text(st.sampled_from("ab \u0301\u200d👩🇪🇺\r\n\0\ud83d\udc00क्षİß")),
        rows_of_signs().map("".join),
    )


@given(any_text(), any_text(), st.none() | st.integers(), any_text(), any_text())
@example("", "", None, "", "")
@example("", "words", 0, "", "")
@example("words", "", 3, "wo", "ds")
@example("wo", "words", -1, "", "")
@example("half \ud83d of a pair", "\ud83d", None, "", "")
@example("half \ud83d of a pair", "half \udc00 of a", 0, "\ud83d", "\udc00")
def test_any_question_has_an_answer(
    text: str, exact: str, near: int | None, prefix: str, suffix: str
) -> None:
    answer = locate(text, exact, near=near, prefix=prefix, suffix=suffix)
    assert_holds(answer, text, exact)
    assert answer == locate(text, exact, near=near, prefix=prefix, suffix=suffix)
    if not text or not exact:
        assert isinstance(answer, Missing)


@given(cuts(), cuts(), st.booleans(), st.booleans())
def test_no_answer_splits_a_sign(old: Cut, new: Cut, knows_near: bool, knows_context: bool) -> None:
    near, prefix, suffix = old.place.values()
    answer = locate(
        new.text,
        old.exact,
        near=near if knows_near else None,
        prefix=prefix if knows_context else "",
        suffix=suffix if knows_context else "",
    )
    assert_holds(answer, new.text, old.exact)
    for span in spans_in(answer):
        assert new.edges.issuperset(span)


@given(cuts(least=8), st.data())
def test_no_answer_splits_a_sign_where_signs_have_changed(old: Cut, data: st.DataObject) -> None:
    n = data.draw(st.integers(old.first, old.last - 1))
    others = data.draw(st.lists(st.sampled_from(old.pieces), max_size=3))
    new = replace(old, pieces=(*old.pieces[:n], *others, *old.pieces[n + 1 :]))
    answer = locate(new.text, old.exact, **old.place)
    assert_holds(answer, new.text, old.exact)
    for span in spans_in(answer):
        assert new.edges.issuperset(span)


@given(cuts())
@example(Cut(("हि", "न्दी", " "), 1, 2))
def test_in_an_unchanged_text_words_are_found_at_their_place(cut: Cut) -> None:
    answer = locate(cut.text, cut.exact, **cut.place)
    end = cut.start + len(cut.exact)
    if copies(cut.text, cut.exact) == [cut.start]:
        assert answer == Found(cut.start, end, cut.exact, "exact", 1.0)
    else:  # copies that nothing tells apart are not chosen from; the nearest is named first
        assert spans_in(answer)[0] == (cut.start, end)


@given(cuts(), rows_of_signs(6).map("".join), rows_of_signs(6).map("".join))
@example(Cut((*"le tr", "e\u0301", "s", " "), 6, 7), "The " * 5, "The " * 5)
def test_words_that_stand_once_are_found_where_a_little_was_put_around_them(
    cut: Cut, before: str, after: str
) -> None:
    text = f"{before}\n\n{cut.text}\n\n{after}"
    start = len(before) + 2 + cut.start
    assume(start - cut.start <= 100)
    assume(copies(text, cut.exact) == [start])
    answer = locate(text, cut.exact, **cut.place)
    assert isinstance(answer, Found)
    assert (answer.start, answer.exact) == (start, cut.exact)


@given(cuts(), st.text(st.sampled_from("ßþðæøλψЖЩ "), min_size=1, max_size=60), st.booleans())
def test_words_like_which_nothing_stands_there_are_missing(
    cut: Cut, exact: str, knows_place: bool
) -> None:
    assume(exact.strip())
    assert isinstance(locate(cut.text, exact, **cut.place if knows_place else {}), Missing)


@given(cuts(), st.booleans())
def test_a_quote_is_asked_for_like_its_words_with_its_context(cut: Cut, knows_near: bool) -> None:
    assume(cut.exact.strip())
    near, prefix, suffix = cut.place.values()
    near = near if knows_near else None
    quote = Quote(exact=cut.exact, prefix=prefix, suffix=suffix)
    assert locate(cut.text, quote, near=near) == locate(
        cut.text, cut.exact, near=near, prefix=prefix, suffix=suffix
    )


# --- words put in, mistyped, deleted, anywhere ---

WORDS = """
boats gulls herring letters morning quarrels merchants ropes barrels evening captain widow lantern
weather council stones journey market candles silver bridge harvest garden doctor soldiers pepper
orphan chapel wagons famine ledger thunder village orchard mirror needle
"""
"""Words of which none is like another."""


@st.composite
def stories(draw: st.DrawFn, least: int = 1) -> Cut:
    """A text in which every word stands once, and some of them are quoted."""
    words = draw(st.permutations(WORDS.split()))
    first = draw(st.integers(12, len(words) - 12 - least))
    return story(words, first, draw(st.integers(first + least, len(words) - 12)))


def story(words: Sequence[str], first: int, last: int) -> Cut:
    """Words with blanks between them, quoted from the first to before the last."""
    pieces = [piece for word in words for piece in (word, " ")]
    return Cut(tuple(pieces[:-1]), 2 * first, 2 * last - 1)


def assert_found_altered(new: Cut, answer: Answer) -> None:
    assert isinstance(answer, Found)
    assert (answer.start, answer.exact, answer.how) == (new.start, new.exact, "approximate")
    assert answer.confidence < 1


@given(stories(least=3), st.data(), st.booleans())
def test_a_typing_error_inside_leaves_the_ends_where_they_were(
    old: Cut, data: st.DataObject, knows_near: bool
) -> None:
    n = data.draw(st.integers(old.first + 1, old.last - 2).filter(lambda n: old.pieces[n] != " "))
    word = old.pieces[n]
    at = data.draw(st.integers(1, len(word) - 3))
    typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assume(typed != word)
    new = replace(old, pieces=(*old.pieces[:n], typed, *old.pieces[n + 1 :]))
    place = old.place if knows_near else {**old.place, "near": None}
    assert_found_altered(new, locate(new.text, old.exact, **place))


@given(stories(least=3), st.data(), st.booleans(), st.booleans())
def test_words_put_inside_belong_to_what_is_found_and_words_put_beside_it_do_not(
    old: Cut, data: st.DataObject, before: bool, after: bool
) -> None:
    words = old.text.split()
    first, last = old.first // 2, (old.last + 1) // 2
    n = data.draw(st.integers(first + 1, last - 1))
    left = [*words[:first], *["only"] * before]
    inside = [*words[first:n], "very", *words[n:last]]
    right = [*["now"] * after, *words[last:]]
    new = story([*left, *inside, *right], len(left), len(left + inside))
    answer = locate(new.text, old.exact, **old.place)
    if before and after and not isinstance(answer, Found):
        return  # its context has changed on both sides: it may refuse
    assert_found_altered(new, answer)


@given(stories(), st.booleans())
def test_words_that_were_deleted_are_missing_although_their_context_is_there(
    old: Cut, knows_near: bool
) -> None:
    new = "".join(old.pieces[: old.first] + old.pieces[old.last + 1 :])
    place = old.place if knows_near else {**old.place, "near": None}
    assert isinstance(locate(new, old.exact, **place), Missing)


# --- the catalogue: how its texts are read ---


def marked(text: str) -> tuple[str, Spans]:
    """A text without ⟦ and ⟧, and the stretches that stood between them."""
    plain, spans = "", []
    for part in text.split("⟦"):
        inside, mark, rest = part.partition("⟧")
        if mark:
            spans.append((len(plain), len(plain) + len(inside)))
        plain += inside + rest
    return plain, spans


def check(answer: Answer, expected: str, spans: Spans) -> None:
    """Hold an answer against what is expected.

    Args:
        answer: The answer.
        expected: How the words are found, or `found` where that is left open; or `ambiguous`; or
            `missing`.
        spans: Where they are found, or could stand, in the order of the text.
    """
    match answer:
        case Found():
            assert expected in (answer.how, "found"), answer
        case Ambiguous():
            assert expected == "ambiguous", answer
        case Missing():
            assert expected == "missing", answer
            return
    assert sorted(spans_in(answer)) == spans, answer


# --- what becomes of words that are known with their context ---

FERRY = (
    "The town of Aske lies at the mouth of the river. Every morning a dozen boats leave it, and in "
    "the evening most of them are back with herring and cod. The ferry was ⟦late again, said the "
    "harbour master⟧, and nobody was surprised. Visitors walk along the quay and buy what they can "
    "carry. When the wind comes from the east, the gulls sit on the roofs until it turns."
)
HAT = (
    "The mayor had been asked whether he would resign, and what he thought of the letters that had "
    """been found in his boat. He said: ⟦"It's over - or nearly so"⟧, and went home without his """
    "hat. Nobody saw him again before the winter, when the river froze and people crossed on foot."
)
FRENCH = (
    "La ville était calme depuis des jours et les pêcheurs attendaient le vent. Le maire avait été "
    "⟦très fâché à Genève⟧, où le café a fermé sans un mot. Il est rentré par le dernier train du "
    "soir, et personne ne lui a posé de questions sur son voyage."
)
CHINESE = (
    "從前在海邊的一個小城裏，每天早上都有十幾條船出海，到了晚上纔帶着魚回來。後來的人說，"
    "⟦眞實比名聲更重要⟧，可是很少有人照着做。春天風從東邊來的時候，大家都坐在屋裏等着。"
)
ARABIC = (
    "تقع المدينة الصغيرة عند مصب النهر، وتخرج منها القوارب كل صباح ثم تعود في المساء. قال الشيخ إن "
    "⟦الحقيقة لا تموت أبدا⟧، ثم كتب تلميذه كتابا عن أهلها. ويمشي الزوار على الرصيف حتى الليل."
)
HINDI = (
    "यह छोटा नगर नदी के मुहाने पर बसा है और हर सुबह यहाँ से नावें निकलती हैं। "
    "गाँव के शिक्षक ने कहा कि ⟦सत्य की जीत होती है⟧ और बच्चों ने ध्यान से सुना। "
    "यात्री घाट पर टहलते हैं और नाव की राह देखते हैं।"
)
WHOLE = "⟦late again, said the harbour master⟧"
JOKE = " A mug says: late again, said the harbour master! It is sold out."

Change = dict[str, str] | Callable[[str], str]


def change(id: str, old: str, how: Change, expected: str, *marks: Any) -> Any:
    """A line of the catalogue.

    Args:
        id: What happened to the words.
        old: The old text.
        how: What was replaced in it by what, its marks included; or what was done to it.
        expected: As `check` takes it.
        marks: Of pytest.
    """
    return pytest.param(old, how, expected, id=id, marks=marks)


def spaced(text: str) -> str:
    return text.replace("late again", "late\xa0again").replace("said the", "said  the\n")


CHANGES = [
    change("nothing changed", FERRY, {}, "exact"),
    change("a sentence was put before them", FERRY, {"cod. ": "cod. It rained. "}, "exact"),
    change(
        "words were put directly around them",
        FERRY,
        {"⟦late": "once more ⟦late", "master⟧": "master⟧ of Aske"},
        "exact",
    ),
    # forms
    change("letters were exchanged inside", FERRY, {"harbour": "harbuor"}, "approximate"),
    change("the first word was mistyped", FERRY, {"⟦late": "⟦lte"}, "approximate"),
    change("the last word was mistyped", FERRY, {"master⟧": "masterr⟧"}, "approximate"),
    change("some have capitals now", FERRY, {"⟦late again": "⟦LATE Again"}, "approximate"),
    change("all is in capitals now", FERRY, str.upper, "approximate"),
    change(
        "quotes are curly and dashes long now",
        HAT,
        {"⟦\"It's over -": "⟦“It’s over –", 'so"⟧': "so”⟧"},
        "restyled",
    ),
    change(
        "quotes are German now",
        HAT,
        {"⟦\"It's over -": "⟦„It’s over —", 'so"⟧': "so“⟧"},
        "restyled",
    ),
    change("white space changed", FERRY, spaced, "restyled"),
    change(
        "white space changed around them",
        FERRY,
        {"ferry was ": "ferry\nwas  ", "⟧, and": "⟧,\xa0and"},
        "exact",
    ),
    change("lines end otherwise now", FERRY, {"again, said": "again,\r\nsaid"}, "restyled"),
    change("accents were taken apart", FRENCH, lambda text: normalize("NFD", text), "restyled"),
    change("accents were left out", FRENCH, {"très fâché": "tres fache"}, "approximate"),
    # words
    change("a word was put inside", FERRY, {"the harbour": "the old harbour"}, "approximate"),
    change(
        "words were put inside and directly around",
        FERRY,
        {"⟦late": "indeed ⟦late", "harbour": "old harbour", "master⟧": "master⟧ of Aske"},
        "approximate",
    ),
    change("a word inside was replaced", FERRY, {"harbour": "station"}, "approximate"),
    change("a word inside was deleted", FERRY, {"harbour ": ""}, "approximate"),
    change("they were deleted and their context is left", FERRY, {f" {WHOLE}": ""}, "missing"),
    change("one word of them is left over", FERRY, {WHOLE: "late"}, "missing"),
    change("other words stand there", FERRY, {WHOLE: "blown onto the rocks in fog"}, "missing"),
    change(
        "other words stand there, with few of them between",
        FERRY,
        {WHOLE: "late and empty, with nobody on board but the harbour cat and its master"},
        "missing",
    ),
    change(
        "their sentence was deleted",
        FERRY,
        {f"The ferry was {WHOLE}, and nobody was surprised. ": ""},
        "missing",
    ),
    # copies
    change("a copy was put behind them", FERRY, {"surprised.": f"surprised.{JOKE}"}, "context"),
    change(
        "they were deleted, and a copy stands between other words",
        FERRY,
        {f" {WHOLE}": "", "turns.": f"turns. A mug says: {WHOLE}! It is sold out."},
        "missing",
    ),
    # scripts
    change("nothing changed in Chinese", CHINESE, {}, "exact"),
    change("a Chinese sign was replaced", CHINESE, {"名聲": "名氣"}, "approximate"),
    change("Chinese signs were put inside", CHINESE, {"⟦眞實": "⟦眞實永遠"}, "approximate"),
    change(
        "Chinese signs were put directly around",
        CHINESE,
        {"⟦眞": "原來⟦眞", "重要⟧": "重要⟧得多"},
        "exact",
    ),
    change("a Chinese clause was deleted", CHINESE, {"⟦眞實比名聲更重要⟧，": ""}, "missing"),
    change("nothing changed in Arabic", ARABIC, {}, "exact"),
    change("Arabic is written with vowels", ARABIC, {"الحقيقة": "الحَقِيقَة"}, "approximate"),
    change("an Arabic word was put inside", ARABIC, {"لا تموت": "وحدها لا تموت"}, "approximate"),
    change(
        "marks of direction were put around Arabic",
        ARABIC,
        {"⟦": "\u200f⟦", "⟧": "⟧\u200f"},
        "exact",
    ),
    change("Arabic words were deleted", ARABIC, {"إن ⟦الحقيقة لا تموت أبدا⟧": ""}, "missing"),
    change("nothing changed in Hindi", HINDI, {}, "exact"),
    change("a Hindi vowel was mistyped", HINDI, {"जीत": "जित"}, "approximate"),
    change("a Hindi conjunct was mistyped", HINDI, {"⟦सत्य": "⟦सत"}, "approximate"),
    change("a Hindi word was put inside", HINDI, {"की जीत": "की ही जीत"}, "approximate"),
    change("Hindi words were deleted", HINDI, {"कि ⟦सत्य की जीत होती है⟧ ": ""}, "missing"),
]


def changed(text: str, how: Change) -> str:
    if callable(how):
        return how(text)
    for words, others in how.items():
        assert text.count(words) == 1, words
        text = text.replace(words, others)
    return text


@each_case("knows_near", [True, False], ids=["near", "no near"])
@each_case(("old", "how", "expected"), CHANGES)
def test_the_answer_is_right_when(old: str, how: Change, expected: str, knows_near: bool) -> None:
    old_text, [(start, end)] = marked(old)
    text, spans = marked(changed(old, how))
    exact, place = old_text[start:end], place_of(old_text, start, end)
    answer = locate(text, exact, **place if knows_near else {**place, "near": None})
    assert_holds(answer, text, exact)
    check(answer, expected, spans)


# --- what is known of words, and what can be told from it ---

AGREE = (
    "We agree, said the mayor of Aske. Nobody else said anything for a long time, since all had "
    "thought that he would refuse, and the wind outside was loud enough. We agree, said the mayor "
    "of Brill. That was that, they thought, and went to look for a place where they could still "
    "get something to eat, for it was late. We agree, said the poet, when she heard of it."
)
"""The same words three times; twice the same words stand behind them."""


def agree(*right: int, near: int = 0) -> str:
    """The three copies, and marks at some: ⟦ and ⟧, and ¦ at the old place."""
    text, *others = AGREE.split("We agree")
    for n, behind in enumerate(others, 1):
        words = "⟦We agree⟧" if n in right else "We agree"
        text += "¦" * (n == near) + words + behind
    return text


def ask(id: str, text: str, quote: str | Quote, known: dict[str, Any], expected: str) -> Any:
    """A line of the catalogue: a text, marked, in which ¦ is the old place if that is known."""
    return pytest.param(text, quote, known, expected, id=id)


AFTER_AGREE = {"suffix": ", said the mayor of "}

QUESTIONS = [
    # the words stand once
    ask("words stand once", "A ship ⟦came in⟧ at noon.", "came in", {}, "exact"),
    ask("words are the whole text", "⟦Came in.⟧", "Came in.", {}, "exact"),
    ask("words begin the text", "⟦A ship⟧ came in.", "A ship", {"suffix": " came in."}, "exact"),
    ask("words end the text", "A ship ⟦came in.⟧", "came in.", {"prefix": "A ship "}, "exact"),
    ask("blanks are quoted too", "A ship⟦ came in ⟧at noon.", " came in ", {}, "exact"),
    ask(
        "only one side of the context is left",
        "He knew ¦that ⟦a ship came in⟧ from Brill.",
        "a ship came in",
        {"prefix": "He knew that ", "suffix": " at noon, as always"},
        "exact",
    ),
    ask(
        "nothing of the context is left, but the words tell enough and stand where they stood",
        "¦On Friday ⟦a ship with a cargo of oranges and lemons came in⟧, to our joy.",
        "a ship with a cargo of oranges and lemons came in",
        {"prefix": "Nobody remembers it: ", "suffix": " late in the year. "},
        "exact",
    ),
    ask(
        "nothing of the context is left, and the words tell little",
        "Early on Friday ⟦a ship⟧ sank before our very eyes.",
        "a ship",
        {"prefix": "Nobody had heard of ", "suffix": " with oranges, until"},
        "missing",
    ),
    # several copies
    ask("nothing is known", agree(1, 2, 3), "We agree", {}, "ambiguous"),
    ask("what stood before tells", agree(2), "We agree", {"prefix": "enough. "}, "context"),
    ask("what stood behind tells", agree(3), "We agree", {"suffix": ", said the poet"}, "context"),
    ask(
        "what stood on both sides tells",
        agree(3),
        "We agree",
        {"prefix": "for it was late. ", "suffix": ", said the poet, when"},
        "context",
    ),
    ask(
        "the context that a quote has tells",
        agree(3),
        Quote(exact="We agree", suffix=", said the poet"),
        {},
        "context",
    ),
    ask(
        "the context that is given counts, not that of the quote",
        agree(3),
        Quote(exact="We agree", prefix="loud enough. "),
        {"prefix": "for it was late. "},
        "context",
    ),
    ask("two have the same context", agree(1, 2, 3), "We agree", AFTER_AGREE, "ambiguous"),
    ask(
        "two have the same context, and the first stands where they stood",
        agree(1, near=1),
        "We agree",
        AFTER_AGREE,
        "found",
    ),
    ask(
        "two have the same context, and the second stands where they stood",
        agree(2, near=2),
        "We agree",
        AFTER_AGREE,
        "found",
    ),
    ask(
        "two have the same context, and the old place is between them",
        agree(1, 2, 3).replace("had thought", "¦had thought"),
        "We agree",
        AFTER_AGREE,
        "ambiguous",
    ),
    ask(
        "one stands where they stood, and another so near that little may have moved them",
        "Then ¦⟦we agree⟧ and ⟦we agree⟧ again and sign.",
        "we agree",
        {},
        "ambiguous",
    ),
    ask(
        "one stands where they stood, and another has their context",
        agree(1, 2, 3, near=2),
        "We agree",
        {"prefix": "for it was late. ", "suffix": ", said the poet, when"},
        "ambiguous",
    ),
    ask(
        "one stands where they stood, and none has their context",
        agree(1, 2, 3, near=1),
        "We agree",
        {"prefix": "which is why few think ", "suffix": " about this any more"},
        "ambiguous",
    ),
    # far away
    ask(
        "they stand only far from their old place, among other words",
        f"¦It rained. {'So it went on, day after day. ' * 30}⟦We agree⟧, said the poet.",
        "We agree",
        {"prefix": "They looked up: ", "suffix": ", no more and no less"},
        "missing",
    ),
    ask(
        "they stand only far from their old place, and their context is not known",
        f"¦It rained. {'So it went on, day after day. ' * 30}⟦We agree⟧, said the poet.",
        "We agree",
        {},
        "missing",
    ),
    ask(
        "they were mistyped at their place, and a copy stands far away among other words",
        f"They looked up: ¦⟦We argee⟧, said the poet. {'So it went on, day after day. ' * 30}"
        "It is a film: We agree, from 1911.",
        "We agree",
        {"prefix": "They looked up: ", "suffix": ", said the poet. So i"},
        "approximate",
    ),
    # inside of other words
    ask(
        "a word stands only inside of another",
        "They gave a party for the poor.",
        "art",
        {"prefix": "They gave ", "suffix": " for the poor."},
        "missing",
    ),
    ask(
        "a word begins another",
        "They met an artist from Brill.",
        "art",
        {"prefix": "a lover of ", "suffix": " and music"},
        "missing",
    ),
    ask(
        "a word ends another",
        "In Brill it fell apart.",
        "art",
        {"prefix": "they only care for ", "suffix": "."},
        "missing",
    ),
    ask(
        "a word stands inside of another, and by itself",
        "They gave a party for ⟦art⟧ and music.",
        "art",
        {"prefix": "for ", "suffix": " and music."},
        "exact",
    ),
    ask(
        "part of a word is quoted",
        "They gave a p⟦art⟧y for the poor.",
        "art",
        {"prefix": "They gave a p", "suffix": "y for the poor."},
        "exact",
    ),
    ask(
        "a month is a verb now",
        "It may rain.",
        "May",
        {"prefix": "It was ", "suffix": "."},
        "missing",
    ),
    # nothing
    ask(
        "another word stands in the place of the only one",
        f"It had rained. In the harbour of Brill twelve ships lay at anchor. {'All was calm. ' * 5}",
        "two",
        {"prefix": "e harbour of Brill ", "suffix": " ships lay at ancho"},
        "missing",
    ),
    ask("no words", "A ship came in.", "", {"prefix": "A ", "suffix": "ship"}, "missing"),
    ask("no text", "", "A ship", {"near": 0}, "missing"),
    ask("more words than text", "A ship", "A ship came in.", {}, "missing"),
    ask(
        "nothing like them stands there",
        FERRY.replace("⟦", "").replace("⟧", ""),
        "quizzical jackdaws vex my big sphinx",
        {},
        "missing",
    ),
]


@each_case(("text", "quote", "known", "expected"), QUESTIONS)
def test_the_answer_is_right_where(
    text: str, quote: str | Quote, known: dict[str, Any], expected: str
) -> None:
    near = text.replace("⟦", "").replace("⟧", "").find("¦")
    if near >= 0:
        known = {"near": near, **known}
    text, spans = marked(text.replace("¦", ""))
    answer = locate(text, quote, **known)
    assert_holds(answer, text, quote if isinstance(quote, str) else quote.exact)
    check(answer, expected, spans)


def test_the_copy_with_the_likest_context_is_named_first() -> None:
    text, [first, second, third] = marked(agree(1, 2, 3))
    answer = locate(text, "We agree", suffix=", said the maid of Brill")
    assert isinstance(answer, Ambiguous)
    assert spans_in(answer) == [second, first, third]


def test_of_copies_with_the_same_context_the_nearest_is_named_first() -> None:
    text, [first, second, third] = marked(agree(1, 2, 3))
    for near, order in (
        (first[0] + 60, [first, second, third]),
        (second[0] + 60, [second, third, first]),
        (third[0] - 60, [third, second, first]),
    ):
        assert spans_in(locate(text, "We agree", near=near)) == order


def test_copies_that_overlap_are_copies() -> None:
    assert spans_in(locate("so so so", "so so")) == [(0, 5), (3, 8)]


def test_missing_words_come_with_what_is_most_like_them() -> None:
    text, _ = marked(FERRY)
    answer = locate(text, "late again, said a harbour-master")
    assert isinstance(answer, Missing)
    assert answer.nearest is not None
    assert answer.nearest.exact == "late again, said the harbour master"


def test_what_was_changed_lowers_the_confidence() -> None:
    old, [(start, end)] = marked(FERRY)
    unchanged, mistyped, rewritten = (
        locate(old.replace("the harbour", words), old[start:end], **place_of(old, start, end))
        for words in ("the harbour", "the harbuor", "the station")
    )
    assert isinstance(unchanged, Found)
    assert isinstance(mistyped, Found)
    assert isinstance(rewritten, Found)
    assert 1 == unchanged.confidence > mistyped.confidence > rewritten.confidence > 0.8


# --- what readers see as one sign ---

FAMILY = "👩\u200d👩\u200d👧"


def signs(id: str, text: str, words: str, expected: str, *marks: Any) -> Any:
    return pytest.param(text, words, expected, id=id, marks=marks)


SIGNS = [
    signs("a family is found whole", f"So ⟦{FAMILY}⟧ came.", FAMILY, "exact"),
    signs("a mother is not found in a family", f"So {FAMILY} came.", "👩", "missing"),
    signs("a mother is found beside a family", f"So {FAMILY} ⟦👩⟧ came.", "👩", "exact"),
    signs("a flag is found beside others", "So 🇪🇺⟦🇫🇷⟧🇪🇺 came.", "🇫🇷", "exact"),
    signs("no flag is found in halves of two", "So 🇪🇺🇫🇷 came.", "🇺🇫", "missing"),
    signs("a flag of tags is not cut", "So 🏴\U000e0067\U000e0062\U000e007f.", "🏴", "missing"),
    signs("a hand is found in its colour", "So ⟦👍🏽⟧ 👍🏿 👍.", "👍🏽", "exact"),
    signs("a hand without colour is another", "So 👍🏽 ⟦👍⟧.", "👍", "exact"),
    signs("a digit is not found in a key", "Press 1\ufe0f\u20e3 now.", "1", "missing"),
    signs("a letter is not found under its accent", "Le cafe\u0301.", "cafe", "missing"),
    signs("a letter is found with its accent", "Le ⟦cafe\u0301⟧.", "cafe\u0301", "exact"),
    signs("an accent is not found alone", "Le cafe\u0301.", "\u0301", "missing"),
    signs("half of a line end is not found", "One.\r\nTwo.", "\n", "missing"),
    signs("a line end is found whole", "One.⟦\r\n⟧Two.", "\r\n", "exact"),
    signs("a sign is not found without its variant", "在葛\U000e0100城", "葛", "missing"),
    signs("letters of Hangul are not cut off", "\u1112\u1161\u11ab", "\u1112\u1161", "missing"),
    signs("an Arabic letter is not found under its vowel", "مَدْرَسَة", "د", "missing"),
    signs("an Arabic letter is found with its vowel", "مَ⟦دْ⟧رَسَة", "دْ", "exact"),
    signs("a Hindi letter is not found without its vowel", "हिन्दी", "ह", "missing"),
    signs("a Hindi letter is found with its vowel", "⟦हि⟧न्दी", "हि", "exact"),
    signs("a conjunct is found whole", "⟦क्ष⟧म", "क्ष", "exact"),
    signs("the first of a conjunct is not found alone", "क्षमा", "क", "missing"),
    signs("a Thai letter is not found without its vowel", "น้ำ", "น้", "missing"),
    signs("a narrow kana is not found without its mark", "ｶﾞｽ", "ｶ", "missing"),
]


@each_case(("text", "words", "expected"), SIGNS)
def test_signs_are_whole(text: str, words: str, expected: str) -> None:
    plain, spans = marked(text)
    check(locate(plain, words), expected, spans)


# --- what is known to go wrong ---


def after(change: Change, *, old: str = FERRY, **known: Any) -> tuple[Answer, Spans]:
    """What is answered to a change, and what is expected."""
    old_text, [(start, end)] = marked(old)
    text, spans = marked(changed(old, change))
    return locate(text, old_text[start:end], **{**place_of(old_text, start, end), **known}), spans


def test_words_are_found_where_a_paragraph_was_put_before_them() -> None:
    paragraph = "A storm came up in the night, and the fishermen pulled their boats ashore. "
    answer, spans = after(lambda text: f"{2 * paragraph}\n\n{text}")
    check(answer, "exact", spans)


@pytest.mark.parametrize(
    ("old", "how"),
    [
        ("Why? The ⟦ferry is late⟧, said the harbour master.", {"⟦ferry is": "⟦ferry is very"}),
        (FERRY[FERRY.index("and cod.") :], {"harbour": "harbuor"}),
    ],
    ids=["a word put inside", "a typing error"],
)
def test_words_that_have_changed_are_found_near_the_ends_of_a_text(
    old: str, how: dict[str, str]
) -> None:
    answer, spans = after(how, old=old)
    check(answer, "approximate", spans)


@pytest.mark.parametrize(
    ("text", "words", "known"),
    [
        ("Article 11 ⟦says so⟧. Article 12 says so.", "says so", {"prefix": "Article 11 "}),
        (agree(2), "We agree", {"suffix": ", said the mayor of B"}),
    ],
    ids=["a number", "a name"],
)
def test_as_much_context_as_tells_copies_apart_is_enough(
    text: str, words: str, known: dict[str, Any]
) -> None:
    plain, spans = marked(text)
    check(locate(plain, words, **known), "context", spans)


@pytest.mark.parametrize(
    ("text", "word", "prefix", "suffix"),
    [
        (normalize("NFD", "Le début."), "but", "le ", "."),
        ("हिन्दी भाषा", "दी", "वह ", " भाषा"),
    ],
    ids=["French", "Hindi"],
)
def test_a_word_is_not_found_behind_a_letter_with_a_mark(
    text: str, word: str, prefix: str, suffix: str
) -> None:
    check(locate(text, word, prefix=prefix, suffix=suffix), "missing", [])


def test_a_short_word_is_found_where_accents_were_taken_apart() -> None:
    old = FRENCH.replace("⟦", "").replace("⟧", "").replace("café", "⟦café⟧")
    answer, spans = after(lambda text: normalize("NFD", text), old=old)
    check(answer, "restyled", spans)


@each_case(
    ("old", "how", "expected"),
    [
        (HAT, {"⟦\"It's over -": "⟦“It’s over –", 'so"⟧': "so”⟧"}, "restyled"),
        (FERRY, {"⟦late again": "⟦Late Again"}, "approximate"),
        (FERRY, {"harbour master⟧": "harbour\nmaster⟧"}, "restyled"),
    ],
    ids=["quotes and dashes", "capitals", "white space"],
)
def test_words_that_stand_once_in_another_form_are_found_without_context(
    old: str, how: dict[str, str], expected: str
) -> None:
    answer, spans = after(how, old=old, near=None, prefix="", suffix="")
    check(answer, expected, spans)


def test_words_are_not_said_to_stand_once_where_they_stand_several_times() -> None:
    text, [first] = marked(agree(1))
    answer = locate(text, "We agree", near=0)
    assert spans_in(answer) == [first]
    assert isinstance(answer, Found)
    assert answer.how != "exact"


def test_no_candidate_is_named_twice() -> None:
    spans = spans_in(locate("The ferry ", "r", prefix="The fer", suffix="y "))
    assert sorted(spans) == [(6, 7), (7, 8)]
