"""What drawn and real pages have found: each the smallest page that shows it."""

from __future__ import annotations

from pathlib import Path

import archive
from archive import Rebase, io
from archive.files.path_resolution import record_at
from archive.model.blocks import Furniture, Heading
from archive.workflows.rebase import rebase_onto, target_at

FIRST = "The ferry left the port in May, as it had to, and nobody on the quay said a word."
SECOND = "The price of the tickets had risen twice since the winter began, and nobody knew why."
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p>"


def page(body: str = TEXT, head: str = "", title: str = "<h1>Ferries</h1>") -> str:
    return (
        f"<!doctype html><html><head><title>Ferries</title>{head}</head>"
        f"<body><main><article>{title}{body}</article></main></body></html>"
    )


def rebased(old: str, new: str, folder: Path) -> Rebase:
    """Return what `archive rebase` makes of the record of a page and a later one."""
    result = archive.receive(old.encode(), id="record", file="page.html")
    archive.save(result.document, folder / "record", files=result.files)
    later = folder / "later.html"
    later.write_text(new)
    file, target = record_at(folder / "record"), target_at(later)
    read = io.read_record(file)
    return rebase_onto(file, read.document, target, target.read(id="record")).result


def told(made: Rebase) -> list[tuple[str, str | None, str | None]]:
    return [(one.what, one.was, one.became) for one in made.changes]


def test_another_time_of_the_same_day_is_told(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2024-03-05T{}:00Z">'
    body = f'<p class="date">5 March 2024</p>{TEXT}'
    old, new = (page(body, head.format(time)) for time in ("10:00", "23:59"))
    name = "article:published_time"
    was, became = f"{name}: 2024-03-05T10:00:00Z", f"{name}: 2024-03-05T23:59:00Z"
    assert told(rebased(old, new, tmp_path)) == [("markup", was, became)]


def test_a_description_that_is_the_headline_is_told(tmp_path: Path) -> None:
    image = '</article><footer><img src="map.png" alt="Ferries"></footer>'
    made = rebased(page(), page(TEXT + image), tmp_path)
    assert [one.became for one in made.furniture] == ["map.png", "alt: Ferries"]


def test_the_image_of_the_page_is_told_though_a_figure_has_it(tmp_path: Path) -> None:
    body = f'<p>{FIRST}</p><figure><img src="https://example.org/a.jpg"></figure><p>{SECOND}</p>'
    head = '<meta property="og:image" content="https://example.org/a.jpg">'
    made = rebased(page(body, head), page(body), tmp_path)
    assert told(made) == [("markup", "og:image: https://example.org/a.jpg", None)]


def test_a_link_on_other_words_in_its_sentence_is_no_change(tmp_path: Path) -> None:
    body = '<p>The <a href="/a">ferry {}</a> in May, and nobody on the quay said a word.</p>'
    old, new = (page(body.format(word) + TEXT) for word in ("left", "sank"))
    assert [what for what, *_ in told(rebased(old, new, tmp_path))] == ["sentence"]


def test_a_link_that_moves_to_other_words_is_told(tmp_path: Path) -> None:
    first = '<p>The <a href="/a">ferry</a> left in May, and nobody on the quay said a word.</p>'
    then = '<p>The ferry left in <a href="/a">May</a>, and nobody on the quay said a word.</p>'
    made = rebased(page(first + TEXT), page(then + TEXT), tmp_path)
    assert told(made) == [("link", "/a", None), ("link", None, "/a")]


def test_a_note_that_is_another_is_told_by_its_words(tmp_path: Path) -> None:
    body = (
        f'<p>{FIRST[:9]}<sup><a id="r1" href="#n1">1</a></sup>{FIRST[9:]}</p><p>{SECOND}</p>'
        '<section class="footnotes"><ol><li id="n1">{}</li></ol></section>'
    )
    notes = "Three boats, says the port.", "Nobody keeps count of them."
    old, new = (page(body.format(note)) for note in notes)
    assert {what for what, *_ in told(rebased(old, new, tmp_path))} == {"sentence"}


def test_what_was_removed_comes_before_what_came_in_its_place(tmp_path: Path) -> None:
    gone = '<p>It <a href="/a">rained</a> all day. The boats stayed in the port.</p>'
    came = "<p>Snow fell on Monday. Nobody had seen any since the war.</p>"
    old, new = (page(f"<p>{FIRST}</p>{body}<p>{SECOND}</p>") for body in (gone, came))
    has_gone = [became is None for _, _, became in told(rebased(old, new, tmp_path))]
    assert has_gone == sorted(has_gone, reverse=True)


def test_furniture_that_nobody_touched_becomes_a_heading_with_the_page(tmp_path: Path) -> None:
    line = "Ten boats in the harbour"
    text = TEXT + TEXT + TEXT
    old = page(f'<div class="share-bar">{line}</div>{text}')
    new = page(f"<h2>{line}</h2>{text}")
    made = rebased(old, new, tmp_path)
    types = [
        type(block)
        for document in (made.before, made.document)
        for block in document.text_blocks()
        if block.text == line
    ]
    assert types == [Furniture, Heading]
