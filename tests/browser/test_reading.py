"""The reading page for everybody: without a script, on paper, without colours, for those who hear it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

import archive
from archive.model.anchors import Anchor
from archive.model.claims import Claim
from archive.model.document import Document
from archive.rights import publication
from tests.browser import asked, axe, nu, pages
from tests.browser.reader import CHOSEN, Reader, letters, reading, words_at
from tests.browser.window import MIDDLE, NARROW, WIDE
from tests.conftest import MANY

pytestmark = pytest.mark.judged

EVERY = sorted(pages.RECORDS)
HEARD = ["frenemies", "claims-and-sources", "right-to-left", "undecided"]
READ = ["claims-and-sources", "every-kind", "undecided", "right-to-left", "japanese"]


def placed(document: Document) -> list[Claim]:
    """The claims that are shown at rest and have their words in the text."""
    return [
        claim
        for claim in document.claims
        if claim.status != "rejected" and isinstance(claim.anchors[0], Anchor)
    ]


# --- without a script ---

_TEXT = """
() => {
  const seen = (e) => e.checkVisibility({ visibilityProperty: true });
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) if (seen(text.parentElement)) found.push(text.data);
  return found.join("");
}
"""


@pytest.mark.parametrize("name", READ)
def test_without_a_script_all_words_and_reasons_can_be_read(chromium: Any, name: str) -> None:
    document = pages.record(name)
    with reading(chromium, pages.page(name), java_script_enabled=False) as reader:
        reader.page.evaluate(OPEN)  # a reader opens them, without a script too
        seen = letters([reader.page.evaluate(_TEXT)])
        assert reader.seen("nav input") == 0
        assert reader.seen("button:not(thead button)") == 0
    missing = {text for text in asked.texts(document) if letters([text]) not in seen}
    assert missing == set()


OPEN = "() => document.querySelectorAll('details').forEach((e) => { e.open = true; })"


@pytest.mark.parametrize("name", ["undecided", "right-to-left"])
def test_without_a_script_an_address_lights_the_words_and_opens_the_card(
    chromium: Any, name: str
) -> None:
    document = pages.record(name)
    with reading(chromium, pages.page(name), java_script_enabled=False) as reader:
        for claim in placed(document)[:4]:
            reader.open(f"#{claim.id}")
            wanted = words_at(document, claim.anchors)
            assert letters(reader.washed(CHOSEN)) == letters(wanted), claim.id
            box = reader.page.locator(f"[id='{claim.id}']").bounding_box()
            assert 0 <= box["y"] < WIDE[1]


# --- on paper ---


@pytest.mark.parametrize("name", ["frenemies", "undecided"])
def test_paper_shows_the_article_and_all_notes_and_nothing_to_press(
    chromium: Any, name: str
) -> None:
    document = pages.record(name)
    with reading(chromium, pages.page(name), (900, 1200)) as reader:
        reader.page.emulate_media(media="print")
        reader.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        reader.settle()
        for gone in (
            "header.top",
            "nav.rail",
            "ol.beads a",
            "aside.panel",
            "button:not(thead button)",
        ):
            assert reader.seen(gone) == 0, gone
        seen = letters([reader.page.evaluate(_TEXT)])
        for claim in placed(document):
            for found in asked.standing(claim, document):
                if found.verdict != "supported":
                    assert letters([found.reasoning]) in seen, found.id
        closed = (
            "() => [...document.querySelectorAll('details:not(.around)')]"
            ".filter((e) => !e.open).length"
        )
        assert reader.page.evaluate(closed) == 0
        clamped = reader.page.evaluate(
            "() => [...document.querySelectorAll('.notes :not(.vh)')]"
            ".filter((e) => e.scrollHeight > e.clientHeight + 2 && e.clientHeight).length"
        )
        assert clamped == 0, "a note is cut off"


def test_a_page_is_printed(chromium: Any) -> None:
    with reading(chromium, pages.page("undecided")) as reader:
        data = reader.page.pdf()
    assert data.startswith(b"%PDF")


# --- colours ---


def test_forced_colours_show_the_chosen_claim(chromium: Any) -> None:
    document = pages.record("undecided")
    claim = placed(document)[1]
    with reading(
        chromium, pages.page("undecided"), address=f"#{claim.id}", forced_colors="active"
    ) as reader:
        lit, around = reader.page.evaluate(
            "() => ['.body .lit', '.body'].map((s) => getComputedStyle("
            "document.querySelector(s)).backgroundColor)"
        )
        assert lit != around


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shapes_tell_signs_apart_without_colours(chromium: Any, scheme: str) -> None:
    """Each sign is drawn with another path, whatever its colour."""
    with reading(chromium, pages.page("undecided"), color_scheme=scheme) as reader:
        drawn = reader.page.evaluate(
            "() => [...document.querySelectorAll('symbol, svg [id^=g-]')].map((e) => [e.id, e.innerHTML])"
        )
    assert len(drawn) >= 12
    assert len({shape for _, shape in drawn}) == len(drawn)


# --- those who hear it ---


@pytest.fixture(scope="module", params=HEARD)
def heard(request: pytest.FixtureRequest, chromium: Any) -> Iterator[tuple[Reader, Document]]:
    with reading(chromium, pages.page(request.param)) as reader:
        yield reader, pages.record(request.param)


STANDS = list(product((WIDE, MIDDLE, NARROW), ("light", "dark"), (False, True)))
"""How a page may stand before a reader: the window, its colours, whether a claim is open."""

CASES = [
    pytest.param(name, *stands, id=f"{name}-{stands[0][0]}-{stands[1]}-{'open' * stands[2]}")
    for name, stands in product(HEARD, STANDS)
    if MANY or name == "undecided" or stands in ((WIDE, "light", True), (NARROW, "dark", False))
]
"""Each record as each page may stand; the larger ones in two ways where tests are to be quick."""


@pytest.mark.parametrize(("heard", "size", "scheme", "is_open"), CASES, indirect=["heard"])
def test_axe_finds_nothing(
    heard: tuple[Reader, Document], size: tuple[int, int], scheme: str, is_open: bool
) -> None:
    reader, document = heard
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    reader.open(f"#{placed(document)[0].id}" if is_open else "")
    assert axe.faults(reader.page) == []


def test_the_page_has_the_landmarks_and_headings_that_a_listener_steps_through(
    heard: tuple[Reader, Document],
) -> None:
    reader, _document = heard
    reader.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page = reader.open().page
    for role, name in (
        ("banner", None),
        ("search", None),
        ("navigation", "Filter claims"),
        ("main", None),
        ("article", None),
        ("contentinfo", None),
    ):
        found = page.get_by_role(role, **({"name": name} if name else {}))
        assert found.count() >= 1, role
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.locator("nav fieldset > legend").count() == page.locator("nav fieldset").count()
    assert page.get_by_role("table").last.get_by_role("columnheader").count() >= 7


def test_a_bead_is_named_by_its_claim(heard: tuple[Reader, Document]) -> None:
    reader, document = heard
    reader.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    reader.open()
    for claim in placed(document)[:3]:
        named = reader.page.get_by_role("link", name=claim.restatement)
        hrefs = [link.get_attribute("href") for link in named.all()]
        assert f"#{claim.id}" in hrefs
        bead = reader.page.locator(f"ol.beads a[href='#{claim.id}']")
        assert claim.restatement in str(bead.aria_snapshot())
        assert claim.kind in str(bead.aria_snapshot())


# --- what every page is held to ---


def test_the_nu_checker_finds_no_error_in_a_page() -> None:
    made = [pages.page(name) for name in ("undecided", "surrounded")]
    assert nu.errors([*made, pages.page("every-kind", public=True)]) == []


@pytest.mark.slow
def test_the_nu_checker_finds_no_error_in_any_page() -> None:
    made = [pages.page(name, **options) for name in EVERY for options in ({}, {"public": True})]
    assert nu.errors(made) == []


SIZED = ["frenemies", "claims-and-sources", "large"]


@pytest.mark.parametrize("name", SIZED)
def test_a_page_is_no_more_than_twice_its_record(name: str) -> None:
    document = pages.record(name)
    allowed = 2 * len(archive.write(document, "json").data) + 80_000
    made = archive.write(document, "html").data  # images apart
    assert len(made) <= allowed, f"{len(made):,} bytes of {allowed:,}"


# --- harm ---


_LEADS = """
() => ["href", "src", "action", "formaction", "data"].flatMap((name) =>
  [...document.querySelectorAll(`[${name}]`)].map((e) => {
    const to = e.getAttribute(name);
    return [new URL(to, document.baseURI).protocol, to];
  }))
