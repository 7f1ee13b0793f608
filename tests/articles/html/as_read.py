"""Makes the record that agrees with an `expected.md` in everything: no difference is found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import Any

from archive.model.blocks import (
    Block,
    Caption,
    Cell,
    CodeBlock,
    Figure,
    Foreign,
    Formatting,
    Heading,
    Image,
    Item,
    LineBreak,
    Link,
    List,
    Note,
    NoteCall,
    Paragraph,
    Quotation,
    Row,
    Section,
    Table,
    Verse,
    VerseLine,
)
from archive.model.document import Document
from archive.model.metadata import (
    Container,
    Contributor,
    Extent,
    Keyword,
    Metadata,
    Publication,
    Publisher,
    StatedAddress,
    StatedDate,
    StatedLanguage,
    Title,
)
from archive.model.names import Name
from archive.model.rights import Rights, RightsLayers
from tests.articles.html.expected_lines import ANY, RUBY, Expected
from tests.articles.html.found_in import BREAK, CREDITED, Unit


def as_read(expected: Expected) -> Document:
    """Return the record."""
    return _Making(expected).document()


@dataclass
class _Open:
    """A section while it is made."""

    blocks: list[Block] = field(default_factory=list)
    inner: list[_Open] = field(default_factory=list)


class _Making:
    def __init__(self, expected: Expected) -> None:
        self._expected = expected
        self._numbers = count(1)
        self._note_ids = {
            paragraphs[0].words: f"note-{number}"
            for number, (_, paragraphs) in enumerate(expected.notes, start=1)
        }

    def document(self) -> Document:
        metadata, rights = self._metadata()
        sections = self._sections()
        return Document(id="page", metadata=metadata, rights=rights, sections=sections)

    def _metadata(self) -> tuple[Metadata, RightsLayers]:
        stated = {
            name: [value[0] for value in values if value[0] != "none"]
            for name, values in self._expected.metadata.items()
        }

        def one(name: str) -> str | None:
            return next(iter(stated.get(name, ())), None)

        titles = [Title(text=one("title") or "")]
        if subtitle := one("subtitle"):
            titles.append(Title(text=subtitle, type="sub"))
        site, publisher, licence = one("site"), one("publisher"), one("licence")
        published, updated = one("published"), one("updated")
        publication = Publication(
            container=Container(title=site) if site else None,
            publisher=Publisher(name=publisher) if publisher else None,
            published=StatedDate(date=published) if published else None,
            updated=StatedDate(date=f"{updated}T10:00:00Z") if updated else None,
            extents=tuple(Extent(unit="section", value=v) for v in stated.get("section", ())),
        )
        metadata = Metadata(
            titles=tuple(titles),
            authors=tuple(Contributor(name=Name(literal=name)) for name in stated["author"]),
            publication=publication,
            languages=tuple(StatedLanguage(tag=tag) for tag in stated["language"]),
            addresses=tuple(StatedAddress(address=address) for address in stated["address"]),
            keywords=tuple(Keyword(term=term) for term in stated.get("keyword", ())),
        )
        return metadata, RightsLayers(text=Rights(uri=licence) if licence else None)

    def _sections(self) -> tuple[Section, ...]:
        root = _Open()
        by_heading = {"": root}
        into = root
        for starts, run in groupby(self._expected.units, key=lambda unit: unit.kind == "heading"):
            if not starts:
                into.blocks.extend(self._blocks(list(run)))
                continue
            for unit in run:
                above = by_heading[unit.structure.removeprefix("under ")]
                heading = Heading(**self._text(unit))
                if not root.blocks:  # the title: what stands above it is left where it is
                    root.blocks.append(heading)
                    continue
                into = by_heading[unit.words] = _Open([heading])
                above.inner.append(into)
        into.blocks.extend(self._notes())
        root.blocks.extend(self._pictures())
        return (self._closed(root),)

    def _closed(self, made: _Open) -> Section:
        inner = tuple(map(self._closed, made.inner))
        return Section(id=self._id(), blocks=tuple(made.blocks), sections=inner)

    def _blocks(self, units: Sequence[Unit]) -> Iterator[Block]:
        at = 0
        while at < len(units):
            end = at + 1
            kinds = _TOGETHER.get(units[at].kind, ())
            while end < len(units) and units[end].kind in kinds and not _begins(units[end]):
                end += 1
            yield self._block(units[at:end])
            at = end

    def _block(self, units: Sequence[Unit]) -> Block:
        first = units[0]
        match first.kind:
            case "code":
                return CodeBlock(**self._text(first))
            case "verse":
                parts = [Unit("line", words) for words in first.words.split(BREAK)]
                lines = tuple(VerseLine(**self._text(part)) for part in parts)
                return Verse(id=self._id(), lines=lines)
            case "quote":
                paragraphs = [unit for unit in units if unit.kind == "quote"]
                credit = [Caption(**self._text(u)) for u in units if u.kind == "quote credit"]
                return Quotation(
                    id=self._id(),
                    blocks=tuple(Paragraph(**self._text(unit)) for unit in paragraphs),
                    credit=credit[0] if credit else None,
                )
            case "item":
                return self._list(units, 1)
            case "table" | "cell":
                return self._table(units)
            case "figure":
                return Figure(id=self._id(), caption=Caption(**self._text(first)))
            case _:
                return Paragraph(**self._text(first))

    def _list(self, units: Sequence[Unit], depth: int) -> List:
        items: list[Item] = []
        inner: list[Unit] = []
        style = units[0].structure.partition(",")[0]

        def close() -> None:
            if inner:
                items[-1] = items[-1].update(lists=(self._list(inner, depth + 1),))
                inner.clear()

        for unit in units:
            if unit.structure.count(".") >= depth:
                inner.append(unit)
                continue
            close()
            items.append(Item(**self._text(unit)))
        close()
        return List(id=self._id(), style=style, items=tuple(items))  # type: ignore[arg-type]

    def _table(self, units: Sequence[Unit]) -> Table:
        caption = Caption(**self._text(units[0])) if units[0].kind == "table" else None
        rows: list[tuple[str, list[Cell]]] = []
        for unit in units[1:] if caption else units:
            words = unit.structure.split()
            if words[1] == "row":
                rows.append((words[0], []))
            columns, _, spanned = words[-1].partition("x")
            cell = Cell(
                **self._text(unit),
                role=words[-2],  # type: ignore[arg-type]
                columns=int(columns),
                rows=int(spanned),
            )
            rows[-1][1].append(cell)
        return Table(
            id=self._id(),
            caption=caption,
            rows=tuple(Row(role=role, cells=tuple(cells)) for role, cells in rows),  # type: ignore[arg-type]
        )

    def _notes(self) -> Iterator[Note]:
        for _, units in self._expected.notes:
            paragraphs = tuple(Paragraph(**self._text(unit)) for unit in units)
            yield Note(id=self._note_ids[units[0].words], blocks=paragraphs)

    def _pictures(self) -> Iterator[Figure]:
        for picture in self._expected.pictures:
            yield Figure(
                id=self._id(),
                image=Image(address=picture.addresses[0]),
                description=picture.alt or None,
            )

    def _text(self, unit: Unit) -> dict[str, Any]:
        """Id, text and marks."""
        text = RUBY.sub(r"\1\2", unit.words.replace(ANY, "")).replace(CREDITED, " ")
        if unit.kind != "code":
            text = text.strip(" ")
        marks: list[Any] = [
            LineBreak(start=place, end=place) for place, sign in enumerate(text) if sign == BREAK
        ]
        for mark in unit.marks:
            start = text.rindex(mark.words)
            where: dict[str, Any] = {"start": start, "end": start + len(mark.words)}
            match mark.kind:
                case "link":
                    marks.append(Link(**where, target=mark.detail))
                case "foreign":
                    marks.append(Foreign(**where, language=mark.detail))
                case "call":
                    marks.append(NoteCall(**where, note=self._note_ids[mark.detail]))
                case _:
                    marks.append(Formatting(**where, type=mark.kind))  # type: ignore[arg-type]
        marks.sort(key=lambda mark: (mark.start, -mark.end))
        return {"id": self._id(), "text": text.replace(BREAK, "\n"), "marks": tuple(marks)}

    def _id(self) -> str:
        return f"x-{next(self._numbers)}"


_TOGETHER = {
    "quote": ("quote", "quote credit"),
    "item": ("item",),
    "table": ("cell",),
    "cell": ("cell",),
}
"""What stands in one block with what comes before it."""


def _begins(unit: Unit) -> bool:
    """Whether a unit begins another block of the kind that comes before it."""
    return unit.structure == "first" or (
        unit.kind == "item" and unit.structure.rpartition(", ")[2] == "1"
    )
