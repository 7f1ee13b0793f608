"""Fragments and pictures as a browser has them: what is in them, what they do, how they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import archive
from archive.view.html.attribution_diagram import attribution_diagram
from archive.view.html.timeline import timeline
from tests import samples
from tests.view.articles import carried, rich
from tests.view.html.hostile import ATTRIBUTES, ELEMENTS, hostile

pytestmark = pytest.mark.judged


@pytest.fixture(scope="module")
def browser_page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 800, "height": 600})
    yield context.new_page()
    context.close()


def _document_with(body: str, style: str = "") -> str:
    return f'<!doctype html><meta charset="utf-8"><title>A</title><body style="{style}">{body}'


def test_hostile_words_run_nothing_ask_nothing_and_are_no_elements(browser_page: Any) -> None:
    happened: list[str] = []
    browser_page.on("dialog", lambda dialog: (happened.append("dialog"), dialog.dismiss()))
    browser_page.on("request", lambda request: happened.append(request.url))
    document = hostile()
    fragments = [
        *(value._repr_html_() for value in (document, *document.claims)),
        archive.validate(document)._repr_html_(),
        archive.show(document, format="html"),
        archive.show(document, claims=True, format="html"),
        *(archive.show(document, claim=claim.id, format="html") for claim in document.claims),
        archive.show(archive.diff(samples.small(), document), format="html", everything=True),
        attribution_diagram(document),
        timeline(document),
    ]
    browser_page.set_content(_document_with("".join(fragments)))
    browser_page.wait_for_timeout(200)
    names, attributes = browser_page.evaluate(
        """() => {
            const all = [...document.body.querySelectorAll("*")];
            return [[...new Set(all.map(e => e.localName))],
                    [...new Set(all.flatMap(e => e.getAttributeNames()))]];
        }"""
    )
    assert set(names) <= ELEMENTS
    assert {name.lower() for name in attributes} <= ATTRIBUTES
    assert happened == []


_LEAST_CONTRAST = """(background) => {
    const canvas = document.createElement("canvas").getContext("2d", {colorSpace: "srgb"});
    const luminance = (colour) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => {
            v /= 255;
            return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const under = luminance(background);
    return Math.min(...[...document.querySelectorAll(".archive-page *:not(style)")].map((e) => {
        const ink = luminance(getComputedStyle(e).color);
        return (Math.max(ink, under) + 0.05) / (Math.min(ink, under) + 0.05);
    }));
}"""


@pytest.mark.parametrize(
    ("background", "ink"),
    [
        ("#ffffff", "#000000"),
        ("#ffffff", "#333333"),
        ("#111111", "#ffffff"),
        ("#1e1e1e", "#d4d4d4"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_read_in_the_themes_of_notebooks_whatever_the_desktop_prefers(
    browser_page: Any, background: str, ink: str, scheme: str
) -> None:
    """WCAG 2.2, 1.4.3: a contrast of 4.5 to 1 at least."""
    fragments = (
        archive.show(rich(), format="html"),
        archive.show(carried(), format="html", everything=True),
        archive.show(archive.diff(samples.small(), rich()), format="html"),
        archive.validate(b"{}")._repr_html_(),
    )
    browser_page.emulate_media(color_scheme=scheme)
    style = f"background:{background};color:{ink}"
    browser_page.set_content(_document_with("".join(fragments), style))
    assert browser_page.evaluate(_LEAST_CONTRAST, background) >= 4.5


def test_a_long_word_and_a_wide_table_do_not_widen_the_page(browser_page: Any) -> None:
    browser_page.set_viewport_size({"width": 360, "height": 600})
    document = hostile()
    for page in (
        document._repr_html_(),
        archive.show(document, format="html"),
        archive.show(document, claims=True, format="html"),
    ):
        browser_page.set_content(_document_with(page))
        width = browser_page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360
