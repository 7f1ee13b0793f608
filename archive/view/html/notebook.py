"""Makes the short page that a notebook shows for a document, claim, diff, rebase or report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from archive.english import counted
from archive.model.assessments import Verdict
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.rights import Rights
from archive.text.speakers import NOBODY, speaker_label
from archive.view.claim_glyphs import gravest_assessment
from archive.view.claims_table import claims_table_parts
from archive.view.html.markup import Markup, element
from archive.view.html.rendering import framed, parts
from archive.view.numbered_claims import (
    FieldRows,
    circumstances,
    claim_fields,
    further_fields,
    painted_status,
)
from archive.view.page_parts import (
    Apart,
    Fields,
    Heading,
    Inset,
    Items,
    Paragraph,
    Part,
    Parts,
    Run,
    Table,
)
from archive.wording import claims as wording
from archive.wording import metadata_and_rights
from archive.wording.grounds import words_of
from archive.wording.voices import voice_of

_MOST = 8
"""The most items of a kind that are shown; the others are counted."""
_CLAIMS = 6
"""The most claims of a document that are shown."""
_LABELS = 12

_VERDICT_WORDS: Mapping[Verdict, str] = {
    "doubt": "doubted",
    "contradicted": "contradicted",
    "mixed": "of mixed evidence",
    "unverifiable": "unverifiable",
    "supported": "supported",
}
"""The words for claims with a verdict, by the verdict."""


def shown(value: object) -> Markup:
    """Return the page that a notebook shows for a document, claim, diff, rebase or report.

    Raises:
        TypeError: There is no page for this type.
    """
    if isinstance(value, Document):
        return framed(parts(_document(value)), _first_claims(value))
    if isinstance(value, Claim):
        return framed(parts(_claim(value)))

    from archive.revision.diff import Diff
    from archive.revision.rebase import Rebase
    from archive.validation import Report

    if isinstance(value, Diff):
        from archive.view.diff_page import diff_parts

        return framed(parts(_first_things(diff_parts(value))))
    if isinstance(value, Rebase):
        from archive.view.findings_page import findings_list
        from archive.view.rebase_page import rebase_parts

        return framed(parts(_first_things((*rebase_parts(value), findings_list(value.findings)))))
    if isinstance(value, Report):
        from archive.view.findings_page import report_parts

        return framed(parts(_first_things(report_parts(value))))
    raise TypeError(f"there is no page for a {type(value).__name__}")


def _first_things(page: Parts) -> Parts:
    """Return the page with only the first items of its lists."""
    groups = [n for n, part in enumerate(page) if isinstance(part, Apart)]
    if len(groups) > _MOST:
        page = (*page[: groups[_MOST]], Paragraph(_more(len(groups))), *page[groups[-1] + 1 :])
    return tuple(map(_truncated, page))


def _truncated(part: Part) -> Part:
    if isinstance(part, Apart):
        return Apart(tuple(map(_truncated, part.parts)))
    if isinstance(part, Inset):
        things = [n for n, inner in enumerate(part.parts) if isinstance(inner, Paragraph)]
        if len(things) <= _MOST:
            return replace(part, parts=tuple(map(_truncated, part.parts)))
        first = map(_truncated, part.parts[: things[_MOST]])
        return replace(part, parts=(*first, Paragraph(_more(len(things)))))
    if isinstance(part, Items) and len(part.items) > _MOST:
        return Items((*part.items[:_MOST], _more(len(part.items))))
    return part


def _more(things: int) -> Run:
    return Run(f"… and {things - _MOST:,} more", "quiet")


# --- a document ---


def _document(document: Document) -> Iterator[Part]:
    """Yield the title of a document, then its metadata, rights and counts."""
    yield Heading(document.metadata.title or document.id, 1)
    yield Fields(tuple(_facts(document)), _LABELS)


def _facts(document: Document) -> FieldRows:
    yield "record", Run(document.id, "name")
    for label, value in metadata_and_rights.metadata_fields(document.metadata):
        if label in ("author", "appeared in", "published"):
            yield label, value
    yield "text", _rights(document.rights.text)
    yield "the record", _rights(document.rights.record)
    blocks = counted(len(document.text_blocks()), "blocks")
    yield "contains", f"{blocks}, {counted(len(document.sources), 'sources')}"
    claims = [claim for claim in document.claims if claim.status != "rejected"]
    yield "claims", _numbers(claims, document)
    if claims:
        yield "verdicts", _verdict_counts(claims, document)


def _rights(rights: Rights | None) -> str:
    """Return the rights in the text or the record, in words, without their reason."""
    return metadata_and_rights.rights(rights.update(reason=None) if rights else None)


def _numbers(claims: Sequence[Claim], document: Document) -> str:
    """Return the numbers of claims by voice; rejected claims are counted separately."""
    on = Counter(voice_of(claim, document).kind for claim in claims)
    rejected = len(document.claims) - len(claims)
    parts = (
        f"{on['author']:,} on the author's word alone" if on["author"] else "",
        f"{on['named']:,} on the word of somebody named" if on["named"] else "",
        f"{on['unidentified']:,} on an unidentified person's word" if on["unidentified"] else "",
        f"{on['nobody']:,} on {NOBODY}" if on["nobody"] else "",
        f"{rejected:,} rejected and not counted" if rejected else "",
    )
    return ", ".join((f"{len(claims):,}", *filter(None, parts)))


def _verdict_counts(claims: Sequence[Claim], document: Document) -> str:
    """Return the numbers of claims with each verdict."""
    assessments = [
        assessments for claim in claims if (assessments := gravest_assessment(claim, document))
    ]
    counts = Counter(assessment.verdict for assessment in assessments)
    counted_verdicts = [
        f"{counts[name]:,} {words}" for name, words in _VERDICT_WORDS.items() if counts[name]
    ]
    proposed = sum(one.status == "proposed" for one in assessments if one.verdict != "doubt")
    if proposed:
        counted_verdicts.append(f"nobody has accepted {proposed:,} of these verdicts")
    return ", ".join(counted_verdicts) or "nobody has assessed them"


def _first_claims(document: Document) -> Markup | None:
    """Return the first claims as a table, which a click opens."""
    page = claims_table_parts(document)
    table = page[0]
    if not isinstance(table, Table):
        return None
    rows = len(table.rows)
    title = "The claims" if rows <= _CLAIMS else f"The first {_CLAIMS} of {rows:,} claims"
    first = replace(table, rows=table.rows[:_CLAIMS])
    return element("details", element("summary", title), parts((first, *page[1:])))


# --- a claim ---


def _claim(claim: Claim) -> Iterator[Part]:
    """Yield the fields of a claim; without the document, other parts are shown by their ids."""
    yield Heading(claim.restatement, 1)
    yield claim_fields(_claim_rows(claim))


def _claim_rows(claim: Claim) -> FieldRows:
    yield "claim", Run(claim.id, "name")
    yield "words", words_of(claim.anchors)
    yield from further_fields(claim)
    yield "does", wording.kind_and_commitment(claim)
    if not claim.attribution:
        yield "who says it", "the author"
    for n, step in enumerate(claim.attribution):
        cue = f": {words_of(step.cue)}" if step.cue else ""
        who = step.claimant or speaker_label([stretch.exact for stretch in step.cue])
        yield "" if n else "who says it", f"{who} ({step.manner}{cue})"
    yield from circumstances(claim)
    if claim.about:
        yield "about", ", ".join(claim.about)
    yield "status", painted_status(claim)
