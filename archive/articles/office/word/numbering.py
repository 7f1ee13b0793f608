"""Computes the numbers that Word shows before paragraphs (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from archive.articles.office.number_formats import letters, roman
from archive.articles.office.word.styles import Styles
from archive.derivations.word_names import value, w


@dataclass(slots=True)
class _Level:
    element: Element
    format: str
    text: str
    start: int
    ends_with_nothing: bool
    is_legal: bool


@dataclass(slots=True)
class _Scheme:
    """A numbering definition that several lists share, with the current number of each level."""

    element: Element
    levels: dict[int, _Level]
    by_style: dict[str, int]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs in the lists of a document, in the order of the text."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._schemes: dict[str, _Scheme] = {}
        self.used: dict[Element, str] = {}
        """The definitions and levels in use, with the number format of each level."""
        self._elements: dict[str, Element] = {}
        self._lists: dict[str, tuple[_Scheme, dict[int, int]]] = {}
        """The scheme of each list, and for each level the number at which it restarts."""
        schemes = (
            {}
            if root is None
            else {
                one.get(w("abstractNumId")): _scheme(one) for one in root.findall(w("abstractNum"))
            }
        )
        for one in () if root is None else root.findall(w("num")):
            scheme = schemes.get(value(one.find(w("abstractNumId"))))
            if scheme is not None:
                self._lists[one.get(w("numId")) or ""] = scheme, _overrides(one)
                self._elements[one.get(w("numId")) or ""] = one

    def marker(self, paragraph: Element) -> str | None:
        """Count a paragraph; return the marker that Word shows before it, with the blank after it.

        Return `None` if the paragraph is in no list. Bullets, and numbers in words or non-Latin
        letters, are returned as an empty string: their form depends on a font or a language.
        """
        found = self.place(paragraph)
        if found is None:
            return None
        id, depth = found
        scheme, overrides = self._lists[id]
        level = scheme.levels.get(depth)
        self.used.update(dict.fromkeys((scheme.element, self._elements[id]), ""))
        if level is None:
            return ""
        self.used[level.element] = level.format
        if depth in overrides:
            scheme.counts[depth] = overrides.pop(depth)
            self.used.update(dict.fromkeys(self._elements[id].findall(w("lvlOverride")), ""))
        else:
            scheme.counts[depth] = scheme.counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in scheme.counts if one > depth]:
            del scheme.counts[deeper]
        return _level_text(scheme, level)

    def place(self, paragraph: Element) -> tuple[str, int] | None:
        """Return the id of the list that a paragraph is in, and the level of the paragraph."""
        return self._at(paragraph, paragraph.find(f"{w('pPr')}/{w('numPr')}"))

    def place_by_style(self, paragraph: Element) -> tuple[str, int] | None:
        """Return the id of the list and the level that the style alone gives to a paragraph."""
        return self._at(paragraph, None)

    def shows(self, place: tuple[str, int] | None) -> bool:
        """Whether the items at this level of a list have a marker."""
        level = None if place is None else self._lists[place[0]][0].levels.get(place[1])
        return level is not None and (level.format == "bullet" or "%" in level.text)

    def _at(self, paragraph: Element, own: Element | None) -> tuple[str, int] | None:
        id = "" if own is None else value(own.find(w("numId")))
        depth = "" if own is None else value(own.find(w("ilvl")))
        if not id:
            id, of_style, style = self._styles.numbering(paragraph)
            if id in self._lists and not depth:
                by_style = self._lists[id][0].by_style
                depth = str(by_style[style]) if style in by_style else of_style
        if id not in self._lists:
            return None
        return id, int(depth) if re.fullmatch("[0-8]", depth) else 0


def _scheme(element: Element) -> _Scheme:
    levels: dict[int, _Level] = {}
    by_style: dict[str, int] = {}
    for one in element.findall(w("lvl")):
        number = one.get(w("ilvl")) or ""
        if not re.fullmatch("[0-8]", number):
            continue
        start = value(one.find(w("start")))
        levels[int(number)] = _Level(
            one,
            value(one.find(w("numFmt"))) or "decimal",
            value(one.find(w("lvlText"))),
            int(start) if re.fullmatch("[0-9]{1,5}", start) else 1,
            value(one.find(w("suff"))) == "nothing",
            one.find(w("isLgl")) is not None,
        )
        if style := value(one.find(w("pStyle"))):
            by_style[style] = int(number)
    return _Scheme(element, levels, by_style)


def _overrides(element: Element) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in element.findall(w("lvlOverride")):
        number, start = one.get(w("ilvl")) or "", value(one.find(w("startOverride")))
        if re.fullmatch("[0-8]", number) and re.fullmatch("[0-9]{1,5}", start):
            found[int(number)] = int(start)
    return found


def _level_text(scheme: _Scheme, level: _Level) -> str:
    """Return the marker of a level: in its text, `%1` is replaced by the first level's number."""
    made = ""
    for piece in re.split("(%[1-9])", level.text):
        if not re.fullmatch("%[1-9]", piece):
            made += piece
            continue
        depth = int(piece[1]) - 1
        of = scheme.levels.get(depth, level)
        number = scheme.counts.get(depth, of.start)
        written = _formatted_number(number, "decimal" if level.is_legal else of.format)
        if written is None:
            return ""
        made += written
    if level.format in ("bullet", "none") or not made.strip():
        return ""
    return made if level.ends_with_nothing else f"{made} "


def _formatted_number(number: int, format: str) -> str | None:
    match format:
        case "decimal":
            return str(number)
        case "decimalZero":
            return f"{number:02}"
        case "lowerLetter" if number:
            return letters(number)
        case "upperLetter" if number:
            return letters(number).upper()
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case _:
            return None
