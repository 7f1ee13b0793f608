"""The generated archives: valid, the same each time, with what records share as often as in life."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from tests.store.generated.articles import drawn_article
from tests.store.generated.folders import make_archive, make_record
from tests.store.generated.languages import LANGUAGES, OFFSET, drawn_words
from tests.store.generated.records import made_record
from tests.store.generated.shared_parts import WORKS, drawn_number, shared_work


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
@given(seed=st.integers(0, 2**32), number=st.integers(0, 10**6))
def test_each_record_is_valid(
    seed: int, number: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    record = make_record(tmp_path_factory.mktemp("archive"), number, seed)
    report = archive.validate(record)
    assert [*report.errors] == []
    assert (record / "document.json").read_bytes() == archive.write(
        archive.load(record), "json"
    ).data
    assert archive.load(record / "document.tei.xml") == archive.load(record)


@pytest.mark.slow
def test_texts_and_pages_in_each_language_are_valid(tmp_path: Path) -> None:
    seen = set()
    for number in range(1500):
        if len(seen) == 2 * len(LANGUAGES):
            break
        language = drawn_article(5, number).language.tag
        if {(language, "text/plain"), (language, "text/html")} <= seen:
            continue
        made = made_record(5, number)
        kind = made.document.captures[0].media_type.partition(";")[0]
        if (language, kind) not in seen:
            seen.add((language, kind))
            assert [*archive.validate(make_record(tmp_path, number, 5)).errors] == [], language
    assert len(seen) == 2 * len(LANGUAGES)


@pytest.mark.slow
def test_the_files_are_the_same_whatever_the_number_of_processes(tmp_path: Path) -> None:
    counts = {make_archive(tmp_path / f"{n}", 30, 7, processes=n) for n in (1, 2)}
    assert len(counts) == 1
    assert files_of(tmp_path / "1") == files_of(tmp_path / "2")


@pytest.mark.slow
def test_a_record_is_the_same_in_an_archive_of_any_size(tmp_path: Path) -> None:
    make_archive(tmp_path / "all", 5, 3)
    alone = make_record(tmp_path / "alone", 4, 3)
    name = alone.relative_to(tmp_path / "alone")
    assert files_of(alone) == files_of(tmp_path / "all" / name)
    assert files_of(make_record(tmp_path / "other", 4, 2)) != files_of(alone)


@pytest.mark.slow
def test_a_record_has_forty_paragraphs_and_fifty_statements_on_average() -> None:
    documents = [made_record(1, number).document for number in range(300)]
    assert 36 < sum(len(d.text_blocks()) for d in documents) / 300 < 46
    assert 45 < sum(len(d.annotations) + len(d.claims) for d in documents) / 300 < 57
    assert {d.language for d in documents} == {language.tag for language in LANGUAGES}
    verdicts = {a.verdict for d in documents for a in d.assessments}
    assert verdicts == {"supported", "contradicted", "mixed", "unverifiable", "doubt"}
    statuses = {claim.status for d in documents for claim in d.claims}
    assert statuses == {"proposed", "accepted", "rejected"}
    rights = {d.rights.text.update(reason=None) for d in documents if d.rights.text}
    assert len(rights) == 15
    assert any(work.withdrawn for d in documents for work in d.works)


def test_a_few_works_are_drawn_hundreds_of_times_and_most_once_or_twice() -> None:
    random = Random(1)
    drawn = Counter(drawn_number(random, WORKS) for _ in range(60_000))
    assert 0 <= min(drawn) <= max(drawn) < WORKS
    assert 200 < drawn.most_common(1)[0][1] < 600
    assert sum(count > 100 for count in drawn.values()) > 20
    assert sum(count <= 2 for count in drawn.values()) > len(drawn) * 0.6


@pytest.mark.slow
def test_a_shared_work_has_one_doi_and_one_address_wherever_it_is() -> None:
    works = [shared_work(0, number) for number in range(200)]
    assert len({work.doi for work in works if work.doi}) == sum(
        work.doi is not None for work in works
    )
    assert all(work.doi or work.address for work in works)
    assert shared_work(0, 5) is not shared_work(1, 5) != shared_work(0, 5)


@pytest.mark.slow
def test_words_follow_the_law_of_zipf() -> None:
    random = Random(1)
    for language in LANGUAGES:
        ranks = [n for _, n in Counter(drawn_words(language, random, 40_000)).most_common()]
        for rank in (1, 20, 100):  # rank r is weighted 1 / (r + 2.7)
            expected = ranks[0] * (1 + OFFSET) / (rank + OFFSET)
            assert 0.75 < ranks[rank - 1] / expected < 1.35, (language.tag, rank)


def test_words_that_are_named_stand_where_the_text_says() -> None:
    for number in range(10):
        article = drawn_article(0, number)
        for block in article.blocks():
            for words in block.named:
                names = words.names
                printed = block.text[words.start : words.end]
                if isinstance(names, str):
                    assert printed == names
                else:
                    assert printed in getattr(names, "names", (getattr(names, "title", ""),))
