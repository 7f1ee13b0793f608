"""The reading page: what it holds, where its words stand, where its links lead, what it may do."""

from __future__ import annotations

import base64
import re
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given

import archive
from archive.cli import main
from archive.errors import WriteError
from archive.model.anchors import Anchor, Orphan
from archive.model.assessments import Assessment
from archive.model.blocks import Figure, Image, TextBlock
from archive.model.document import Document
from archive.model.introspection import has_id
from archive.model.rights import Rights, RightsLayers
from archive.model.walk import walk
from archive.model.works import Evidence, Work
from archive.rights import public_record
from archive.wording.claims import numbers_of
from tests import records, samples
from tests.conftest import RECORDS, fewer
from tests.runner import runner
from tests.strategies import documents
from tests.tools.cases import each_case
from tests.view.articles import recaptured
from tests.view.html.page.reading import Page

RESERVED = Rights(uri="http://rightsstatements.org/vocab/InC/1.0/", basis="external")


@pytest.fixture(scope="module", params=RECORDS, ids=lambda path: path.name)
def real(request: pytest.FixtureRequest) -> Document:
    return archive.load(request.param)


def forbidden(text: str) -> str:
    """What HTML makes of characters that it forbids, and a parser of line ends."""
    planes = "".join(
        chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
    )
    forbidden = f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef{planes}]"
    return re.sub(forbidden, "\ufffd", text).replace("\r", "\n")


# --- the text, and the words of claims in it ---


@pytest.mark.slow
@fewer(2)
@given(documents())
def test_every_block_stands_there_word_for_word(document: Document) -> None:
    page = Page(document)
    for block in document.text_blocks():
        assert page.block(block.id) == forbidden(block.text.replace("\r", " "))


@pytest.mark.slow
@fewer(2)
@given(documents())
def test_the_words_of_claims_cues_and_conditions_are_those_of_their_anchors(
    document: Document,
) -> None:
    covered = Page(document).covered(document)
    for n, id in enumerate(numbers_of(document), start=1):
        claim = document.claim(id)
        cues = (stretch for step in claim.attribution for stretch in step.cue)
        for name, stretches in (("c", claim.anchors), ("q", cues), ("f", claim.condition)):
            places = {
                (stretch.block, at)
                for stretch in stretches
                if isinstance(stretch, Anchor)
                for at in range(stretch.start, stretch.end)
            }
            assert covered.get((name, n), set()) == places


@pytest.mark.slow
def test_real_records_stand_there_word_for_word(real: Document) -> None:
    page = Page(real)
    assert [page.block(block.id) for block in real.text_blocks()] == [
        b.text for b in real.text_blocks()
    ]


# --- ids and links ---


@pytest.mark.slow
@fewer(2)
@given(documents())
def test_every_part_has_an_address_once_and_every_link_leads_to_one(document: Document) -> None:
    page = Page(document)
    counts = Counter(page.ids())
    assert [id for id, count in counts.items() if count > 1] == []
    parts = {part.id for _, part in walk(document) if has_id(type(part)) and part is not document}
    assert parts - counts.keys() == set()
    assert page.targets() - counts.keys() == set()


@fewer(2)
@given(documents())
def test_what_each_statement_is_called_elsewhere_stands_there(document: Document) -> None:
    text = Page(document).text
    for statement in document.index.statements:
        for identifier in statement.identifiers:
            assert forbidden(f"{identifier.scheme} {identifier.value}") in text


# --- what each claim is counted as ---


@pytest.mark.slow
def test_each_filter_counts_what_the_record_has(real: Document) -> None:
    page = Page(real)
    rows = {
        (row.find("input").get("name"), row.find("input").get("value")): int(row[-1].text)
        for row in page.root.iter("label")
        if row.find("input") is not None and row.find("input").get("name")
    }
    shown = [claim for claim in real.claims if claim.status != "rejected"]
    for kind, count in Counter(claim.kind for claim in shown).items():
        assert rows["kind", kind] == count
    for status, count in Counter(claim.status for claim in real.claims).items():
        assert rows.get(("status", status), len(real.claims)) == count
    for source in real.sources:
        citing = [c for c in real.claims_citing(source.id) if c.status != "rejected"]
        assert rows.get(("source", source.id), 0) == len(citing)
    doubted = sum(bool(real.doubts_of(claim)) for claim in shown)
    assert rows.get(("verdict", "doubt"), 0) == doubted
    assert rows["who", "author"] == sum(not claim.attribution for claim in shown)


