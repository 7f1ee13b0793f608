"""Merges the metadata and rights of a new reading of an article into those of a record.

A value that nobody edited is replaced by the new value. An edited value stays, with a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from archive.english import quoted
from archive.findings import Finding, shortened, warning
from archive.model.anchors import Anchor, Orphan
from archive.model.base import Model
from archive.model.basis import Absence
from archive.model.blocks import Heading
from archive.model.captures import CaptureOrigin
from archive.model.document import Document
from archive.model.introspection import reference_fields
from archive.model.licences import recognise, stated
from archive.model.metadata import Contributor, Extent, Title
from archive.model.names import Identifier
from archive.model.revisions import CHANGED, CaptureChange, Changed
from archive.model.rights import Rights
from archive.model.walk import mapped, unchecked_copy
from archive.revision.diff.messages import value_in_words


class _Field(NamedTuple):
    """A field of the metadata or rights in a reading."""

    pointer: str
    what: Changed
    is_told_whole: bool = False
    """Whether all its values are reported when one of them changes, as in a byline."""

    def of(self, document: Document) -> Any:
        """Return the value of the field in a document."""
        value: Any = document
        for step in self.pointer.split("/")[1:]:
            value = getattr(value, step)
        return value


_FIELDS = (
    _Field("/metadata/titles", "title"),
    _Field("/metadata/authors", "author", is_told_whole=True),
    _Field("/metadata/contributors", "contributor", is_told_whole=True),
    _Field("/metadata/publication/container", "container"),
    _Field("/metadata/publication/publisher", "publisher"),
    _Field("/metadata/publication/published", "published"),
    _Field("/metadata/publication/updated", "updated"),
    _Field("/metadata/publication/written", "written"),
    _Field("/metadata/publication/extents", "extent", is_told_whole=True),
    _Field("/metadata/languages", "language", is_told_whole=True),
    _Field("/metadata/identifiers", "identifier"),
    _Field("/metadata/addresses", "address"),
    _Field("/metadata/abstract", "abstract"),
    _Field("/metadata/keywords", "keyword"),
    _Field("/metadata/genre", "genre"),
    _Field("/rights/text", "rights"),
)
"""The fields that are compared, in the order of the report."""

_FROM_ELSEWHERE = ("external", "conjecture")
"""The `basis` of values that a reader cannot have found in a file."""


@dataclass(frozen=True, slots=True)
class MergedValues:
    """The metadata and rights of a record after a new reading of its article."""

    fields: Mapping[str, Any]
    """The new values of the metadata and rights, for changed fields; the keys are pointers."""
    replaced: frozenset[str]
    """The pointers of replaced values in the old record."""
    changes: tuple[CaptureChange, ...]
    """The differences between the new reading and the earlier one."""
    findings: tuple[Finding, ...]
    """Findings about values that somebody entered and the new reading contradicts."""

    def put_into(self, document: Document, received: Mapping[str, str]) -> dict[str, Any]:
        """Return the metadata and rights of the result, as fields of a document.

        Args:
            document: The record.
            received: The ids that captures of the new reading have in the result.
        """

        def in_record(part: Any) -> Any:
            return part.in_record(received) if isinstance(part, _New) else part

        fields = {
            pointer: tuple(map(in_record, value)) if isinstance(value, tuple) else in_record(value)
            for pointer, value in self.fields.items()
        }
        publication = _with_fields(document.metadata.publication, fields, _PUBLICATION)
        metadata = unchecked_copy(
            _with_fields(document.metadata, fields, _METADATA), publication=publication
        )
        return {"metadata": metadata, "rights": _with_fields(document.rights, fields, _RIGHTS)}


NO_VALUES = MergedValues({}, frozenset(), (), ())
"""No changes; used if the text is that of another article."""

_METADATA, _PUBLICATION, _RIGHTS = "/metadata/", "/metadata/publication/", "/rights/"


def _with_fields(part: Any, fields: Mapping[str, Any], under: str) -> Any:
    """Return a part with new values of the fields directly in it, given by pointers."""
    own = {
        pointer.removeprefix(under): value
        for pointer, value in fields.items()
        if pointer.startswith(under) and "/" not in pointer.removeprefix(under)
    }
    return unchecked_copy(part, **own) if own else part


@dataclass(frozen=True, slots=True)
class _New:
    """A value of the new reading."""

    value: Any
    own: Any = None
    """The same value in the record, which is kept except for its origin."""

    def in_record(self, received: Mapping[str, str]) -> Any:
        """Return the value for the record, with the record's ids of captures."""
        new = mapped(self.value, lambda part: _in_record(part, received))
        if self.own is None:
            return new
        found = {name: value for name in _PLACE if (value := new.__dict__.get(name)) is not None}
        return unchecked_copy(self.own, **found)


_PLACE = ("origin", "basis")
"""The fields about where a value comes from."""