"""
"""Where everything on the page leads: the scheme as the browser understands it, and as written."""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: str(size[0]))
def test_a_record_that_means_harm_does_none(chromium: Any, size: tuple[int, int]) -> None:
    document = pages.record("hostile")
    with reading(chromium, pages.page("hostile"), size) as reader:
        for key in ("j", "j", "d", "[", "]", "k", "?", "Escape", "f", "Escape"):
            reader.press(key)
        reader.press("/")
        reader.page.keyboard.type("<script>alert(1)</script>")
        reader.page.wait_for_timeout(300)
        reader.press("Escape")
        for claim in document.claims[:5]:
            reader.go(f"#{claim.id}")
        reader.go('#"><img src=x onerror=alert(1)>;kind=<script>alert(1)</script>;q=</style>')
        reader.page.evaluate(OPEN)
        for button in reader.page.locator("table.all thead button").all()[:3]:
            button.evaluate("(e) => e.click()")
        reader.settle()
        here = reader.page.url
        led = reader.page.evaluate(_LEADS)
        ran = reader.page.evaluate(
            "() => [...document.querySelectorAll('*')].filter((e) => "
            "[...e.attributes].some((a) => a.name.startsWith('on'))).length"
        )
        foreign = reader.page.evaluate(
            "() => document.querySelectorAll('iframe, object, embed, base, form, math, link, "
            "meta[http-equiv=refresh], script[src], svg style, svg script').length"
        )
        assert reader.page.url == here
    assert ran == 0
    assert foreign == 0
    # A relative address leads into the folder of the page, which is a file here.
    assert {scheme for scheme, _ in led} <= {"http:", "https:", "mailto:", "file:"}
    assert [to for scheme, to in led if scheme == "file:" and to.strip().startswith("file")] == []


def test_a_record_that_means_harm_stays_within_its_window(chromium: Any) -> None:
    """Words of 10,000 letters are broken, and no style of theirs hides anything."""
    for size in (WIDE, NARROW):
        with reading(chromium, pages.page("hostile"), size) as reader:
            over = reader.page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert over <= 0, size
            assert reader.seen("article .body") > 10


def test_without_a_script_a_record_that_means_harm_does_none_either(chromium: Any) -> None:
    with reading(chromium, pages.page("hostile"), java_script_enabled=False) as reader:
        assert reader.seen("article .body") > 10


# --- what rights do not permit ---


@pytest.mark.parametrize("name", ["frenemies", "undecided"])
def test_a_public_page_keeps_the_claims_and_shows_no_words_of_the_article(
    chromium: Any, name: str
) -> None:
    document = pages.record(name)
    with reading(chromium, pages.page(name, public=True)) as reader:
        text = letters([reader.page.evaluate("() => document.documentElement.textContent")])
        said = letters([reader.page.locator("article").inner_text()])
        assert "notshown" in said
        shown = publication(document).document
        for claim in placed(shown):
            assert letters([claim.restatement]) in said
        own = letters([claim.restatement for claim in shown.claims])
        for block in document.text_blocks():
            start = letters([block.text[:50]])
            assert len(block.text) < 60 or start in own or start not in text, block.id
        reader.press("j")
        assert reader.card.is_visible()
