"""Somebody else's program. mypy and pyright read it, strictly, against the installed wheel."""

from pathlib import Path

import archive
from archive.findings import Location, Severity
from archive.report import write_report
from archive.revision import Formatted
from archive.text.offsets import offsets


def report(folder: Path) -> list[str]:
    """List what a record says, with everything typed."""
    document = archive.load(folder)
    title: str | None = document.metadata.title
    lines: list[str] = [title or document.id]
    authors = document.metadata.authors
    if isinstance(authors, archive.model.Absence):
        lines.append(f"author: {authors.value}")
    else:
        lines.extend(str(author.name) for author in authors)
    for block in document.text_blocks():
        lines.append(f"{block.id}: {block.text[:20]} ({len(block.marks)} marks)")
        if isinstance(block.origin, archive.model.BlockOrigin):
            lines.append(f"{block.origin.capture}#char={block.origin.start},{block.origin.end}")
    for claim in document.claims:
        for step in claim.attribution:
            if step.claimant is not None:
                lines.append(document.entity(step.claimant).label)
        for stretch in claim.anchors:
            if isinstance(stretch, archive.Orphan):
                lines.append(f"lost: {stretch.reason}")
            else:
                lines.append(document.block(stretch.block).text[stretch.start : stretch.end])
    for source in document.sources:
        lines.extend(claim.restatement for claim in document.claims_citing(source.id))
    for entity in document.entities:
        if not isinstance(entity, archive.model.Place | archive.model.Event):
            lines.extend(claim.restatement for claim in document.claims_of(entity))
    for claim in document.claims:
        lines.extend(source.as_named for source in document.sources_of(claim))
        lines.extend(doubt.reasoning for doubt in document.doubts_of(claim))
    return lines


def told(document: archive.Document) -> str:
    """Have what the command line prints."""
    table = archive.show(document, claims=True, width=100)
    changes = archive.show(archive.diff(document, document), everything=True)
    return table + changes + write_report([archive.validate(document)], "sarif")


def tried() -> list[str]:
    """Ask for what is not there, and make a part that is wrong."""
    document, found = build(), list[str]()
    try:
        document.claim("claim-prices")
    except archive.errors.NotInDocument as problem:
        found.extend(problem.near)
    try:
        archive.model.StatedDate(date="March 2016")
    except archive.errors.InvalidPart as problem:
        found.extend(finding.code for finding in problem.findings)
    return found


def kinds(document: archive.Document) -> dict[str, int]:
    """Count annotations by what they are."""
    found: dict[str, int] = {}
    for annotation in document.annotations:
        match annotation:
            case archive.model.Mention():
                name = document.get(annotation.refers_to).__class__.__name__
            case archive.model.DateMention():
                name = annotation.date
            case archive.model.Correction():
                name = annotation.corrected
            case _:
                name = annotation.type
        found[name] = found.get(name, 0) + 1
    return found


def build() -> archive.Document:
    """Make a record in Python."""
    document = archive.read(
        b"Trade\n\nPrices rose in 2015, the Council says.\n", "text", id="trade"
    ).document
    council = archive.model.Organisation(
        id="council", names=(archive.model.EntityName(text="Council"),)
    )
    words = document.anchor("Prices rose in 2015")
    claim = archive.Claim(
        id="claim-rose",
        anchors=(words,),
        restatement="Prices rose in 2015.",
        kind="descriptive",
        attribution=(
            archive.model.Attribution(
                claimant="council", cue=(document.anchor("the Council says", near=words),)
            ),
        ),
        time=archive.model.ClaimTime(date="2015"),
    )
    return document.add(council, claim).update(language="en")


def convert(document: archive.Document, target: Path) -> bytes:
    """Write it in two formats, read it back, and check it."""
    archive.save(document, target)
    written: archive.WriteResult = archive.write(document, "tei")
    read: archive.ReadResult = archive.read(written.data)
    assert read.document == document
    checked: archive.Report = archive.validate(read.document)
    for finding in checked:
        where: Location = finding.location
        print(finding.code, finding.severity is Severity.ERROR, where.line, where.pointer)
    if not checked.ok:
        raise SystemExit(len(checked.errors))
    return written.data


def careful(data: bytes) -> archive.Document | None:
    """Answer what is wrong instead of failing."""
    try:
        return archive.read(data).document
    except (archive.errors.ReadError, archive.errors.InvalidDocument) as problem:
        for finding in problem.findings:
            print(archive.explain(finding.code))
        return None


def received_again(document: archive.Document, text: str) -> archive.Document:
    """Bring the record to a changed text, and tell what became of it."""
    onto = archive.read(text.encode(), "text", id=document.id).document
    result: archive.Rebase = archive.rebase(document, onto=onto)
    lost: tuple[archive.Outcome, ...] = result.of("ambiguous", "orphaned")
    for outcome in lost:
        print(outcome.holder, outcome.kind, outcome.reason, outcome.old.exact)
    changes: archive.Diff = archive.diff(document, result.document)
    assert changes.apply(document) == result.document
    for change in changes.of("claims"):
        print(change.kind, change.message)
    block = document.text_blocks()[0]
    match archive.locate(text, block.text, near=0):
        case archive.Found(start=start, how=how):
            print(how, offsets(text).convert(start, to="utf-16"))
        case archive.Ambiguous(candidates=places):
            print(len(places))
        case archive.Missing(nearest=nearest):
            print(nearest)
    formatted: Formatted = archive.format(archive.write(document, "json").data)
    assert not formatted.changed
    return result.document
