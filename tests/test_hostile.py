"""Input made to harm: work stays near linear in it, and what is wrong is told in a sentence."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from contextlib import suppress
from time import process_time
from typing import Any

import pytest

import archive
from archive.formats.quotes import complete_quotes
from archive.model import invariants
from tests.samples import text_only

Work = Callable[[], object]

MOST = 24
"""How many times the work for n may be done for 8n: n log n takes about 10, n * n takes 64."""


def grows(make: Callable[[int], Work], n: int) -> float:
    """How much longer work for 8n takes than work for n: the least of a few measurements."""

    def least(work: Work, times: int) -> float:
        taken = []
        for _ in range(times):
            gc.collect()
            began = process_time()
            work()
            taken.append(process_time() - began)
        return min(taken)

    short = least(make(n), 3)
    return least(make(8 * n), 2) / short


def record(**fields: Any) -> dict[str, Any]:
    return {"schema_version": "1.0", "id": "a", **fields}


def paragraphs(*texts: str) -> list[dict[str, Any]]:
    blocks = [
        {"type": "paragraph", "id": f"p-{n}", "text": text} for n, text in enumerate(texts, 1)
    ]
    return [{"id": "s", "blocks": blocks}]


def claim(number: int, *anchors: Any, **fields: Any) -> dict[str, Any]:
    said = {"restatement": f"Claim {number}.", "kind": "descriptive"}
    return {"id": f"c-{number}", "anchors": list(anchors), **said, **fields}


def reading(raw: dict[str, Any] | bytes) -> Work:
    """Reading a record, whatever comes of it."""
    data = raw if isinstance(raw, bytes) else json.dumps(raw).encode()

    def work() -> None:
        with suppress(archive.ArchiveError):
            archive.read(data)

    return work


def reading_text(text: str) -> Work:
    def work() -> None:
        with suppress(archive.ArchiveError):
            archive.read(text.encode(), "text", id="a")

    return work


# --- work that could grow faster than the input ---


def a_line_of_blanks(n: int) -> Work:
    return reading_text(f"Title\n\n{' ' * n}\n\nText.\n")


def characters_that_xml_cannot_carry(n: int) -> Work:
    return reading_text("a line\x01\n" * n)


def unknown_fields(n: int) -> Work:
    return reading(record(claims=[claim(i, unheard=1) for i in range(n)]))


def items_under_a_long_name(n: int) -> Work:
    return reading(record(**{"x" * n: [0] * n}))


def claims_without_words(n: int) -> Work:
    return reading(record(claims=[claim(i) for i in range(n)]))


def completing(claims: list[dict[str, Any]], *texts: str) -> Work:
    data = json.dumps(record(sections=paragraphs(*texts), claims=claims))
    return lambda: complete_quotes(json.loads(data))


def words_without_place(n: int) -> Work:
    claims = [claim(i, {"exact": f"word{i} "}, {"exact": f"verb{i}"}) for i in range(n)]
    return completing(claims, " ".join(f"word{i}" for i in range(n)))


def words_without_place_that_stand_everywhere(n: int) -> Work:
    claims = [claim(i, {"exact": "e", "suffix": " e" * (i % 90)}) for i in range(n)]
    return completing(claims, "e " * n)


def words_within_a_block_each(n: int) -> Work:
    claims = [claim(i, {"exact": "e", "block": f"p-{i}"}) for i in range(1, n)]
    return completing(claims, *["e"] * n)


def quotes_under_a_long_name(n: int) -> Work:
    return reading(record(**{"x" * 10 * n: [{"exact": "e"}] * n}))


def unchecked(**fields: Any) -> archive.Document:
    """A document that nobody has checked, so that one invariant can be asked alone."""
    defaults = archive.Document(id="a")
    return archive.Document.model_construct(**{**defaults.__dict__, **fields})


def claimed(number: int, anchor: archive.Anchor) -> archive.Claim:
    return archive.Claim(
        id=f"c-{number}", anchors=(anchor,), restatement="It is.", kind="descriptive"
    )


def places_that_have_other_words(n: int) -> Work:
    """Anchors none of whose words stand at their place, nor anywhere else."""
    document = text_only("words of the text " * 4 * n)
    anchor = document.anchor_at("p-1", 0, 5)
    wrong = tuple(claimed(i, anchor.update(exact=f"{i:05}")) for i in range(n))
    document = unchecked(sections=document.sections, claims=wrong)
    return lambda: list(invariants.anchor_words_differ(document))


def references_to_a_wrong_kind(n: int) -> Work:
    anchor = text_only("words").anchor_at("p-1", 0, 5).update(block="s")
    wrong = tuple(claimed(i, anchor) for i in range(n))
    document = unchecked(sections=(archive.Section(id="s"),), claims=wrong)
    document.index.unfit_references  # noqa: B018 (built on first use)
    return lambda: list(invariants.reference_to_wrong_kind(document))


def assessments_in_a_row(n: int) -> Work:
    """Each of which supersedes the one before it."""
    row = tuple(
        archive.Assessment(
            id=f"a-{i}", claim="c", verdict="doubt", reasoning="So.", supersedes=f"a-{i - 1}"
        )
        for i in range(n)
    )
    document = unchecked(assessments=row)
    document.index.parts  # noqa: B018 (built on first use)
    return lambda: list(invariants.supersedes_wrongly(document))


def tagged(n: int, text: str = "word ") -> archive.Document:
    """A paragraph of n words, each with a tag of its own."""
    document = text_only(text * n)
    return document.add(
        *(
            archive.Tag(
                id=f"t-{i}",
                tag="a",
                anchors=(document.anchor_at("p-1", i * len(text), (i + 1) * len(text) - 1),),
            )
            for i in range(n)
        )
    )


def lookups_by_stretch(n: int) -> Work:
    document = tagged(n)
    return lambda: [document.overlapping("p-1", 5 * i, 5 * i + 1) for i in range(n)]


@pytest.mark.parametrize(
    ("make", "n"),
    [
        (a_line_of_blanks, 1000),
        (characters_that_xml_cannot_carry, 3000),
        (unknown_fields, 60),
        (claims_without_words, 250),
        (items_under_a_long_name, 2000),
        (words_without_place, 600),
        (words_without_place_that_stand_everywhere, 150),
        (words_within_a_block_each, 500),
        (quotes_under_a_long_name, 500),
        (places_that_have_other_words, 300),
        (references_to_a_wrong_kind, 100),
        (assessments_in_a_row, 200),
        (lookups_by_stretch, 200),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_work_grows_like_the_input(make: Callable[[int], Work], n: int) -> None:
    assert grows(make, n) < MOST


def test_a_long_name_in_an_extension_is_refused_where_it_stands() -> None:
    """Its length would come again in the pointer of every value under it."""
    long = "x" * 1001
    raw = record(extensions={"https://example.org/a": {"b": [{long: 10**4001, "x" * 1000: 1}]}})
    with pytest.raises(archive.InvalidDocument) as caught:
        archive.read(json.dumps(raw).encode())
    (finding,) = caught.value.findings
    assert finding.code == "extension-not-json"
    assert finding.location.pointer == "/extensions/https:~1~1example.org~1a/b/0"
    assert finding.message == "a name has 1,001 code points, and 1,000 are allowed"


def test_of_words_that_stand_in_very_many_places_a_hundred_are_counted() -> None:
    raw = record(sections=paragraphs("e" * 500), claims=[claim(1, {"exact": "e"})])
    with pytest.raises(archive.InvalidDocument, match="stands in 100 places or more: p-1 at 0, "):
        archive.read(json.dumps(raw).encode())
