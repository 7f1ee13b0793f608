"""Counts the elements, attributes and styles of a Word document that the record does not hold.

The inventory is made from the parts as received, before they become the marked copy. `_TAKEN` has
the elements that our reader or pandoc reads if they have words of the text, with the attributes
that are read. `_LOOKS_AROUND` has elements that count as appearance, except for images and words in
them. All other elements are reported by their names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import role_of
from archive.articles.office.people import is_instant
from archive.articles.office.unread import Unread
from archive.articles.office.word.definitions import OF_PROGRAMS
from archive.articles.office.word.elements import words_of
from archive.articles.office.word.fields import is_read_field, switches_of
from archive.articles.office.word.images import IMAGES, PIC, SHAPES, WP, A, R, V
from archive.articles.office.word.numbering import Numbering
from archive.articles.office.word.styles import OFF, Styles
from archive.derivations.docx_text_1 import DELETED, SEPARATORS
from archive.derivations.word_names import chosen_alternative, m, mc, value, w

_Place = Literal["text", "blank", "aside", "gone"]
"""Where an element is: `text` among words of the text, `blank` in a paragraph without words,
`aside` in a part that gets no marks (a header, a comment), `gone` in deleted text."""

_WRAPPERS = frozenset(
    map(w, ("document", "body", "footnotes", "endnotes", "comments", "hdr", "ftr", "p", "r", "t",
            "tbl", "tr", "tc", "smartTag", "customXml", "txbxContent", "ruby", "rubyBase", "rt"))
)  # fmt: skip
_CHARACTERS = frozenset(
    map(w, ("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym"))
)
_BLANKS = frozenset(map(w, ("tab", "ptab", "br", "cr")))
_PROPERTIES = frozenset(
    w(f"{name}Pr") for name in ("p", "r", "tbl", "tr", "tc", "num", "sdtEnd", "tblEx")
)
_TAKEN: Mapping[str, tuple[str, ...]] = {
    w("hyperlink"): (f"{R}id", w("anchor")),
    w("footnoteReference"): (w("id"),),
    w("endnoteReference"): (w("id"),),
    w("footnote"): (w("id"), w("type")),
    w("endnote"): (w("id"), w("type")),
    w("commentRangeStart"): (w("id"),),
    w("commentRangeEnd"): (w("id"),),
    w("ins"): (),
    w("moveTo"): (),
    w("sym"): (w("char"),),
    w("br"): (w("type"),),
    w("gridSpan"): (w("val"),),
    w("vMerge"): (w("val"),),
    w("gridBefore"): (w("val"),),
    w("tblHeader"): (w("val"),),
    w("tblCaption"): (w("val"),),
    w("tblDescription"): (w("val"),),
}
"""The elements that are read, with those of their attributes that are read."""
_TOGGLES = frozenset(map(w, ("b", "i", "u", "strike", "dstrike", "smallCaps", "vertAlign")))
"""Formatting that becomes marks."""
_CHANGES = frozenset(
    map(w, ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange",
            "tblGridChange", "numberingChange", "tblPrExChange", "cellIns", "cellDel", "cellMerge"))
)  # fmt: skip
_SAYING = (
    frozenset(map(w, ("pStyle", "rStyle", "sectPr", "del", "moveFrom", "vanish", "framePr")))
    | _PROPERTIES | _TOGGLES | _CHANGES | frozenset(_TAKEN)
)  # fmt: skip
"""Properties with a rule of their own in `_properties`; all others go to `_look`."""
_REPORTED = frozenset(
    map(w, ("rtl", "bidi", "cs", "outlineLvl", "em", "eastAsianLayout", "fitText", "caps",
            "highlight", "footnotePr", "endnotePr", "type", "specVanish", "webHidden", "effect",
            "hMerge", "bidiVisual", "gridAfter", "hidden", "ffData"))
)  # fmt: skip
"""Properties that are not read, but are more than appearance: each is reported by name."""
_LOOKS_AROUND = (*SHAPES, w("tblGrid"), w("background"))
_SIGNS_OF_NOTES = frozenset(
    map(w, ("footnoteRef", "endnoteRef", "annotationRef", "commentReference"))
)
_OF_LANGUAGE = w("lang")
_HEADING = re.compile(r"heading ?[1-9]\Z", re.IGNORECASE)


class _Step(NamedTuple):
    element: Element | None
    place: _Place


class Inventory:
    """Counts the content that the record does not hold, part by part of the file."""

    def __init__(
        self, styles: Styles, numbering: Numbering, merged: Mapping[Element, Element]
    ) -> None:
        """Store styles, numbering, and `merged`: each covered cell with the cell that covers it."""
        self._styles, self._numbering = styles, numbering
        self._gone = frozenset(merged)
        self._joined = frozenset((*merged, *merged.values()))
        self.unread = Unread()
        self._taken_fields: set[Element] = set()
        self._linked: set[str] = set()
        self.used_styles: set[str] = set()
        self.of_styles: set[Element] = set()
        """Elements of styles that become marks."""

    # --- parts with text ---

    def add_part(self, root: Element, place: _Place) -> None:
        """Count the content of a part of the file; `place` is the place of its words."""
        self._note_fields(root)
        self._walk(root, place)

    def add_note(self, note: Element, *, is_called: bool) -> None:
        """Count the content of a note; if nothing refers to the note, all of it is appearance."""
        self._note_fields(note)
        if note.get(w("type")) in SEPARATORS or not is_called:
            for one in note.iter("*"):
                self.unread.look(one)
        else:
            self.unread.attributes(note, w("id"), w("type"))
            self._walk(note, "text")

    def _walk(self, root: Element, place: _Place) -> None:
        """Count all descendants of an element."""
        stack = [_Step(child, place) for child in reversed(root)]
        while stack:
            element, place = stack.pop()
            if element is None or not isinstance(element.tag, str):
                continue
            inner = self._within(element, "gone" if element in self._gone else place)
            if element.tag == mc("AlternateContent"):
                element = chosen_alternative(element)
            if inner is not None and element is not None:
                stack += [_Step(child, inner) for child in reversed(element)]

    def _within(self, element: Element, place: _Place) -> _Place | None:
        """Count an element; return the place of its children, `None` if these are counted too."""
        tag = str(element.tag)
        if tag in _WRAPPERS:
            self.unread.attributes(element)
            if tag == w("p") and place in ("text", "blank"):
                is_blank = not _has_words(element, is_blank_enough=False)
                self.unread.looks["p"] += is_blank
                return "blank" if is_blank else "text"
        elif tag in DELETED:
            self.unread.attributes(element)
            return "gone"
        elif tag in _PROPERTIES:
            self._properties(element, place)
            return None
        elif tag in (w("fldChar"), w("instrText"), w("delInstrText"), w("fldSimple")):
            self._field(element)
        elif tag in OF_PROGRAMS:
            return None
        elif tag in _SIGNS_OF_NOTES:
            self.unread.look(element)
        elif tag in _LOOKS_AROUND:
            self._drawing(element, place)
            return None
        elif tag == mc("AlternateContent"):
            self._alternatives(element)
        elif tag.startswith(m("")) or (tag in _CHARACTERS and place == "gone"):
            self.unread.add(element)
        elif tag in _CHARACTERS and place == "blank":
            self.unread.look(element)
        elif tag == w("sectPr"):
            self._section(element)
            return None
        elif tag == w("bookmarkStart") and element.get(w("name")) in self._linked:
            self.unread.attributes(element, w("name"))
        elif tag == w("comment"):
            self._comment(element)
        elif tag in _CHARACTERS or tag in _TAKEN:
            self.unread.attributes(element, *_TAKEN.get(tag, ()))
        elif tag in (w("sdt"), w("sdtContent")):
            self.unread.add(element)
        else:
            self.unread.add(element, _said(element))
        return place

    def _comment(self, element: Element) -> None:
        """Count unread attributes of a comment: a time without a zone; without words, all."""
        has_words = bool(words_of(element).strip())
        has_time = has_words and is_instant(element.get(w("date")) or "")
        taken = (w("id"), w("author")) if has_words else (w("id"),)
        self.unread.attributes(element, *taken, *((w("date"),) if has_time else ()))

    def _alternatives(self, element: Element) -> None:
        """Count alternatives for other programs as appearance, because they repeat the content."""
        chosen = chosen_alternative(element)
        self.unread.look(element)
        for one in element:
            self.unread.look(one)
            if one is not chosen:
                for inner in one.iterdescendants("*"):
                    self.unread.look(inner)

    def _drawing(self, element: Element, place: _Place) -> None:
        """Count a drawing as appearance, except for the images, words and text boxes in it."""
        boxes = [*element.iter(w("txbxContent"))]
        within = {one for box in boxes for one in box.iter()}
        for one in element.iter("*"):
            if one in within:
                continue
            if one.tag in IMAGES and place != "text":
                self.unread.add(one, "in a header, footer or comment")
            elif one.tag in IMAGES:
                ids = (f"{R}{name}" for name in ("embed", "id", "link", "pict", "href"))
                self.unread.attributes(one, *ids, is_look=True)
            elif one.tag in (f"{A}hlinkClick", f"{A}srcRect") and one.attrib:
                self.unread.add(one, _said(one))
            elif one.tag == f"{A}t" or (one.tag == f"{V}textpath" and one.get("string")):
                self.unread.add(one, one.text or one.get("string") or "")
            else:
                said = [name for name in ("descr", "title", "alt") if one.get(name)]
                self.unread.look(one, *said)
                if said and not _is_of_image(one):
                    self.unread.add(one, one.get(said[0]) or "")
        for box in boxes:
            if not any(around in boxes for around in box.iterancestors(w("txbxContent"))):
                self._walk(box, place)

    def _section(self, element: Element) -> None:
        around = element.getparent()
        if around is not None and around.tag == w("pPr"):
            self.unread.add(element)
        else:
            self.unread.look(element)
        for one in element.iterdescendants("*"):
            parent = one.getparent()
            if one.tag in _REPORTED or (parent is not None and parent.tag in _REPORTED):
                self.unread.add(one, value(one))
            else:
                self.unread.look(one)

    # --- fields ---

    def _note_fields(self, root: Element) -> None:
        """Record which parts of fields are read, and the bookmarks that links point to."""
        open: list[tuple[list[Element], list[str]]] = []
        for one in root.iter(w("fldChar"), w("instrText"), w("hyperlink"), w("fldSimple")):
            if one.tag == w("hyperlink"):
                self._linked.add(one.get(w("anchor")) or "")
            elif one.tag == w("fldSimple"):
                self._note_field([one], one.get(w("instr")) or "")
            elif one.tag == w("instrText") and open:
                open[-1][0].append(one)
                open[-1][1].append(one.text or "")
            elif one.get(w("fldCharType")) == "begin":
                open.append(([one], []))
            elif open:
                open[-1][0].append(one)
                if one.get(w("fldCharType")) == "end":
                    parts, instruction = open.pop()
                    self._note_field(parts, "".join(instruction))

    def _note_field(self, parts: list[Element], instruction: str) -> None:
        if is_read_field(instruction):
            self._taken_fields.update(parts)
            for switch in switches_of(instruction):
                self.unread.detail(parts[0], switch[:40])
            if not instruction.lstrip().startswith("ADDIN"):
                self._linked.update(re.findall(r'[^\s"\\]+', instruction))

    def _field(self, element: Element) -> None:
        if element in self._taken_fields:
            self.unread.attributes(element, w("fldCharType"), w("instr"))
            return
        instruction = element.get(w("instr")) or element.text or ""
        self.unread.add(element, instruction, (instruction.split() or [""])[0][:40])

    # --- properties ---

    def _properties(self, properties: Element, place: _Place) -> None:
        """Count the properties of a paragraph, run, row or cell."""
        self.unread.look(properties)
        holder = properties.getparent()
        has_words = (
            place == "text" and properties.tag in (w("pPr"), w("rPr")) and _has_words(holder)
        )
        for one in properties:
            tag = str(one.tag)
            if tag not in _SAYING:
                self._look(one)
            elif tag == w("pStyle") or tag == w("rStyle"):
                self._style(one, has_words)
            elif tag == w("numPr"):
                self._list(one, has_words and holder is not None and self._counts(holder))
            elif tag == w("vMerge") and holder not in self._joined:
                self.unread.look(one)
            elif tag == w("sectPr"):
                self._section(one)
            elif tag == w("rPr") or tag in _PROPERTIES:
                self._properties(one, "gone")
            elif tag in _TOGGLES and has_words and properties.tag == w("rPr"):
                self._toggle(one, properties)
            elif tag in (w("ins"), w("del"), w("moveFrom"), w("moveTo")) or tag in _TAKEN:
                self.unread.attributes(one, *_TAKEN.get(tag, ()))
            elif tag == w("vanish") and has_words and _has_words(holder, is_blank_enough=False):
                self.unread.attributes(one, w("val"))
            elif tag in _CHANGES:
                self.unread.attributes(one)
                for inner in one.iterdescendants("*"):
                    self.unread.look(inner)
            elif tag == w("framePr"):
                self.unread.attributes(one, w("dropCap"), is_look=True)
                self.unread.looks["framePr"] += not one.get(w("dropCap"))
            else:
                self._look(one)

    def _look(self, element: Element) -> None:
        """Count a property that does not become a mark."""
        if element.tag == _OF_LANGUAGE:
            self.unread.languages.update(map(str, element.attrib.values()))
            self.unread.looks["lang"] += 1
        elif element.tag in _REPORTED and value(element) not in OFF:
            self.unread.add(element, value(element))
        else:
            self.unread.look(element)
            for one in element.iterdescendants("*") if len(element) else ():
                self.unread.look(one)

    def _toggle(self, one: Element, properties: Element) -> None:
        style = value(properties.find(w("rStyle")))
        if not _is_on(one) or one.tag in self._styles.toggles(style, _TOGGLES):
            self.unread.look(one)
        else:
            self.unread.attributes(one, w("val"), is_look=True)

    def _style(self, one: Element, has_words: bool) -> None:
        id = value(one)
        says = has_words and self._says(id, is_of_run=one.tag == w("rStyle"))
        if says:
            self.unread.attributes(one, w("val"))
        else:
            self.unread.styles[self._styles.name(id) or f"without a name ({id})"] += 1
        name = self._styles.name(id)
        if not says or role_of(iter((name,))) or _HEADING.match(name):
            self.used_styles.add(id)  # its name is read or reported
        if has_words and one.tag == w("rStyle"):
            self.of_styles.update(self._styles.toggles(id, _TOGGLES).values())

    def _says(self, id: str, *, is_of_run: bool) -> bool:
        """Whether a style has a meaning in the record."""
        if is_of_run:
            return any(map(_is_on, self._styles.toggles(id, _TOGGLES).values()))
        names = [self._styles.name(one) for one in self._styles.chain(id)]
        return bool(self._styles.role_of_style(id)) or any(map(_HEADING.match, names))

    def _counts(self, paragraph: Element) -> bool:
        """Whether a paragraph itself, not only its style, puts it in a list with markers."""
        own, of_style = self._numbering.place(paragraph), self._numbering.place_by_style(paragraph)
        return own != of_style and self._numbering.shows(own)

    def _list(self, numbers: Element, has_words: bool) -> None:
        id, level = value(numbers.find(w("numId"))), value(numbers.find(w("ilvl")))
        if not has_words or id == "0":
            for one in numbers.iter("*"):
                self.unread.look(one)
            return
        for one in numbers:
            if one.tag == w("ilvl") and level == "0":
                self.unread.look(one)
            elif one.tag not in (w("ilvl"), w("numId")):
                self.unread.add(one)


def _is_on(one: Element) -> bool:
    """Whether formatting is turned on."""
    setting = value(one)
    if one.tag == w("u"):
        return setting not in ("", "none")
    if one.tag == w("vertAlign"):
        return setting in ("superscript", "subscript")
    return setting not in OFF


def _has_words(holder: Element | None, *, is_blank_enough: bool = True) -> bool:
    """Whether a run or paragraph has characters of the text, or a reference to a note."""
    if holder is None:
        return False
    for one in holder.iter(*_CHARACTERS):
        parent = one.getparent()
        if parent is not None and parent.tag not in (w("r"), w("p")):
            continue  # a tab stop
        if next(one.iterancestors(str(holder.tag)), None) is not holder:
            continue  # in a text box
        if one.tag == w("t") and not one.text:
            continue
        if not is_blank_enough and (
            one.tag in _BLANKS or (one.tag == w("t") and not (one.text or "").strip())
        ):
            continue
        if one.get(w("type")) not in ("page", "column"):
            return True
    others = holder.iter(w("footnoteReference"), w("endnoteReference"), m("t"))
    return next(others, None) is not None


def _is_of_image(one: Element) -> bool:
    """Whether the alternative text in this element is read as the description of an image."""
    around = one if str(one.tag).startswith(V) else one.getparent()
    if around is not None and around.tag == f"{PIC}nvPicPr":
        whole = next(one.iterancestors(f"{WP}inline", f"{WP}anchor"), None)
        of_whole = None if whole is None else whole.find(f"{WP}docPr")
        if of_whole is not None and (of_whole.get("descr") or of_whole.get("title")):
            return False  # the description of the whole drawing is read instead
        around = around.getparent()
    return around is not None and next(around.iter(*IMAGES), None) is not None


def _said(element: Element) -> str:
    """Return an example of an element's content: its name, its value or its first attribute."""
    known = element.get(w("name")) or value(element)
    return known or next(iter(map(str, element.attrib.values())), "")
