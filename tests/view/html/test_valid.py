"""The Nu Html Checker finds nothing wrong with a fragment, a picture, a time line."""

from __future__ import annotations

from pathlib import Path

import pytest

import archive
from archive.view.claim_glyphs import GLYPHS
from archive.view.html.attribution_diagram import attribution_diagram
from archive.view.html.markup import element
from archive.view.html.timeline import timeline
from tests import samples
from tests.browser import nu
from tests.view.articles import carried, rich
from tests.view.html.hostile import hostile

pytestmark = pytest.mark.judged

SYMBOLS = element("svg", (element("symbol", id=f"g-{name}") for name in GLYPHS))


def test_every_fragment_is_valid_html(tmp_path: Path, root: Path, java: None) -> None:
    document = archive.load(root / "documents" / "frenemies")
    fragments = [
        archive.show(rich(), format="html"),
        archive.show(rich(), claim="later", format="html"),
        archive.show(rich(), claims=True, format="html"),
        archive.show(carried(), format="html", everything=True),
        archive.show(hostile(), format="html"),
        archive.diff(samples.small(), rich())._repr_html_(),
        archive.validate(b"{}")._repr_html_(),
        document._repr_html_(),
        document.claims[0]._repr_html_(),
        attribution_diagram(document),
        timeline(document),
    ]
    paths = [tmp_path / f"{n}.html" for n in range(len(fragments))]
    for path, fragment in zip(paths, fragments, strict=True):
        # Links within are to what the page around a picture has.
        page = (
            f"<!doctype html><html lang=en><title>A</title><h1>A</h1><h2>B</h2>{SYMBOLS}{fragment}"
        )
        path.write_text(page, "utf-8")
    assert [message["message"] for message in nu.messages(paths)] == []
