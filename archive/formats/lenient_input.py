"""Completes a record that a person wrote, and reports all of its faults together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from archive.errors import InvalidDocument
from archive.findings import Finding, Location, at_stage, pointer_step, pointer_steps
from archive.formats.id_generation import GeneratedId, PartsWithoutIds
from archive.formats.quote_completion import Completion, complete_quotes
from archive.model.anchors import Anchor, Stretch
from archive.model.base import Model
from archive.model.blocks import TextBlock
from archive.model.document import IN_PARTS, Document
from archive.model.hand_edits import hand_edits_of
from archive.model.introspection import classes_in, classes_of, type_tags, values_along
from archive.model.invariants import READ_FROM_SEVERAL, check
from archive.model.pydantic_errors import missing_field
from archive.model.statements import Former

_MOST_ROUNDS = 12
"""How often a record is checked again after faulty parts were removed. This is enough, because
parts that can be removed are never nested more deeply in parts that cannot."""
_FILLED = "left-out-here"
"""The value that replaces a missing id or text; no real part has this name."""
_OF_WORDS: tuple[type[Model], ...] = (TextBlock, Former, *classes_in(Stretch))
"""Classes whose words are compared with other words; their missing values are not filled in."""
_FILLINGS: tuple[Any, ...] = (
    _FILLED,
    "2016",
    [{"type": "orphan", "block": _FILLED, "start": 0, "end": 1, "exact": "?", "reason": "?"}],
)
"""The values that replace missing ones: an id or text, a date, words."""

_NO_TAG = frozenset({"missing-field", "value-not-allowed"})
"""Codes of findings on a field `type` that is missing or wrong."""
_OF_ANY_KIND = frozenset({"duplicate-id", "anchor-words-differ", "anchor-out-of-range"})
"""Codes of findings that do not depend on the type of the value."""


class Completions(NamedTuple):
    """The ids and places that were added to a raw record."""

    text_ids: Sequence[GeneratedId]
    """The new ids of sections and blocks."""
    quotes: Sequence[Completion]
    """The result for each quote, which has words but no place."""
    other_ids: Sequence[GeneratedId]
    """The new ids of all other parts."""

    @property
    def unplaced(self) -> Sequence[Finding]:
        """The findings on quotes for which no single place was found."""
        return [completion.problem for completion in self.quotes if completion.problem]

    @property
    def unnamed(self) -> Sequence[Finding]:
        """The findings on missing ids, for callers who do not accept generated ids."""
        without_ids = (*self.text_ids, *self.other_ids)
        return at_stage("schema", (missing_field(f"{at}/id", "id") for at, _ in without_ids))


def complete(record: dict[str, Any]) -> Completions:
    """Complete a raw record in place: give ids to parts, and places to words.

    Sections and blocks get ids before words are searched in them. All other parts get ids
    afterwards, because an id depends on the content of a part, including the place of its words.
    """
    parts = PartsWithoutIds(record)
    text_ids = parts.generate_text_ids()
    quotes = complete_quotes(record)
    return Completions(text_ids, quotes, parts.generate_other_ids())


Received = Callable[[Document], Mapping[str, str]]
"""Returns the received text of the blocks of a document, by their ids."""


def document_of(
    record: dict[str, Any], problems: Sequence[Finding], received: Received | None = None
) -> Document:
    """Return the document of a raw record, or raise an error with all of its faults.

    Args:
        record: The raw record; if it is not valid, faulty parts are removed from it in place.
        problems: The findings so far.
        received: Returns the received text of the blocks, if it is known.

    Raises:
        InvalidDocument: The record has faults, or `problems` is not empty; the error has all of
            these.
    """
    try:
        document = Document.model_validate(record)
    except InvalidDocument:
        raise InvalidDocument([*problems, *BrokenRecord(record, received).findings]) from None
    if problems:
        raise InvalidDocument(problems)
    return document


class BrokenRecord:
    """Finds all faults of an invalid raw record.

    Faulty parts are removed, missing values are filled in, and the rest is checked again, until it
    is valid. In this way, a misspelt field in one claim does not hide a broken reference in
    another. A finding of a later check is left out if another fault causes it.
    """

    def __init__(self, record: dict[str, Any], received: Received | None = None) -> None:
        """Check a raw record, and remove its faulty parts in place."""
        self.findings: list[Finding] = []
        """All faults."""
        self._record = record
        self._ids = {_FILLED, *_ids(record)}
        """The ids that parts have or may have."""
        self._kept: dict[int, tuple[list[Any], list[int]]] = {}
        """For each array from which items were removed: the items that remain."""
        self._touched: set[str] = set()
        """The pointers of values that were removed or filled in, and of their ancestors."""
        self._guessed: dict[str, tuple[type[Model], ...]] = {}
        """The possible classes of each value without a type, by its pointer."""
        self._guessed_ids: set[str] = set()
        self._numbers = count(1)
        document = self._remaining_document()
        if document is None:
            return
        if received is not None:
            document.index.edits = hand_edits_of(document, received(document))
        stands_alone = filter(self._stands_alone, check(document))
        self.findings += map(self._located, stands_alone)

    def _remaining_document(self) -> Document | None:
        """Return the document of the remaining parts, even if it breaks invariants.

        Return `None` if no document can be made.
        """
        for number in range(_MOST_ROUNDS):
            try:
                return Document.model_validate(self._record, context=IN_PARTS)
            except InvalidDocument as invalid:
                findings = invalid.findings
                new_findings = filter(self._is_new, findings) if number else findings
                self.findings += map(self._located, new_findings)
                if not self._mend(findings):
                    return None
        return None

    # --- removal and filling ---

    def _mend(self, findings: Iterable[Finding]) -> bool:
        """Remove or fill in what these findings are about; return whether anything was changed."""
        to_remove: dict[int, tuple[dict[str, Any] | list[Any], set[str]]] = {}
        changed = False
        for finding in findings:
            steps = pointer_steps(finding.location.pointer or "")
            if not steps:
                continue
            if finding.code in _NO_TAG and steps[-1] == "type" and self._guess(steps[:-1]):
                changed = True
                continue
            if finding.code == "missing-field":
                if self._fill(steps):
                    changed = True
                    continue
                steps.pop()
            holder = _at(self._record, steps[:-1]) if steps else None
            if isinstance(holder, dict | list):
                to_remove.setdefault(id(holder), (holder, set()))[1].add(steps[-1])
                self._touch(steps)
        for holder, names in to_remove.values():
            self._remove(holder, names)
        return changed or bool(to_remove)

    def _remove(self, holder: dict[str, Any] | list[Any], names: set[str]) -> None:
        if isinstance(holder, dict):
            for name in names:
                holder.pop(name, None)
        else:
            _, numbers = self._kept.setdefault(id(holder), (holder, list(range(len(holder)))))
            keep = [n for n in range(len(holder)) if str(n) not in names]
            holder[:] = [holder[n] for n in keep]
            numbers[:] = [numbers[n] for n in keep]

    def _fill(self, steps: Sequence[str]) -> bool:
        """Fill in a missing field with a neutral value; return whether there is one."""
        holder = _at(self._record, steps[:-1])
        *_, (cls, _) = values_along(Document, self._record, steps[:-1])
        if not isinstance(holder, dict) or cls is None or issubclass(cls, _OF_WORDS):
            return False
        filling = _filling(cls, steps[-1])
        if filling is None:
            return False
        if steps[-1] == "id":
            filling = f"{_FILLED}-{next(self._numbers)}"
        holder[steps[-1]] = deepcopy(filling)
        self._touch(steps)
        return True

    def _guess(self, steps: Sequence[str]) -> bool:
        """Guess the type of a value from its fields, so that its content can be checked.

        Return whether a type fits.
        """
        value = _at(self._record, steps)
        original = self._original(_pointer(steps))
        if not isinstance(value, dict) or original in self._guessed:
            return False
        field = list(steps)
        path = list(values_along(Document, self._record, field))
        while field and isinstance(path[len(field) - 1][1], list):
            field.pop()
        classes = classes_of(path[len(field) - 1][0], field[-1]) if field else ()
        guessed_class = max(
            classes, key=lambda cls: len(value.keys() & cls.model_fields.keys()), default=None
        )
        if guessed_class is None or not type_tags(guessed_class):
            return False
        value["type"] = type_tags(guessed_class)[0]
        self._guessed[original] = classes
        if len(classes) > 1 and isinstance(id := value.get("id"), str):
            self._guessed_ids.add(id)
        return True

    def _touch(self, steps: Sequence[str]) -> None:
        self._touched.update(_ancestors(self._original(_pointer(steps))))

    # --- reports ---

    def _is_new(self, finding: Finding) -> bool:
        """Whether a finding of a later round reports a fault that is new and certain.

        It is new if it is in a value whose type was guessed, and certain if it is true for every
        possible type.
        """
        pointer = self._original(finding.location.pointer or "")
        within = next((at for at in _ancestors(pointer) if at in self._guessed), None)
        if within is None or within == pointer or pointer in self._touched:
            return False
        holder, _, name = pointer.rpartition("/")
        classes = self._guessed[within] if holder == within else ()
        if Anchor in classes and finding.code in ("unknown-field", "missing-field"):
            return False  # words without a place need no further field
        if finding.code == "unknown-field":
            return all(name not in cls.model_fields for cls in classes)
        if finding.code == "missing-field":
            fields = [cls.model_fields.get(name) for cls in classes]
            return all(field is not None and field.is_required() for field in fields)
        return True

    def _stands_alone(self, finding: Finding) -> bool:
        """Whether an invariant would fail even without the other faults."""
        pointer = finding.location.pointer or ""
        original = self._original(pointer)
        if finding.code == "dangling-reference":
            return _at(self._record, pointer_steps(pointer)) not in self._ids
        if finding.code == "reference-to-wrong-kind":
            return _at(self._record, pointer_steps(pointer)) not in self._guessed_ids
        if any(at in self._guessed for at in _ancestors(original)):
            return finding.code in _OF_ANY_KIND
        reads = READ_FROM_SEVERAL.get(finding.code)
        if reads is None:
            return True
        holder = reads or original.rpartition("/")[0]
        return holder not in self._touched and original not in self._touched

    def _located(self, finding: Finding) -> Finding:
        """Return a finding with its pointer changed to point into the original record."""
        pointer = self._original(finding.location.pointer or "")
        return replace(finding, location=Location(pointer=pointer))

    def _original(self, pointer: str) -> str:
        if not self._kept:
            return pointer
        here: Any = self._record
        steps = []
        for step in pointer_steps(pointer):
            kept = self._kept.get(id(here))
            in_array = isinstance(here, list) and step.isdecimal()
            steps.append(str(kept[1][int(step)]) if kept and in_array else step)
            here = _at(here, (step,))
        return _pointer(steps)


@cache
def _filling(cls: type[Model], field: str) -> Any:
    """Return a neutral value for a field; `None` if there is none."""
    if field not in cls.model_fields:
        return None
    hint = get_type_hints(cls, include_extras=True)[field]
    adapter: TypeAdapter[Any] = TypeAdapter(hint)
    for filling in (*_allowed_values(hint), *_FILLINGS):
        with suppress(ValidationError):
            adapter.validate_python(filling)
            return filling
    return None


def _allowed_values(hint: Any) -> Sequence[str]:
    return get_args(hint) if get_origin(hint) is Literal else ()


def _ancestors(pointer: str) -> Iterator[str]:
    """Yield a pointer, then the pointers of the ancestors of its value, except the record."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]


def _ids(value: Any) -> Iterator[str]:
    """Yield every id in a raw value, even if it is in an unknown field."""
    stack = [value]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if isinstance(id := value.get("id"), str):
                yield id
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)


def _at(value: Any, steps: Sequence[str]) -> Any:
    """Return the value at these steps; `None` if there is none."""
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _pointer(steps: Iterable[str]) -> str:
    return "".join(f"/{pointer_step(step)}" for step in steps)
