"""Statements: claims, annotations and assessments as annotations, relations as relations."""

from __future__ import annotations

from collections.abc import Iterable

from archive.formats.tei.attestation import (
    Raw,
    basis_word,
    read_certainty,
    read_grounds,
    read_places,
    read_quotes,
    read_runs,
    stretch_at,
    write_basis_note,
    write_certainty,
    write_grounds,
    write_place,
    write_places,
    write_quotes,
    write_runs,
)
from archive.formats.tei.bibliography import (
    read_evidence,
    read_locator,
    write_evidence,
    write_locator,
)
from archive.formats.tei.context import Reading
from archive.formats.tei.names import date_attributes
from archive.formats.tei.xml import (
    KEPT,
    XML_ID,
    XML_SPACE,
    Element,
    add,
    add_holder,
    add_kept,
    address,
    address_of,
    child,
    children,
    kept_text,
    line_text,
    name_of,
    pointers,
    reference,
    target_of,
    words,
)
from archive.model.anchors import Anchor, Stretch
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
from archive.model.claims import Attribution, Claim
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


def write_statements(tei: Element, document: Document) -> None:
    """`<standOff type="annotations">`: lists of annotations, then relations and their history."""
    stand_off = add_holder(tei, "standOff", {"type": "annotations"})
    if document.claims:
        claims = add_holder(stand_off, "listAnnotation", {"type": "claims"})
        for claim in document.claims:
            _write_claim(claims, claim, document.id)
    if document.annotations:
        annotations = add_holder(stand_off, "listAnnotation", {"type": "annotations"})
        for annotation in document.annotations:
            _write_annotation(annotations, annotation, document.id)
    if document.assessments:
        assessments = add_holder(stand_off, "listAnnotation", {"type": "assessments"})
        for assessment in document.assessments:
            _write_assessment(assessments, assessment)
    if document.relations:
        _write_relations(stand_off, document.relations)
    if not len(stand_off):
        tei.remove(stand_off)


def read_statements(stand_off: Element, record: Raw, reading: Reading) -> None:
    """Undo `write_statements`: put the statements into the record."""
    for part in stand_off:
        match name_of(part), part.get("type"):
            case "listAnnotation", "claims":
                record["claims"] = [_read_claim(a, reading) for a in children(part, "annotation")]
            case "listAnnotation", "annotations":
                record["annotations"] = [
                    _read_annotation(a, reading) for a in children(part, "annotation")
                ]
            case "listAnnotation", "assessments":
                record["assessments"] = [_read_assessment(a) for a in children(part, "annotation")]
            case "listRelation", _:
                record["relations"] = [_read_relation(r) for r in children(part, "relation")]
    _read_relation_histories(stand_off, record.get("relations", []))


# --- what all annotations have ---


def _write_base(
    parent: Element, statement: Statement, motivation: str, target: str, **categories: str | None
) -> Element:
    """`<annotation xml:id="…" motivation="…" target="…" ana="…">` with its history."""
    annotation = add_holder(
        parent,
        "annotation",
        {
            "xml:id": statement.id,
            "motivation": motivation,
            "target": target,
            "ana": pointers(**categories, basis=basis_word(statement)),
            "resp": reference(statement.by),
            "cert": write_certainty(statement.certainty),
        },
    )
    if statement.status != "proposed" or statement.at is not None or statement.history:
        description = add(annotation, "revisionDesc", {"status": statement.status})
        add(description, "change", {"status": "created", "when": statement.at})
        for change in statement.history:
            _write_change(description, change)
    return annotation


def _write_change(parent: Element, change: Change, **attributes: str | None) -> None:
    """`<change status="accepted" when="…" who="#…">reason</change>`."""
    element = add(
        parent,
        "change",
        {
            **attributes,
            "status": change.status,
            "when": change.at,
            "who": reference(change.by),
            **(KEPT if change.reason is not None else {}),
        },
    )
    element.text = change.reason


def _read_change(change: Element) -> Raw:
    reason = kept_text(change) if change.get(XML_SPACE) else ""
    return {
        "status": change.get("status"),
        "at": change.get("when"),
        "by": target_of(change, "who"),
        "reason": reason or None,
    }


_Parts = list[tuple[str | None, Element]]
"""What an annotation holds: each child with its `@type`, read once."""


