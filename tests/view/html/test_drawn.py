"""Pages and fragments of drawn records, every text of which means harm, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

import archive
from archive.model.document import Document
from tests.conftest import fewer
from tests.records.hostile import hostile_documents
from tests.view.html.hostile import assert_harmless

FOUND = """() => {
    const all = [...document.querySelectorAll("*")];
    const foreign = "iframe, object, embed, base, form, math, link, script[src], svg style, "
        + "svg script, meta[http-equiv=refresh], body style, [srcdoc], [formaction], [action]";
    const links = all.flatMap((e) => ["href", "src", "xlink:href"].map((n) => e.getAttribute(n)));
    return {
        foreign: [...document.querySelectorAll(foreign)].map((e) => e.outerHTML.slice(0, 200)),
        handlers: all.flatMap((e) => e.getAttributeNames()).filter((name) => name.startsWith("on")),
        scripts: document.querySelectorAll("script:not([type='application/json'])").length,
        styles: all.map((e) => e.getAttribute("style")).filter((style) => style?.includes("url")),
        schemes: links.filter((to) => to !== null)
            .map((to) => URL.parse(to, "https://base.example/a")?.protocol ?? "leads nowhere"),
    };
}"""


@pytest.fixture(scope="module")
def browser_page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.judged
@fewer(3)
@given(hostile_documents())
def test_a_page_runs_nothing_asks_nothing_and_leads_only_to_the_web(
    browser_page: Any, document: Document
) -> None:
    happened: list[str] = []
    browser_page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    browser_page.on("request", lambda request: happened.append(request.url))
    browser_page.set_content(archive.write(document, "html").data.decode())
    found = browser_page.evaluate(FOUND)
    title = browser_page.title()
    for event in ("dialog", "request"):
        browser_page._impl_obj.remove_all_listeners(event)
    assert set(found.pop("schemes")) <= {"https:", "http:", "mailto:", "leads nowhere"}
    assert found == {"foreign": [], "handlers": [], "scripts": 1, "styles": []}
    assert title.split() == (document.metadata.title or document.id).split()
    assert happened == []


@pytest.mark.slow
@fewer(3)
@given(hostile_documents())
def test_a_fragment_has_only_elements_attributes_and_links_of_ours(document: Document) -> None:
    for value in (document, *document.claims, archive.validate(document)):
        assert_harmless(value._repr_html_())
    assert_harmless(archive.show(document, format="html"))
    assert_harmless(archive.show(document, claims=True, format="html"))
