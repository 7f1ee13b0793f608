"""A desk that makes statements about one text: what the records here are written with."""

from __future__ import annotations

from itertools import count
from typing import Any

import archive
from archive.model.document import Document


class Desk:
    """Gathers the statements about one text.

    Words are given as they stand in the text. `"p-2: the harvest"` means those of one block, where
    they stand in several.
    """

    def __init__(self, document: Document, **made_by: Any) -> None:
        self.document = document
        self.made_by = made_by
        self.parts: list[Any] = []
        self._numbers = count(1)

    def at(self, *words: str) -> tuple[archive.Anchor, ...]:
        """The anchors of these words, each of a stretch of its own."""
        found = []
        for stretch in words:
            block, colon, exact = stretch.partition(": ")
            near = block if colon and block in self.document else None
            found.append(self.document.anchor(exact if near else stretch, near=near))
        return tuple(found)

    def claim(self, id: str, restatement: str, *words: str, **fields: Any) -> None:
        """A claim in these words; `descriptive` and accepted unless a field says otherwise."""
        made: Any = {"kind": "descriptive", "status": "accepted", **self.made_by, **fields}
        self.parts.append(
            archive.Claim(id=id, restatement=restatement, anchors=self.at(*words), **made)
        )

    def said_by(
        self, claimant: str | None, *cue: str, quoted: bool = False
    ) -> archive.model.Attribution:
        """A step of a chain."""
        manner: Any = "quoted" if quoted else "reported"
        return archive.model.Attribution(claimant=claimant, manner=manner, cue=self.at(*cue))

    def assess(self, claim: str, verdict: Any, reasoning: str, **fields: Any) -> str:
        """An assessment; `proposed` unless a field says otherwise. Its id is returned."""
        id = f"as-{next(self._numbers)}"
        made: Any = {**self.made_by, **fields}
        self.parts.append(
            archive.Assessment(id=id, claim=claim, verdict=verdict, reasoning=reasoning, **made)
        )
        return id

    def relate(self, subject: str, predicate: Any, object: str, **fields: Any) -> None:
        """A relation, accepted unless a field says otherwise."""
        id = f"rel-{next(self._numbers)}"
        made: Any = {"status": "accepted", **self.made_by, **fields}
        self.parts.append(
            archive.Relation(id=id, subject=subject, predicate=predicate, object=object, **made)
        )

    def mention(self, refers_to: str, *words: str, **fields: Any) -> None:
        """Words that name an entity or a work; each of them is a mention of its own."""
        made: Any = {"status": "accepted", **self.made_by, **fields}
        for stretch in words:
            id = f"m-{next(self._numbers)}"
            anchors = self.at(stretch)
            self.parts.append(
                archive.model.Mention(id=id, anchors=anchors, refers_to=refers_to, **made)
            )

    def add(self, *parts: Any) -> None:
        """Other parts, as they are."""
        self.parts += parts

    def done(self) -> Document:
        """The record with all of them."""
        return self.document.add(*self.parts)