def _parts(annotation: Element) -> _Parts:
    return [(part.get("type"), part) for part in annotation]


def _read_base(annotation: Element, parts: _Parts, categories: Raw) -> Raw:
    """Undo `_write_base`, and read the basis note."""
    found: Raw = {"id": annotation.get(XML_ID), **read_certainty(annotation)}
    if (by := target_of(annotation, "resp")) is not None:
        found["by"] = by
    if (basis := categories.get("basis")) is not None:
        found["basis"] = basis
    for type, part in parts:
        if type == "basis":
            found |= read_grounds(part)
        elif type is None and name_of(part) == "revisionDesc":
            changes = list(children(part, "change"))
            found["status"] = part.get("status")
            found["at"] = changes[0].get("when") if changes else None
            found["history"] = [_read_change(change) for change in changes[1:]]
    return found


def _target(anchors: Iterable[Stretch], otherwise: str) -> str:
    places = [anchor for anchor in anchors if isinstance(anchor, Anchor)]
    return write_places(places) if places else f"#{otherwise}"


def _write_anchors(annotation: Element, stretches: Iterable[Stretch]) -> None:
    """`<note type="anchor"><quote type="prefix"/><quote type="exact"/>…</note>` for each."""
    for stretch in stretches:
        if isinstance(stretch, Anchor):
            write_quotes(add(annotation, "note", {"type": "anchor"}), stretch)
        else:
            note = add(annotation, "note", {"type": "anchor", "subtype": "lost"})
            add(note, "ptr", {"type": "lost", "target": write_place(stretch)})
            write_quotes(note, stretch)


def _read_anchors(annotation: Element, parts: _Parts, reading: Reading) -> list[Raw]:
    """Undo `_write_anchors`: places from `@target`, words from the notes, in one order."""
    target = annotation.get("target", "")
    places = read_places(target)
    if places is None:
        places = []
        if "(" in target or " " in target:
            message = f'"{target}" is no pointer to one or several stretches of blocks'
            reading.unreadable(annotation, "pointer-not-readable", message)
    notes = [part for type, part in parts if type == "anchor"]
    placed = [note for note in notes if note.get("subtype") != "lost"]
    if len(placed) != len(places):
        reading.unreadable(
            annotation,
            "pointer-not-readable",
            f"@target points at {len(places)} stretches, the notes hold words of {len(placed)}",
        )
    remaining = iter(places)
    found: list[Raw] = []
    for note in notes:
        if note.get("subtype") == "lost":
            found += read_runs(note)
        elif (place := next(remaining, None)) is not None:
            found.append(read_quotes(note, stretch_at(place, "anchor")))
    return found


# --- claims ---


def _write_claim(parent: Element, claim: Claim, record: str) -> None:
    checkable = {True: "yes", False: "no", None: None}[claim.checkable]
    annotation = _write_base(
        parent,
        claim,
        "classifying",
        _target(claim.anchors, record),
        kind=claim.kind,
        commitment=claim.commitment,
        stance=claim.stance,
        negated="yes" if claim.negated else None,
        checkable=checkable,
    )
    _write_anchors(annotation, claim.anchors)
    add(annotation, "note", {"type": "restatement"}, claim.restatement)
    for step in claim.attribution:
        _write_attribution(annotation, step)
    if claim.condition:
        write_runs(add(annotation, "note", {"type": "condition"}), claim.condition)
    for subject in claim.about:
        add(annotation, "ptr", {"type": "about", "target": f"#{subject}"})
    if (time := claim.time) is not None:
        attributes = {
            "ana": pointers(basis=basis_word(time)),
            "cert": write_certainty(time.certainty),
        }
        note = add(annotation, "note", {"type": "time", **attributes})
        add(note, "date", date_attributes(time.date))
        write_grounds(note, time)
    write_basis_note(annotation, claim)


def _read_claim(annotation: Element, reading: Reading) -> Raw:
    categories, parts = words(annotation), _parts(annotation)
    found: Raw = {
        **_read_base(annotation, parts, categories),
        "anchors": _read_anchors(annotation, parts, reading),
        "kind": categories.get("kind"),
        "commitment": categories.get("commitment"),
        "stance": categories.get("stance"),
        "negated": categories.get("negated") == "yes",
        "checkable": {"yes": True, "no": False}.get(categories.get("checkable", "")),
        "attribution": [],
        "about": [],
    }
    for type, element in parts:
        match type:
            case "restatement":
                found["restatement"] = line_text(element)
            case "attribution":
                found["attribution"].append(_read_attribution(element))
            case "condition":
                found["condition"] = read_runs(element)
            case "about":
                found["about"].append(target_of(element))
            case "time":
                found["time"] = _read_time(element)
    return found


