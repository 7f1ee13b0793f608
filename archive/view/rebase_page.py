"""The page of a rebase: each change of the text with the statements that it affects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.english import quoted
from archive.findings import shortened
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import Citation, Comment, DateMention, Mention, Tag
from archive.model.base import Model
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.revisions import CaptureChange
from archive.model.statements import Statement
from archive.reviews.text_changes import (
    AffectedPart,
    TextChange,
    in_text_order,
    is_restored,
    is_still_lost,
    text_changes,
)
from archive.revision.rebase import Outcome, Rebase
from archive.text.sentences import sentence_around
from archive.view.changed_sentences import (
    both_wordings,
    change_context,
    changes_in,
    marked_words,
)
from archive.view.numbered_claims import NumberedClaims
from archive.view.page_parts import (
    Apart,
    Edited,
    Heading,
    Inset,
    Marked,
    Notice,
    Paragraph,
    Part,
    Parts,
    Run,
    Style,
    text,
)
from archive.view.review_pages import statement_in_words, unstyled
from archive.view.terminal import render
from archive.wording import capture_history, differences
from archive.wording import outcomes as wording
from archive.wording.grounds import orphan, words_of

_STYLES: dict[str, Style] = {
    "altered": "doubt", "ambiguous": "doubt", "orphaned": "bad", "restored": "good",
}  # fmt: skip
"""The styles of outcomes."""
_DASH = " – "
"""The sign between the content of a part and its outcome."""
_INSTEAD = 2
"""The most new blocks that are shown in place of a removed block."""


def outcomes_page(
    result: Rebase, *, width: int = 80, styled: bool = False, everything: bool = False
) -> str:
    """Return a page of outcomes: their counts, and each change that a person has to look at.

    The changes are in the order of the new text, each with the parts whose words it affects.
    Removed words are in `[-…-]`, added words in `{+…+}`.

    Args:
        result: The result of `rebase` or `with_text`.
        width: The columns, at least 40.
        styled: Whether to use the escape sequences of a terminal.
        everything: Whether to list also anchors with unchanged words, and to show whole sentences.
    """
    return render(rebase_parts(result, everything=everything), width=width, styled=styled)


def rebase_parts(result: Rebase, *, everything: bool = False) -> Parts:
    """Return the parts of the page."""
    return tuple(_parts(result, everything))


def _parts(result: Rebase, everything: bool) -> Iterator[Part]:
    changes = () if wording.is_of_another_article(result) else text_changes(result)
    if result.capture is not None and not wording.is_of_another_article(result):
        yield Apart(tuple(_page_changes(result)))
    first = [Paragraph(wording.counts(result))] if result.outcomes or not result.capture else []
    if to_decide := wording.to_decide(result, changes):
        first.append(Paragraph(Run(to_decide, "strong") if changes else to_decide))
    if first:
        yield Apart(tuple(first))
    told = capture_history.without_headline(result.changes)
    page = _RebasePage(result, everything)
    for change in in_text_order(result, changes):
        if not isinstance(change, CaptureChange):
            yield Apart(tuple(page.change(change)))
        elif change in told:
            yield Apart((_captured_change(change, result.document),))
    if everything:
        yield from _other_outcomes(result)
        yield from _outside(result)
    elif furniture := wording.furniture(result):
        yield Notice(furniture, "quiet")
    ending = ("" if everything else wording.still_lost(result), wording.next_step(result))
    if ending_words := " ".join(filter(None, ending)):
        yield Notice(ending_words)


def _page_changes(result: Rebase) -> Iterator[Part]:
    """Yield the changes of headline, byline and date, and whether the words changed."""
    lines = wording.headline_and_byline(result)
    for number, line in enumerate(lines):
        yield Paragraph(line if number else Run(line, "strong"), hanging=True)
    yield Paragraph(wording.changed_words(result))
    for change in result.changes:
        if change.block is None and change.what not in wording.FIRST:
            yield _captured_change(change, result.document)


def _captured_change(change: CaptureChange, document: Document) -> Part:
    """Return the part for a change in a capture: its place, then both wordings."""
    place = capture_history.place(change, document)
    old, new = change.was or "", change.became or ""
    if not (old and new):
        return Edited((Marked("old", old) if old else Marked("new", new),), place)
    return Edited(tuple(marked_words(both_wordings(old, new))), place)


def _outside(result: Rebase) -> Iterator[Part]:
    """Yield the changes outside the article."""
    if result.furniture:
        rows = [_captured_change(change, result.document) for change in result.furniture]
        yield Apart((Heading(Run("outside the article", "strong"), 4), Inset(tuple(rows))))


class _RebasePage:
    """Shows each change, and the parts of the record that it affects."""

    def __init__(self, result: Rebase, everything: bool) -> None:
        self._result, self._everything = result, everything
        self._document = result.document
        self._claims = NumberedClaims(result.document)
        self._titles = wording.section_titles(result.document)

    def change(self, change: TextChange) -> Iterator[Part]:
        """Yield the changed sentences in both wordings, then the parts with words in them."""
        words = marked_words(change.pieces, whole=self._everything)
        yield Edited(tuple(words), wording.change_place(change, self._titles))
        places = (place for place in changes_in(change.pieces) if not isinstance(place, str))
        for old, new in places:
            if old and new and (invisible := differences.invisible_change(old, new)):
                yield Inset((Paragraph(f"({invisible})"),))
        for id in change.instead[: None if self._everything else _INSTEAD]:
            whole = self._document.block(id).text
            shown = whole if self._everything else differences.elide_middle(whole)
            yield Edited((Marked("new", shown),), f"{id}, now in its place")
        if change.copies:
            yield Inset((Paragraph(f"({wording.copy_places(change)})", hanging=True),))
        yield Inset(tuple(self._all_affected(change)))

    def _all_affected(self, change: TextChange) -> Iterator[Part]:
        """Yield the affected parts; those that only name removed words share one row."""
        rows: dict[str, list[AffectedPart]] = {}
        for one in change.affected:
            is_cut_out = not self._everything and _is_cut_out(one, change)
            if one.is_reported:
                rows.setdefault("as above", []).append(one)
            elif not self._everything and self._names_lost_words(one):
                (lost,) = wording.lost_words(one)
                status = wording.outcome_and_status(one, self._result, with_kind=False)
                status += "" if is_cut_out else f" ({lost.reason})"
                rows.setdefault(status, []).append(one)
            else:
                yield from self._affected_part(one, not is_cut_out)
        for status, parts in rows.items():
            yield Paragraph(text(*self._row(status, parts)), hanging=True)

    def _names_lost_words(self, one: AffectedPart) -> bool:
        """Return whether a part only names something (an entity, a date) in removed words."""
        return isinstance(self._part(one), Mention | DateMention | Citation | Tag) and (
            all(_is_gone(outcome) for outcome in one.outcomes) and len(wording.lost_words(one)) == 1
        )

    def _row(self, status: str, parts: Sequence[AffectedPart]) -> Iterator[str | Run]:
        """Yield several parts, with their content unless shown above, and their outcome."""
        for n, one in enumerate(parts):
            if n:
                yield "; "
            yield _id(one.id or one.pointer)
            part = self._part(one)
            if not one.is_reported and isinstance(part, Statement):
                words = " … ".join(quoted(shortened(o.old.exact)) for o in one.outcomes)
                yield f" {words} {unstyled(statement_in_words(self._document, self._claims, part))}"
        yield ": "
        yield from _styled_status(status)

    def _affected_part(self, one: AffectedPart, with_words: bool) -> Iterator[Part]:
        """Yield the id and content of a part, its outcome, and the parts that depend on it."""
        status = _styled_status(wording.outcome_and_status(one, self._result))
        line = text(_id(one.id or one.pointer), "  ", *self._content(one, with_words), *status)
        if dependents := wording.dependents(one, self._document):
            line = text(line, " ", Run(f"({dependents})", "quiet"))
        yield Paragraph(line, hanging=True)
        inner: list[Part] = []
        is_claim = isinstance(self._part(one), Claim)
        if with_words and is_claim:
            inner += (Paragraph(str(lost), hanging=True) for lost in wording.lost_words(one))
        inner += (Paragraph(gap, hanging=True) for gap in wording.changed_gaps(one))
        inner += (self._in_context(o, place) for o in one.outcomes for place in o.candidates)
        restored = list(wording.restored_stretches(one))
        inner += (Paragraph(line, hanging=True) for _, line in restored)
        returned = [place for place, _ in restored]
        elsewhere = [place for place in one.elsewhere if place not in returned]
        if elsewhere and is_claim:
            inner.append(Paragraph(f"its words are now {words_of(elsewhere)}", hanging=True))
        if inner:
            yield Inset(tuple(inner))

    def _content(self, one: AffectedPart, with_words: bool) -> Iterator[str | Run]:
        """Yield the content of a part, which the user compares with the new words, and a dash."""
        part = self._part(one)
        if isinstance(part, Claim):
            yield Run(part.restatement, "strong")
            yield _DASH
            return
        stretches = getattr(part, "anchors", ())
        pieces = [words_of(one for one in stretches if isinstance(one, Anchor))]
        if isinstance(part, Comment):
            pieces.append(part.text)
        elif isinstance(part, Statement):
            pieces.append(unstyled(statement_in_words(self._document, self._claims, part)))
        elif not one.id:
            pieces.append(wording.value_of(one.pointer, self._result.before))
        elif label := getattr(part, "label", None):
            pieces.append(quoted(label))
        if with_words and (lost := "; ".join(map(str, wording.lost_words(one)))):
            pieces.append(f"({lost})")
        if content := " ".join(filter(None, pieces)):
            yield f"{content}{_DASH}"

    def _in_context(self, outcome: Outcome, place: Anchor) -> Edited:
        """Return words to which an anchor could belong now, in their sentence."""
        how = "or" if outcome.kind == "ambiguous" else "perhaps"
        text = self._document.block(place.block).text
        start, end = sentence_around(text, place.start, place.end)
        before, after = text[start : place.start], text[place.end : end]
        words = (
            change_context(before.lstrip(), leads=True),
            Marked("meant", place.exact),
            change_context(after.rstrip(), follows=True),
        )
        return Edited(words, f"{how} {place.block} at {place.start}")

    def _part(self, one: AffectedPart) -> Model | None:
        return self._document.index.by_id.get(one.id)


def _is_cut_out(one: AffectedPart, change: TextChange) -> bool:
    """Return whether the words of a part are only removed, as the change already shows."""
    if any(which == "new" for which, _ in change.pieces):
        return False
    removed = [words for which, words in change.pieces if which == "old"]
    return all(_is_gone(o) and any(o.old.exact in words for words in removed) for o in one.outcomes)


def _is_gone(outcome: Outcome) -> bool:
    """Return whether words have no place in the new text, not even a possible place."""
    return outcome.kind == "orphaned" and not outcome.candidates


def _id(id: str) -> Run:
    return Run(id, "name")


def _styled_status(status: str) -> Iterator[str | Run]:
    """Yield the outcome and status of a part; the first word, the outcome, has a style."""
    kind = next((kind for kind in _STYLES if status.startswith(kind)), "")
    if kind:
        yield Run(kind, _STYLES[kind])
    yield status.removeprefix(kind)


# --- outcomes that need no decision ---


def _other_outcomes(result: Rebase) -> Iterator[Part]:
    """Yield words that moved, were reformatted, or were lost before, in record order."""
    for kind in ("moved", "restyled"):
        outcomes = [o for o in result.of(kind) if not is_restored(o)]
        yield from _outcome_list(kind, [(o, wording.new_and_old_place(o)) for o in outcomes])
    lost = [
        (o, orphan(o.new))
        for o in result.outcomes
        if is_still_lost(o) and isinstance(o.new, Orphan)
    ]
    yield from _outcome_list("lost before", lost)


def _outcome_list(title: str, outcomes: Sequence[tuple[Outcome, str]]) -> Iterator[Part]:
    """Yield the part for all outcomes of one kind, each in a sentence."""
    if outcomes:
        rows = (
            Paragraph(text(_id(outcome.holder or outcome.pointer), f"  {words}"), hanging=True)
            for outcome, words in outcomes
        )
        yield Apart((Heading(Run(title, "strong"), 4), Inset(tuple(rows))))
