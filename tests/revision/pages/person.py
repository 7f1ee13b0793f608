"""What a person does to the record of a drawn page, and whether a rebase leaves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from archive.model.blocks import Figure, Quotation
from archive.model.document import Document
from archive.model.walk import walk
from tests.revision.pages.drawn import Version
from tests.revision.pages.judge import Step, has_words
from tests.revision.pages.truth import lines_of, values_of

Raw = dict[str, Any]

WORDING = "A headline by hand"
DESCRIPTION = "A drawing of two ferries"
ORCID = {"scheme": "orcid", "value": "0000-0002-1825-0097"}


def touched(document: Document, touches: frozenset[str]) -> Document:
    """Return the record after a person has done something to it; what it has not stays undone."""
    raw = document.model_dump(mode="json")
    for name in sorted(touches):
        _TOUCHES[name](raw)
    return Document.model_validate(raw)


def _title(raw: Raw) -> None:
    raw["metadata"]["titles"][0].update(text=WORDING, basis="external", origin=None)


def _author(raw: Raw) -> None:
    for author in raw["metadata"]["authors"][:1]:
        author["identifiers"] = [ORCID]


def _description(raw: Raw) -> None:
    for section, n in _blocks(raw, "figure"):
        section["blocks"][n]["description"] = DESCRIPTION
        return


def _quotation(raw: Raw) -> None:
    for section, n in _blocks(raw, "paragraph"):
        paragraph = section["blocks"][n]
        section["blocks"][n] = {"type": "quotation", "id": "by-hand", "blocks": [paragraph]}
        return


def _blocks(raw: Raw, type: str) -> Iterator[tuple[Raw, int]]:
    """Where blocks of a type stand: the section, and the number in it."""
    for section in raw["sections"]:
        yield from ((section, n) for n, one in enumerate(section["blocks"]) if one["type"] == type)
        yield from _blocks(section, type)


_TOUCHES: Mapping[str, Callable[[Raw], None]] = {
    "title": _title,
    "author": _author,
    "description": _description,
    "quotation": _quotation,
}
TOUCHES = (*_TOUCHES,)


def has_copies(one: Step) -> bool:
    """Whether a page has a sentence twice, so that nobody knows which of the two was meant."""
    pages = ([line.words for line in lines_of(side.page)] for side in (one.old, one.new))
    return any(len({*lines}) < len(lines) for lines in pages)


def undone(one: Step, touches: frozenset[str]) -> Iterator[str]:
    """A value that a person gave has gone, or it contradicts the page and nothing says so."""
    after = one.made.document.metadata
    old, new = one.old.page, one.new.page
    kept = {change.what for change in one.made.changes if change.kept}
    if "title" in touches:
        if after.title != WORDING:
            yield f"the headline is {after.title!r}"
        if ("title" in kept) is (old.title == new.title):
            yield f"the headlines are {old.title!r} and {new.title!r}, and kept is {kept}"
    if "author" in touches and old.authors:
        yield from _undone_author(one, is_kept="author" in kept)
    if kept - touches:
        yield f"kept is {kept}, and touched were {touches}"


def _undone_author(one: Step, *, is_kept: bool) -> Iterator[str]:
    """The first author, whom a person has touched, has gone; or the others do not follow."""
    old, new = one.old.page.authors, one.new.page.authors
    authors = one.made.document.metadata.authors
    assert isinstance(authors, tuple)
    names = {author.name.literal for author in authors}
    if not any(author.name.literal == old[0] and author.identifiers for author in authors):
        yield f"the authors are {names}, and {old[0]} was touched"
    if untouched := names & {*old[1:]} - {*new}:
        yield f"{untouched} are gone, and the record has them"
    if {*new} - names and not is_kept:
        yield f"{new} are named, and the record has {names}"
    if is_kept is (old == new):
        yield f"the authors are {old} and {new}, and kept is {is_kept}"


def unmade(one: Step) -> Iterator[str]:
    """What a person made of a block is no more, and the page has the block as it had it."""
    if has_copies(one):
        return
    pages = [*map(_parts, (one.old, one.new))]
    for part in _parts_of(one.made.before):
        if isinstance(part, Figure) and part.description == DESCRIPTION and part.image:
            stays = all(page.get(part.image.address or "") is not None for page in pages)
            same = (
                stays and pages[0][part.image.address or ""] == pages[1][part.image.address or ""]
            )
            if same and not any(
                isinstance(now, Figure) and now.description == DESCRIPTION
                for now in _parts_of(one.made.document)
            ):
                yield f"a figure has lost its description: {part.image.address}"
        if isinstance(part, Quotation) and part.id == "by-hand":
            text = " ".join(part.blocks[0].text.split())
            if all(text in page for page in pages) and not any(
                isinstance(now, Quotation) and has_words(now.blocks[0].text, text)
                for now in _parts_of(one.made.document)
            ):
                yield f"no quotation any more: {text}"


def _parts(version: Version) -> dict[str, Any]:
    """The parts of a page by their words, or their image."""
    parts = ((p.image or " ".join(line.text for line in p.lines), p) for p in version.page.body)
    return dict(parts)


def _parts_of(document: Document) -> Iterator[Any]:
    for section in document.sections:
        yield from (part for _, part in walk(section))


# --- statements ---


def with_claims(document: Document, version: Version) -> Document:
    """Return the record with a claim on each third sentence that stands once in the page."""
    counts = values_of(version.page)
    single = [one.words for one in counts if one.field == "sentence" and counts[one] == 1]
    claims = [
        {
            "id": f"claim-{n}",
            "anchors": [document.anchor(words)],
            "restatement": words,
            "kind": "descriptive",
            "status": "accepted",
        }
        for n, words in enumerate(single[::3])
    ]
    return Document.model_validate({**document.model_dump(), "claims": claims})


def misplaced(one: Step) -> Iterator[str]:
    """A claim has not the words of its sentence, which both pages have once."""
    if has_copies(one):
        return
    old, new = values_of(one.old.page), values_of(one.new.page)
    single = {value.words for value in old if old[value] == 1 == new[value]}
    read = {line.text for line in lines_of(one.new.page)}
    for outcome in one.made.outcomes:
        words = " ".join(outcome.old.exact.split())
        if words in single & read and outcome.kind not in ("unchanged", "moved"):
            yield f"{outcome.kind}, and the page has it: {words}"
        elif words not in values_words(new) and outcome.kind in ("unchanged", "moved"):
            yield f"{outcome.kind}, and the page has it no more: {words}"


def values_words(values: Mapping[Any, int]) -> set[str]:
    """The words of some values."""
    return {value.words for value in values}