def _write_attribution(annotation: Element, step: Attribution) -> None:
    """`<note type="attribution" subtype="reported"><ptr type="claimant"/>…</note>`."""
    note = add(annotation, "note", {"type": "attribution", "subtype": step.manner})
    if step.claimant is not None:
        add(note, "ptr", {"type": "claimant", "target": f"#{step.claimant}"})
    write_runs(note, step.cue)


def _read_attribution(note: Element) -> Raw:
    claimant = child(note, "ptr", "claimant")
    return {
        "claimant": None if claimant is None else target_of(claimant),
        "manner": note.get("subtype"),
        "cue": read_runs(note),
    }


def _read_time(note: Element) -> Raw:
    date, basis = child(note, "date"), words(note).get("basis")
    return {
        "date": None if date is None else date.get("when-custom"),
        **({} if basis is None else {"basis": basis}),
        **read_certainty(note),
        **read_grounds(note),
    }


# --- other annotations ---


def _write_annotation(parent: Element, annotation: Annotation, record: str) -> None:
    otherwise = (annotation.on if isinstance(annotation, Comment) else None) or record
    element = _write_base(
        parent,
        annotation,
        _MOTIVATIONS[annotation.type],
        _target(annotation.anchors, otherwise),
    )
    _write_anchors(element, annotation.anchors)
    match annotation:
        case Mention():
            add(element, "ptr", {"type": "refers-to", "target": f"#{annotation.refers_to}"})
        case DateMention():
            note = add(element, "note", {"type": "date"})
            add(note, "date", date_attributes(annotation.date))
        case Correction():
            add_kept(add(element, "note", {"type": "correction"}), "corr", annotation.corrected)
        case Citation():
            note = add(element, "note", {"type": "citation"})
            bibl = add(note, "bibl", {"corresp": f"#{annotation.cites}"})
            write_locator(bibl, annotation.locator)
        case Tag():
            note = add(element, "note", {"type": "tag"})
            add(note, "term", address("ref", annotation.uri), annotation.tag)
        case Comment():
            add_kept(element, "note", annotation.text, "comment")
            if annotation.on is not None:
                add(element, "ptr", {"type": "on", "target": f"#{annotation.on}"})
    write_basis_note(element, annotation)


def _read_annotation(annotation: Element, reading: Reading) -> Raw:
    parts = _parts(annotation)
    found: Raw = {
        **_read_base(annotation, parts, words(annotation)),
        "anchors": _read_anchors(annotation, parts, reading),
    }
    for type, element in parts:
        match type:
            case "refers-to":
                found |= {"type": "mention", "refers_to": target_of(element)}
            case "date":
                date = child(element, "date")
                when = None if date is None else date.get("when-custom")
                found |= {"type": "date", "date": when}
            case "correction":
                corr = child(element, "corr")
                corrected = None if corr is None else kept_text(corr)
                found |= {"type": "correction", "corrected": corrected}
            case "citation":
                bibl = child(element, "bibl")
                found |= {"type": "citation", "cites": None}
                if bibl is not None:
                    found |= {
                        "cites": target_of(bibl, "corresp"),
                        "locator": read_locator(bibl),
                    }
            case "tag":
                term = child(element, "term")
                uri = None if term is None else address_of(term, "ref")
                found |= {"type": "tag", "tag": line_text(term), "uri": uri}
            case "comment":
                found |= {"type": "comment", "text": kept_text(element)}
            case "on":
                found["on"] = target_of(element)
    return found


# --- assessments ---


def _write_assessment(parent: Element, assessment: Assessment) -> None:
    annotation = _write_base(
        parent, assessment, "assessing", f"#{assessment.claim}", verdict=assessment.verdict
    )
    if (rating := assessment.rating) is not None:
        note = add(annotation, "note", {"type": "rating"})
        add(note, "rs", {"type": "scale"}, rating.scale)
        add(note, "rs", {"type": "value"}, rating.value)
    add_kept(annotation, "note", assessment.reasoning, "reasoning")
    for evidence in assessment.evidence:
        write_evidence(add(annotation, "note", {"type": "evidence"}), evidence)
    if assessment.supersedes is not None:
        target = f"#{assessment.supersedes}"
        add(annotation, "ptr", {"type": "supersedes", "target": target})
    write_basis_note(annotation, assessment)


