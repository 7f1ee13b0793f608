"""Values that nobody has touched follow a newer capture; those that somebody gave stay."""

from __future__ import annotations

from typing import Any

import pytest

import archive
from archive import Document, Rebase
from archive.model import CaptureChange
from tests.tools.cases import each_case

OLD: dict[str, str] = {
    "title": "Ferry is late",
    "author": "Ana Roe",
    "date": "2024-03-01",
    "site": "Harbour News",
    "licence": "https://creativecommons.org/licenses/by/4.0/",
    "address": "https://example.org/ferry",
    "keywords": "ferry, harbour",
}


def page(**values: str) -> Document:
    """A page, of which each value that is empty is left out."""
    told = {**OLD, **values}
    metas = {
        "author": told["author"],
        "article:published_time": told["date"],
        "og:site_name": told["site"],
        "keywords": told["keywords"],
    }
    head = "".join(f'<meta property="{k}" name="{k}" content="{v}">' for k, v in metas.items() if v)
    head += f'<link rel="canonical" href="{told["address"]}">' if told["address"] else ""
    licence = told["licence"]
    footer = f'<footer>© Harbour. <a rel="license" href="{licence}">licence</a></footer>'
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body><article>'
        f"<h1>{told['title']}</h1><p>The ferry from the island came an hour late on Friday, and "
        "the harbour master said that the storm was the reason for it.</p><p>Nobody was hurt, and "
        "the company will pay back all tickets in the coming days.</p></article>"
        f"{footer if licence else ''}</body></html>"
    )
    data, at = html.encode(), "2026-11-30T09:00:00Z"
    return archive.receive(data, id="ferry", file="page.html", received_at=at).document


def value_of(document: Document, what: str) -> Any:
    """A value as the page has it, in the record."""
    metadata, publication = document.metadata, document.metadata.publication
    match what:
        case "title":
            return metadata.title
        case "author":
            return "; ".join(str(one.name) for one in metadata.authors)  # type: ignore[union-attr]
        case "date":
            return publication.published and publication.published.date  # type: ignore[union-attr]
        case "site":
            return publication.container and publication.container.title  # type: ignore[union-attr]
        case "licence":
            return document.rights.text and document.rights.text.uri
        case "address":
            return metadata.addresses and metadata.addresses[0].address  # type: ignore[index]
        case _:
            return ", ".join(one.term for one in metadata.keywords)  # type: ignore[union-attr]


WHAT = {
    "title": "title", "author": "author", "date": "published", "site": "container",
    "licence": "rights", "address": "address", "keywords": "keyword",
}  # fmt: skip
NEW = {
    "title": "Ferry is two hours late",
    "author": "Bo Li",
    "date": "2024-03-02",
    "site": "Island News",
    "licence": "https://creativecommons.org/licenses/by-nc/4.0/",
    "address": "https://example.org/ferry-2",
    "keywords": "ferry, island",
}
WORDS = {"licence": "CC BY 4.0", "new licence": "CC BY-NC 4.0"}
"""Values that are put in other words than their own."""


def rebased(document: Document, onto: Document, again: Document | None = None) -> Rebase:
    return archive.rebase(document, onto=onto, read_again=again)


@pytest.mark.slow
@each_case("has_reading", [True, False])
@each_case("what", OLD)
def test_a_value_follows_the_newer_capture_and_the_history_has_both(
    what: str, has_reading: bool
) -> None:
    old, new = page(), page(**{what: NEW[what]})
    made = rebased(old, new, old if has_reading else None)
    assert value_of(made.document, what) == value_of(new, what) != value_of(old, what)
    [revision] = made.document.revisions
    changes = [one for one in revision.changes if one.what == WHAT[what]]
    assert len(changes) == 1
    assert not changes[0].kept
    assert WORDS.get(what, OLD[what]).split(", ")[-1] in (changes[0].was or "")
    assert WORDS.get(f"new {what}", NEW[what]).split(", ")[-1] in (changes[0].became or "")
    others = {one.what for one in made.changes} - {WHAT[what], "sentence"}
    assert others == set()
    assert made.findings == ()


@each_case("what", [one for one in OLD if one not in ("title", "keywords")])
def test_a_value_that_the_newer_capture_has_no_more_is_taken_out(what: str) -> None:
    old, new = page(), page(**{what: ""})
    made = rebased(old, new, old)
    assert not value_of(made.document, what)
    [change] = (one for one in made.changes if one.what == WHAT[what])
    assert change.was
    assert change.became is None


