"""The reading page in Chromium: what a reader sees when they point, click, type and step.

What must be there is worked out from the record, not from the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from archive.model.anchors import Anchor
from archive.model.claims import Claim
from archive.model.document import Document
from tests.browser import asked, pages
from tests.browser.reader import CHOSEN, CUE, Reader, letters, reading, words_at, words_of
from tests.browser.window import MIDDLE, NARROW, WIDE

pytestmark = pytest.mark.judged

RECORDS = ["frenemies", "unseen", "undecided", "right-to-left"]


@pytest.fixture(scope="module", params=RECORDS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def opened(chromium: Any, name: str) -> Iterator[Reader]:
    """One page a record, in which all tests read."""
    with reading(chromium, pages.page(name)) as reader:
        yield reader


@pytest.fixture
def reader(opened: Reader) -> Reader:
    """The page as it is at rest; a test that opens it by itself asks for `opened`."""
    return opened.open()


@pytest.fixture(scope="module")
def untouched(chromium: Any, name: str) -> Iterator[Reader]:
    """The page at rest, in a window of its own, for tests that only look at it."""
    with reading(chromium, pages.page(name)) as reader:
        yield reader


@pytest.fixture
def document(name: str) -> Document:
    return pages.record(name)


def shown(document: Document) -> list[Claim]:
    """The claims that nobody has rejected and whose words are in the text, in its order."""
    order = {block.id: n for n, block in enumerate(document.text_blocks())}

    def place(claim: Claim) -> tuple[int, int, int]:
        first = claim.anchors[0]
        assert isinstance(first, Anchor)
        return order[first.block], first.start, -first.end

    placed = [claim for claim in document.claims if isinstance(claim.anchors[0], Anchor)]
    return sorted((claim for claim in placed if claim.status != "rejected"), key=place)


def some(claims: list[Claim]) -> list[Claim]:
    """A handful of them: first, last, with gaps, over blocks, with a chain, doubted."""
    gaps = [claim for claim in claims if len(claim.anchors) > 1][:3]
    chains = [claim for claim in claims if claim.attribution][:3]
    conditions = [claim for claim in claims if claim.condition][:1]
    chosen = [claims[0], claims[-1], *gaps, *chains, *conditions]
    return list({claim.id: claim for claim in chosen}.values())


# --- choosing a claim ---


def test_an_address_chooses_a_claim_which_stands_out_whole(
    reader: Reader, document: Document
) -> None:
    for claim in some(shown(document)):
        reader.go(f"#{claim.id}")
        cue = [stretch for step in claim.attribution for stretch in step.cue]
        both = words_at(document, [*claim.anchors, *cue])
        assert letters(reader.washed(CHOSEN, CUE)) == letters(both), claim.id
        if letters(words_at(document, claim.anchors)) + letters(words_at(document, cue)) in (
            letters(both),
            letters(reversed(both)),
        ):
            assert letters(reader.washed()) == letters(words_at(document, claim.anchors))


def test_a_card_tells_all_that_is_said_of_a_claim(reader: Reader, document: Document) -> None:
    for claim in some(shown(document)):
        said = letters([reader.go(f"#{claim.id}").said])
        told = [claim.restatement, claim.kind, claim.id]
        for step in claim.attribution:
            told += [document.entity(step.claimant).label] if step.claimant else []
            told += [stretch.exact for stretch in step.cue]
        told += [stretch.exact for stretch in claim.condition]
        told += [document.source(id).as_named for id in asked.sources(claim, document)]
        for found in asked.standing(claim, document):
            told += [found.reasoning, asked.VERDICTS[found.verdict].capitalize()]
            told += [evidence.quoted or "" for evidence in found.evidence]
            told += [str(found.certainty)] if found.certainty else []
        for relation in document.relations:
            if claim.id in (relation.subject, relation.object):
                other = relation.object if relation.subject == claim.id else relation.subject
                part: Any = document.get(other)
                told.append(part.label if hasattr(part, "label") else part.restatement)
        told += [change.reason or "" for change in claim.history]
        missing = [words for words in told if letters([words]) not in said]
        assert missing == [], claim.id


def test_a_card_says_what_there_is_not(opened: Reader, document: Document) -> None:
    for found in document.assessments:
        claim = document.claim(found.claim)
        if not found.evidence and found in asked.standing(claim, document):
            assert "a doubt and not a verdict" in opened.open(f"#{claim.id}").said
            break


def test_words_that_are_clicked_give_the_smallest_claim_then_the_next_wider_one(
    reader: Reader, document: Document
) -> None:
    (anchor, nested) = max(
        ((stretch, claims_at(document, stretch)) for c in shown(document) for stretch in c.anchors),
        key=lambda found: len(found[1]),
    )
    seen = []
    for _ in range(len(nested) + 1):
        reader.click_on(anchor)
        seen.append(reader.hash.partition(";")[0])
    assert seen[0] == seen[-1], "round"
    assert set(seen) == set(nested)
    widths = [width(document, id) for id in seen[:-1]]
    assert widths == sorted(widths)


def claims_at(document: Document, anchor: Any) -> list[str]:
    """The claims that hold the first character of a stretch."""
    return [
        claim.id
        for claim in shown(document)
        if any(
            isinstance(a, Anchor) and a.block == anchor.block and a.start <= anchor.start < a.end
            for a in claim.anchors
        )
    ]


def test_a_claim_under_the_pointer_is_shown_and_nothing_steps_back(
    reader: Reader, document: Document
) -> None:
    claim = shown(document)[-1]
    anchor = claim.anchors[0]
    assert isinstance(anchor, Anchor)
    before = background(reader, anchor)
    reader.point_at(anchor)
    assert background(reader, anchor) != before
    assert not reader.hash
    assert not reader.card.is_visible()


def background(reader: Reader, anchor: Anchor) -> str:
    """What is drawn behind the first character of a stretch."""
    found: str = reader.page.evaluate(
        """([id, offset]) => {
          const texts = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
          for (let text; (text = texts.nextNode()); ) {
            const length = [...text.data].length;
            if (offset < length) return getComputedStyle(text.parentElement).backgroundColor;
            offset -= length;
          }
        }""",
        [anchor.block, anchor.start],
    )
    return found


def test_every_bead_leads_to_its_claim(reader: Reader, document: Document) -> None:
    targets = reader.page.evaluate(
        "() => [...document.querySelectorAll('ol.beads a')].map((e) => e.getAttribute('href'))"
    )
    wanted = [f"#{c.id}" for c in document.claims if any(isinstance(a, Anchor) for a in c.anchors)]
    assert sorted(targets) == sorted(wanted)
    reader.click(f"ol.beads a[href='#{shown(document)[0].id}']")
    assert reader.hash == shown(document)[0].id
    assert reader.card.is_visible()


# --- keys ---


def test_j_and_k_step_through_the_claims(reader: Reader, document: Document) -> None:
    claims = [claim.id for claim in shown(document)]
    reader.press("j")
    assert reader.hash == claims[0]
    reader.press("j", "j")
    assert reader.hash == claims[2]
    reader.press("k")
    assert reader.hash == claims[1]


def test_d_steps_through_the_doubts(reader: Reader, document: Document) -> None:
    doubted = [
        claim.id
        for claim in shown(document)
        if any(found.verdict != "supported" for found in asked.standing(claim, document))
    ]
    reader.press("d")
    assert reader.hash == doubted[0]
    reader.press("d")
    assert reader.hash == doubted[1]
    reader.press("D")
    assert reader.hash == doubted[0]


def test_brackets_go_wider_and_narrower_on_the_same_words(
    reader: Reader, document: Document
) -> None:
    anchors = (anchor for claim in shown(document) for anchor in claim.anchors)
    anchor = max(anchors, key=lambda anchor: len(claims_at(document, anchor)))
    assert isinstance(anchor, Anchor)
    narrow = reader.click_on(anchor).hash
    wide = reader.press("[").hash
    if len(claims_at(document, anchor)) < 2:  # none share words: it stays where it is
        assert narrow == wide
        return
    assert {narrow, wide} <= set(claims_at(document, anchor))
    assert width(document, wide) > width(document, narrow)
    assert reader.press("]").hash == narrow


def width(document: Document, id: str) -> int:
    return sum(map(len, words_of(document.claim(id))))


def test_escape_closes_the_card(reader: Reader) -> None:
    reader.press("j")
    assert reader.card.is_visible()
    reader.press("Escape")
    assert not reader.card.is_visible()
    assert reader.washed() == []
    assert reader.hash == ""


def test_a_slash_goes_to_the_search_where_letters_are_letters(reader: Reader) -> None:
    reader.press("/")
    assert reader.focused.startswith("input")
    reader.page.keyboard.type("j?d")
    reader.settle()
    assert reader.page.get_by_role("searchbox").input_value() == "j?d"
    assert not reader.card.is_visible()


def test_f_goes_to_the_filters(reader: Reader) -> None:
    reader.press("f")
    inside = "() => !!document.activeElement.closest('nav')"
    assert reader.page.evaluate(inside)


def test_a_question_mark_lists_the_keys_which_can_be_turned_off(reader: Reader) -> None:
    reader.press("?")
    dialog = reader.page.get_by_role("dialog")
    assert dialog.is_visible()
    said = dialog.inner_text()
    assert all(key in said for key in ("j", "k", "[", "]", "d", "D", "/", "f", "Esc", "?"))
    dialog.get_by_role("checkbox").uncheck()
    reader.press("Escape")
    assert not dialog.is_visible()
    reader.press("j")
    assert reader.hash == ""
    assert not reader.card.is_visible()


def test_a_key_that_is_held_with_another_is_the_browsers(reader: Reader) -> None:
    reader.press("Alt+j", "Meta+d")
    assert reader.hash == ""


def test_beads_are_one_stop_in_which_arrows_move(reader: Reader) -> None:
    stops = reader.page.evaluate(
        "() => document.querySelectorAll('ol.beads a[tabindex=\"0\"], ol.beads a:not([tabindex])').length"
    )
    assert stops == 1
    reader.page.locator('ol.beads a[tabindex="0"]').focus()
    first = reader.focused
    reader.press("ArrowDown")
    second = reader.focused
    assert second.startswith("a #")
    assert second != first
    reader.press("Enter")
    assert reader.card.is_visible()
    assert f"#{reader.hash}" == second.split()[1]
    in_card = (
        "() => !!document.activeElement.closest('aside.panel') && document.activeElement.localName"
    )
    assert str(reader.page.evaluate(in_card)).startswith("h")
    reader.press("Escape")
    assert reader.focused == second


# --- filters and addresses ---


_FILTERS = """
() => [...document.querySelectorAll("nav label")].map((row) => {
  const box = row.querySelector("input");
  return [box.name, box.value, row.querySelector(".count").innerText];
})
"""


def test_every_number_beside_a_filter_is_what_the_record_says(
    untouched: Reader, document: Document
) -> None:
    found: dict[str, dict[str, int]] = {}
    for facet, value, count in untouched.page.evaluate(_FILTERS):
        found.setdefault(facet, {})[value] = int(count)
    assert found == asked.counts(document)


def test_each_filter_shows_as_many_claims_as_it_counts(reader: Reader, document: Document) -> None:
    for facet, values in asked.counts(document).items():
        for value, count in list(values.items())[:3]:
            reader.go(f"#;{facet}={value}")
            assert reader.status.startswith(f"{count} of "), (facet, value, reader.status)
            assert reader.seen("table.all tbody tr") == count, (facet, value)


def test_a_filter_that_is_checked_is_in_the_address_and_in_words(
    reader: Reader, document: Document
) -> None:
    for kind in ("evaluative", "predictive"):
        reader.page.locator(f'nav input[name="kind"][value="{kind}"]').check()
        reader.settle()
    assert set(reader.hash.partition(";kind=")[2].split(",")) == {"evaluative", "predictive"}
    counts = asked.counts(document)["kind"]
    assert f"{counts['evaluative'] + counts['predictive']} of " in reader.status
    assert "predictive" in reader.status
    assert "evaluative" in reader.status
    address = reader.hash
    assert reader.open(f"#{address}").hash == address
    boxes = reader.page.locator("nav input:checked").all()
    assert {box.get_attribute("value") for box in boxes} == {"evaluative", "predictive"}


def test_facets_are_joined_by_and(opened: Reader, document: Document) -> None:
    both = [
        claim
        for claim in document.claims
        if claim.status != "rejected"
        and claim.kind == "descriptive"
        and asked.who(claim, document) == "author"
    ]
    opened.open("#;kind=descriptive;who=author")
    assert opened.status.startswith(f"{len(both)} of ")


def test_a_claim_is_kept_open_beside_filters(opened: Reader, document: Document) -> None:
    claim = next(c for c in shown(document) if c.kind == "descriptive")
    opened.open(f"#{claim.id};kind=descriptive")
    assert letters([claim.restatement]) in letters([opened.said])
    assert " of " in opened.status


def test_nothing_found_is_said_in_words(opened: Reader, document: Document) -> None:
    counts = asked.counts(document)
    claims = [claim for claim in document.claims if claim.status != "rejected"]
    together = {(claim.kind, asked.who(claim, document)) for claim in claims}
    kind, who = next(
        pair for pair in product(counts["kind"], counts["who"]) if pair not in together
    )
    said = opened.open(f"#;kind={kind};who={who}").status.lower()
    assert said.startswith(("0 of", "no claim", "none")), said
    assert opened.seen("table.all tbody tr") == 0


@pytest.mark.parametrize("address", ["#nobody-has-this-id", "#;kind=poetic", "#;colour=red"])
def test_an_address_that_leads_nowhere_is_said(opened: Reader, address: str) -> None:
    opened.open(address)
    said = opened.status
    assert any(word in said for word in ("nobody-has-this-id", "poetic", "colour")), said


def test_back_returns_to_the_claim_from_which_a_link_led(
    opened: Reader, document: Document
) -> None:
    claims = {claim.id for claim in document.claims}
    relation = next(r for r in document.relations if r.object in claims)
    opened.open(f"#{relation.subject}")
    opened.card.locator(f'a[href="#{relation.object}"]').first.click()
    opened.settle()
    assert opened.hash == relation.object
    opened.page.go_back()
    opened.settle()
    assert opened.hash == relation.subject
    assert letters([document.claim(relation.subject).restatement]) in letters([opened.said])


def test_stepping_leaves_no_trace_in_the_history(reader: Reader) -> None:
    before = reader.page.evaluate("() => history.length")
    reader.press("j", "j", "j")
    assert reader.page.evaluate("() => history.length") == before


# --- search ---


def test_a_search_counts_what_it_finds(reader: Reader, document: Document) -> None:
    word = max(
        (w for block in document.text_blocks() for w in block.text.split() if w.isalpha()), key=len
    )
    in_text = sum(b.text.lower().count(word.lower()) for b in document.text_blocks())
    reader.page.get_by_role("searchbox").fill(word)
    reader.page.wait_for_timeout(400)
    reader.settle()
    assert f"{in_text} in the text" in reader.page.locator("header").inner_text()
    assert f"q={word}" in reader.hash
    reader.open(f"#;q={word}")
    assert reader.page.get_by_role("searchbox").input_value() == word
    assert f"{in_text} in the text" in reader.page.locator("header").inner_text()


# --- the table, sources, people ---


def test_the_table_is_sorted_by_any_column_and_says_so(reader: Reader) -> None:
    table = reader.page.locator("table.all")
    for n, button in enumerate(table.locator("thead button").all()):
        button.click()
        once, _, rising = _sorted_by(table, n)
        assert once in ("ascending", "descending")
        button.click()
        twice, others, falling = _sorted_by(table, n)
        assert twice in {"ascending", "descending"} - {once}
        assert sorted(rising) == sorted(falling)
        kept = [value for value in rising if value]
        assert kept == list(dict.fromkeys(kept)) or _grouped(kept), (
            "what is the same stands together"
        )
        assert set(others) <= {"none", None}


_SORTED = """
(table, n) => {
  const sorts = [...table.querySelectorAll("thead th")].map((e) => e.getAttribute("aria-sort"));
  const cells = [...table.querySelectorAll(`tbody tr > :nth-child(${n + 1})`)];
  const [own] = sorts.splice(n, 1);
  return [own, sorts, cells.map((e) => e.innerText.trim())];
}
"""


def _sorted_by(table: Any, n: int) -> tuple[str | None, list[str | None], list[str]]:
    """What a column says of its order, what the others say, and its cells from top to bottom."""
    own, others, cells = table.evaluate(_SORTED, n)
    return own, others, cells


def _grouped(values: list[str]) -> bool:
    """Whether equal values stand next to each other."""
    runs = [value for k, value in enumerate(values) if k == 0 or values[k - 1] != value]
    return len(runs) == len(set(runs))


def test_a_row_of_the_table_chooses_its_claim(reader: Reader, document: Document) -> None:
    claim = shown(document)[-1]
    reader.click(f'table.all a[href="#{claim.id}"]')
    assert reader.hash == claim.id
    assert letters(reader.washed()) == letters(words_of(claim))


def test_every_source_stands_with_all_that_rests_on_it(
    untouched: Reader, document: Document
) -> None:
    for source in document.sources:
        said = letters([untouched.page.locator(f"[id='{source.id}']").inner_text()])
        assert letters([source.as_named]) in said
        resting = [c for c in document.claims if source.id in asked.sources(c, document)]
        for claim in resting:
            if claim.status != "rejected":
                assert letters([claim.restatement]) in said


def test_everybody_stands_with_the_words_that_name_them(
    untouched: Reader, document: Document
) -> None:
    for entity in document.entities:
        mentions = [
            found
            for found in document.annotations
            if getattr(found, "refers_to", None) == entity.id and found.status != "rejected"
        ]
        told = untouched.page.locator(f"[id='{entity.id}']")
        said = letters([told.text_content() or ""])
        assert letters([entity.label]) in said
        for mention in mentions:
            assert letters(words_at(document, mention.anchors)) in said.replace("…", "")


def test_a_mention_leads_to_its_words(opened: Reader, document: Document) -> None:
    mention = next(a for a in document.annotations if getattr(a, "refers_to", None))
    (anchor, *_) = mention.anchors
    assert isinstance(anchor, Anchor)
    opened.open(f"#{mention.id}")
    assert opened.seen(f"[id='{mention.id}']") == 1, "what is folded is opened"
    opened.page.locator(f"[id='{mention.id}'] a[href='#{anchor.block}']").first.focus()
    opened.press("Enter")
    box = opened.page.locator(f"[id='{anchor.block}']").bounding_box()
    assert box["y"] < WIDE[1]
    assert box["y"] + box["height"] > 0


def test_the_time_line_marks_every_claim_of_which_the_time_is_known(
    reader: Reader, document: Document
) -> None:
    marked = reader.page.evaluate(
        "() => [...document.querySelectorAll('.timeline a')].map((e) => e.getAttribute('href'))"
    )
    timed = {f"#{c.id}" for c in document.claims if c.time and c.status != "rejected"}
    assert {href for href in marked if href.startswith("#")} >= timed
    if timed:
        reader.click(f".timeline a[href='{min(timed)}']")
        assert f"#{reader.hash}" == min(timed)


def test_whatever_has_an_id_has_an_address(untouched: Reader, document: Document) -> None:
    ids = set(
        untouched.page.evaluate("() => [...document.querySelectorAll('[id]')].map((e) => e.id)")
    )
    parts = (
        *document.claims,
        *document.sources,
        *document.works,
        *document.entities,
        *document.text_blocks(),
        *document.annotations,
        *document.agents,
        *document.captures,
        *document.revisions,
    )
    assert {part.id for part in parts} <= ids


# --- small windows ---


@pytest.mark.parametrize("width", [1440, 900, 640, 390, 320])
def test_nothing_scrolls_sideways(opened: Reader, document: Document, width: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": 800})
    try:
        for address in ("", f"#{shown(document)[0].id}"):
            opened.open(address)
            over = opened.page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert over <= 0, address
    finally:
        opened.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


@pytest.mark.parametrize("size", [MIDDLE, NARROW])
def test_filters_are_a_drawer_in_a_small_window(opened: Reader, size: tuple[int, int]) -> None:
    opened.page.set_viewport_size({"width": size[0], "height": size[1]})
    try:
        opened.open()
        assert not opened.page.locator("nav.rail").is_visible()
        button = opened.page.get_by_role("button", name="Filter")
        assert button.get_attribute("aria-expanded") == "false"
        button.click()
        assert opened.page.locator("nav.rail").is_visible()
        assert button.get_attribute("aria-expanded") == "true"
        opened.press("Escape")
        assert not opened.page.locator("nav.rail").is_visible()
    finally:
        opened.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


def test_the_card_is_a_sheet_that_leaves_the_words_to_be_seen(
    opened: Reader, document: Document
) -> None:
    opened.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    try:
        claim = shown(document)[len(shown(document)) // 2]
        opened.open(f"#{claim.id}")
        card = opened.card.bounding_box()
        assert card["height"] <= 0.47 * NARROW[1]
        assert card["y"] + card["height"] == pytest.approx(NARROW[1], abs=1)
        words = opened.page.evaluate(
            "() => document.querySelector('.body .lit').getBoundingClientRect().toJSON()"
        )
        assert 0 <= words["top"] < words["bottom"] <= card["y"]
    finally:
        opened.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


def test_in_a_small_window_the_notes_of_a_paragraph_are_one_line(
    opened: Reader, document: Document
) -> None:
    opened.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    try:
        opened.open()
        assert opened.seen("details.notes > summary")
        assert opened.seen("details.notes li") == 0
        opened.click("details.notes > summary")
        assert opened.seen("details.notes li")
    finally:
        opened.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
