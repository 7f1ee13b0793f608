"""Reads the fields of a Word document (ECMA-376 part 1, 17.16): citations, links, and others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import MarkedCopy, Stretch
from archive.articles.office.word.elements import run, take_out, unwrap
from archive.derivations.word_names import w

_LEFT_TO_PANDOC = ("HYPERLINK", "REF", "PAGEREF")
"""Fields that pandoc turns into links."""
_OF_WORKS = ("ADDIN ZOTERO_BIBL", "ADDIN Mendeley Bibliography", "ADDIN ZOTERO_TEMP")


@dataclass(slots=True)
class _Field:
    parts: list[Element]
    """The elements that have no words of the text: `fldChar`, `instrText`."""
    instruction: list[str] = field(default_factory=list)
    result: Element | None = None
    """The `fldChar` after which the words of the text begin."""


def mark_fields(root: Element, marked: MarkedCopy) -> None:
    """Mark the words of citations; leave links to pandoc; of other fields keep only the words."""
    for simple in list(root.iter(w("fldSimple"))):
        instruction = simple.get(w("instr")) or ""
        if _kind(instruction) in _LEFT_TO_PANDOC:
            continue
        if (signs := _signs(instruction, marked)) is not None:
            simple.insert(0, run(signs[0]))
            simple.append(run(signs[1]))
        for data in simple.findall(w("fldData")):
            simple.remove(data)
        unwrap(simple)
    open: list[_Field] = []
    for one in list(root.iter(w("fldChar"), w("instrText"), w("delInstrText"))):
        if one.tag != w("fldChar"):
            if open:
                open[-1].parts.append(one)
                open[-1].instruction.append(one.text or "")
            else:
                take_out(one)
            continue
        match one.get(w("fldCharType")):
            case "begin":
                open.append(_Field([one]))
            case "separate" if open:
                open[-1].parts.append(one)
                open[-1].result = one
            case "end" if open:
                open[-1].parts.append(one)
                _end_field(open.pop(), marked)
            case _:
                take_out(one)
    for unclosed in open:
        for part in unclosed.parts:
            take_out(part)


def _end_field(found: _Field, marked: MarkedCopy) -> None:
    instruction = "".join(found.instruction)
    if _kind(instruction) in _LEFT_TO_PANDOC:
        return
    signs = _signs(instruction, marked)
    if found.result is not None and signs is not None:
        start, end = found.result.getparent(), found.parts[-1].getparent()
        if start is not None and end is not None and start is not end:
            start.addnext(run(signs[0], beside=start.getnext()))
            end.addprevious(run(signs[1], beside=end.getprevious()))
    for part in found.parts:
        take_out(part)


def is_read_field(instruction: str) -> bool:
    """Whether a field becomes a link or citation, or is reported by `mark_fields`."""
    kind = _kind(instruction)
    is_of_works = instruction.strip().startswith(_OF_WORKS)
    return kind in _LEFT_TO_PANDOC or (kind == "ADDIN" and not is_of_works)


def switches_of(instruction: str) -> list[str]:
    """Return the options in the instruction of a link, without its target; empty for other fields.

    >>> switches_of('REF _Toc1 "tip"')
    ['"tip"']
    """
    if _kind(instruction) not in _LEFT_TO_PANDOC:
        return []
    words = re.findall(r'"[^"]*"|[^\s"]+', instruction)
    return [word for word in words[1:] if word != "\\l"][1:]


def _kind(instruction: str) -> str:
    return (instruction.split(maxsplit=1) or [""])[0].upper()


def _signs(instruction: str, marked: MarkedCopy) -> tuple[str, str] | None:
    """Return the signs for a citation's start and end; count fields of other programs as losses."""
    cited = marked.works.cited_in(instruction)
    if cited:
        return marked.stretch(Stretch("annotation", cited))
    if cited is None:
        kind = _kind(instruction)
        if kind == "ADDIN" and not instruction.strip().startswith(_OF_WORKS):
            marked.losses.add(
                "fields of other programs; only the words are kept", example=instruction
            )
    return None
