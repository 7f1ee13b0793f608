"""Converts the rows of a WebAnno TSV file to external annotations.

A span becomes an annotation with a body for each feature, over all rows of the span. A filled slot
becomes an annotation on the span, whose body has the id of the filler; a relation, one on the
governor with the id of the dependent; a link of a chain, one with the id of the next link. Ids are
made from the layer, the first token and the number in brackets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.annotations.external import AnnotationFile, Body, ExternalAnnotation, Target
from archive.annotations.uima.features import bodies_of
from archive.annotations.uima.tsv_escapes import split_unescaped, unescape_value
from archive.annotations.uima.tsv_rows import Layer, LayerColumn, TokenRow, TsvTable, table_of
from archive.annotations.uima.tsv_text import SentenceText, text_of_sentences
from archive.findings import Finding, Location, Severity

SCHEME = "webanno-tsv"
_NONE, _NO_VALUE = "_", "*"
_NUMBERED = re.compile(r"((?:[^\\]|\\.)*?)\[([0-9]{1,9})\]", re.DOTALL)
_POINTED = re.compile(r"([0-9]+-[0-9]+(?:\.[0-9]+)?)(?:\[([0-9]+)(?:_([0-9]+))?\])?")
_LINK = re.compile(r"(.*)(?<!\\)->([0-9]{1,9})-([0-9]{1,9})", re.DOTALL)
_ANY = "uima.tcas.Annotation"


@dataclass(slots=True, eq=False)
class _TsvAnnotation:
    """An annotation, from one row or several rows."""

    layer: str
    """The short name of the layer."""
    number: str | None
    """The number in brackets after the values; `None` if there is none."""
    rows: list[TokenRow]
    features: dict[str, str | None] = field(default_factory=dict)
    """The features with their values; `None` for a feature without a value."""
    unfilled: list[tuple[str, str]] = field(default_factory=list)
    """The feature and role of each slot that is not filled."""
    slots: list[tuple[str, str | None, str, str | None]] = field(default_factory=list)
    """References to other annotations: feature, role, reference, and layer of the target."""
    position: int = 0
    """How many annotations without a number are before this one in the cell."""

    @property
    def id(self) -> str:
        """Return the id, made from layer, first token and number."""
        number = f"[{self.number}]" if self.number else f"/{self.position + 1}"
        return f"{self.layer}:{self.rows[0].id}{number if self.number or self.position else ''}"


def read_annotations(data: bytes, *, file: str = "") -> AnnotationFile:
    """Return the annotations of a file.

    Args:
        data: The file.
        file: The name of the file.

    Raises:
        ReadError: The file is not WebAnno TSV 3.2 or 3.3, or lines are malformed.
    """
    table = table_of(data, file)
    reader = _TsvAnnotationReader(table, text_of_sentences(table.sentences), file)
    annotations = [*reader.annotations()]
    return AnnotationFile(
        scheme=SCHEME,
        annotations=annotations,
        name=file,
        text=reader.text.text,
        findings=(*reader.warnings, *table.losses.findings()),
    )


class _TsvAnnotationReader:
    def __init__(self, table: TsvTable, text: SentenceText, file: str) -> None:
        self._table, self.text, self._file = table, text, file
        self._losses = table.losses
        self.warnings: list[Finding] = []
        types = [layer.type for layer in table.layers]
        counts = Counter(type.rpartition(".")[2] for type in types)
        lasts = {type: type.rpartition(".")[2] for type in types}
        self._names = {type: last if counts[last] == 1 else type for type, last in lasts.items()}
        self._numbered: dict[tuple[str, str], _TsvAnnotation] = {}
        """The annotations with a number, by layer and number."""
        self._chains = {layer.type for layer in table.layers if layer.kind == "CH"}
        self._by_row: dict[tuple[str, str], list[_TsvAnnotation]] = {}
        """The annotations by layer and row."""
        self._chain_links: dict[tuple[str, str, str], _TsvAnnotation] = {}
        """The links of chains, by layer, chain and number in the chain."""

    def annotations(self) -> Iterator[ExternalAnnotation]:
        self._warn_of_text()
        rows = [row for sentence in self._table.sentences for row in sentence.rows]
        spans: list[_TsvAnnotation] = []
        for layer in self._table.layers:
            for row in rows:
                if layer.kind == "SP":
                    spans += self._spans(layer, row)
                elif layer.kind == "CH":
                    spans += self._chained(layer, row)
        self._targets_by_annotation = {
            one: targets for one in spans if (targets := self._targets(one))
        }
        for one in self._targets_by_annotation:
            yield self._external_annotation(one)
            yield from self._links(one)
        for layer in self._table.layers:
            if layer.kind == "RL":
                yield from self._relations(layer, rows)

    # --- spans ---

    def _spans(self, layer: Layer, row: TokenRow) -> Iterator[_TsvAnnotation]:
        """Yield the annotations of a layer that begin in a row."""
        name = self._names[layer.type]
        here: dict[str, _TsvAnnotation] = {}
        begun: list[_TsvAnnotation] = []
        order: dict[int, list[str]] = {}
        slots = {column.at for column in layer.columns if column.kind == "slot"}
        for column in layer.columns:
            cell = row.cells[column.at]
            is_unset = column.at + 1 in slots and row.cells[column.at + 1] == _NO_VALUE
            if cell in (_NONE, "") and not is_unset:
                continue
            if column.kind == "slot":
                self._fill_slots(column, cell, row, here, order.get(column.at - 1, []))
                continue
            keys = order.setdefault(column.at, [])
            for position, item in enumerate(split_unescaped(cell, "|")):
                form = _NUMBERED.fullmatch(item)
                value, number = (form[1], form[2]) if form else (item, None)
                key = f"[{number}]" if number else f"/{position}"
                keys.append(key)
                if key not in here:
                    one = self._numbered.get((layer.type, number)) if number else None
                    if one is None:
                        one = _TsvAnnotation(name, number, [], position=position)
                        begun.append(one)
                        if number:
                            self._numbered[layer.type, number] = one
                    one.rows.append(row)
                    here[key] = one
                    self._by_row.setdefault((layer.type, row.id), []).append(one)
                if column.kind == "feature" and (column.name or value != _NO_VALUE):
                    self._set_feature(here[key], column.name, value, row)
        yield from begun

    def _set_feature(self, one: _TsvAnnotation, feature: str, escaped: str, row: TokenRow) -> None:
        value = None if escaped == _NO_VALUE else unescape_value(escaped)
        if one.features.setdefault(feature, value) != value:
            message = f"{one.id} has different values of {feature or 'words'} in its rows"
            self._warn("remark-words-differ", message, row.line)

    def _fill_slots(
        self,
        column: LayerColumn,
        cell: str,
        row: TokenRow,
        here: Mapping[str, _TsvAnnotation],
        keys: list[str],
    ) -> None:
        """Add the references that fill slots; the roles are in the preceding column."""
        roles = [
            (form[1] if (form := _NUMBERED.fullmatch(item)) else item)
            for item in split_unescaped(row.cells[column.at - 1], "|")
        ]
        for key, names_in_cell, references_in_cell in zip(
            keys, roles, split_unescaped(cell, "|"), strict=False
        ):
            one = here[key]
            if len(one.rows) > 1:
                continue  # it was added with the first row
            names, references = (
                split_unescaped(names_in_cell, ";"),
                split_unescaped(references_in_cell, ";"),
            )
            for position, reference in enumerate(references):
                role = names[position] if position < len(names) else _NO_VALUE
                value = None if role in (_NO_VALUE, _NONE) else unescape_value(role)
                if reference != _NO_VALUE:
                    one.slots.append((column.name, value, reference, column.target))
                elif value is not None:
                    one.unfilled.append((column.name, value))

    # --- chains ---

    def _chained(self, layer: Layer, row: TokenRow) -> Iterator[_TsvAnnotation]:
        """Yield the links of chains that begin in a row; here `[n]` is the number of the chain."""
        name = self._names[layer.type]
        links = [column for column in layer.columns if column.kind == "link"]
        if not links or row.cells[links[0].at] in (_NONE, ""):
            return
        for position, item in enumerate(split_unescaped(row.cells[links[0].at], "|")):
            form = _LINK.fullmatch(item)
            if form is None:
                self._warn("remark-not-there", f"{item!r} is not a link of a chain", row.line)
                continue
            key = layer.type, form[2], form[3]
            if one := self._chain_links.get(key):
                one.rows.append(row)
                continue
            one = _TsvAnnotation(name, f"{form[2]}-{form[3]}", [row])
            for column in layer.columns:
                items = split_unescaped(row.cells[column.at], "|")
                if column.kind == "feature" and position < len(items) and items != [_NONE]:
                    numbered = _NUMBERED.fullmatch(items[position])
                    self._set_feature(
                        one, column.name, numbered[1] if numbered else items[position], row
                    )
            label = None if form[1] == _NO_VALUE else unescape_value(form[1])
            following = f"{form[2]}-{int(form[3]) + 1}"
            one.slots.append((links[0].name, label, following, layer.type))
            self._chain_links[key] = one
            yield one

    # --- relations ---

    def _relations(self, layer: Layer, rows: Sequence[TokenRow]) -> Iterator[ExternalAnnotation]:
        name = self._names[layer.type]
        governors = next(column for column in layer.columns if column.kind == "governor")
        ids: Counter[str] = Counter()
        for row in rows:
            if row.cells[governors.at] in (_NONE, ""):
                continue
            for position, item in enumerate(split_unescaped(row.cells[governors.at], "|")):
                form = _POINTED.fullmatch(item)
                token, first, second = (form[1], form[2], form[3]) if form else (item, None, None)
                governor = self._referenced(token, first, governors.target)
                dependent = self._referenced(row.id, second, governors.target)
                if governor is None or dependent is None:
                    what = f"relations {name} with an end that is not an added annotation"
                    self._losses.add(what, row.line)
                    continue
                base = f"{name}:{item}->{row.id}"
                ids[base] += 1
                yield ExternalAnnotation(
                    id=base if ids[base] == 1 else f"{base}/{ids[base]}",
                    on=governor.id,
                    bodies=self._relation_bodies(layer, row, position, dependent.id),
                    location=self._location(row.line),
                )

    def _relation_bodies(
        self, layer: Layer, row: TokenRow, position: int, dependent: str
    ) -> list[Body]:
        name = self._names[layer.type]
        features: list[tuple[str, str]] = []
        for column in layer.columns:
            items = split_unescaped(row.cells[column.at], "|")
            if column.kind != "feature" or position >= len(items):
                continue
            if items[position] not in (_NONE, _NO_VALUE):
                features.append((column.name, unescape_value(items[position])))
        first, *others = bodies_of(name, features) or [Body(layer=name)]
        return [replace(first, linked_id=dependent), *others]

    # --- their targets and bodies ---

    def _targets(self, one: _TsvAnnotation) -> list[Target]:
        """Return the words of an annotation; consecutive rows are one target."""
        spans = self.text.spans
        if not all(row.id in spans for row in one.rows):
            self._losses.add(
                f"{one.layer} annotations on tokens whose offsets do not point to their words",
                one.rows[0].line,
            )
            return []
        stretches: list[tuple[int, int]] = []
        last: TokenRow | None = None
        for row in sorted(one.rows, key=lambda row: (spans[row.id], row.ordinal)):
            start, end = spans[row.id]
            if last is not None and row.ordinal - last.ordinal <= 1:
                stretches[-1] = stretches[-1][0], max(end, stretches[-1][1])
            else:
                stretches.append((start, end))
            last = row
        text = self.text.text
        found = [
            Target(exact=text[start:end], start=start, end=end, unit="code-points")
            for start, end in stretches
            if start < end
        ]
        if not found:
            self._losses.add(f"annotations {one.layer} without words", one.rows[0].line)
        return found

    def _external_annotation(self, one: _TsvAnnotation) -> ExternalAnnotation:
        features = ((name, value) for name, value in one.features.items() if value is not None)
        bodies = bodies_of(one.layer, [*features, *one.unfilled])
        return ExternalAnnotation(
            id=one.id,
            targets=self._targets_by_annotation[one],
            bodies=bodies or [Body(layer=one.layer)],
            location=self._location(one.rows[0].line),
        )

    def _links(self, one: _TsvAnnotation) -> Iterator[ExternalAnnotation]:
        """Yield an annotation on this one for each annotation that it refers to."""
        for feature, role, reference, layer in one.slots:
            target = self._slot_filler(one, reference, layer)
            if target is not None:
                body = Body(layer=f"{one.layer}.{feature}", value=role, linked_id=target.id)
                yield ExternalAnnotation(
                    on=one.id, bodies=(body,), location=self._location(one.rows[0].line)
                )

    def _slot_filler(
        self, one: _TsvAnnotation, reference: str, layer: str | None
    ) -> _TsvAnnotation | None:
        """Return the annotation that fills a slot, or the next link of a chain."""
        if layer in self._chains:
            chain, _, link = reference.partition("-")
            following = self._chain_links.get(
                (layer or "", chain, link)
            )  # the last link has no next one
            return following if following in self._targets_by_annotation else None
        form = _POINTED.fullmatch(reference)
        target = self._referenced(form[1], form[2], layer) if form else None
        if target is None:
            message = f"{one.id} refers to {reference}, which is not an added annotation"
            self._warn("remark-not-there", message, one.rows[0].line)
        return target

    def _referenced(
        self, token: str, number: str | None, layer: str | None
    ) -> _TsvAnnotation | None:
        """Return the annotation of a reference; `None` if there is none, or several match.

        The number is 0 if only the other end of a relation has a number.
        """
        layers = self._names if layer == _ANY else [layer or ""]
        candidates = [one for type in layers for one in self._by_row.get((type, token), ())]
        if number and number != "0":
            candidates = [one for one in candidates if one.number == number]
        elif len(candidates) > 1:
            candidates = [one for one in candidates if one.number is None] or candidates
        return (
            candidates[0]
            if len(candidates) == 1 and candidates[0] in self._targets_by_annotation
            else None
        )

    # --- warnings ---

    def _warn_of_text(self) -> None:
        if self.text.unit != "utf-16":
            message = "offsets count code points, not UTF-16 code units as the format requires"
            self._warn("remark-outside-text", message, 1)
        for row, problem in self.text.wrong:
            is_outside = not problem.startswith("the row has ")
            code = "remark-outside-text" if is_outside else "remark-words-differ"
            self._warn(code, f"token {row.id}: {problem}", row.line)

    def _location(self, line: int) -> Location:
        return Location(self._file or None, line)

    def _warn(self, code: str, message: str, line: int) -> None:
        location = self._location(line)
        self.warnings.append(Finding(code, message, severity=Severity.WARNING, location=location))
