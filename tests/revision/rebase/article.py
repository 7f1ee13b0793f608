"""An article whose text changes, with statements on its words, and their outcomes."""

from __future__ import annotations

import re
from typing import Any

import archive
from archive import Agent, Anchor, Claim, Document, Orphan, Outcome, ReadResult, Rebase, Revision
from archive.model import Comment, Former

TITLE = "Trade with the islands"
TRADE = "Trade with the islands fell by ten per cent in 2015. The ministry did not say why."
PORT = "According to Ada Lovelace, an economist, the port of Leith will close before the winter."
DOCKERS = "“Nobody asked the dockers,” said Miss Lovelace. Two hundred of them live in the town."
COUNCIL = "The council meets on Friday. It may yet buy the port, if the bank lends the money."
ARTICLE = (TITLE, TRADE, PORT, DOCKERS, COUNCIL)
"""Blocks `title`, `p-1`, `p-2`, `p-3` and `p-4`."""
ADDED = "Nothing of the kind has been seen since the war."
CLOSED = "The port of Leith is closed until further notice."

DELETED = "it was deleted or rewritten"
PARTED = "its words are no longer together"
UNCLEAR = "it is unknown "
"""How the reason begins where words are ambiguous."""

AT = "2026-11-27T10:00:00Z"
EDITOR = Agent(id="editor", name="A. N. Editor")
PROGRAM = Agent(id="program", type="software", name="fetcher", version="2")

TYPING_ERROR = (TITLE, TRADE.replace("ten per", "tenn per"), PORT)
CORRECTED = (TITLE, TRADE, PORT)
COOKING = (
    "Onions in butter",
    "Take two onions, slice them thinly, and fry them slowly until they are brown.",
    "Serve with bread and a glass of cider, cold from the cellar.",
)
ARABIC = "قال المجلس إن التجارة مع الجزر انخفضت بنسبة عشرة في المئة. ولم تذكر الوزارة السبب."
CHINESE = "议会说，与各岛的贸易下降了百分之十。部门没有说明原因。港口将在冬天以前关闭。"


def article(*texts: str, id: str = "article") -> Document:
    """These texts as they are read from a plain text, parted by empty lines."""
    return received(*texts, id=id).document


def received(*texts: str, id: str = "article", file: str | None = None) -> ReadResult:
    """The same with the file that they were received as."""
    return archive.read(written(*texts), "text", id=id, file=file)


def written(*texts: str) -> bytes:
    return ("\n\n".join(texts) + "\n").encode()


def on(document: Document, *words: str) -> Document:
    """The document with a comment on each of these words: `c-1`, `c-2` ..."""
    return document.add(
        *(
            Comment(id=f"c-{n}", text="Is it?", anchors=(document.anchor(exact),))
            for n, exact in enumerate(words, 1)
        )
    )


def on_each(document: Document, words: str) -> Document:
    """The document with a comment on every place where these words stand."""
    places = [
        document.anchor_at(block.id, found.start(), found.end())
        for block in document.text_blocks()
        for found in re.finditer(re.escape(words), block.text)
    ]
    return document.add(
        *(
            Comment(id=f"c-{n}", text="Is it?", anchors=(place,))
            for n, place in enumerate(places, 1)
        )
    )


def claim(document: Document, words: str, **fields: Any) -> Claim:
    made: dict[str, Any] = {
        "id": "claim-1",
        "anchors": (document.anchor(words),),
        "restatement": "So it is.",
        "kind": "descriptive",
    }
    return Claim(**{**made, **fields})


def checked(made: Rebase) -> Rebase:
    """A rebase whose result is valid, and has at each pointer what the outcomes say.

    Where it says that an origin is lost, validation misses that origin, and nothing else.
    """
    report = archive.validate(made.document)
    is_lost = any(finding.code == "origin-lost" for finding in made.findings)
    allowed = {"block-without-origin"} if is_lost else set()
    assert {finding.code for finding in report.errors} <= allowed, report.errors
    parts = dict(made.document.index.parts)
    for outcome in made.outcomes:
        if not outcome.pointer.startswith("/sections/"):
            assert parts[outcome.pointer] == outcome.new
    return made


def rebased(document: Document, *texts: str, **options: Any) -> Rebase:
    """The document on these texts."""
    return checked(archive.rebase(document, onto=article(*texts), **options))


def only(made: Rebase) -> Outcome:
    """The one outcome of a rebase."""
    [outcome] = made.outcomes
    return outcome


def placed(block: str, start: int, exact: str) -> Anchor:
    return Anchor(block=block, start=start, end=start + len(exact), exact=exact)


def lost(document: Document, anchor: Anchor, reason: str) -> Orphan:
    """What is left of an anchor that has lost its place in a document."""
    text = document.block(anchor.block).text
    own = {name: getattr(anchor, name) for name in Anchor.model_fields if name != "type"}
    prefix, suffix = text[: anchor.start][-20:], text[anchor.end :][:20]
    return Orphan(**own, prefix=prefix, suffix=suffix, reason=reason)


def stood(document: Document, statement: str, became: str | None, n: int = 0) -> Former:
    """What is remembered of the words that a claim or comment stood on in a document."""
    held: Any = document.get(statement)
    [anchor] = held.anchors[n : n + 1]
    text = document.block(anchor.block).text
    own = {name: getattr(anchor, name) for name in Anchor.model_fields if name != "type"}
    prefix, suffix = text[: anchor.start][-20:], text[anchor.end :][:20]
    known = {"prefix": prefix, "suffix": suffix, "status": held.status, "became": became}
    return Former(stretch=f"/anchors/{n}", **own, **known)


def counted(revision: Revision) -> str:
    """What a revision says of the outcomes, behind the name of the new text."""
    [told] = re.fullmatch(r"Rebased onto [^:]+: (.+)", revision.summary).groups()  # type: ignore[union-attr]
    return told


def without(texts: tuple[str, ...], *gone: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text not in gone)


def ids(document: Document) -> list[str]:
    return [block.id for block in document.text_blocks()]


def kinds(made: Rebase) -> list[str]:
    return [outcome.kind for outcome in made.outcomes]


def marked(document: Document, block: str, *marks: Any) -> Document:
    """The document with these marks on a paragraph of its first section."""
    section = document.sections[0]
    blocks = tuple(b.update(marks=marks) if b.id == block else b for b in section.blocks)
    return document.update(sections=(section.update(blocks=blocks), *document.sections[1:]))
