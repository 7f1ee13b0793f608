"""Parses the header and rows of WebAnno TSV 3.2 and 3.3: layers, columns, sentences, tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from archive.annotations.uima.tsv_escapes import unescape_text
from archive.errors import ReadError
from archive.findings import Finding, Location, short
from archive.formats.losses import Losses
from archive.text.decoding import decode

FORMAT = "#FORMAT=WebAnno TSV "
"""How a file begins."""
_READ = ("3.2", "3.3")
_TEXT, _SENTENCE_ID = "#Text=", "#Sentence.id="
_LAYER = re.compile(r"#T_(SP|RL|CH)=(.*)")
_TOKEN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})(?:\.([0-9]{1,9}))?")
_OFFSETS = re.compile(r"([0-9]{1,15})-([0-9]{1,15})")
_FIXED_COLUMNS = 3
"""The number of columns before those of features: number, offsets, token."""

ColumnKind = Literal["feature", "role", "slot", "governor", "link"]
"""What a column has: values; the roles of a slot; the fillers of a slot; the governor of a
relation; or the label between a link of a chain and the next link."""


@dataclass(frozen=True, slots=True)
class LayerColumn:
    """A column of a layer."""

    name: str
    """The name of the feature; empty if the layer has none."""
    kind: ColumnKind
    at: int
    """The index of the column's cell in a row."""
    target: str | None = None
    """The layer that the column refers to."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer, as declared in the header."""

    type: str
    kind: Literal["SP", "RL", "CH"]
    columns: Sequence[LayerColumn]


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token, or a part of one."""

    id: str
    """The number of the token: `1-2`; of a part: `1-2.1`."""
    ordinal: int
    """How many tokens are before this token, or before the token that this is a part of."""
    start: int
    end: int
    """Start and end of the token, in the unit of the file."""
    words: str
    """The words as in the file, still escaped."""
    cells: Sequence[str]
    line: int


@dataclass(slots=True)
class TokenSentence:
    """A sentence."""

    texts: list[str] = field(default_factory=list)
    """The lines of the sentence's text."""
    rows: list[TokenRow] = field(default_factory=list)
    line: int = 1

    @property
    def text(self) -> str:
        """The text of the sentence."""
        return "\n".join(self.texts)


@dataclass(slots=True)
class TsvTable:
    """The layers and sentences of a file, with the losses."""

    layers: list[Layer] = field(default_factory=list)
    sentences: list[TokenSentence] = field(default_factory=list)
    losses: Losses[int] = field(default_factory=Losses[int])


def table_of(data: bytes, file: str) -> TsvTable:
    """Return the layers, sentences and rows of a file.

    Raises:
        ReadError: The file is not UTF-8, not WebAnno TSV 3.2 or 3.3, or lines are malformed.
    """
    reader = _TableReader(file)
    lines = decode(data).split("\n")
    reader.check_format(lines[0].rstrip("\r"))
    for number, line in enumerate(lines[1:], 2):
        reader.add_line(line.removesuffix("\r"), number)
    if not reader.problems and not any(one.rows for one in reader.table.sentences):
        reader.add_problem("the file holds no tokens", 1)
    if reader.problems:
        raise ReadError(reader.problems)
    return reader.table