def merged_values(
    document: Document, onto: Document, read_again: Document | None, *, is_of_one_kind: bool
) -> MergedValues:
    """Return the metadata and rights of a record after a new reading of its article.

    Args:
        document: The record.
        onto: The new reading.
        read_again: The result of reading the record's capture again. Values of the record that
            differ from it were edited. Without it, a value counts as unedited if it states where in
            the file it was printed or embedded, and nobody has judged it.
        is_of_one_kind: Whether both were read from the same kind of file. If not, a missing value
            means nothing: a text file without an author does not remove the author of a page.
    """
    headings = {" ".join(b.text.split()) for b in document.text_blocks() if isinstance(b, Heading)}
    derived = {capture.id for capture in document.captures if capture.derivation is not None}
    last = {change.what: change for one in document.revisions for change in one.changes}
    fields: dict[str, Any] = {}
    replaced: set[str] = set()
    changes: list[CaptureChange] = []
    findings: list[Finding] = []
    for field in _FIELDS:
        own, new = field.of(document), field.of(onto)
        later = [one for one in _values(new) if _basis(one) not in _FROM_ELSEWHERE]
        if read_again is not None:
            earlier = _values(field.of(read_again))
        else:
            same = {*map(_content, later)}
            earlier = [
                one
                for one in _values(own)
                if _content(one) in same or _is_of_a_reading(one, headings, derived)
            ]
        if not later and not is_of_one_kind:
            continue
        words = [*map(_in_words, _values(own))]
        words = ["; ".join(words)] if field.is_told_whole else words
        is_settled = _is_settled(words, last.get(field.what))
        merge = _Merge(_values(own), earlier, later, is_settled=is_settled)
        if merge.given_way or merge.has_come:
            is_several = isinstance(own, tuple) or isinstance(new, tuple)
            fields[field.pointer] = merge.field(is_several=is_several)
            at = field.pointer
            replaced |= {f"{at}/{n}" if isinstance(own, tuple) else at for n in merge.replaced}
        for change in merge.changes(field):
            if (
                change.kept and change.became in words
            ):  # somebody entered the value before the page had it
                if read_again is None:
                    continue
                change = unchecked_copy(change, kept=False)
            changes.append(change)
            if change.kept:
                findings.append(_kept_finding(field, change, merge.result))
    return MergedValues(fields, frozenset(replaced), tuple(changes), tuple(findings))


def _is_settled(words: Sequence[str], last: CaptureChange | None) -> bool:
    """Return whether values were kept in spite of a capture, and still differ from it."""
    return last is not None and last.kept and last.became not in (*words, None)


class _Merge:
    """The values of one field: in the record, in the earlier reading and in the later reading."""

    def __init__(
        self, own: Sequence[Any], earlier: Sequence[Any], later: Sequence[Any], *, is_settled: bool
    ) -> None:
        self._earlier, self._later = earlier, later
        contents, now = [*map(_content, earlier)], [*map(_content, later)]
        self._number = {content: n for n, content in enumerate(now)}
        self._contents = contents
        known = {content: _basis(one) for content, one in zip(contents, earlier, strict=True)}
        came = {n for n, content in enumerate(now) if content not in known}
        self._partner = {
            content: n
            for n, content in enumerate(contents)
            if content not in self._number and n in came
        }
        """The number of the value that replaces each removed value; the key is the content."""
        self._unpaired = sorted(came - {*self._partner.values()})
        self._own = [*map(_content, own)]
        self.given_way = [
            n
            for n, content in enumerate(self._own)
            if content in known
            and _basis(own[n]) in ("printed", "embedded", None, known[content])
            and not is_settled
        ]
        """The numbers of the record's values that nobody edited."""
        self.result: Sequence[Any]
        """The new values of the record; values of the later reading are `_New`."""
        if self._own == contents and len(self.given_way) == len(own):
            standing = dict(zip(contents, own, strict=True))
            self.result = [_New(one, standing.get(_content(one))) for one in later]
        else:
            self.result = [*self._merged(own)]
        staying = {
            _content(one.own)
            for one in self.result
            if isinstance(one, _New) and one.own is not None and _origin(one.value) is None
        }
        self.replaced = [n for n in self.given_way if self._own[n] not in staying]
        """The numbers of the values whose place in a capture is replaced."""
        self.has_come = any(isinstance(one, _New) for one in self.result)

    def _merged(self, own: Sequence[Any]) -> Iterator[Any]:
        """Yield the old values in place, then the new ones, unless somebody decided otherwise."""
        given_way = frozenset(self.given_way)
        for number, (value, content) in enumerate(zip(own, self._own, strict=True)):
            if number not in given_way:
                yield value
            elif content in self._number:
                yield _New(self._later[self._number[content]], value)
            elif content in self._partner:
                yield _New(self._later[self._partner[content]])
        if self._earlier or not own:  # otherwise somebody entered a value that no reader had found
            for n in self._unpaired:
                value = self._later[n]
                if _content(value) not in self._own and not _has_absence((*own, value)):
                    yield _New(value)

    def field(self, *, is_several: bool) -> Any:
        """Return the new value of the field."""
        absences = (one for one in map(_bare, self.result) if isinstance(one, Absence))
        if (absence := next(absences, None)) is not None:
            return absence
        return tuple(self.result) if is_several else next(iter(self.result), None)

    def changes(self, field: _Field) -> Iterator[CaptureChange]:
        """Yield the differences between the later reading and the earlier one."""
        if field.is_told_whole:
            was, became = (
                "; ".join(map(_in_words, values)) for values in (self._earlier, self._later)
            )
            if was != became:
                now = [_content(_bare(one)) for one in self.result]
                is_kept = now != [*map(_content, self._later)]
                yield _change(field.what, was, became, is_kept=is_kept)
            return
        has_own = any(not isinstance(one, _New) for one in self.result)
        standing = {_content(_bare(one)) for one in self.result}
        for value, content in zip(self._earlier, self._contents, strict=True):
            if content in self._number:
                continue
            partner = self._partner.get(content)
            later = None if partner is None else self._later[partner]
            is_kept = has_own and content not in self._own if later is None else False
            is_kept |= content in standing
            is_kept |= later is not None and _content(later) not in standing
            words = _in_words(value), "" if later is None else _in_words(later)
            if words[0] != words[1]:
                yield _change(_what(field, value), *words, is_kept=is_kept)
        for n in self._unpaired:
            later = self._later[n]
            is_kept = _content(later) not in standing
            yield _change(_what(field, later), "", _in_words(later), is_kept=is_kept)