def _read_assessment(annotation: Element) -> Raw:
    categories, parts = words(annotation), _parts(annotation)
    found: Raw = {
        **_read_base(annotation, parts, categories),
        "claim": target_of(annotation),
        "verdict": categories.get("verdict"),
        "evidence": [],
    }
    for type, element in parts:
        match type:
            case "rating":
                scale, value = child(element, "rs", "scale"), child(element, "rs", "value")
                found["rating"] = {"scale": line_text(scale), "value": line_text(value)}
            case "reasoning":
                found["reasoning"] = kept_text(element)
            case "evidence":
                found["evidence"] += [read_evidence(b) for b in children(element, "bibl")]
            case "supersedes":
                found["supersedes"] = target_of(element)
    return found


# --- relations ---


def _write_relations(stand_off: Element, relations: Iterable[Relation]) -> None:
    """`<listRelation>`, then `<listChange>` with what happened to them, if anything is known.

    `relation/@when` would date the relation in the world, so its history stands apart.
    """
    listing = add_holder(stand_off, "listRelation")
    changes = add_holder(stand_off, "listChange")
    for relation in relations:
        ids = _write_history(changes, relation)
        _write_relation(listing, relation, ids)
    if not len(changes):
        stand_off.remove(changes)


def _write_relation(listing: Element, relation: Relation, changes: list[str]) -> None:
    """`<relation name="citesAsAuthority" ref="…" active="#claim" passive="#source"/>`."""
    vocabulary = CITO if relation.predicate in _TO_SOURCE else TERMS
    status = None if relation.status == "proposed" else relation.status
    element = add(
        listing,
        "relation",
        {
            "xml:id": relation.id,
            "name": relation.predicate,
            "ref": vocabulary + relation.predicate,
            "active": f"#{relation.subject}",
            "passive": f"#{relation.object}",
            "ana": pointers(status=status, basis=basis_word(relation)),
            "resp": reference(relation.by),
            "cert": write_certainty(relation.certainty),
            "change": " ".join(f"#{id}" for id in changes) or None,
        },
    )
    if relation.reason is not None or relation.rests_on or relation.evidence is not None:
        desc = add(element, "desc")
        write_grounds(desc, relation)
        if relation.evidence is not None:
            write_evidence(desc, relation.evidence)


def _write_history(changes: Element, relation: Relation) -> list[str]:
    """Write what happened to a relation; return the ids of the changes."""
    if relation.at is None and not relation.history:
        return []
    ids = [f"{relation.id}.{n}" for n in range(1, len(relation.history) + 2)]
    target = f"#{relation.id}"
    created = {"xml:id": ids[0], "target": target, "status": "created", "when": relation.at}
    add(changes, "change", created)
    for id, change in zip(ids[1:], relation.history, strict=True):
        _write_change(changes, change, **{"xml:id": id, "target": target})
    return ids


def _read_relation(element: Element) -> Raw:
    categories = words(element)
    found: Raw = {
        "id": element.get(XML_ID),
        "subject": target_of(element, "active"),
        "predicate": element.get("name"),
        "object": target_of(element, "passive"),
        "status": categories.get("status", "proposed"),
        "by": target_of(element, "resp"),
        **read_certainty(element),
    }
    if (basis := categories.get("basis")) is not None:
        found["basis"] = basis
    desc = child(element, "desc")
    if desc is not None:
        found |= read_grounds(desc)
        for bibl in children(desc, "bibl"):
            found["evidence"] = read_evidence(bibl)
    return found


def _read_relation_histories(stand_off: Element, relations: list[Raw]) -> None:
    by_id = {relation["id"]: relation for relation in relations}
    for listing in children(stand_off, "listChange"):
        for change in children(listing, "change"):
            relation = by_id.get(target_of(change))
            if relation is None:
                continue
            if change.get("status") == "created":
                relation["at"] = change.get("when")
            else:
                relation.setdefault("history", []).append(_read_change(change))