class _TableReader:
    def __init__(self, file: str) -> None:
        self._file = file
        self.table = TsvTable()
        self.problems: list[Finding] = []
        self._sentence: TokenSentence | None = None
        self._ordinal = -1
        self._seen: set[str] = set()
        self._width = _FIXED_COLUMNS

    def add_problem(self, message: str, line: int, hint: str | None = None) -> None:
        location = Location(self._file or None, line)
        self.problems.append(Finding("remarks-not-read", message, hint, location=location))

    def check_format(self, line: str) -> None:
        if line.removeprefix(FORMAT).strip() in _READ and line.startswith(FORMAT):
            return
        if line.startswith(FORMAT):
            message = f"this is WebAnno TSV {line.removeprefix(FORMAT)[:20]}"
        else:
            message = f"this is not WebAnno TSV: it begins with {short(line)}"
        hint = (
            f'the first line must be "{FORMAT}3.3" or 3.2; export older files again with INCEpTION'
        )
        self.add_problem(message, 1, hint)
        raise ReadError(self.problems)

    def add_line(self, line: str, number: int) -> None:
        if not line.strip():
            self._sentence = None
        elif layer := _LAYER.fullmatch(line):
            self._add_layer(layer[1], layer[2], number)
        elif line.startswith((_TEXT, _SENTENCE_ID)):
            if self._sentence is None or self._sentence.rows:
                self._sentence = TokenSentence(line=number)
                self.table.sentences.append(self._sentence)
            if line.startswith(_TEXT):
                self._sentence.texts.append(unescape_text(line.removeprefix(_TEXT)))
        elif line.startswith("#"):
            self.table.losses.add("comments (lines with #)", number)
        else:
            self._add_row(line.split("\t"), number)

    def _add_layer(self, kind: str, declared: str, number: int) -> None:
        if self.table.sentences:
            self.add_problem("a layer is declared after the first sentence", number)
            return
        type, *features = declared.split("|")
        columns: list[LayerColumn] = []
        for feature in features or [""]:
            previous = columns[-1] if columns else None
            columns.append(_layer_column(kind, feature, self._width, previous))
            self._width += 1
        self.table.layers.append(Layer(type, kind, columns))  # type: ignore[arg-type]
        if not type:
            self.add_problem("a layer has no name", number)
        if kind == "RL" and not any(column.kind == "governor" for column in columns):
            self.add_problem(f"the relations {type} do not state what they connect (BT_)", number)

    def _add_row(self, cells: list[str], number: int) -> None:
        if len(cells) == self._width + 1 and not cells[-1]:
            cells = cells[:-1]  # INCEpTION ends each row with a tab
        token = _TOKEN.fullmatch(cells[0])
        place = _OFFSETS.fullmatch(cells[1]) if len(cells) > 1 else None
        if token is None or place is None:
            begins = short("\t".join(cells[:2]))
            message = f"a row must begin with the number of a token and its offsets, not {begins}"
            self.add_problem(message, number, 'such as "1-2", a tab, "4-8"')
        elif len(cells) != self._width:
            message = f"this row has {len(cells)} cells, but the header requires {self._width}"
            self.add_problem(message, number)
        elif self._sentence is None or not self._sentence.texts:
            self.add_problem(f"token {cells[0]} belongs to no sentence (#Text=)", number)
        elif cells[0] in self._seen:
            self.add_problem(f"{cells[0]} is used twice", number)
        else:
            self._seen.add(cells[0])
            self._ordinal += token[3] is None
            row = TokenRow(
                id=cells[0],
                ordinal=self._ordinal,
                start=int(place[1]),
                end=int(place[2]),
                words=cells[2],
                cells=cells,
                line=number,
            )
            self._sentence.rows.append(row)


def _layer_column(kind: str, declared: str, at: int, previous: LayerColumn | None) -> LayerColumn:
    """Return a column, as declared in the header.

    A slot has two columns: `ROLE_<layer>:<feature>_<link>`, then the layer of the fillers. A
    relation ends with `BT_<layer>`, where the layer is the one that it connects.
    """
    if kind == "SP" and declared.startswith("ROLE_"):
        feature = declared.removeprefix("ROLE_").partition(":")[2]
        return LayerColumn(feature.rpartition("_")[0] or feature, "role", at)
    if kind == "SP" and previous is not None and previous.kind == "role":
        return LayerColumn(previous.name, "slot", at, declared)
    if kind == "RL" and declared.startswith("BT_"):
        return LayerColumn("", "governor", at, declared.removeprefix("BT_"))
    if kind == "CH" and declared == "referenceRelation":
        return LayerColumn(declared, "link", at)
    return LayerColumn(declared, "feature", at)
