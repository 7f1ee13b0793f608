"""The annotations of a brat file, as remarks, held to the text where that is given."""

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
"""What offsets count: brat code points; some programs that write its form other things."""


def read_annotations(
    data: bytes, *, file: str = "", text: str | bytes | None = None
) -> AnnotationFile:
    """Return the annotations of a file.

    Args:
        data: The `.ann` file.
        file: What it is called; ids are unique within it.
        text: The text that it is about, or the `.txt` file with it.

    Raises:
        ReadError: It is no file of brat, or lines are not as they have to be.
    """
    require(text, (str, bytes, type(None)), "text is a str, or bytes")
    reading = _BratReader(
        parse_ann(data, file), file, decode(text) if isinstance(text, bytes) else text
    )
    found = [*reading.annotations()]
    return AnnotationFile(
        scheme=SCHEME,
        annotations=found,
        name=file,
        text=reading.text,
        findings=[*reading.lines.warnings, *reading.lines.losses.findings()],
    )


class _BratReader:
    def __init__(self, lines: AnnFile, file: str, text: str | None) -> None:
        self.lines, self._file, self.text = lines, file, text
        self._offsets = None if text is None else offsets(text)
        self._unit: Unit = self._offset_unit()
        for marked in lines.text_bounds:
            if not marked.words.strip():
                lines.losses.add("types of no words", marked.line)
        lines.text_bounds = [marked for marked in lines.text_bounds if marked.words.strip()]
        ids = (
            *(one.id for one in lines.text_bounds),
            *(one.id for one in lines.events),
            *(one.id for one in lines.relations),
        )
        self._known = {id for id in ids if id is not None}
        self._marked = {one.id: one for one in reversed(lines.text_bounds)}
        self._triggers = {event.trigger for event in lines.events}
        self._asides: dict[str, list[Attachment]] = {}
        for aside in lines.attachments:
            self._asides.setdefault(aside.of, []).append(aside)

    def annotations(self) -> Iterator[ExternalAnnotation]:
        for marked in self.lines.text_bounds:
            yield self._text_bound(marked)
        for event in self.lines.events:
            yield from self._event(event)
        for relation in self.lines.relations:
            if related := self._relation(relation):
                yield related
        for aside in self.lines.attachments:
            if aside.of not in self._known:
                message = f"{aside.id or aside.type} is about {aside.of}, which is not in the file"
                self._warn("remark-not-there", message, aside.line)
            elif aside.kind == "#" and (note := self._note(aside)):
                yield note

    def _text_bound(self, marked: TextBound) -> ExternalAnnotation:
        layer = "trigger" if marked.id in self._triggers else "entity"
        return self._annotation(
            marked.id, marked.line, [Body(layer=layer, value=marked.type)], self._targets(marked)
        )

    def _event(self, event: Event) -> Iterator[ExternalAnnotation]:
        """An event, and a remark on it for each who takes part."""
        trigger = self._marked.get(event.trigger)
        if trigger is None:
            message = f"{event.id} has the trigger {event.trigger}, which is not in the file"
            self._warn("remark-not-there", message, event.line)
            self.lines.losses.add("events without their trigger", event.line)
            return
        bodies = [Body(layer="event", value=event.type)]
        # What is wrong with the words was told of the trigger.
        yield self._annotation(event.id, event.line, bodies, self._targets(trigger, tell=False))
        for role, id in self._existing_arguments(
            event.arguments, event.id or event.type, event.line
        ):
            if event.id is None:
                self.lines.losses.add("arguments of events without an id", event.line)
            else:
                body = Body(layer=f"event.{role}", linked_id=id)
                location = Location(self._file or None, event.line)
                yield ExternalAnnotation(on=event.id, bodies=(body,), location=location)

    def _relation(self, relation: Relation) -> ExternalAnnotation | None:
        name = relation.id or relation.type
        ends = [*self._existing_arguments(relation.arguments, name, relation.line)]
        if len(ends) < 2:
            self.lines.losses.add("relations between fewer than two", relation.line)
            return None
        (_, first), (_, second), *others = ends
        bodies = [Body(layer="relation", value=relation.type, linked_id=second)]
        for role, id in others:
            layer = f"relation.{role}" if role else "relation"
            bodies.append(Body(layer=layer, value=relation.type, linked_id=id))
        return self._annotation(relation.id, relation.line, bodies, (), on=first)

    def _note(self, aside: Attachment) -> ExternalAnnotation | None:
        if not (aside.words or "").strip():
            self.lines.losses.add("notes without words", aside.line)
            return None
        body = Body(layer=aside.type, purpose="commenting", value=aside.words)
        return ExternalAnnotation(
            id=aside.id,
            on=aside.of,
            motivation="commenting",
            bodies=(body,),
            location=Location(self._file or None, aside.line),
        )

    def _annotation(
        self,
        id: str | None,
        line: int,
        bodies: Sequence[Body],
        targets: Sequence[Target],
        on: str | None = None,
    ) -> ExternalAnnotation:
        asides = () if id is None else self._asides.get(id, ())
        return ExternalAnnotation(
            id=id,
            targets=targets,
            on=on,
            bodies=[*bodies, *_attached_bodies(asides)],
            location=Location(self._file or None, line),
        )

    def _existing_arguments(
        self, arguments: Iterable[tuple[str, str]], holder: str, line: int
    ) -> Iterator[tuple[str, str]]:
        """The arguments that are in the file; the others are told."""
        for role, id in arguments:
            if id in self._known:
                yield role, id
            else:
                message = f"{holder} points to {id}, which is not in the file"
                self._warn("remark-not-there", message, line)

    # --- words ---

    def _targets(self, marked: TextBound, *, tell: bool = True) -> list[Target]:
        """The words of a line: by their place, or, where that is wrong, alone."""
        pieces = _words_by_span(marked)
        if self._offsets is None or self.text is None:
            return [
                Target(exact=words, start=start, end=end, unit="code-points")
                for words, (start, end) in zip(pieces, marked.offsets, strict=False)
            ]
        spans, problem = self._spans(marked, self._offsets, self._unit)
        if problem is None:
            text = self.text
            return [
                Target(exact=text[start:end], start=start, end=end, unit="code-points")
                for start, end in spans
            ]
        if tell:
            code, message = problem
            hint = "its words are looked for without a place"
            self._warn(code, f"{marked.id}: {message}", marked.line, hint)
        told = {"offsets": [list(pair) for pair in marked.offsets]}
        return [Target(exact=words, other_selectors=told) for words in pieces if words]

    def _spans(
        self, marked: TextBound, offsets: Offsets, unit: Unit
    ) -> tuple[list[tuple[int, int]], tuple[str, str] | None]:
        """Where the words of a line stand, and what is wrong with that, if anything."""
        spans: list[tuple[int, int]] = []
        for start, end in marked.offsets:
            try:
                spans.append(offsets.convert_span(start, end, of=unit))
            except NoSuchOffset as problem:
                return [], ("remark-outside-text", str(problem))
            if end <= start:
                return [], ("remark-outside-text", f"it goes from {start} to {end}")
        there = " ".join(offsets.text[start:end] for start, end in spans)
        if _on_one_line(there) == _on_one_line(marked.words):
            return spans, None
        message = f"it is {short(marked.words)}, and {short(there)} stands there"
        return [], ("remark-words-differ", message)

    def _offset_unit(self) -> Unit:
        """What offsets count: what all words fit."""
        if self._offsets is None or self._offsets.text.isascii():
            return "code-points"
        wrong: Mapping[Unit, int] = {
            unit: sum(
                self._spans(marked, self._offsets, unit)[1] is not None
                for marked in self.lines.text_bounds
            )
            for unit in _UNITS
        }
        if wrong["code-points"]:
            for unit in _UNITS[1:]:
                if not wrong[unit]:
                    message = f"offsets count {unit.upper()} here, and not code points"
                    self._warn("remark-outside-text", message, 1)
                    return unit
        return "code-points"

    def _warn(self, code: str, message: str, line: int, hint: str | None = None) -> None:
        location = Location(self._file or None, line)
        self.lines.warnings.append(
            Finding(code, message, hint, severity=Severity.WARNING, location=location)
        )


def _words_by_span(marked: TextBound) -> list[str]:
    """The words of each stretch: they stand in one line, with a blank between two."""
    lengths = [end - start for start, end in marked.offsets]
    if len(lengths) == 1 or sum(lengths) + len(lengths) - 1 != len(marked.words):
        return [marked.words]
    pieces: list[str] = []
    at = 0
    for length in lengths:
        pieces.append(marked.words[at : at + length])
        at += length + 1
    return pieces


def _on_one_line(words: str) -> str:
    """Words as brat writes them: a line end is a blank."""
    return words.replace("\r", " ").replace("\n", " ")


def _attached_bodies(asides: Sequence[Attachment]) -> Iterator[Body]:
    """The attributes and normalisations of a line."""
    for aside in asides:
        if aside.kind == "A" and aside.value is None:
            yield Body(layer="attribute", value=aside.type)
        elif aside.kind == "A":
            yield Body(layer=f"attribute.{aside.type}", value=aside.value)
        elif aside.kind == "N":
            yield Body(
                layer=f"normalisation.{aside.type}",
                purpose="identifying",
                uri=aside.value,
                value=aside.words or None,
            )
