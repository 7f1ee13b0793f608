"""Statements: claims, annotations and assessments as annotations, relations as relations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from archive.formats.tei.attestation import (
    Place,
    categories,
    is_run,
    read_certainty,
    read_ground,
    read_grounds,
    read_lost,
    read_place,
    read_places,
    read_run,
    read_runs,
    write_basis_note,
    write_certainty,
    write_grounds,
    write_lost,
    write_place,
    write_places,
    write_runs,
)
from archive.formats.tei.bibliography import (
    read_evidence,
    read_locator,
    write_evidence,
    write_locator,
)
from archive.formats.tei.context import Raw, Reading, is_preserved, present, shown
from archive.formats.tei.elements import BLANKS, Element, take, take_reference
from archive.formats.tei.markup import Markup, address, pointers, reference
from archive.formats.tei.names import date_attributes, read_date
from archive.model.anchors import Anchor, Stretch, Stretches
from archive.model.annotations import (
    Annotation,
    Citation,
    Comment,
    Correction,
    DateMention,
    Mention,
    Tag,
)
from archive.model.assessments import Assessment
from archive.model.attestation import Basis
from archive.model.claims import CLOSED_WORDS, Attribution, Claim, ClaimTime
from archive.model.document import Document
from archive.model.relations import CITO, TERMS, Relation, ToSource
from archive.model.statements import Change, Statement

_MOTIVATIONS = {
    "mention": "identifying",
    "date": "tagging",
    "correction": "editing",
    "citation": "linking",
    "tag": "tagging",
    "comment": "commenting",
}
"""The motivation of each annotation (W3C Web Annotation Vocabulary, 3.2)."""
_TO_SOURCE = frozenset(ToSource.__args__)  # type: ignore[attr-defined]


def write_statements(to: Markup, document: Document) -> None:
    """`<standOff type="annotations">`: lists of annotations, then relations and their history."""
    with to.holding("standOff", {"type": "annotations"}):
        with to.holding("listAnnotation", {"type": "claims"}):
            for claim in document.claims:
                _write_claim(to, claim, document.id)
        with to.holding("listAnnotation", {"type": "annotations"}):
            for annotation in document.annotations:
                _write_annotation(to, annotation, document.id)
        with to.holding("listAnnotation", {"type": "assessments"}):
            for assessment in document.assessments:
                _write_assessment(to, assessment)
        with to.holding("listRelation"):
            for relation in document.relations:
                _write_relation(to, relation)
        with to.holding("listChange"):
            for relation in document.relations:
                for change in relation.history:
                    _write_change(to, change, target=f"#{relation.id}")


# --- what all annotations have ---


def _open_annotation(
    to: Markup, statement: Statement, motivation: str, target: str, **words: str | None
) -> None:
    """`<annotation xml:id="…" motivation="…" target="…" ana="…">` with its history."""
    basis: Basis | None = getattr(statement, "basis", None)  # not every statement has one
    to.open(
        "annotation",
        {
            "xml:id": statement.id,
            "motivation": motivation,
            "target": target,
            "ana": pointers(**words, status=_status(statement), basis=basis),
            "change": reference(statement.revision),
            "cert": write_certainty(statement.certainty),
        },
    )
    with to.holding("revisionDesc"):
        for change in statement.history:
            _write_change(to, change)


def _close_annotation(to: Markup, statement: Statement) -> None:
    rests_on: Stretches = getattr(statement, "rests_on", ())
    write_basis_note(to, statement.reason, rests_on)
    to.close("annotation")


def _status(statement: Statement) -> str | None:
    """The word for `@ana`: proposed, the default, is not written."""
    return None if statement.status == "proposed" else statement.status


def _write_change(to: Markup, change: Change, **attributes: str | None) -> None:
    """`<change status="accepted" change="#revision">reason</change>`."""
    attributes |= {"status": change.status, "change": reference(change.revision)}
    if change.reason is None:
        to.add("change", attributes)
    else:
        to.keep("change", change.reason, attributes)


def _read_change(change: Element, reading: Reading) -> Raw:
    found = {"status": take(change, "status"), "revision": take_reference(change, "change")}
    found["reason"] = reading.kept(change) or None
    return present(found)


def _read_history(description: Element, reading: Reading) -> list[Raw]:
    found = []
    for child in description:
        if child.tag == "change":
            found.append(_read_change(child, reading))
        else:
            reading.lost(child)
    if not found:
        reading.empty(description)
    reading.end(description)
    return found


def _open_reading(annotation: Element, taxonomies: Sequence[str], reading: Reading) -> Raw:
    """Undo `_open_annotation`, as far as its attributes go, but for motivation and target."""
    attributes = annotation.attrib
    found: Raw = {"id": reading.id(annotation)}
    if "ana" in attributes:
        found.update(categories(annotation, reading, *taxonomies))
    if "change" in attributes:
        found["revision"] = take_reference(annotation, "change")
    if "cert" in attributes:
        found.update(read_certainty(annotation))
    return found


def _is_annotation(element: Element, reading: Reading) -> bool:
    if element.tag == "annotation":
        return True
    reading.lost(element)
    return False


def _read_common(child: Element, type: str | None, found: Raw, reading: Reading) -> bool:
    """Read what every annotation may have; return whether this child was of that kind."""
    if type == "basis" and child.tag == "note" and not found.keys() & {"reason", "rests_on"}:
        found |= read_grounds(child, reading)
    elif type is None and child.tag == "revisionDesc" and "history" not in found:
        found["history"] = _read_history(child, reading)
    else:
        return False
    return True


# --- stretches ---


def _target(anchors: Iterable[Stretch], otherwise: str) -> str:
    places = [anchor for anchor in anchors if isinstance(anchor, Anchor)]
    return write_places(places) if places else f"#{otherwise}"


def _write_stretches(to: Markup, stretches: Iterable[Stretch]) -> None:
    """`<note type="exact">…</note>` for each; `<note type="lost">`."""
    for stretch in stretches:
        if isinstance(stretch, Anchor):
            to.keep("note", stretch.exact, {"type": "exact"})
        else:
            to.inline("note", {"type": "lost", "target": write_place(stretch)})
            write_lost(to, stretch)
            to.raw("</note>\n")


class _Stretches:
    """The stretches of an annotation: places from its `@target`, words from its notes."""

    def __init__(self, annotation: Element, reading: Reading) -> None:
        self._annotation, self._reading = annotation, reading
        self._target = take(annotation, "target") or ""
        self._places: list[Place] | None = read_places(self._target)
        self.found: list[Raw] = []
        self.placed = 0
        """How many notes hold the words of a place."""

    def read(self, note: Element, type: str | None) -> bool:
        """Read a note that holds the words of a stretch; return whether it does."""
        if note.tag != "note" or type not in ("exact", "lost"):
            return False
        if type == "lost":
            pointer = take(note, "target") or ""
            place = read_place(pointer)
            if place is None:
                message = f"{shown(pointer)} is no pointer to a stretch of a block"
                self._reading.unreadable(note, "pointer-not-readable", message)
            self.found.append(read_lost(note, place or ("unknown", 0, 0), self._reading))
            return True
        places = self._places or ()
        block, start, end = places[self.placed] if self.placed < len(places) else ("unknown", 0, 0)
        self.placed += 1
        self.found.append(
            {
                "type": "anchor",
                "block": block,
                "start": start,
                "end": end,
                "exact": self._reading.kept(note),
            }
        )
        return True

    def end(self) -> str | None:
        """Note places without words and words without a place; return the id pointed at, if any."""
        count = len(self._places or ())
        if self._places is None and (self.placed or "(" in self._target or " " in self._target):
            message = (
                f"@target={shown(self._target)} is no pointer to one or several stretches of blocks"
            )
            self._reading.unreadable(self._annotation, "pointer-not-readable", message, _POINTERS)
        elif count != self.placed:
            self._reading.unreadable(
                self._annotation,
                "pointer-not-readable",
                f"@target points at {count} stretches, the notes hold words of {self.placed}",
                'write a note of type "exact" with the words of each stretch',
            )
        return self._target.removeprefix("#") if self._places is None else None


_POINTERS = (
    "write #string-range(block,start,length) for one, "
    "#range(string-index(block,start),string-index(block,end),…) for several"
)


# --- claims ---

_OF_CLAIM = (*CLOSED_WORDS, "negated", "checkable", "status")


def _write_claim(to: Markup, claim: Claim, record: str) -> None:
    checkable = {True: "yes", False: "no", None: None}[claim.checkable]
    _open_annotation(
        to,
        claim,
        "classifying",
        _target(claim.anchors, record),
        **{field: getattr(claim, field) for field in CLOSED_WORDS},
        negated="yes" if claim.negated else None,
        checkable=checkable,
    )
    _write_stretches(to, claim.anchors)
    to.add("note", {"type": "restatement"}, claim.restatement)
    for step in claim.attribution:
        _write_attribution(to, step)
    with to.holding("note", {"type": "condition"}):
        write_runs(to, claim.condition)
    for subject in claim.about:
        to.add("ptr", {"type": "about", "target": f"#{subject}"})
    if claim.time is not None:
        _write_time(to, claim.time)
    _close_annotation(to, claim)


def read_claim(annotation: Element, record: str | None, reading: Reading) -> Raw | None:
    """Undo what is written of a claim."""
    if not _is_annotation(annotation, reading):
        return None
    found = _open_reading(annotation, _OF_CLAIM, reading)
    reading.expect(annotation, "motivation", "classifying")
    stretches = _Stretches(annotation, reading)
    attribution: list[Raw] = []
    about: list[str] = []
    found |= {"anchors": stretches.found, "attribution": attribution, "about": about}
    if (negated := found.get("negated")) == "yes":
        found["negated"] = True
    elif negated is not None:
        _wrong_word(annotation, "negated", negated, reading)
        del found["negated"]
    checkable = found.get("checkable")
    if checkable is not None:
        found["checkable"] = {"yes": True, "no": False}.get(checkable, checkable)
    for child in annotation:
        type = take(child, "type")
        match child.tag, type:
            case "note", "exact" | "lost":
                stretches.read(child, type)
            case "note", "restatement" if "restatement" not in found:
                found["restatement"] = reading.line(child)
            case "note", "attribution":
                attribution.append(_read_attribution(child, reading))
            case "note", "condition" if "condition" not in found:
                found["condition"] = read_runs(child, reading)
                if not found["condition"]:
                    reading.empty(child)
                reading.end(child)
            case "ptr", "about":
                about.append(reading.reference(child))
                reading.all_lost(child)
            case "note", "time" if "time" not in found:
                found["time"] = _read_time(child, reading)
            case _:
                if not _read_common(child, type, found, reading):
                    reading.lost(child)
    _end_of_target(stretches, record, annotation, reading)
    reading.end(annotation)
    return present(found)


def _wrong_word(annotation: Element, taxonomy: str, word: str, reading: Reading) -> None:
    message = f'@ana holds "#{taxonomy}.{word}", and there is no such word'
    reading.unreadable(annotation, "not-kept", message, "take it out")


def _end_of_target(
    stretches: _Stretches, otherwise: str | None, annotation: Element, reading: Reading
) -> None:
    """Without any place, the target is what the statement is about, or else the record."""
    pointed = stretches.end()
    if pointed is not None and pointed != otherwise and not stretches.placed:
        reading.differs(annotation, f'@target is "#{pointed}"', f"#{otherwise}", "/@target")


def _write_attribution(to: Markup, step: Attribution) -> None:
    """`<note type="attribution" subtype="reported"><ptr type="claimant"/>…</note>`."""
    to.open("note", {"type": "attribution", "subtype": step.manner})
    if step.claimant is not None:
        to.add("ptr", {"type": "claimant", "target": f"#{step.claimant}"})
    write_runs(to, step.cue)
    to.close("note")


def _read_attribution(note: Element, reading: Reading) -> Raw:
    cue: list[Raw] = []
    found: Raw = {"manner": take(note, "subtype"), "cue": cue}
    for child in note:
        if is_run(child):
            cue.append(read_run(child, reading))
        elif (
            child.tag == "ptr"
            and child.attrib.get("type") == "claimant"
            and "claimant" not in found
        ):
            take(child, "type")
            found["claimant"] = reading.reference(child)
            reading.all_lost(child)
        else:
            reading.lost(child)
    reading.end(note)
    return present(found)


def _write_time(to: Markup, time: ClaimTime) -> None:
    """`<note type="time"><date when-custom="…"/><p>reason</p>…</note>`."""
    attributes = {"ana": pointers(basis=time.basis), "cert": write_certainty(time.certainty)}
    to.open("note", {"type": "time", **attributes})
    to.add("date", date_attributes(time.date))
    write_grounds(to, time.reason, time.rests_on)
    to.close("note")


def _read_time(note: Element, reading: Reading) -> Raw:
    found: Raw = {**categories(note, reading, "basis"), **read_certainty(note)}
    for child in note:
        if child.tag == "date" and "date" not in found:
            found["date"] = read_date(child, reading)
            reading.all_lost(child)
        else:
            read_ground(child, found, reading)
    reading.end(note)
    return present(found)


# --- other annotations ---


def _write_annotation(to: Markup, annotation: Annotation, record: str) -> None:
    otherwise = (annotation.on if isinstance(annotation, Comment) else None) or record
    target = _target(annotation.anchors, otherwise)
    _open_annotation(to, annotation, _MOTIVATIONS[annotation.type], target)
    _write_stretches(to, annotation.anchors)
    match annotation:
        case Mention():
            to.add("ptr", {"type": "refers-to", "target": f"#{annotation.refers_to}"})
        case DateMention():
            to.open("note", {"type": "date"})
            to.add("date", date_attributes(annotation.date))
            to.close("note")
        case Correction():
            to.open("note", {"type": "correction"})
            to.keep("corr", annotation.corrected)
            to.close("note")
        case Citation():
            to.open("note", {"type": "citation"})
            to.open("bibl", {"corresp": f"#{annotation.cites}"})
            if annotation.locator is not None:
                write_locator(to, annotation.locator)
            to.close("bibl")
            to.close("note")
        case Tag():
            to.open("note", {"type": "tag"})
            to.add("term", address("ref", annotation.uri), annotation.tag)
            to.close("note")
        case Comment():
            to.keep("note", annotation.text, {"type": "comment"})
            if annotation.on is not None:
                to.add("ptr", {"type": "on", "target": f"#{annotation.on}"})
    _close_annotation(to, annotation)


_SAYS = {
    "refers-to": "mention",
    "date": "date",
    "correction": "correction",
    "citation": "citation",
    "tag": "tag",
    "comment": "comment",
}
"""What the child that says what an annotation says is called, and what that makes it."""


def read_annotation(annotation: Element, record: str | None, reading: Reading) -> Raw | None:
    """Undo what is written of an annotation."""
    if not _is_annotation(annotation, reading):
        return None
    found = _open_reading(annotation, ("status", "basis"), reading)
    stretches = _Stretches(annotation, reading)
    found["anchors"] = stretches.found
    for child in annotation:
        type = take(child, "type")
        if stretches.read(child, type) or _read_common(child, type, found, reading):
            continue
        if child.tag == "ptr" and type == "on" and "on" not in found:
            found["on"] = reading.reference(child)
            reading.all_lost(child)
        elif (
            type in _SAYS
            and "type" not in found
            and (child.tag == ("ptr" if type == "refers-to" else "note"))
        ):
            found["type"] = _SAYS[type]
            _READ[type](child, found, reading)
        else:
            reading.lost(child)
    if (motivation := _MOTIVATIONS.get(found.get("type", ""))) is not None:
        reading.expect(annotation, "motivation", motivation)
    else:
        take(annotation, "motivation")
    _end_of_target(stretches, found.get("on") or record, annotation, reading)
    reading.end(annotation)
    return present(found)


def _read_refers_to(ptr: Element, found: Raw, reading: Reading) -> None:
    found["refers_to"] = reading.reference(ptr)
    reading.all_lost(ptr)


def _read_date(note: Element, found: Raw, reading: Reading) -> None:
    for child in note:
        if child.tag == "date" and "date" not in found:
            found["date"] = read_date(child, reading)
            reading.all_lost(child)
        else:
            reading.lost(child)
    reading.end(note)


def _read_correction(note: Element, found: Raw, reading: Reading) -> None:
    for child in note:
        if child.tag == "corr" and "corrected" not in found:
            found["corrected"] = reading.kept(child)
        else:
            reading.lost(child)
    reading.end(note)


def _read_citation(note: Element, found: Raw, reading: Reading) -> None:
    for child in note:
        if child.tag != "bibl" or "cites" in found:
            reading.lost(child)
            continue
        found["cites"] = reading.reference(child, "corresp")
        for inner in child:
            if inner.tag == "citedRange" and "locator" not in found:
                found["locator"] = read_locator(inner, reading)
            else:
                reading.lost(inner)
        reading.end(child)
    reading.end(note)


def _read_tag(note: Element, found: Raw, reading: Reading) -> None:
    for child in note:
        if child.tag == "term" and "tag" not in found:
            found["uri"] = reading.address(child, "ref")
            found["tag"] = reading.line(child)
        else:
            reading.lost(child)
    reading.end(note)


def _read_comment(note: Element, found: Raw, reading: Reading) -> None:
    found["text"] = reading.kept(note)


_READ = {
    "refers-to": _read_refers_to,
    "date": _read_date,
    "correction": _read_correction,
    "citation": _read_citation,
    "tag": _read_tag,
    "comment": _read_comment,
}


# --- assessments ---


def _write_assessment(to: Markup, assessment: Assessment) -> None:
    _open_annotation(
        to, assessment, "assessing", f"#{assessment.claim}", verdict=assessment.verdict
    )
    if (rating := assessment.rating) is not None:
        to.open("note", {"type": "rating"})
        to.add("rs", {"type": "scale"}, rating.scale)
        to.add("rs", {"type": "value"}, rating.value)
        to.close("note")
    to.keep("note", assessment.reasoning, {"type": "reasoning"})
    for evidence in assessment.evidence:
        to.open("note", {"type": "evidence"})
        write_evidence(to, evidence)
        to.close("note")
    if assessment.supersedes is not None:
        to.add("ptr", {"type": "supersedes", "target": f"#{assessment.supersedes}"})
    _close_annotation(to, assessment)


def read_assessment(annotation: Element, reading: Reading) -> Raw | None:
    """Undo what is written of an assessment."""
    if not _is_annotation(annotation, reading):
        return None
    evidence: list[Raw] = []
    found = _open_reading(annotation, ("verdict", "status"), reading)
    found |= {"claim": take_reference(annotation), "evidence": evidence}
    reading.expect(annotation, "motivation", "assessing")
    for child in annotation:
        type = take(child, "type")
        match child.tag, type:
            case "note", "rating" if "rating" not in found:
                found["rating"] = _read_rating(child, reading)
            case "note", "reasoning" if "reasoning" not in found:
                found["reasoning"] = reading.kept(child)
            case "note", "evidence":
                evidence += _read_evidence(child, reading)
            case "ptr", "supersedes" if "supersedes" not in found:
                found["supersedes"] = reading.reference(child)
                reading.all_lost(child)
            case _:
                if not _read_common(child, type, found, reading):
                    reading.lost(child)
    reading.end(annotation)
    return present(found)


def _read_rating(note: Element, reading: Reading) -> Raw:
    found: Raw = {}
    for child in note:
        type = child.attrib.get("type")
        if child.tag == "rs" and type in ("scale", "value") and type not in found:
            take(child, "type")
            found[type] = reading.line(child)
        else:
            reading.lost(child)
    reading.end(note)
    return found


def _read_evidence(note: Element, reading: Reading) -> list[Raw]:
    found = []
    for child in note:
        if child.tag == "bibl":
            found.append(read_evidence(child, reading))
        else:
            reading.lost(child)
    reading.end(note)
    return found


# --- relations ---


def _write_relation(to: Markup, relation: Relation) -> None:
    """`<relation name="citesAsAuthority" ref="…" active="#claim" passive="#source"/>`."""
    attributes = {
        "xml:id": relation.id,
        "name": relation.predicate,
        "ref": _address(relation.predicate),
        "active": f"#{relation.subject}",
        "passive": f"#{relation.object}",
        "ana": pointers(status=_status(relation), basis=relation.basis),
        "change": reference(relation.revision),
        "cert": write_certainty(relation.certainty),
    }
    if relation.reason is None and not relation.rests_on and relation.evidence is None:
        to.add("relation", attributes)
        return
    to.open("relation", attributes)
    to.inline("desc", {"xml:space": "preserve"})
    to.text(relation.reason or "")
    write_runs(to, relation.rests_on, end="")
    if relation.evidence is not None:
        write_evidence(to, relation.evidence, end="")
    to.close("desc")
    to.close("relation")


def _address(predicate: str | None) -> str:
    return (CITO if predicate in _TO_SOURCE else TERMS) + (predicate or "")


def read_relation(element: Element, reading: Reading) -> Raw | None:
    """Undo what is written of a relation; `None` for what is none."""
    if element.tag != "relation":
        reading.lost(element)
        return None
    found: Raw = {
        "id": reading.id(element),
        "subject": take_reference(element, "active"),
        "predicate": take(element, "name"),
        "object": take_reference(element, "passive"),
        "revision": take_reference(element, "change"),
        **categories(element, reading, "status", "basis"),
        **read_certainty(element),
    }
    reading.expect(element, "ref", _address(found["predicate"]))
    for child in element:
        if child.tag == "desc" and "desc" not in found:
            found["desc"] = True
            _read_desc(child, found, reading)
        else:
            reading.lost(child)
    found.pop("desc", None)
    reading.end(element)
    return present(found)


def _read_desc(desc: Element, found: Raw, reading: Reading) -> None:
    """The reason is the text before the first child; blank, it is layout if anything follows."""
    is_preserved(desc)
    reason = desc.text or ""
    if reason.strip(BLANKS) or (reason and not len(desc)):
        found["reason"] = reason
        desc.text = None
    for child in desc:
        if is_run(child):
            found.setdefault("rests_on", []).append(read_run(child, reading))
        elif child.tag == "bibl" and "evidence" not in found:
            found["evidence"] = read_evidence(child, reading)
        else:
            reading.lost(child)
    reading.end(desc)


def read_change_of_relation(
    change: Element, relation_of: Callable[[str], Raw | None], reading: Reading
) -> None:
    """Undo what is written of the history of a relation: put a change into it."""
    relation = relation_of(change.attrib.get("target", "").removeprefix("#"))
    if change.tag != "change" or relation is None:
        reading.lost(change, "it changes no relation of the record")
        return
    take(change, "target")
    relation.setdefault("history", []).append(_read_change(change, reading))
