"""Accepts all tracked changes of a Word document."""

from __future__ import annotations

from lxml.etree import _Element as Element

from archive.articles.office.marked_copy import MarkedCopy, Stretch
from archive.articles.office.word.elements import (
    begin,
    run,
    take_out,
    unwrap,
    words_of,
    words_taken_out,
)
from archive.derivations.docx_text_1 import DELETED, has_lost_its_end, leaves_of
from archive.derivations.word_names import w

_FORMATTING = ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange")
_CELLS = ("cellIns", "cellDel", "cellMerge")
_PROPERTIES = frozenset(map(w, ("rPr", "trPr", "numPr", "tcPr", "pPr")))
"""Properties that may contain a change of the end of a paragraph or of a table row."""


def accept_changes(root: Element, marked: MarkedCopy) -> None:
    """Remove deletions, and mark insertions as additions."""
    without_end = [one for one in root.iter(w("p")) if has_lost_its_end(one)]
    for name in DELETED:
        for change in list(root.iter(name)):
            _remove_deletion(change, marked)
    for name in ("ins", "moveTo"):
        for change in list(root.iter(w(name))):
            _mark_addition(change, marked)
    for paragraph in reversed(without_end):  # so that nothing is moved twice
        _join_with_next(paragraph)
    for name in _FORMATTING:
        for change in list(root.iter(w(name))):
            marked.losses.add("formatting changes (tracked changes); accepted")
            take_out(change)
    for name in _CELLS:
        for change in list(root.iter(w(name))):
            marked.losses.add(
                "cell changes (tracked changes); not accepted: the cells are as before"
            )
            take_out(change)


def _remove_deletion(change: Element, marked: MarkedCopy) -> None:
    parent = change.getparent()
    if parent is None:
        return
    if parent.tag not in _PROPERTIES:
        if words := words_taken_out(change):
            what = "deletions (tracked changes); accepted, so not in the text"
            marked.losses.add(what, example=words)
        take_out(change)
        return
    take_out(change)
    holder = parent.getparent()
    if parent.tag == w("trPr") and holder is not None:
        marked.losses.add(
            "deleted rows (tracked changes); accepted, so not in the text",
            example=words_taken_out(holder),
        )
        take_out(holder)


def _join_with_next(paragraph: Element) -> None:
    """Join a paragraph whose end was deleted with the next one, and keep the next's properties."""
    for frame in paragraph.findall(f"{w('pPr')}/{w('framePr')}"):
        take_out(frame)  # pandoc would put a dropped capital before any later paragraph
    following = next(leaves_of(paragraph.itersiblings()), None)
    if following is None or following.tag != w("p"):
        return
    own = following.find(w("pPr"))
    at = 0 if own is None else following.index(own) + 1
    following[at:at] = [child for child in paragraph if child.tag != w("pPr")]
    take_out(paragraph)


def _mark_addition(change: Element, marked: MarkedCopy) -> None:
    parent = change.getparent()
    if parent is None:
        return
    if parent.tag in _PROPERTIES:
        take_out(change)
        return
    if words := words_of(change):
        what = "additions (tracked changes); marked in the text without author and time"
        marked.losses.add(what, example=words)
        start, end = marked.stretch(Stretch("addition"))
        paragraphs = [one for one in leaves_of([*change]) if one.tag == w("p")]
        if paragraphs:  # nothing but blocks may separate them
            begin(paragraphs[0], run(start))
            paragraphs[-1].append(run(end))
        else:
            change.insert(0, run(start, beside=change[0]))
            change.append(run(end, beside=change[-1]))
    unwrap(change)
