"""The judge of real texts, held to texts made by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import skip_or_fail
from tests.revision.accuracy import Answer
from tests.revision.histories import copies, counting, form
from tests.revision.histories.aligned import GONE, aligned
from tests.revision.histories.counting import METHODS, Said, counted
from tests.revision.histories.pairs import (
    Pair,
    Span,
    Text,
    drawn,
    histories,
    pairs,
    script_of,
)
from tests.revision.histories.truth import Truths, is_silently_wrong
from tests.revision.histories.words import words

FERRY = (
    "The ferry to the island leaves the old harbour at nine every morning of the week.\n\n"
    "Its captain has sailed for thirty years, and he knows each rock by a name of its own.\n\n"
    "Visitors pay forty crowns for the crossing, and children under six travel free of charge.\n\n"
    "In winter the crossing takes longer because the ice must first be broken by hand.\n"
)
RIVER = (
    "清晨的渡船每天九点从旧码头出发，开往河中央的小岛。\n\n"
    "船长在这条河上航行了三十年，他给每一块礁石都起了名字。\n\n"
    "游客过河需要支付四十元，六岁以下的儿童可以免费乘坐。\n\n"
    "冬天过河要花更长的时间，因为船员必须先用手把冰敲碎。\n"
)


@pytest.fixture(autouse=True)
def git() -> None:
    if shutil.which("git") is None:
        skip_or_fail("git is not there")


def truths(old: str, new: str) -> Truths:
    return Truths(Pair("by hand", Text(old), Text(new)))


def span_of(text: str, part: str) -> Span:
    assert text.count(part) == 1
    return text.index(part), text.index(part) + len(part)


def verdict(judge: Truths, quotation: str, words: str | None, *, altered: bool = False) -> str:
    """What an answer is worth; `words` are what it points at."""
    answer = None
    if words is not None:
        answer = Answer(*span_of(judge.pair.new.text, words), altered)
    found = judge.verdict(span_of(judge.pair.old.text, quotation), answer)
    return f"{found}, silently" if is_silently_wrong(found, answer) else found


def place(judge: Truths, quotation: str) -> str | None:
    truth = judge.of(span_of(judge.pair.old.text, quotation))
    return judge.pair.new.text[slice(*truth.place)] if truth.place else None


def test_words_are_compared_without_form() -> None:
    assert [w.key for w in words("“Été”, l’été – İ ＡＢ")][:4] == ["été", "l", "été", "i̇"]
    assert [w.key for w in words("e\u0301te\u0301 ＡＢ")] == ["été", "ab"]
    assert [w.key for w in words("船长 x2, कि")] == ["船", "长", "x2", "कि"]
    assert [w.weight for w in words("船 ab")] == [2, 2]


@pytest.mark.parametrize(("old", "script"), [(FERRY, "latin"), (RIVER, "han")])
def test_a_text_that_stays_is_the_same_word_by_word(old: str, script: str) -> None:
    text = Text(old)
    assert script_of(old) == script
    assert aligned(text.words, text.words) == list(range(len(text.words)))
    judge = truths(old, old)
    assert not judge.changed_sentences()
    assert all(judge.of(span).fate == "stands" for span in drawn("any", text, 20))


def test_an_edited_word_is_gone_and_its_sentence_has_changed() -> None:
    judge = truths(FERRY, FERRY.replace("forty crowns", "ninety crowns"))
    number = judge.pair.old.held(*span_of(FERRY, "forty"))
    assert [judge.images[k] for k in number] == [GONE]
    (sentence,) = judge.changed_sentences()
    truth = judge.of(sentence)
    assert (truth.fate, truth.changed, round(truth.kept, 2)) == ("stands", True, 0.93)
    pay = "Visitors pay forty crowns"
    assert verdict(judge, pay, "Visitors pay ninety crowns", altered=True) == "right"
    assert verdict(judge, pay, None) == "refused"
    assert verdict(judge, pay, "Visitors pay ninety", altered=True) == "edge"
    assert verdict(judge, pay, "crowns for the crossing", altered=True) == "elsewhere, silently"
    assert verdict(judge, pay, "The ferry to", altered=True) == "elsewhere, silently"
    assert verdict(judge, "forty", "ninety", altered=True) == "right"
    assert verdict(judge, "forty", None) == "right"
    assert verdict(judge, "crowns for the crossing", "crowns for the crossing") == "right"
    assert verdict(judge, "crowns for the crossing", "crowns for") == "edge, silently"


def test_an_edited_word_of_chinese_is_gone() -> None:
    judge = truths(RIVER, RIVER.replace("四十元", "九十元"))
    (sentence,) = judge.changed_sentences()
    assert judge.of(sentence).kept > 0.9
    assert place(judge, "支付四十元") == "支付九十元"
    assert verdict(judge, "支付四十元", "支付九十元", altered=True) == "right"
    assert verdict(judge, "支付四十元", "岁以下的", altered=True) == "elsewhere, silently"
    assert verdict(judge, "船长在这条河上", "船长在这条河上") == "right"
    assert verdict(judge, "船长在这条河上", None) == "refused"


@pytest.mark.parametrize("old", [FERRY, RIVER])
def test_a_deleted_paragraph_is_gone(old: str) -> None:
    parts = old.split("\n\n")
    judge = truths(old, "\n\n".join(parts[:1] + parts[2:]))
    truth = judge.of(span_of(old, parts[1]))
    assert (truth.fate, truth.kept, truth.place) == ("gone", 0, None)
    assert verdict(judge, parts[1], None) == "right"
    assert verdict(judge, parts[1], parts[2]) == "elsewhere, silently"
    assert not judge.changed_sentences()


@pytest.mark.parametrize("old", [FERRY, RIVER])
def test_a_moved_paragraph_stands_where_it_is_now(old: str) -> None:
    parts = old.rstrip("\n").split("\n\n")
    new = "\n\n".join([parts[3], parts[0], parts[1], parts[2]]) + "\n"
    judge = truths(old, new)
    assert [place(judge, part) for part in parts] == [part[:-1] for part in parts]
    assert verdict(judge, parts[3], parts[3]) == "right"
    assert verdict(judge, parts[3], parts[2]) == "elsewhere, silently"


def test_a_copy_elsewhere_that_says_it_is_the_same_takes_no_place() -> None:
    was = (
        "Visitors pay forty crowns for the crossing, and children under six travel free of charge."
    )
    now = was.replace("forty", "ninety")
    judge = truths(
        FERRY.replace(was, f"{was} {was[:20]}."), FERRY.replace(was, f"{now} {was[:20]}.")
    )
    assert verdict(judge, was, now, altered=True) == "right"
    assert verdict(judge, was, now[-20:], altered=True) == "edge"
    twice = truths(FERRY, f"{FERRY.replace(was, now)}\n{was}\n")
    assert twice.of(span_of(FERRY, was)).fate == "unknown"
    assert verdict(twice, was, was) == "nobody knows"


def test_what_a_new_paragraph_parts_may_be_refused_or_its_larger_part_is_altered() -> None:
    judge = truths(FERRY, FERRY.replace(", and he knows", ".\n\nHe knows"))
    sentence = (
        "Its captain has sailed for thirty years, and he knows each rock by a name of its own."
    )
    assert judge.of(span_of(FERRY, sentence)).fate == "parted"
    larger = "Its captain has sailed for thirty years"
    assert verdict(judge, sentence, None) == "right"
    assert verdict(judge, sentence, larger, altered=True) == "right"
    assert verdict(judge, sentence, larger) == "edge, silently"
    assert verdict(judge, sentence, "He knows each rock", altered=True) == "edge"


def test_words_that_are_few_and_scattered_prove_nothing() -> None:
    old = "The old mill by the pond was sold in May.\n\n" + FERRY
    judge = truths(old, "Nobody has seen the owner of a pond since then.\n\n" + FERRY)
    assert judge.of(span_of(old, "The old mill by the pond was sold in May")).fate == "unknown"


def test_everything_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    old = Text(FERRY)
    parts = FERRY.split("\n\n")
    new = "\n\n".join([parts[0], parts[2].replace("forty", "ninety"), parts[3]])
    spans = tuple(span_of(FERRY, part) for part in ("forty", "In winter", "thirty years"))
    pair = Pair("by hand", old, Text(new), spans)

    def said(pair: Pair, spans: list[Span]) -> Said:
        """Refuse all but what stands unchanged, and give words of others for that."""
        asked = [pair.old.text[slice(*span)] for span in spans]
        at = span_of(pair.new.text, "The ferry")
        return Said([Answer(*at) if a == "In winter" else None for a in asked], 1.5)

    monkeypatch.setitem(METHODS, "said", said)
    score = counted(pair, METHODS["said"], 60)
    assert score.asked == score.judged == 4
    assert score.verdicts == {"right": 2, "refused": 1, "elsewhere": 1}
    assert (score.gone, score.parted, score.seconds) == (2, 0, 1.5)
    assert [pair.old.text[slice(*fault.span)] for fault in score.faults["silently wrong"]] == [
        "In winter"
    ]
    assert (score.changed, len(score.faults["changed"])) == (1, 1)
    whole = counting.Score()
    whole.add(score)
    whole.add(score)
    assert (whole.asked, whole.seconds, whole.verdicts["right"]) == (8, 3.0, 4)


@pytest.mark.parametrize("old", [FERRY, RIVER])
def test_rebase_is_asked_about_whole_words_in_one_block(old: str) -> None:
    text = Text(old)
    spans = drawn("any", text, 30)
    assert spans == drawn("any", text, 30) != drawn("another", text, 30)
    assert len(spans) == 30
    assert all("\n\n" not in old[slice(*span)] for span in spans)
    new = Text(old.replace("\n\n", "\n\n•\n\n", 1))
    score = counted(Pair("by hand", text, new, spans), METHODS["rebase"], 60)
    assert score.verdicts == {"right": 30}
    assert not score.faults["silently wrong"]
    assert score.seconds > 0


def test_neighbours_are_a_pair_and_so_are_the_first_and_the_last(tmp_path: Path) -> None:
    for name, count in (("one", 3), ("two", 2)):
        (tmp_path / name).mkdir()
        for n in range(count):
            Path(tmp_path, name, f"{n + 1}.txt").write_text(FERRY + f"\nEdition {n}.\n", "utf-8")
    (tmp_path / "two" / "3.txt").write_bytes(b"a \x08 sign that no XML can hold\n")
    found = [p.name for name, versions in histories(tmp_path) for p in pairs(name, versions, 3)]
    assert found == ["one 1-2", "one 2-3", "one 1-3", "two 1-2"]


@pytest.mark.parametrize("old", [FERRY, RIVER])
def test_an_edited_sentence_and_its_copy_stand_where_they_were_put(old: str) -> None:
    found = list(copies.edited("any", Text(old), 2)) or list(copies.edited("any", Text(FERRY), 2))
    assert len(found) == 2
    for one in found:
        sentence = one.old.text[slice(*one.sentence)]
        for way in copies.WAYS:
            new, place, copy = one.with_copy(way)
            assert (new[slice(*place)], new[slice(*copy)]) == (one.now, sentence)
            assert new.count(sentence) == new.count(one.now) == 1
    counts = copies.counted([("any", [Text(old)])], 1)
    assert all(went.total() <= 1 for went in counts.went.values())


def test_another_form_has_the_same_words() -> None:
    text = FERRY.replace("a name of its own", 'a "name" of its own - Éva\'s')
    changed = {name: way(text) for name, way in form.WAYS.items()}
    assert all(other != text for other in changed.values())
    keys = [word.key for word in words(text)]
    assert all([word.key for word in words(other)] == keys for other in changed.values())
    assert "“name” of its own – Éva’s" in changed["other quotation marks and dashes"]