def _change(what: Changed, was: str, became: str, *, is_kept: bool) -> CaptureChange:
    return CaptureChange(what=what, was=was or None, became=became or None, kept=is_kept)


def _what(field: _Field, value: Any) -> Changed:
    """Return what a value is called in a report; the headline differs from other titles."""
    is_other = isinstance(value, Title) and value.type != "main"
    return "subtitle" if is_other else field.what


def _kept_finding(field: _Field, change: CaptureChange, result: Sequence[Any]) -> Finding:
    """Return a warning about a value that somebody entered and the page now contradicts."""
    own = "; ".join(_in_words(one) for one in result if not isinstance(one, _New))
    now = f"has {_quoted(change.became)}" if change.became else "has none"
    before = f", and had {_quoted(change.was)}" if change.was else ""
    kept = (
        f"keeps {_quoted(own)}, which somebody entered" if own else "has none, as somebody decided"
    )
    message = f"{CHANGED[change.what]}: the article {now} now{before}; the record {kept}"
    hint = "if the article is right, change the record by hand"
    return warning("value-kept", field.pointer, message, hint)


def _quoted(words: str | None) -> str:
    return quoted(shortened(words or ""))


def _values(value: Any) -> list[Any]:
    """Return the value or values of a field as a list; a stated absence counts as a value."""
    if isinstance(value, tuple):
        return [*value]
    return [] if value is None else [value]


def _has_absence(values: Sequence[Any]) -> bool:
    return any(isinstance(one, Absence) for one in values)


def _bare(value: Any) -> Any:
    return value.value if isinstance(value, _New) else value


def _origin(value: Any) -> Any:
    return getattr(value, "origin", None)


def _basis(value: Any) -> Any:
    return None if isinstance(value, Absence) else value.basis


def _content(value: Any) -> str:
    """Return the content of a value, without where it comes from."""
    if isinstance(value, Absence):
        return value.value
    return str(value.model_dump_json(exclude={*_PLACE}))


def _is_of_a_reading(value: Any, headings: Set[str], derived: Set[str]) -> bool:
    """Return whether a value is as a reader makes it, and nobody has judged it.

    Args:
        value: The value.
        headings: The headings of the text, one of which a reader uses as the title.
        derived: The captures from which text is derived; the other captures have a transcript.
    """
    if isinstance(value, Absence):
        return False
    if value.certainty is not None or value.reason is not None or value.rests_on:
        return False
    if isinstance(value, Title) and value.basis is None and value.origin is None:
        return value.text in headings
    if isinstance(value, Rights):
        return value.basis in ("printed", "embedded")
    origin = value.origin
    is_placed = origin is not None and (
        not isinstance(origin, CaptureOrigin) or origin.capture in derived
    )
    return is_placed and value.basis in ("printed", "embedded")


def _in_words(value: Any) -> str:
    """Return a value in words."""
    match value:
        case Extent():
            return f"{value.unit} {value.value}"
        case Identifier():
            return f"{value.scheme} {value.value}"
        case Rights():
            licence = recognise(stated(value.uri, value.spdx))
            name = licence.name if licence else value.uri or value.spdx
            notice = value_in_words(value.notice)
            is_said = notice == name or (licence is not None and recognise(notice) == licence)
            return ", ".join(filter(None, (notice, "" if is_said else name, *value.holders)))
        case Contributor() if value.role != "author":
            return f"{value.name} ({value.role})"
        case _:
            return value_in_words(value)


def _in_record(part: Any, received: Mapping[str, str]) -> Any:
    """Return a part of a value of the new reading as it is in the record."""
    if isinstance(part, Anchor | Orphan):
        return None  # words of the other document
    fields: dict[str, Any] = {}
    cls: type[Model] = type(part)
    for name, _ in reference_fields(cls):
        id = part.__dict__[name]
        if id is None:
            continue
        fields[name] = received[id] if name == "capture" else None
    return unchecked_copy(part, **fields) if fields else part
