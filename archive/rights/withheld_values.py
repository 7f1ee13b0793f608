"""Withholds the values of a record that share a run of words with the article, in any field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from json import dumps
from types import MappingProxyType
from typing import Any

from archive.model.base import Model
from archive.model.basis import Judged
from archive.model.blocks import Figure, Image
from archive.model.captures import Capture, Memento
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.entities import EntityName
from archive.model.introspection import accepts, id_from
from archive.model.metadata import Abstract, Container, Publisher, StatedAddress, Title
from archive.model.names import Name
from archive.model.revisions import CaptureChange, Changed
from archive.model.rights import Rights
from archive.model.statements import Agent, Change
from archive.model.walk import mapped, unchecked_copy
from archive.model.works import Source, Work
from archive.rights.claim_outline import ClaimOutlines
from archive.rights.text_reuse import article_runs
from archive.rights.withheld import Withheld, fields_of_words
from archive.text.shared_runs import SharedRuns
from archive.text.slugs import slug_digest

NOT_SHOWN = "[not shown]"
"""In the place of a value that is withheld and that no part is without."""

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
"""What is shown though it repeats the article: its title, byline and addresses, what works are
called, names, and notices that have to be printed with a text or figure."""
_CHANGES_SHOWN: frozenset[Changed] = frozenset(
    ("title", "subtitle", "author", "contributor", "container", "publisher", "rights", "address")
)
"""Changes of a capture whose values are among these."""


class WithheldValues:
    """The values of one record that repeat its article, and the record without them."""

    def __init__(self, document: Document, withheld: Withheld) -> None:
        """Take a record and what is withheld of it."""
        self._document, self._withheld = document, withheld
        self._runs = article_runs(document)
        self._ids = _lasting_ids(document, self._runs)
        self._outlines = ClaimOutlines(document, self._runs)
        self.claims_without_wording: list[str] = []
        """The ids of the claims that are shown without any wording."""
        self.number = 0
        """How many other values are withheld."""

    def first(self, document: Document) -> str:
        """Return the JSON Pointer in another record of the first value withheld, claims aside.

        Args:
            document: The record of which this one is a part.
        """
        for pointer, part in self._document.index.parts:
            for name, value in self._values(part):
                if any(self._repeats(part, name, one) for one in _texts(value)):
                    return f"{_pointer_in(document, self._document, pointer)}/{name}"
        return "/extensions"

    def document(self) -> Document:
        """Return the record without what repeats its article: nothing in it is cut short.

        Ids that repeat it are others, alike wherever the record is written. A claim has the wording
        for publication in the place of its restatement, or what can be said of it without any.
        """
        found: Document = mapped(self._document, self._change)
        record = found.rights.record
        if record and isinstance(record.notice, str) and self._runs.shares(record.notice):
            rights = unchecked_copy(found.rights, record=unchecked_copy(record, notice=None))
            found = unchecked_copy(found, rights=rights)
        extensions = {
            key: value
            for key, value in found.extensions.items()
            if not self._runs.shares(f"{key} {dumps(value, ensure_ascii=False)}")
        }
        self.number += len(found.extensions) - len(extensions)
        return unchecked_copy(found, extensions=extensions)

    def _change(self, part: Model) -> Model | None:
        """A part without what repeats the article; `None` where nothing is left of it."""
        changed = self._renamed(part)
        if isinstance(part, Claim):
            changed |= {"restatement": self._wording(part), "public_restatement": None}
        if isinstance(part, Abstract):
            changed["text"] = NOT_SHOWN
        if isinstance(part, Figure) and part.id in self._withheld.figures:
            changed["description"] = None
        for name, value in self._values(part):
            if name in changed:
                continue
            kept = tuple(one for one in _texts(value) if not self._repeats(part, name, one))
            self.number += (withheld := len(_texts(value)) - len(kept))
            if not withheld:
                continue
            changed[name] = kept if isinstance(value, tuple) else self._other_value(part, name)
            if changed[name] is _NOTHING:
                return None
        shown = unchecked_copy(part, **changed) if changed else part
        return None if isinstance(shown, Image) and not (shown.file or shown.address) else shown

    def _values(self, part: Model) -> Iterator[tuple[str, Any]]:
        """The texts of a part that may repeat the article and are not shown in spite of it."""
        if isinstance(part, CaptureChange) and part.what in _CHANGES_SHOWN:
            return
        cls = type(part)
        passed_over = {*_SHOWN.get(cls, ()), *fields_of_words(cls)}
        for name, value in part.__dict__.items():
            is_withheld = name in cls.model_fields and name not in passed_over
            if is_withheld and not (name == "restatement" and isinstance(part, Claim)):
                yield name, value

    def _repeats(self, part: Model, name: str, value: str) -> bool:
        is_reason = name == "reason" and isinstance(part, Change | Judged)
        return self._runs.shares(value) or (is_reason and self._runs.quotes(value))

    def _other_value(self, part: Model, name: str) -> Any:
        """What stands in the place of a value; `_NOTHING` where a part is nothing without it."""
        cls = type(part)
        if isinstance(part, Source) and name == "as_named":
            return f"[{self._outlines.source(self._document.source(part.id))}]"
        if isinstance(part, Capture) and name == "file":
            return f"capture-{slug_digest(part.file)}"
        field = cls.model_fields[name]
        if not field.is_required():
            return field.get_default(call_default_factory=True)
        return NOT_SHOWN if accepts(cls, name, NOT_SHOWN) else _NOTHING

    def _wording(self, claim: Claim) -> str:
        """The first of the wordings of a claim that repeats nothing, or its outline."""
        for wording in (claim.restatement, claim.public_restatement):
            if wording and not self._runs.shares(wording):
                return wording
        self.claims_without_wording.append(claim.id)
        return self._outlines.outline(self._document.claim(claim.id))

    def _renamed(self, part: Model) -> dict[str, Any]:
        """The fields of a part that hold ids which are others in what is public."""
        ids = self._ids
        if not ids:
            return {}
        renamed: dict[str, Any] = {}
        for name, value in part.__dict__.items():
            if type(value) is str and value in ids:
                renamed[name] = ids[value]
            elif type(value) is tuple and any(type(one) is str and one in ids for one in value):
                renamed[name] = tuple(ids.get(one, one) for one in value)
        return renamed


_NOTHING = object()
"""In the place of a value without which a part is nothing."""


def _pointer_in(document: Document, part_of_it: Document, pointer: str) -> str:
    """The pointer in a record of what stands in one with fewer statements."""
    _, *steps = pointer.split("/")
    if len(steps) < 2 or not steps[1].isdecimal():
        return pointer
    holder = getattr(part_of_it, steps[0])[int(steps[1])]
    return "/".join((document.index.pointers[holder.id], *steps[2:]))


def _texts(value: Any) -> tuple[str, ...]:
    """The texts that a field holds: one, several, or none."""
    if type(value) is str:
        return (value,)
    return value if type(value) is tuple and value and type(value[0]) is str else ()


def _lasting_ids(document: Document, runs: SharedRuns) -> Mapping[str, str]:
    """The ids that repeat the article, with those that take their place: made of a digest."""
    named = [(document.id, "record"), *((id, _prefix(type(part))) for id, part in _ids(document))]
    taken = {id for id, _ in named}
    others: dict[str, str] = {}
    for id, prefix in named:
        if id not in others and runs.shares(id):
            candidates = (f"{prefix}-{slug_digest(id * n)}" for n in count(1))
            others[id] = next(other for other in candidates if other not in taken)
            taken.add(others[id])
    return MappingProxyType(others)


def _ids(document: Document) -> Iterator[tuple[str, Model]]:
    for pointer, part in document.index.named:
        if pointer:
            yield part.__dict__["id"], part


@cache
def _prefix(cls: type[Model]) -> str:
    return id_from(cls).prefix