def of_verdicts(*found: tuple[str, str]) -> Document:
    """A record with a claim for each verdict; the words behind it say how it stands.

    The last claim has both what was supported and accepted, and what was merely proposed.
    """
    document = samples.small()
    (claim,) = document.claims
    claims = [claim.update(id=f"c-{n}") for n in range(len(found))]
    on = [*((f"c-{n}", *one) for n, one in enumerate(found)), (f"c-{len(found) - 1}", *found[1])]
    return document.update(
        relations=(),
        claims=claims,
        works=(Work(id="w-1", type="report"),),
        assessments=[
            Assessment(
                id=f"a-{n}",
                claim=claim,
                verdict=verdict,  # type: ignore[arg-type]
                status=status,  # type: ignore[arg-type]
                reasoning=f"Why {n}.",
                evidence=() if verdict == "doubt" else (Evidence(work="w-1"),),
            )
            for n, (claim, verdict, status) in enumerate(on)
        ],
    )


def test_what_is_in_question_is_counted_the_same_wherever_it_is() -> None:
    document = of_verdicts(
        ("doubt", "proposed"),
        ("contradicted", "proposed"),
        ("mixed", "accepted"),
        ("supported", "accepted"),
        ("supported", "accepted"),
    )
    page = Page(document)
    words = " ".join(page.text.split())
    bar = "".join(next(page.root.iter("header")).itertext())
    assert "4 in question" in bar
    assert "4 are in question (doubted, contradicted, mixed evidence)." in words
    [summary] = [s for s in page.root.iter("summary") if s.getparent().get("class") == "notes"]
    assert "4 in question" in "".join(summary.itertext())
    notes = [
        note.get("class") for note in page.root.iter("li") if "note" in (note.get("class") or "")
    ]
    assert notes == ["note doubt", "note contradicted", "note mixed", "note contradicted"]
    assert "in doubt" not in page.source
    [link] = [
        a for a in page.root.iter("a") if a.get("href") == "#;verdict=contradicted,doubt,mixed"
    ]
    asked = set(link.get("href").partition("=")[2].split(","))
    cards = [card for card in page.root.iter("section") if card.get("data-verdict")]
    assert sum(bool(asked & set(card.get("data-verdict").split())) for card in cards) == 4


def test_one_claim_in_question_is_said_in_the_singular() -> None:
    document = of_verdicts(("supported", "accepted"), ("supported", "accepted"))
    assert "in question" not in Page(document).text.replace("claim in question", "")
    document = of_verdicts(("supported", "accepted"), ("doubt", "proposed"))
    assert "1 is in question (doubted)." in " ".join(Page(document).text.split())


# --- how the page has changed ---


def history_of(page: Page) -> list[str]:
    """The terms, values, headings and items of the section."""
    section = page.by_id[":history"]
    return [str(one.text_content()) for one in section.iter("dt", "dd", "h3", "li")]


def test_the_history_has_each_value_in_order_of_time_and_each_sentence_by_its_capture() -> None:
    page = Page(recaptured())
    old = "Trade with China fell by 12% in 2015."
    new = "Trade with China fell by 10% in 2015, the Council says."
    assert history_of(page) == [
        "Title",
        "from 2026-03-01: Trade",
        "from 2026-03-02: Trade falls <b>fast</b>",
        "from 2026-03-04: Trade (again)",
        "Author",
        "from 2026-03-01: A. Wright",
        "from 2026-03-02: the page has B. Smith; the record keeps the value that somebody entered",
        "Updated",
        "from 2026-03-01: the page states none",
        "from 2026-03-02: 2026-03-02",
        "Rights",
        "from 2026-03-01: CC BY 4.0",
        "from 2026-03-06: All rights reserved",
        "2026-03-02, page-2 (title, author, updated: above)",
        f"sentence changed in p-1: {old} {new}",
        "2026-03-04, page-3 (title: above)",
        "sentence added in gone-1 (now gone): Correction: an earlier version had 12 < 13%.",
        "link target changed in p-2: https://a.example/ https://b.example/",
        "2026-03-06, page-4 (rights: above)",
        "sentence removed from gone-1 (now gone): Correction: an earlier version had 12 < 13%.",
    ]
    section = page.by_id[":history"]
    assert [one.text_content() for one in section.iter("b")][:3] == [
        *("12", "10", ", the Council says")
    ]
    assert (len(section.findall(".//del")), len(section.findall(".//ins"))) == (3, 3)
    assert {"p-1", "p-2", "taken-2", "page-2", ":history"} <= page.targets()
    assert "gone-1" not in page.targets()


