"""The pages of a review: the list of waiting statements, and the page to decide about each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.english import counted, listed
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import (
    Citation,
    Comment,
    Correction,
    DateMention,
    Mention,
    Tag,
)
from archive.model.assessments import Assessment
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.relations import Relation
from archive.model.statements import Statement
from archive.reviews.stakes import Stakes, stakes
from archive.reviews.waiting import KINDS, WHYS, Waiting, about, stretches_of
from archive.text.sentences import sentence_around
from archive.view.numbered_claims import FieldRows, NumberedClaims, circumstances, further_fields
from archive.view.page_parts import (
    Apart,
    Edge,
    Excerpt,
    Fields,
    Inset,
    Items,
    Notice,
    Paragraph,
    Part,
    Parts,
    Run,
    Text,
    text,
)
from archive.view.terminal import render
from archive.wording import claims as wording
from archive.wording import entities_and_works, statement_history
from archive.wording.annotations import annotation_in_words
from archive.wording.grounds import basis, orphan, words_of

_LABELS = 13
"""The width of the labels in columns."""
_MARKS = {"cue": "says", "condition": "if", "object": "to"}
"""The marks in brackets around words that belong to a cue, condition or related claim."""

MarkedSpan = tuple[int, int, str]
"""The start and the end of words, and the mark in the brackets around these words."""


def waiting_page(
    document: Document, ones: Sequence[Waiting], *, width: int = 80, styled: bool = False
) -> str:
    """Return a page that lists waiting statements: the number of each kind, then each one.

    Args:
        document: The record.
        ones: The waiting statements (`archive.waiting`).
        width: The most columns of a line.
        styled: Whether to colour it with ANSI sequences.
    """
    return render(waiting_list_parts(document, ones), width=width, styled=styled)


def waiting_list_parts(document: Document, ones: Sequence[Waiting]) -> Parts:
    """Return the parts of the page that lists the waiting statements."""
    return tuple(_list(document, ones))


def waiting_parts(
    document: Document, one: Waiting, *, place: str, notice: str = "", asked: Sequence[Part] = ()
) -> Parts:
    """Return the parts of the page on which a person decides about one waiting statement.

    Args:
        document: The record.
        one: The waiting statement.
        place: The position of the statement, and the number of statements.
        notice: The result of the previous decision, or why it was refused.
        asked: The parts at the end: a question and its answers.
    """
    return (*_notice(notice), *_WaitingPage(document, one).parts(place), *asked)


def words_parts(
    document: Document, anchors: Sequence[Anchor | Orphan], now: int, notice: str
) -> Parts:
    """Return the parts of the page on which a person moves the words of a statement.

    Args:
        document: The record.
        anchors: The words; several stretches have their numbers in the brackets.
        now: The index of the stretch that is moved.
        notice: A message above the words.
    """
    marked = [
        ("" if len(anchors) == 1 else str(number), anchor)
        for number, anchor in enumerate(anchors, start=1)
    ]
    several = f", stretch {now + 1} of {len(anchors)}" if len(anchors) > 1 else ""
    lost = (Paragraph(orphan(one)) for one in anchors if isinstance(one, Orphan))
    return (
        *_notice(notice),
        Paragraph(Run(f"Words{several}", "strong")),
        *_excerpts(document, marked),
        *lost,
    )


def end_parts(decided: int, later: int, notice: str = "") -> Parts:
    """Return the parts of the page when nothing is left to decide."""
    rest = f"; {later} left for later" if later else ""
    done = counted(decided, "decisions")
    return (
        *_notice(notice),
        Paragraph(Run("Nothing is left to decide.", "strong")),
        Paragraph(f"{done}{rest}."),
    )


def keys_parts(keys: Mapping[str, str]) -> Parts:
    """Return the parts of a page that explains the keys."""
    return (Fields(tuple(keys.items()), _LABELS),)


def choices_parts(question: str, choices: Sequence[str], signs: str = "123456789") -> Parts:
    """Return the parts for a question and its answers; the user chooses by a character."""
    rows = (
        text(Run(sign, "name"), f" {choice}") for sign, choice in zip(signs, choices, strict=False)
    )
    answers = (Paragraph(row, hanging=True) for row in rows)
    return (Paragraph(Run(question, "strong")), *answers, Paragraph(""))


def _notice(words: str) -> Iterator[Part]:
    if words:
        yield Notice(words, "doubt")


def _list(document: Document, ones: Sequence[Waiting]) -> Iterator[Part]:
    counts = [(kind, sum(one.kind == kind for one in ones)) for kind in KINDS]
    counted_kinds = ", ".join(f"{kind} {count}" for kind, count in counts if count)
    title = f"{document.id}: {len(ones) or 'nothing'} {'waits' if len(ones) < 2 else 'wait'}"
    yield Paragraph(
        Run(title, "strong")
        if not counted_kinds
        else text(Run(title, "strong"), f" ({counted_kinds})")
    )
    claims = NumberedClaims(document)
    for why, meaning in WHYS.items():
        here = [one for one in ones if one.why == why]
        if here:
            yield Notice(f"{why}: {meaning}")
            yield Inset(tuple(_list_entry(document, claims, one) for one in here))


def _list_entry(document: Document, claims: NumberedClaims, one: Waiting) -> Part:
    statement = _statement(document, one.id)
    rows: list[tuple[str, Text]] = []
    if stretches_of(statement):
        rows.append(("words", words_of(stretches_of(statement))))
    rows.append(("says", statement_in_words(document, claims, statement)))
    if one.reason:
        rows.append(("because", one.reason))
    title = text(Run(one.kind, "name"), " ", Run(one.id, "quiet"))
    return Apart((Paragraph(title), Inset((Fields(tuple(rows), _LABELS),))))


def statement_in_words(document: Document, claims: NumberedClaims, statement: Statement) -> Text:
    """Return the content of a statement in one line."""
    match statement:
        case Claim():
            return statement.restatement
        case Relation():
            subject = claims.reference(document.claim(statement.subject))
            return f"{subject} {_object(claims, document, statement)}"
        case Assessment():
            claim = claims.reference(document.claim(statement.claim))
            return f"{statement.verdict}: {statement.reasoning} Of {claim}"
        case Comment():
            return f"comment: {statement.text}"
        case Mention() | DateMention() | Correction() | Citation() | Tag():
            return annotation_in_words(statement, document).removesuffix(
                statement_history.status_unless_accepted(statement)
            )
        case _:
            return statement.id


def _object(claims: NumberedClaims, document: Document, relation: Relation) -> str:
    if isinstance(document.get(relation.object), Claim):
        return claims.to_claim(relation, document.claim(relation.subject))
    return claims.to_source(relation)


class _WaitingPage:
    """One waiting statement, with all that a person needs for the decision."""

    def __init__(self, document: Document, one: Waiting) -> None:
        self._document, self._one = document, one
        self._statement = _statement(document, one.id)
        self._claims = NumberedClaims(document)

    def parts(self, place: str) -> Iterator[Part]:
        one = self._one
        yield Paragraph(text(Run(one.kind, "name"), f" {place} ", Run(one.id, "quiet")))
        yield Paragraph("")
        yield from (*_excerpts(self._document, self._marked_words()), *self._lost())
        if self._marked_words():
            yield Paragraph("")
        yield Fields(tuple(self._rows()), _LABELS)

    def _marked_words(self) -> Sequence[tuple[str, Anchor | Orphan]]:
        """Return the words of the statement, or of the one it is about, with cues and condition."""
        statement: Statement = self._statement
        seen: set[str] = set()  # comments may form a cycle
        while not stretches_of(statement) and (id := about(statement)) and id not in seen:
            seen.add(id)
            statement = _statement(self._document, id)
        marked = [("", stretch) for stretch in stretches_of(statement)]
        if isinstance(statement, Claim):
            cues = (cue for step in statement.attribution for cue in step.cue)
            marked += [(_MARKS["cue"], cue) for cue in cues]
            marked += [(_MARKS["condition"], words) for words in statement.condition]
        for id in self._document.index.claims_judged_by(self._statement):
            if id != statement.id:
                marked += [(_MARKS["object"], s) for s in self._document.claim(id).anchors]
        return marked

    def _lost(self) -> Iterator[Part]:
        lost = [s for s in stretches_of(self._statement) if isinstance(s, Orphan)]
        if lost:
            yield Items(tuple(Run(f"lost: {orphan(one)}", "bad") for one in lost))

    def _rows(self) -> FieldRows:
        document, statement = self._document, self._statement
        is_new = self._one.why == "proposed"
        if not is_new:  # the reason to look again comes before the old values
            yield from self._waits()
        yield from self._fields()
        maker = statement_history.revision_maker(statement.revision, document)
        yield (
            "made",
            maker if _has_basis(statement) else statement_history.maker(statement, document),
        )
        if is_new:
            yield from self._waits()
        for change in statement.history:
            if change.reason != self._one.reason:
                yield change.status, statement_history.change(change, document)
        yield from self._claims.comments(statement)
        for sentence in at_stake(document, stakes(document, statement.id), self._claims):
            yield "at stake", sentence

    def _waits(self) -> FieldRows:
        yield "waits", WHYS[self._one.why]
        if self._one.reason:
            yield "because", self._one.reason

    def _fields(self) -> FieldRows:
        document, statement, claims = self._document, self._statement, self._claims
        match statement:
            case Claim():
                yield "claim", Run(statement.restatement, "strong")
                yield from further_fields(statement)
                yield "does", wording.kind_and_commitment(statement)
                yield "who says it", wording.who_says(statement, document)
                yield from circumstances(statement)
                if statement.about:
                    yield (
                        "about",
                        ", ".join(entities_and_works.label(id, document) for id in statement.about),
                    )
            case Relation():
                yield "claim", claims.reference(document.claim(statement.subject))
                yield "does", Run(_object(claims, document, statement), "strong")
                if statement.evidence:
                    yield "evidence", entities_and_works.evidence(statement.evidence, document)
                if _has_basis(statement):
                    yield "basis", basis(statement)
            case Assessment():
                yield "claim", claims.reference(document.claim(statement.claim))
                yield "verdict", text(Run(statement.verdict, "strong"), f": {statement.reasoning}")
                for evidence in statement.evidence:
                    yield "evidence", entities_and_works.evidence(evidence, document)
            case Comment():
                yield "comment", Run(statement.text, "strong")
                if statement.on:
                    on = _statement(document, statement.on)
                    yield "on", text(f"{on.id}: ", statement_in_words(document, claims, on))
            case _:
                yield (
                    "says",
                    Run(unstyled(statement_in_words(document, claims, statement)), "strong"),
                )
                if isinstance(statement, Mention):
                    yield (
                        "that is",
                        entities_and_works.disambiguated_label(statement.refers_to, document),
                    )
                if isinstance(statement, Mention | Citation) and _has_basis(statement):
                    yield "basis", basis(statement)


def at_stake(document: Document, affected: Stakes, claims: NumberedClaims) -> Iterator[str]:
    """Yield the consequences of a decision on a statement, in sentences."""
    for id in affected.undecided:
        claim = document.claim(id)
        yield f"{claims.reference(claim)} is {claim.status}: decide on it first"
    if along := affected.taken_along:
        yield f"rejected with it: {counted(len(along), 'statements')} ({listed(along)})"
    for id in affected.sources:
        yield f"no other claim cites {entities_and_works.source(document.source(id), document)}"
    if affected.supersedes:
        yield f"if it is rejected, {affected.supersedes}, which it supersedes, counts again"
    if affected.comments:
        yield f"{counted(len(affected.comments), 'comments')} on it"


def _has_basis(statement: Statement) -> bool:
    """Return whether a statement has a basis; certainty and reason are then shown with it."""
    match statement:
        case DateMention():
            return True
        case Mention() | Citation() | Relation():
            return bool(statement.basis or statement.rests_on)
        case _:
            return False


def unstyled(of: Text) -> str:
    """Return the words of a text without their styles."""
    return (
        of
        if isinstance(of, str)
        else "".join(
            run if isinstance(run, str) else run.words
            for run in (of if isinstance(of, tuple) else (of,))
        )
    )


def _statement(document: Document, id: str) -> Statement:
    statement = document.get(id)
    if not isinstance(statement, Statement):
        raise TypeError(f"{id} is not a statement")
    return statement


# --- words in their context ---


def _excerpts(document: Document, marked: Sequence[tuple[str, Anchor | Orphan]]) -> Iterator[Part]:
    """Yield the sentences around some words, block by block, with these words in brackets."""
    spans: dict[str, list[MarkedSpan]] = {}
    for mark, stretch in marked:
        if isinstance(stretch, Anchor):
            spans.setdefault(stretch.block, []).append((stretch.start, stretch.end, mark))
    for id in (id for id in document.index.blocks if id in spans):
        block = document.block(id)
        start, end = _sentences_around(block.text, spans[id])
        yield Paragraph(Run(id, "quiet"))
        yield Inset((_excerpt(block.text, start, end, spans[id]),))


def _sentences_around(text: str, spans: Sequence[MarkedSpan]) -> tuple[int, int]:
    """Return the range of the sentences with some words, and one more sentence on either side."""
    start, end = min(s for s, _, _ in spans), max(e for _, e, _ in spans)
    start, end = sentence_around(text, start, end)
    return sentence_around(text, max(start - 1, 0), min(end + 1, len(text)))


def _excerpt(text: str, first: int, last: int, spans: Sequence[MarkedSpan]) -> Excerpt:
    edges = sorted({first, last, *(at for start, end, _ in spans for at in (start, end))})
    words: list[str | Edge] = []
    for number, at in enumerate(edges):
        closed = tuple(dict.fromkeys(mark for _, end, mark in spans if end == at))
        opened = tuple(dict.fromkeys(mark for start, _, mark in spans if start == at))
        words += [Edge(closed, is_end=True)] if closed else []
        words += [Edge(opened, is_end=False)] if opened else []
        if number + 1 < len(edges):
            words.append(text[at : edges[number + 1]])
    return Excerpt(tuple(words), first == 0, last == len(text))
