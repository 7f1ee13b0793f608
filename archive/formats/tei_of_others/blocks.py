"""The text of a file as blocks: sections, paragraphs, verse, lists, tables, figures, notes.

What stands in an element that is no line of text becomes blocks of its own: so nothing is lost of
an element that nobody has heard of. Notes and the furniture of pages stand after the block in which
the file has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, cast

from archive.formats import found
from archive.formats.tei_of_others.lines import Aside, Lines, code_in, has_own_text
from archive.formats.tei_of_others.running import BLANKS, Line
from archive.formats.tei_of_others.tree import one_line, words_in
from archive.formats.tei_of_others.vocabulary import (
    BLOCKS,
    DIVISIONS,
    ENTITIES,
    ID,
    IN_BIBLIOGRAPHY,
    KEPT,
    LEAVES,
    PARAGRAPHS,
    ROLES,
    WITHIN_LINES,
)
from archive.model.blocks import Image

if TYPE_CHECKING:
    from archive.formats.foreign_xml import Element
    from archive.formats.tei_of_others.tree import Tree
    from archive.model.blocks import ListStyle, NotePlace

_DEEPEST_SECTION = 22
_DEEPEST_LIST = 8
"""Sections and lists nest at most 32 deep in a record."""
_QUOTATIONS = frozenset(("quote", "q", "cit", "said"))
_PLACES: dict[str, NotePlace] = {
    **dict.fromkeys(("foot", "bottom", "footnote", "below", "foot-note"), "foot"),
    **dict.fromkeys(("end", "endnote", "back"), "end"),
    **dict.fromkeys(
        ("margin", "marginal", "left", "right", "mleft", "mright", "margin-left", "margin-right"),
        "margin",
    ),
}
_STYLES: dict[str, ListStyle] = {
    **dict.fromkeys(("bulleted", "bullet", "bullets", "unordered", "ul"), "bulleted"),
    **dict.fromkeys(("numbered", "ordered", "number", "ol"), "numbered"),
}


class Blocks:
    """Reads a text as blocks."""

    def __init__(self, tree: Tree, capture: str, lines: Lines) -> None:
        self._tree, self._capture, self._lines = tree, capture, lines
        self._found: list[found.Block] = []
        self._level = 0
        """The level of the section in which the file is."""
        self._open = 0
        """The level of the section that the last heading has opened."""
        self._has_title = False
        self._speakers: list[dict[str, Any]] = []
        """Whom the next speaker is."""
        self._holding: set[Element] = set()
        """Elements in which a block stands."""
        self._handlers: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(DIVISIONS, self._section),
            **dict.fromkeys(("lg", "l"), self._verse),
            **dict.fromkeys(_QUOTATIONS, self._quotation),
            **dict.fromkeys(("egXML", "eg"), self._code),
            **dict.fromkeys(LEAVES, self._leaf),
            "head": self._heading,
            "titlePart": self._title,
            "list": self._list,
            "table": self._table,
            "figure": self._figure,
            "note": self._note,
            "fw": self._furniture,
            "sp": self._speech,
            "speaker": self._speaker,
            "listBibl": self._bibliography,
        }

    def read(self, text: Element) -> list[found.Block]:
        """Return the blocks of a text."""
        self._survey(text)
        self._language = self._lines.language = None
        self._lines.enter(text)
        self._main = self._lines.language
        self._flow(text)
        return self._found

    def _survey(self, text: Element) -> None:
        """Find which elements hold blocks, and what notes there are."""
        name_of, holding = self._tree.name, self._holding
        for element in reversed([*text.iter()]):
            name = name_of(element)
            if name == "note":
                if (id := element.get(ID)) is not None:
                    self._lines.notes[id] = f"#{id}"
                for target in (element.get("target") or "").split():
                    if id is not None:
                        self._lines.called_at.setdefault(target.removeprefix("#"), f"#{id}")
            elif (name in BLOCKS or element in holding) and name not in LEAVES and name != "fw":
                around = element.getparent()
                if around is not None:
                    holding.add(around)
            elif name in LEAVES and name in BLOCKS:
                around = element.getparent()
                if around is not None:
                    holding.add(around)

    # --- what is found ---

    def _add(self, block: found.Block) -> None:
        """Add a block to the section in which the file is, and then what was taken out of it."""
        if self._open > self._level and not self._is_loose:
            self._found.append(found.Heading(None, self._level + 1))
            self._open, self._is_loose = self._level + 1, True
        self._found.append(block)
        self._add_asides()

    _is_loose = False
    """Whether the section that is open is one of what stands after the sections of another."""

    def _add_asides(self) -> None:
        while self._lines.asides:
            asides, self._lines.asides = self._lines.asides, []
            for aside in asides:
                self._aside(aside)

    def _aside(self, aside: Aside) -> None:
        if aside.key:
            self._add_note(aside.element, aside.key)
        else:
            self._add_furniture(aside.element)

    def _words(self, line: Line, element: Element) -> found.Words:
        if line.too_deep:
            self._lines.left.other("formatting that nests too deeply", element)
        language = self._lines.language
        origin = self._tree.origin(self._capture, element)
        return line.words(origin, None if language == self._main else language)

    def _paragraph(self, line: Line, element: Element) -> bool:
        """Add a line as a paragraph, if it holds words; a picture alone is a figure."""
        words = self._words(line, element)
        if words.text.strip(BLANKS):
            self._add(found.Paragraph(words))
            return True
        for mark in words.marks:
            if not isinstance(mark, found.Call) and mark.type == "image":
                self._add(found.Figure(image=Image(address=mark.target)))
        self._add_asides()
        return False

    def _line(self, element: Element, *, with_id: bool = True) -> Line:
        """All that an element holds, as one line."""
        line = Line()
        line.id = (element.get(ID) or "") if with_id else ""
        self._lines.content(element, line)
        return line

    # --- containers ---

    def _within(self, element: Element, read: Callable[[Element], None]) -> None:
        """Read an element, in the language that it says."""
        language, preserve = self._lines.language, self._lines.preserve
        self._lines.enter(element)
        read(element)
        self._lines.language, self._lines.preserve = language, preserve

    def _block(self, element: Element) -> None:
        """Read a block."""
        name = self._tree.name(element)
        keys = element.keys()
        if keys:
            self._lines.attributes(name, element, keys)
        if name not in KEPT:
            self._lines.left.element(name, element)
        self._within(element, self._handlers.get(name, self._flow))

    def _flow(self, element: Element, skipped: Element | None = None) -> None:
        """Read what stands in an element: blocks, and paragraphs of what stands between them."""
        name = self._tree.name(element)
        runs_on = name in PARAGRAPHS or has_own_text(element)
        line = Line()
        id = element.get(ID) or ""
        line.id = id if name not in DIVISIONS else ""
        verse: list[Element] = []
        preserve = self._lines.preserve
        if element.text:
            line.text(element.text, preserve=preserve)
        for child in element:
            if child is skipped:
                pass
            elif self._tree.name(child) == "l":
                line = self._flushed(line, element)
                verse.append(child)
            elif self._is_block(child, runs_on):
                self._end_verse(verse)
                line = self._flushed(line, element)
                self._block(child)
            else:
                if verse and words_in(child):
                    self._end_verse(verse)
                self._lines.inline(child, line)
            if child.tail and (not verse or child.tail.strip(BLANKS)):
                self._end_verse(verse)
                line.text(child.tail, preserve=preserve)
        self._end_verse(verse)
        self._flushed(line, element)

    def _flushed(self, line: Line, element: Element) -> Line:
        """End a line, and begin another."""
        is_new = not line.length and not self._lines.asides and not line.holds_marks
        if is_new:
            return line
        was_added = self._paragraph(line, element)
        after = Line()
        after.id = "" if was_added else line.id
        return after

    def _end_verse(self, verse: list[Element]) -> None:
        if verse:
            self._add_verse([*verse], "")
            verse.clear()

    def _is_block(self, element: Element, runs_on: bool) -> bool:
        """Whether an element stands apart from the line in which it is met."""
        name = self._tree.name(element)
        if name in BLOCKS:
            return True
        if name == "note" or name == "fw":
            return not runs_on
        if name in WITHIN_LINES:
            return element in self._holding
        return not runs_on or (element in self._holding and name not in LEAVES)

    # --- sections ---

    def _section(self, element: Element) -> None:
        """`div`: a section, with its first `head`."""
        head = next(self._tree.children(element, "head"), None)
        role = ROLES.get(element.get("type") or "", "section")
        level = self._level
        self._level = min(level + 1, _DEEPEST_SECTION)
        words = None
        if head is not None:
            keys = head.keys()
            if keys:
                self._lines.attributes("head", head, keys)
            self._within(head, lambda head: self._head_line.append(self._line(head)))
            line = self._head_line.pop()
            words = self._words(line, head) if line.length else None
        self._heading_of_section(words, role, element.get(ID) or "")
        self._add_asides()
        self._flow(element, head)
        self._level = level

    _head_line: list[Line] = []  # noqa: RUF012

    def _heading_of_section(self, words: found.Words | None, role: Any, id: str) -> None:
        self._found.append(found.Heading(words, self._level, role, id))
        self._open, self._is_loose = self._level, False

    def _heading(self, element: Element) -> None:
        """A heading that opens no section: of a list, of a group of lines, a second one."""
        line = self._line(element)
        words = self._words(line, element)
        if words.text.strip(BLANKS):
            self._add(found.Title(words) if self._has_title else found.Paragraph(words))
        self._add_asides()

    def _title(self, element: Element) -> None:
        """`titlePart` on the title page."""
        words = self._words(self._line(element), element)
        if words.text.strip(BLANKS):
            self._has_title = True
            self._add(found.Title(words))
        self._add_asides()

    def _bibliography(self, element: Element) -> None:
        """`listBibl`: in a section of references, which it opens where the file has none."""
        around = element.getparent()
        if around is None or self._tree.name(around) != "back":
            self._flow(element)
            return
        level = self._level
        self._level = min(level + 1, _DEEPEST_SECTION)
        head = next(self._tree.children(element, "head"), None)
        words = None if head is None else self._words(self._line(head), head)
        self._heading_of_section(words if words and words.text else None, "references", "")
        self._flow(element, head)
        self._level = level

    # --- speeches ---

    def _speech(self, element: Element) -> None:
        """`sp`: what its `@who` says is said of the words that name the speaker."""
        self._speakers = [*self._lines.entities.speakers(element)]
        if self._speakers and not self._tree.has(element, "speaker"):
            self._lines.left.attribute("who", "sp", element)
            self._speakers = []
        self._flow(element)

    def _speaker(self, element: Element) -> None:
        line = Line()
        line.id = element.get(ID) or ""
        spans = [line.say(mention) for mention in self._speakers]
        self._speakers = []
        self._lines.content(element, line)
        for span in spans:
            line.end(span)
        self._paragraph(line, element)

    # --- verse, quotations, code ---

    def _verse(self, element: Element) -> None:
        """`lg`: each group of lines is a verse."""
        if self._tree.name(element) == "l":
            self._add_verse([element], "")
            return
        if has_own_text(element):
            self._flow(element)
            return
        lines: list[Element] = []
        id = element.get(ID) or ""
        for child in element:
            name = self._tree.name(child)
            if name == "l":
                lines.append(child)
            elif not words_in(child) and name not in BLOCKS:
                self._lines.inline(child, Line())
                self._add_asides()
            else:
                if lines:
                    self._add_verse(lines, id)
                    lines, id = [], ""
                self._block(child)
        if lines:
            self._add_verse(lines, id)

    def _add_verse(self, elements: Sequence[Element], id: str) -> None:
        lines: list[found.Words] = []

        def read(element: Element) -> None:
            words = self._words(self._line(element), element)
            if words.text.strip(BLANKS):
                lines.append(words)

        for element in elements:
            keys = element.keys()
            if keys:
                self._lines.attributes("l", element, keys)
            self._within(element, read)
        if lines:
            self._add(found.Verse(tuple(lines), id))
        else:
            self._add_asides()

    def _quotation(self, element: Element) -> None:
        """`quote`, `q` or `said` between paragraphs; `cit` with the line that says where from."""
        credit = None
        if self._tree.name(element) == "cit" and len(element) > 1 and not has_own_text(element):
            last = element[-1]
            if self._tree.name(last) in ("bibl", "ref", "biblStruct"):
                credit = last
        words = [*self._lines_in(element, credit)]
        credited = None
        if credit is not None:
            line = Line()
            self._lines.inline(credit, line)
            line.id = "" if credit in self._lines.works.taken else credit.get(ID) or ""
            credited = self._words(line, credit) if line.length else None
        if words:
            self._add(found.Quotation(tuple(words), credited, element.get(ID) or ""))
        elif credited:
            self._add(found.Paragraph(credited))
        else:
            self._add_asides()

    def _lines_in(
        self, element: Element, skipped: Element | None = None
    ) -> Iterator[found.Words]:
        """The paragraphs in an element; of blocks within them, each line is one."""
        line = Line()
        if element.text:
            line.text(element.text, preserve=self._lines.preserve)
        for child in element:
            name = self._tree.name(child)
            if child is skipped:
                continue
            if name in ("egXML", "eg") or not (name in BLOCKS or child in self._holding):
                self._lines.inline(child, line)
            else:
                if line.length:
                    yield self._words(line, element)
                line = Line()
                if name not in KEPT:
                    self._lines.left.element(name, child)
                elif name in ("list", "table", "figure", "lg"):
                    self._lines.left.other(f"that a <{name}> stands in a quotation or note", child)
                keys = child.keys()
                if keys:
                    self._lines.attributes(name, child, keys)
                language, preserve = self._lines.language, self._lines.preserve
                self._lines.enter(child)
                first = child.get(ID) or ""
                for words in self._lines_in(child):
                    yield replaced(words, first)
                    first = ""
                self._lines.language, self._lines.preserve = language, preserve
            if child.tail:
                line.text(child.tail, preserve=self._lines.preserve)
        if line.length and (words := self._words(line, element)).text.strip(BLANKS):
            yield words

    def _code(self, element: Element) -> None:
        text = code_in(element)
        if text.strip(BLANKS):
            origin = self._tree.origin(self._capture, element)
            self._add(found.Code(found.Words(text, origin, id=element.get(ID) or "")))

    def _leaf(self, element: Element) -> None:
        """A description of a work, a person or a word: one paragraph."""
        line = Line()
        name = self._tree.name(element)
        is_part = name in ENTITIES or element in self._lines.works.taken
        line.id = "" if is_part else element.get(ID) or ""
        if name in ENTITIES or name in IN_BIBLIOGRAPHY:
            self._lines.described(element, name, line)
        else:
            self._lines.content(element, line)
        self._paragraph(line, element)

    # --- notes, furniture ---

    def _note(self, element: Element) -> None:
        """A note between blocks: a note if it has a place, a number or a call; else its words."""
        id = element.get(ID)
        is_called = id is not None and (
            id in self._called or f"#{id}" in self._lines.called_at.values()
        )
        if element.get("place") or element.get("n") or is_called:
            self._add_note(element, self._lines.key_of(element))
        else:
            self._lines.left.element("note", element)
            self._flow(element)

    @property
    def _called(self) -> set[str]:
        """The ids to which the text points."""
        if self._pointed is None:
            self._pointed = {
                pointer.removeprefix("#")
                for one in self._tree.within(self._tree.text, "ref", "ptr")
                for pointer in (one.get("target") or "").split()
            }
        return self._pointed

    _pointed: set[str] | None = None

    def _add_note(self, element: Element, key: str) -> None:
        language, preserve = self._lines.language, self._lines.preserve
        self._lines.enter(element)
        paragraphs = tuple(self._lines_in(element))
        self._lines.language, self._lines.preserve = language, preserve
        if not paragraphs:
            self._lines.left.other("<note> without words", element)
            return
        place = _PLACES.get((element.get("place") or "foot").lower())
        if place is None:
            self._lines.left.attribute("place", "note", element)
        number = one_line(element.get("n"))
        marker = f"{number} " if number and not paragraphs[0].text.startswith(number) else ""
        self._add(
            found.Note(key, paragraphs, marker, place or "foot", element.get(ID) or "")
        )

    def _furniture(self, element: Element) -> None:
        self._add_furniture(element)

    def _add_furniture(self, element: Element) -> None:
        """`fw`: a running head, a page number, a catchword."""
        words = self._words(self._line(element), element)
        role = element.get("type") or ""
        is_word = role.isascii() and role.isalpha()
        if words.text.strip(BLANKS):
            self._add(found.Furniture(words, role if is_word else None))

    # --- lists, tables, figures ---

    def _list(self, element: Element) -> None:
        for head in self._tree.children(element, "head"):
            self._heading(head)
        made = self._list_of(element, 1)
        if made is not None:
            self._add(made)
        else:
            self._add_asides()

    def _list_of(self, element: Element, depth: int) -> found.List | None:
        """A list; what stands before an item, a label, is its first line."""
        items: list[found.Item] = []
        labels: list[Element] = []
        line = Line()
        for child in element:
            name = self._tree.name(child)
            if name == "head":
                continue
            if name == "label":
                labels.append(child)
            elif name == "list" and depth < _DEEPEST_LIST:
                inner = self._list_of(child, depth + 1)
                if inner is not None and items:
                    last = items.pop()
                    items.append(found.Item(last.words, last.marker, (*last.lists, inner)))
                elif inner is not None:
                    items += inner.items
            elif name == "item" or words_in(child):
                keys = child.keys()
                if keys:
                    self._lines.attributes(name, child, keys)
                if name not in KEPT:
                    self._lines.left.element(name, child)
                items.append(self._item(child, labels, depth))
                labels = []
            else:
                self._lines.inline(child, line)
            if child.tail and child.tail.strip(BLANKS):
                loose = Line()
                loose.text(child.tail)
                items.append(found.Item(self._words(loose, element)))
        for label in labels:
            items.append(found.Item(self._words(self._line(label), label)))
        said = f"{element.get('rend', '')} {element.get('type', '')}".split()
        style = next((_STYLES[word] for word in said if word in _STYLES), "plain")
        return found.List(tuple(items), style, element.get(ID) or "") if items else None

    def _item(self, element: Element, labels: Sequence[Element], depth: int) -> found.Item:
        language, preserve = self._lines.language, self._lines.preserve
        self._lines.enter(element)
        lists = self._lists_at_end(element) if depth < _DEEPEST_LIST else []
        line = Line()
        line.id = element.get(ID) or ""
        for label in labels:
            self._lines.content(label, line)
            line.line_break()
        if element.text:
            line.text(element.text, preserve=self._lines.preserve)
        for child in element:
            if child not in lists:
                self._lines.inline(child, line)
                if child.tail:
                    line.text(child.tail, preserve=self._lines.preserve)
        words = self._words(line, element)
        inner = [made for one in lists if (made := self._list_of(one, depth + 1)) is not None]
        self._lines.language, self._lines.preserve = language, preserve
        return found.Item(words, "", tuple(inner))

    def _lists_at_end(self, element: Element) -> list[Element]:
        """The lists in an item after which no words of its own stand."""
        lists: list[Element] = []
        for child in reversed(element):
            if self._tree.name(child) != "list" or (child.tail or "").strip(BLANKS):
                break
            if self._tree.has(child, "head"):
                break
            lists.append(child)
        return lists[::-1]

    def _table(self, element: Element) -> None:
        rows: list[found.Row] = []
        caption = None
        for child in element:
            name = self._tree.name(child)
            if name == "row":
                cells = tuple(self._cells(child))
                if cells:
                    role = _role(child)
                    rows.append(found.Row(cells, role))
            elif name == "head" and caption is None:
                caption = self._words(self._line(child), child)
            elif words_in(child):
                self._lines.left.other(f"<{name}> in a table, which is a row here", child)
                line = Line()
                self._lines.inline(child, line)
                rows.append(found.Row((found.Cell(self._words(line, child)),)))
            else:
                self._lines.inline(child, Line())
        if rows:
            has_words = caption is not None and caption.text
            self._add(
                found.Table(tuple(rows), caption if has_words else None, element.get(ID) or "")
            )
        elif caption is not None and caption.text:
            self._add(found.Paragraph(caption))
        else:
            self._add_asides()

    def _cells(self, row: Element) -> Iterator[found.Cell]:
        for cell in row:
            name = self._tree.name(cell)
            if name not in ("cell", "table") and not words_in(cell):
                self._lines.inline(cell, Line())
                continue
            keys = cell.keys()
            if keys:
                self._lines.attributes(name, cell, keys)
            language, preserve = self._lines.language, self._lines.preserve
            self._lines.enter(cell)
            words = self._words(self._line(cell), cell)
            self._lines.language, self._lines.preserve = language, preserve
            yield found.Cell(words, _role(cell), _count(cell, "cols"), _count(cell, "rows"))

    def _figure(self, element: Element) -> None:
        """`figure`: its picture, what is printed with it, what it shows; tables in it follow."""
        line, images, descriptions, apart = Line(), [], [], []
        is_of_grobid = self._lines.is_of_grobid
        if element.text:
            line.text(element.text)
        for child in element:
            name = self._tree.name(child)
            if name in ("table", "figure", "egXML"):
                apart.append(child)
            elif name == "graphic" and one_line(child.get("url")):
                images.append(child)
                self._lines.attributes(name, child, child.keys())
            elif name == "figDesc" and not is_of_grobid:
                descriptions.append(words_in(child))
            elif name == "label" and is_of_grobid:
                self._lines.left.element("figure/label", child, words=False)
            else:
                line.line_break()
                self._lines.inline(child, line)
                line.line_break()
            if child.tail:
                line.text(child.tail)
        words = self._words(line, element)
        captions = (words,) if words.text.strip(BLANKS) else ()
        is_table = len(apart) == 1 and self._tree.name(apart[0]) == "table" and not images
        if is_table and captions and not self._tree.has(apart[0], "head"):
            self._caption_of_table(apart[0], captions[0], element)
            return
        description = "\n".join(filter(None, descriptions)) or None
        first = _image(images[0]) if images else None
        if captions or first or description or not apart:
            id = element.get(ID) or ""
            self._add(found.Figure(captions, first, description, id=id))
        for image in images[1:]:
            self._add(found.Figure(image=_image(image)))
        for one in apart:
            self._block(one)

    def _caption_of_table(self, table: Element, words: found.Words, figure: Element) -> None:
        """A table in a figure, whose caption it has."""
        before = len(self._found)
        asides, self._lines.asides = self._lines.asides, []
        self._block(table)
        for number, block in enumerate(self._found[before:], before):
            if isinstance(block, found.Table):
                id = block.id or figure.get(ID) or ""
                self._found[number] = found.Table(block.rows, words, id)
                break
        else:
            self._add(found.Paragraph(words))
        self._lines.asides = asides
        self._add_asides()


def replaced(words: found.Words, id: str) -> found.Words:
    """Words with the id of the element that they are all of, if they have none."""
    if not id or words.id:
        return words
    return found.Words(words.text, words.origin, words.marks, words.language, words.said, id)


def _image(graphic: Element) -> Image:
    media_type = graphic.get("mimeType")
    is_type = media_type is not None and media_type.count("/") == 1 and " " not in media_type
    return Image(address=one_line(graphic.get("url")), media_type=media_type if is_type else None)


def _role(element: Element) -> Literal["data", "label"]:
    return cast(
        "Literal['data', 'label']", "label" if element.get("role") in ("label", "head") else "data"
    )


def _count(element: Element, attribute: str) -> int:
    value = (element.get(attribute) or "").strip()
    is_number = value.isdecimal() and value.isascii() and 0 < len(value) < 4
    return max(int(value), 1) if is_number else 1