def test_a_page_that_has_not_changed_has_no_history() -> None:
    assert ":history" not in Page(samples.assessed()).by_id


def test_the_public_sees_how_many_sentences_changed_where_the_text_is_withheld() -> None:
    document = recaptured()
    page = Page(document.update(rights=RightsLayers(text=RESERVED)), public=True)
    shown = history_of(page)
    assert shown[1:3] == ["from 2026-03-01: Trade", "from 2026-03-02: Trade falls <b>fast</b>"]
    assert shown[-7:] == [
        "2026-03-02, page-2 (title, author, updated: above)",
        "1 sentence (not shown)",
        "2026-03-04, page-3 (title: above)",
        "link target changed in p-2: https://a.example/ https://b.example/",
        "1 sentence (not shown)",
        "2026-03-06, page-4 (rights: above)",
        "1 sentence (not shown)",
    ]
    assert "an earlier version" not in page.source


# --- for the public ---


def test_the_words_of_a_text_that_may_not_be_shown_are_nowhere(real: Document) -> None:
    document = real.update(rights=RightsLayers(text=RESERVED, record=real.rights.record))
    page = Page(document, public=True)
    text = page.text
    own = " ".join(
        value
        for _, part in walk(document)
        if not isinstance(part, TextBlock | Anchor | Orphan)
        for value in part.__dict__.values()
        if isinstance(value, str)
    )
    for block in document.text_blocks():
        for sentence in map(str.strip, re.findall(r"[^.!?;]{40,}", block.text)):
            assert sentence not in text or sentence in own
    assert "not shown" in text
    for claim in public_record(document).claims:
        assert claim.restatement in text
    codes = {finding.code for finding in page.written.findings}
    assert "withheld" in codes


@pytest.mark.slow
@fewer(4)
@given(documents())
def test_a_page_for_the_public_has_every_restatement_and_no_text(document: Document) -> None:
    document = document.update(rights=document.rights.update(text=RESERVED))
    page = Page(document, public=True, proposals=True)
    shown = public_record(document, proposals=True)
    for block in shown.text_blocks():
        element = page.by_id.get(block.id)
        assert element is None or element.get("class") == "restated"
    for claim in shown.claims:
        assert " ".join(forbidden(claim.restatement).split()) in " ".join(page.text.split())


def test_a_text_under_an_open_licence_is_shown_to_the_public() -> None:
    rights = RightsLayers(text=Rights(uri="https://creativecommons.org/licenses/by/4.0/"))
    document = samples.small().update(rights=rights)
    assert Page(document, public=True, proposals=True).source == Page(document).source


# --- images, and what lies beside ---


def test_an_image_that_is_given_is_in_the_page_and_others_are_named() -> None:
    figure = Figure(
        id="f", image=Image(file="figures/a.png", media_type="image/png"), description="A square"
    )
    document = samples.text_only("A").update()
    section = document.sections[0]
    document = document.update(sections=(section.update(blocks=(*section.blocks, figure)),))
    [image] = Page(document, images={"figures/a.png": b"bytes"}).root.iter("img")
    assert image.get("src") == f"data:image/png;base64,{base64.b64encode(b'bytes').decode()}"
    assert image.get("alt") == "A square"
    without = Page(document)
    assert not list(without.root.iter("img"))
    assert "figures/a.png" in without.text


def test_the_record_lies_beside_the_page_in_a_folder(tmp_path: Path) -> None:
    document = samples.small()
    archive.save(document, f"{tmp_path}/page/", "html")
    assert sorted(p.name for p in (tmp_path / "page").iterdir()) == [
        "index.html",
        "small.json",
        "small.tei.xml",
    ]
    assert archive.load(tmp_path / "page" / "small.json") == document
    assert archive.load(tmp_path / "page" / "small.tei.xml") == document
    links = {a.get("href") for a in Page(document, folder=True).root.iter("a")}
    assert {"small.json", "small.tei.xml"} <= links
    archive.save(document, tmp_path / "alone.html")
    assert b"small.json" not in (tmp_path / "alone.html").read_bytes()


