"""Reads a brat file as external annotations, and checks their words against a given text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.annotations.brat.ann_file import (
    AnnFile,
    Attachment,
    Event,
    Relation,
    TextBound,
    parse_ann,
)
from archive.annotations.external import AnnotationFile, Body, ExternalAnnotation, Target
from archive.errors import NoSuchOffset, require
from archive.findings import Finding, Location, Severity, short
from archive.text.decoding import decode
from archive.text.offsets import Offsets, Unit, offsets

SCHEME = "brat"
_UNITS: tuple[Unit, ...] = ("code-points", "utf-16", "utf-8")
"""The possible units of offsets: code points in brat, other units in some other programs."""
_ROLES_WITHOUT_NAMES = (("Arg1", "Arg2"), ("", ""))
"""The roles that have no meaning, because they only number the arguments."""


def read_annotations(
    data: bytes, *, file: str = "", text: str | bytes | None = None
) -> AnnotationFile:
    """Return the annotations of a file.

    Args:
        data: The `.ann` file.
        file: The name of the file; ids are unique within it.
        text: The annotated text, or the content of its `.txt` file.

    Raises:
        ReadError: The file is not from brat, or a line is malformed.
    """
    require(text, (str, bytes, type(None)), "text must be str or bytes")
    reader = _BratReader(
        parse_ann(data, file), file, decode(text) if isinstance(text, bytes) else text
    )
    found = [*reader.annotations()]
    return AnnotationFile(
        scheme=SCHEME,
        annotations=found,
        name=file,
        text=reader.text,
        findings=[*reader.file.warnings, *reader.file.losses.findings()],
    )


class _BratReader:
    def __init__(self, file: AnnFile, name: str, text: str | None) -> None:
        self.file, self._name, self.text = file, name, text
        self._offsets = None if text is None else offsets(text)
        self._unit: Unit = self._offset_unit()
        for text_bound in file.text_bounds:
            if not text_bound.words.strip():
                file.losses.add("typed spans without words", text_bound.line)
        file.text_bounds = [
            text_bound for text_bound in file.text_bounds if text_bound.words.strip()
        ]
        ids = (
            *(one.id for one in file.text_bounds),
            *(one.id for one in file.events),
            *(one.id for one in file.relations),
        )
        self._known = {id for id in ids if id is not None}
        self._text_bounds = {one.id: one for one in reversed(file.text_bounds)}
        self._triggers = {event.trigger for event in file.events}
        self._attachments: dict[str, list[Attachment]] = {}
        for attachment in file.attachments:
            self._attachments.setdefault(attachment.of, []).append(attachment)

    def annotations(self) -> Iterator[ExternalAnnotation]:
        for text_bound in self.file.text_bounds:
            yield self._text_bound(text_bound)
        for event in self.file.events:
            yield from self._event(event)
        for relation in self.file.relations:
            if related := self._relation(relation):
                yield related
        for attachment in self.file.attachments:
            if attachment.of not in self._known:
                name = attachment.id or attachment.type
                message = f"{name} is about {attachment.of}, which is not in the file"
                self._warn("remark-not-there", message, attachment.line)
            elif attachment.kind == "#" and (note := self._note(attachment)):
                yield note

    def _text_bound(self, text_bound: TextBound) -> ExternalAnnotation:
        layer = "trigger" if text_bound.id in self._triggers else "entity"
        return self._annotation(
            text_bound.id,
            text_bound.line,
            [Body(layer=layer, value=text_bound.type)],
            self._targets(text_bound),
        )

    def _event(self, event: Event) -> Iterator[ExternalAnnotation]:
        """Yield the annotation of an event, and one on it for each participant."""
        trigger = self._text_bounds.get(event.trigger)
        if trigger is None:
            message = f"{event.id} has the trigger {event.trigger}, which is not in the file"
            self._warn("remark-not-there", message, event.line)
            self.file.losses.add("events without their trigger", event.line)
            return
        bodies = [Body(layer="event", value=event.type)]
        # The trigger has been reported already.
        yield self._annotation(event.id, event.line, bodies, self._targets(trigger, warn=False))
        for role, id in self._existing_arguments(
            event.arguments, event.id or event.type, event.line
        ):
            if event.id is None:
                self.file.losses.add("arguments of events without an id", event.line)
            else:
                body = Body(layer=f"event.{role}", value=event.type, linked_id=id)
                location = Location(self._name or None, event.line)
                yield ExternalAnnotation(on=event.id, bodies=(body,), location=location)

    def _relation(self, relation: Relation) -> ExternalAnnotation | None:
        name = relation.id or relation.type
        ends = [*self._existing_arguments(relation.arguments, name, relation.line)]
        if len(ends) < 2:
            self.file.losses.add("relations with fewer than two annotations", relation.line)
            return None
        (role, first), (other_role, second), *others = ends
        is_named = (role, other_role) not in _ROLES_WITHOUT_NAMES
        layer = f"relation.{role}.{other_role}" if is_named else "relation"
        bodies = [Body(layer=layer, value=relation.type, linked_id=second)]
        for role, id in others:
            layer = f"relation.{role}" if role else "relation"
            bodies.append(Body(layer=layer, value=relation.type, linked_id=id))
        return self._annotation(relation.id, relation.line, bodies, (), on=first)

    def _note(self, attachment: Attachment) -> ExternalAnnotation | None:
        if not (attachment.words or "").strip():
            self.file.losses.add("notes without words", attachment.line)
            return None
        body = Body(layer=attachment.type, purpose="commenting", value=attachment.words)
        return ExternalAnnotation(
            id=attachment.id,
            on=attachment.of,
            motivation="commenting",
            bodies=(body,),
            location=Location(self._name or None, attachment.line),
        )

    def _annotation(
        self,
        id: str | None,
        line: int,
        bodies: Sequence[Body],
        targets: Sequence[Target],
        on: str | None = None,
    ) -> ExternalAnnotation:
        attachments = () if id is None else self._attachments.get(id, ())
        return ExternalAnnotation(
            id=id,
            targets=targets,
            on=on,
            bodies=[*bodies, *_attached_bodies(attachments)],
            location=Location(self._name or None, line),
        )

    def _existing_arguments(
        self, arguments: Iterable[tuple[str, str]], holder: str, line: int
    ) -> Iterator[tuple[str, str]]:
        """Yield the arguments that are in the file, and warn of the others."""
        for role, id in arguments:
            if id in self._known:
                yield role, id
            else:
                message = f"{holder} refers to {id}, which is not in the file"
                self._warn("remark-not-there", message, line)

    # --- words ---

    def _targets(self, text_bound: TextBound, *, warn: bool = True) -> list[Target]:
        """Return the words of a line, with their offsets unless these are wrong."""
        pieces = _words_by_span(text_bound)
        if self._offsets is None or self.text is None:
            return [
                Target(exact=words, start=start, end=end, unit="code-points")
                for words, (start, end) in zip(pieces, text_bound.offsets, strict=False)
            ]
        spans, problem = self._spans(text_bound, self._offsets, self._unit)
        if problem is None:
            text = self.text
            return [
                Target(exact=text[start:end], start=start, end=end, unit="code-points")
                for start, end in spans
            ]
        if warn:
            code, message = problem
            hint = "its offsets are ignored, and its words are searched"
            self._warn(code, f"{text_bound.id}: {message}", text_bound.line, hint)
        selectors = {"offsets": [list(pair) for pair in text_bound.offsets]}
        return [Target(exact=words, other_selectors=selectors) for words in pieces if words]

    def _spans(
        self, text_bound: TextBound, offsets: Offsets, unit: Unit
    ) -> tuple[list[tuple[int, int]], tuple[str, str] | None]:
        """Return the spans of a line's words, and the code and message of a problem, if any."""
        spans: list[tuple[int, int]] = []
        for start, end in text_bound.offsets:
            try:
                spans.append(offsets.convert_span(start, end, of=unit))
            except NoSuchOffset as problem:
                return [], ("remark-outside-text", str(problem))
            if end <= start:
                return [], ("remark-outside-text", f"it ends at {end}, not after its start {start}")
        there = " ".join(offsets.text[start:end] for start, end in spans)
        if _on_one_line(there) == _on_one_line(text_bound.words):
            return spans, None
        message = f"the line has {short(text_bound.words)}, but the text has {short(there)}"
        return [], ("remark-words-differ", message)

    def _offset_unit(self) -> Unit:
        """Return the unit in which the offsets fit all words."""
        if self._offsets is None or self._offsets.text.isascii():
            return "code-points"
        wrong: Mapping[Unit, int] = {
            unit: sum(
                self._spans(text_bound, self._offsets, unit)[1] is not None
                for text_bound in self.file.text_bounds
            )
            for unit in _UNITS
        }
        if wrong["code-points"]:
            for unit in _UNITS[1:]:
                if not wrong[unit]:
                    message = f"offsets count {unit.upper()} here, not code points"
                    self._warn("remark-outside-text", message, 1)
                    return unit
        return "code-points"

    def _warn(self, code: str, message: str, line: int, hint: str | None = None) -> None:
        location = Location(self._name or None, line)
        self.file.warnings.append(
            Finding(code, message, hint, severity=Severity.WARNING, location=location)
        )


def _words_by_span(text_bound: TextBound) -> list[str]:
    """Return the words of each span. In a line, a space separates the words of two spans."""
    lengths = [end - start for start, end in text_bound.offsets]
    if len(lengths) == 1 or sum(lengths) + len(lengths) - 1 != len(text_bound.words):
        return [text_bound.words]
    pieces: list[str] = []
    at = 0
    for length in lengths:
        pieces.append(text_bound.words[at : at + length])
        at += length + 1
    return pieces


def _on_one_line(words: str) -> str:
    """Return words as brat writes them, with spaces in place of line ends."""
    return words.replace("\r", " ").replace("\n", " ")


def _attached_bodies(attachments: Sequence[Attachment]) -> Iterator[Body]:
    """Yield the attributes and normalisations of a line as bodies."""
    for attachment in attachments:
        if attachment.kind == "A" and attachment.value is None:
            yield Body(layer="attribute", value=attachment.type)
        elif attachment.kind == "A":
            yield Body(layer=f"attribute.{attachment.type}", value=attachment.value)
        elif attachment.kind == "N":
            yield Body(
                layer=f"normalisation.{attachment.type}",
                purpose="identifying",
                uri=attachment.value,
                value=attachment.words or None,
            )
