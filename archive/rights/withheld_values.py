"""Withholds values of a record that share a run of words with the article, in any field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from archive.model.base import Model
from archive.model.blocks import Figure, Image
from archive.model.captures import Capture, Memento
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.entities import EntityName
from archive.model.introspection import accepts
from archive.model.metadata import Abstract, Container, Publisher, StatedAddress, Title
from archive.model.names import Name
from archive.model.revisions import CaptureChange, Changed
from archive.model.rights import Rights
from archive.model.statements import Agent
from archive.model.walk import mapped, unchecked_copy
from archive.model.works import Source, Work
from archive.rights.claim_outline import ClaimOutlines
from archive.rights.left_out_statements import LeftOutStatements
from archive.rights.public_ids import public_ids, renamed_fields
from archive.rights.text_reuse import article_runs
from archive.rights.withheld import Withheld, fields_of_words
from archive.text.shared_runs import SharedRuns
from archive.text.slugs import slug_digest

NOT_SHOWN = "[not shown]"
"""The text that replaces a withheld value in a required field."""

_SHOWN: Mapping[type[Model], frozenset[str]] = {
    Title: frozenset(("text",)),
    Name: frozenset(Name.model_fields),
    StatedAddress: frozenset(("address",)),
    Capture: frozenset(("address",)),
    Memento: frozenset(("address",)),
    Container: frozenset(("title",)),
    Publisher: frozenset(("name",)),
    Work: frozenset(
        ("title", "variant_titles", "container_title", "collection_title", "publisher")
    ),
    EntityName: frozenset(("text",)),
    Agent: frozenset(("name",)),
    Rights: frozenset(("notice", "holders")),
}
"""Fields that are shown even if they repeat the article: its title, byline and addresses, titles of
works, names, and notices that must be printed with a text or figure."""
_TITLES_OF_ARTICLE = {Title: ("text",), StatedAddress: ("address",), Capture: ("address",)}
"""The fields among these for titles and addresses of the article, which its text often repeats."""
_CHANGES_SHOWN: frozenset[Changed] = frozenset(
    ("title", "subtitle", "author", "contributor", "container", "publisher", "rights", "address")
)
"""The kinds of change between captures whose values are shown for the same reason."""


class WithheldValues:
    """Finds the values of a record that repeat withheld words, and removes them from the record."""

    def __init__(self, whole: Document, document: Document, withheld: Withheld) -> None:
        """Store the whole record, its public form, and what is withheld."""
        self._document, self._withheld = document, withheld
        self._runs = article_runs(whole) if withheld.text else SharedRuns(())
        self._left_out = LeftOutStatements(whole, document)
        self._ids = public_ids(document, self._runs)
        self._outlines = ClaimOutlines(document, self._runs)
        self.claims_without_wording: list[str] = []
        """The ids of the claims that are shown without wording."""
        self.number = 0
        """The number of other withheld values."""

    def first(self, document: Document) -> str:
        """Return the JSON Pointer, in the whole record, of the first withheld value except claims.

        Args:
            document: The whole record.
        """
        for pointer, part in self._document.index.parts:
            for name, value in self._values(part):
                if any(self._repeats(name, one) for one in _texts(value)):
                    return f"{_pointer_in(document, self._document, pointer)}/{name}"
        return ""

    def shown_in_spite(self) -> int:
        """Return how many names, titles and notices are shown although they repeat the article."""
        return sum(
            self._runs.shares(one)
            for _, part in self._document.index.parts
            for name in _SHOWN.get(type(part), ())
            if name not in _TITLES_OF_ARTICLE.get(type(part), ())
            for one in _texts(getattr(part, name))
        )

    def document(self) -> Document:
        """Return the record without values that repeat its article; no value is only shortened.

        Ids that repeat the article are replaced, by the same ids in every format. The restatement
        of a claim is replaced by its public restatement, or by an outline.
        """
        found: Document = mapped(self._document, self._change)
        keywords = found.metadata.keywords
        if isinstance(keywords, tuple) and self._runs.shares(" ".join(k.term for k in keywords)):
            self.number += len(keywords)
            metadata = unchecked_copy(found.metadata, keywords=())
            found = unchecked_copy(found, metadata=metadata)
        record = found.rights.record
        if record and isinstance(record.notice, str) and self._runs.shares(record.notice):
            rights = unchecked_copy(found.rights, record=unchecked_copy(record, notice=None))
            found = unchecked_copy(found, rights=rights)
        extensions = {
            key: value
            for key, value in found.extensions.items()
            if not self._is_withheld("\n".join((key, *_strings(value))))
        }
        self.number += len(found.extensions) - len(extensions)
        return unchecked_copy(found, extensions=extensions)

    def withheld(self) -> Withheld:
        """Return what is withheld; its notes do not repeat words of the article."""
        figures = {
            self._ids.get(id, id): self._said_plainly(said, "The image")
            for id, said in self._withheld.figures.items()
        }
        return replace(
            self._withheld,
            text=self._said_plainly(self._withheld.text, "The text"),
            figures=figures,
        )

    def _said_plainly(self, said: str, what: str) -> str:
        return f"{what} is not shown: {_UNKNOWN_TERMS}." if self._runs.shares(said) else said

    def _change(self, part: Model) -> Model | None:
        """Return a part without values that repeat the article; `None` if nothing remains."""
        changed = renamed_fields(part, self._ids)
        if isinstance(part, Claim):
            changed |= {"restatement": self._wording(part), "public_restatement": None}
        if isinstance(part, Abstract) and self._withheld.text:
            changed["text"] = NOT_SHOWN
        if isinstance(part, Figure) and part.id in self._withheld.figures:
            changed["description"] = None
        for name, value in self._values(part):
            if name in changed:
                continue
            kept = tuple(one for one in _texts(value) if not self._repeats(name, one))
            self.number += (withheld := len(_texts(value)) - len(kept))
            if not withheld:
                continue
            changed[name] = kept if isinstance(value, tuple) else self._other_value(part, name)
            if changed[name] is _NOTHING:
                return None
        shown = unchecked_copy(part, **changed) if changed else part
        return None if isinstance(shown, Image) and not (shown.file or shown.address) else shown

    def _values(self, part: Model) -> Iterator[tuple[str, Any]]:
        """Yield the texts of a part that must not repeat the article."""
        if isinstance(part, CaptureChange) and part.what in _CHANGES_SHOWN:
            return
        cls = type(part)
        passed_over = {*_SHOWN.get(cls, ()), *fields_of_words(cls), *_WORDLESS}
        for name, value in part.__dict__.items():
            is_withheld = name in cls.model_fields and name not in passed_over
            if is_withheld and not (name == "restatement" and isinstance(part, Claim)):
                yield name, value

    def _repeats(self, name: str, value: str) -> bool:
        if self._runs.shares(value) or (name == "reason" and self._runs.quotes(value)):
            return True
        return name in _SAID_OF_MANY and self._left_out.are_in(value)

    def _is_withheld(self, value: str) -> bool:
        return self._runs.shares(value) or self._left_out.are_in(value)

    def _other_value(self, part: Model, name: str) -> Any:
        """Return what replaces a value; `_NOTHING` if the part is useless without the value."""
        cls = type(part)
        if isinstance(part, Source) and name == "as_named":
            return f"[{self._outlines.source(self._document.source(part.id))}]"
        if isinstance(part, Capture) and name in ("file", "media_type"):
            return f"capture-{slug_digest(part.file)}" if name == "file" else _BYTES
        field = cls.model_fields[name]
        if not field.is_required():
            return field.get_default(call_default_factory=True)
        return NOT_SHOWN if accepts(cls, name, NOT_SHOWN) else _NOTHING

    def _wording(self, claim: Claim) -> str:
        """Return the first wording of a claim that does not repeat the article, or its outline."""
        for wording in (claim.restatement, claim.public_restatement):
            if wording and not self._runs.shares(wording):
                return wording
        self.claims_without_wording.append(claim.id)
        return self._outlines.outline(self._document.claim(claim.id))


_SAID_OF_MANY = frozenset(("reason", "summary"))
"""The fields that may mention left-out statements."""
_WORDLESS = frozenset(
    ("id", "block", "sha256", "at", "date", "issued", "accessed", "archived_at")
) | {"received_at"}
"""Fields that are not withheld: ids, which are replaced, and digests and dates, which have no
words."""
_UNKNOWN_TERMS = "no known licence permits it"
_BYTES = "application/octet-stream"


_NOTHING = object()
"""The marker for a value without which a part is useless."""


def _pointer_in(document: Document, part_of_it: Document, pointer: str) -> str:
    """Return the pointer in a record that corresponds to a pointer in its public form."""
    _, *steps = pointer.split("/")
    if len(steps) < 2 or not steps[1].isdecimal():
        return pointer
    holder = getattr(part_of_it, steps[0])[int(steps[1])]
    return "/".join((document.index.pointers[holder.id], *steps[2:]))


def _strings(value: Any) -> Iterator[str]:
    """Yield every string of a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _texts(value: Any) -> tuple[str, ...]:
    """Return the texts in a field: one, several, or none."""
    if type(value) is str:
        return (value,)
    return value if type(value) is tuple and value and type(value[0]) is str else ()