def test_what_may_not_be_shown_does_not_lie_beside_the_page_either(tmp_path: Path) -> None:
    document = samples.small().update(rights=RightsLayers(text=RESERVED))
    archive.save(document, f"{tmp_path}/page/", "html", public=True)
    assert [p.name for p in (tmp_path / "page").iterdir()] == ["index.html"]


def test_a_page_is_not_written_into_the_folder_of_a_record(tmp_path: Path) -> None:
    archive.save(samples.small(), tmp_path / "small", files={})
    with pytest.raises(WriteError, match="the folder of a record"):
        archive.save(samples.small(), tmp_path / "small", "html")


# --- what it may do ---


@pytest.mark.slow
def test_only_what_we_wrote_may_run_and_style_the_page(real: Document) -> None:
    page = Page(real)
    [policy] = [m.get("content") for m in page.root.iter("meta") if m.get("http-equiv")]
    assert policy.startswith("default-src 'none'; img-src data:; ")
    for kind in ("script", "style"):
        sources = re.findall(rf"<{kind}>(.*?)</{kind}>", page.source, re.DOTALL)
        digests = {base64.b64encode(sha256(s.encode()).digest()).decode() for s in sources}
        assert digests == set(
            re.findall(r"'sha256-([^']+)'", re.search(f"{kind}-src ([^;]*)", policy)[1])
        )  # type: ignore[index]
    assert not re.findall(r"<[^>]+ (?:on\w+|style)=", page.source.partition("<script>")[0])


# --- the command line ---


def test_view_writes_a_page_with_images_and_says_where(tmp_path: Path) -> None:
    run = runner().invoke(main, ["view", str(RECORDS[0]), "--no-open", "-o", str(tmp_path / "out")])
    assert run.exit_code == 0, run.stderr
    page = Path(run.stdout.strip())
    assert page == tmp_path / "out" / "index.html"
    assert b"data:image/" in page.read_bytes()
    assert len(list(page.parent.iterdir())) == 3


@pytest.mark.slow
def test_convert_writes_one_page_or_a_folder(tmp_path: Path) -> None:
    record = str(RECORDS[1])
    for output, files in (
        (tmp_path / "a.html", ["a.html"]),
        (tmp_path / "b", ["frenemies.json", "frenemies.tei.xml", "index.html"]),
    ):
        slash = "" if output.suffix else "/"
        run = runner().invoke(main, ["write", record, "--to", "html", "-o", f"{output}{slash}"])
        assert run.exit_code == 0, run.stderr
        assert run.stderr == ""
        found = sorted(
            p.name for p in (output.parent if output.suffix else output).iterdir() if p.is_file()
        )
        assert found == files
    run = runner().invoke(main, ["write", record, "--public", "-o", str(tmp_path / "c.html")])
    assert "note[withheld]: /sections: The text is not shown" in run.stderr


def test_a_record_without_anything_is_a_page() -> None:
    page = Page(samples.minimal())
    assert "The record has no text." in page.text
    assert "No claims have been entered." in page.text


@pytest.mark.slow
@each_case("name", records.__all__)
def test_the_page_is_at_most_twice_its_record_and_80_kb(name: str) -> None:
    is_within_bounds(getattr(records, name)())


def test_the_page_of_a_real_record_is_no_larger(real: Document) -> None:
    is_within_bounds(real)


def is_within_bounds(document: Document) -> None:
    """The record counts as JSON with a line for all but innermost values, however it is laid out."""
    indented = type(document).__pydantic_serializer__.to_json(
        document, indent=2, exclude_defaults=True
    )
    size = len(_INNERMOST.sub(lambda match: re.sub(rb" *\n *", b" ", match[0]), indented))
    size -= 2 * len(_INNERMOST.findall(indented))  # no blank inside a bracket
    assert len(archive.write(document, "html").data) <= 2 * size + 80_000


_INNERMOST = re.compile(rb"[{\[]\n(?:[^\n]*+(?<![{\[])\n)*? *[}\]]")
"""An object or array of plain values; no line end stands in a string."""