@each_case("what", [one for one in OLD if one not in ("title", "keywords")])
def test_a_value_that_comes_is_taken(what: str) -> None:
    old, new = page(**{what: ""}), page()
    made = rebased(old, new, old)
    assert value_of(made.document, what) == value_of(new, what)
    [change] = (one for one in made.changes if one.what == WHAT[what])
    assert (change.was, change.kept) == (None, False)


def with_title(document: Document, **fields: Any) -> Document:
    [title] = document.metadata.titles
    mended = title.update(**fields)
    return document.update(metadata=document.metadata.update(titles=(mended,)))


@each_case(
    "touched",
    [{"text": "The ferry is late"}, {"certainty": "high"}, {"basis": "external", "origin": None}],
)
def test_a_headline_that_somebody_has_touched_stays_and_it_is_reported(
    touched: dict[str, Any],
) -> None:
    old = with_title(page(), **touched)
    made = rebased(old, page(title=NEW["title"]), page())
    assert made.document.metadata.titles == old.metadata.titles
    [finding] = made.findings
    assert finding.code == "value-kept"
    assert NEW["title"] in finding.message
    change = made.changes[0]
    assert (change.what, change.was, change.became, change.kept) == (
        "title", OLD["title"], NEW["title"], True,
    )  # fmt: skip


def test_what_stayed_stays_at_the_next_capture_too() -> None:
    """Though the page has it by then: a revision names it."""
    old = with_title(page(), text="The ferry is late", basis="external")
    first = archive.rebase(old, onto=page(title="B"), read_again=page(), at="2024-03-02T00:00:00Z")
    assert [one.kept for one in first.document.revisions[0].changes if one.what == "title"] == [
        True
    ]
    again = archive.rebase(first.document, onto=page(title="C"), read_again=page(title="B"))
    assert again.document.metadata.title == "The ferry is late"


def test_what_somebody_took_from_the_page_follows_it_again() -> None:
    old = with_title(page(), text="The ferry is late")
    first = archive.rebase(old, onto=page(title="B"), read_again=page(), at="2024-03-02T00:00:00Z")
    adopted = with_title(first.document, text="B")
    again = archive.rebase(adopted, onto=page(title="C"), read_again=page(title="B"))
    assert again.document.metadata.title == "C"


def test_an_author_whom_somebody_has_identified_stays_beside_one_who_follows() -> None:
    old, new = page(author="Ana Roe and Bo Li"), page(author="Ana Roe and Cy Ng")
    ana, bo = old.metadata.authors  # type: ignore[misc]
    known = ana.update(identifiers=({"scheme": "orcid", "value": "0000-0002-1825-0097"},))
    touched = old.update(metadata=old.metadata.update(authors=(known, bo)))
    made = rebased(touched, new, old)
    assert [str(one.name) for one in made.document.metadata.authors] == ["Ana Roe", "Cy Ng"]
    assert made.document.metadata.authors[0] == known  # type: ignore[index]


def test_that_there_is_no_author_is_what_somebody_says_and_stays() -> None:
    old = page(author="")
    said = old.update(metadata=old.metadata.update(authors="not-stated"))
    made = rebased(said, page(), old)
    assert made.document.metadata.authors == archive.model.Absence.NOT_STATED
    assert [finding.code for finding in made.findings] == ["value-kept"]


def test_a_text_file_takes_nothing_away_from_what_a_page_has_said() -> None:
    old = page()
    text = "\n\n".join(block.text for block in old.text_blocks())
    plain = archive.read(text.encode(), "text", id="ferry", file="received/again.txt", plain=True)
    made = archive.rebase(old, onto=plain.document, read_again=old)
    assert [value_of(made.document, what) for what in OLD] == [value_of(old, what) for what in OLD]
    assert [one for one in made.changes if one.what != "sentence"] == []


def test_the_same_page_again_changes_no_value() -> None:
    old = page()
    made = rebased(old, page(), old)
    assert made.document == old
    assert (made.changes, made.findings) == ((), ())


def test_values_that_follow_name_the_capture_that_they_come_from() -> None:
    old, new = page(), page(title=NEW["title"])
    made = rebased(old, new, old)
    assert {origin.capture for _, origin in made.document.index.origins_of_values} == {"capture-2"}
    first, _ = made.document.captures
    assert first.derivation is None


def test_a_change_says_what_was_and_what_is() -> None:
    made = rebased(page(), page(title=NEW["title"]), page())
    assert made.changes == (
        CaptureChange(what="title", was=OLD["title"], became=NEW["title"]),
    )  # the heading of the article is told once
