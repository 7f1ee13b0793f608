"""The table of all claims."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model.assessments import Assessment
from archive.view.html.markup import Markup, element, escape
from archive.view.html.page.claim_entries import VERDICT_PHRASES, ClaimEntry
from archive.view.html.page.glyph_drawings import glyph
from archive.view.html.page.value_markup import ValueMarkup
from archive.wording.claims import NO_SOURCE


def claims_table(teller: ValueMarkup) -> Iterator[Markup]:
    """Yield the table, whose rows a script sorts and filters."""
    columns = ("No.", "Claim", "Kind", "Who says it", "Source", "Found", "Time")
    if not teller.entries.all:
        return
    head = [
        element("th", element("button", name, type="button"), scope="col", aria_sort="none")
        for name in columns
    ]
    rows = Markup("".join(_row(teller, one) for one in teller.entries.all))
    table = element(
        "table", element("thead", element("tr", head)), element("tbody", rows), class_="all"
    )
    yield element(
        "div", table, class_="scroll", tabindex="0", role="group", aria_label="All claims"
    )


def _row(teller: ValueMarkup, entry: ClaimEntry) -> str:
    claim = entry.claim
    found = ", ".join(map(_assessment_in_brief, entry.standing))
    sources = "; ".join(teller.document.source(id).label for id in entry.sources)
    glyphs = glyph(entry.verdict) if entry.verdict else ""
    status = "" if claim.status == "accepted" else f" ({claim.status})"
    rejected = ' class="rejected"' if entry.is_rejected else ""
    time = claim.time.date if claim.time else ""
    return (
        f'<tr data-n="{entry.n}"{rejected}><td>{entry.number}</td>'
        f'<th scope="row"><a href="#{claim.id}">{escape(claim.restatement)}</a>{status}</th>'
        f"<td>{glyph(claim.kind)} {claim.kind}</td>"
        f"<td>{escape(teller.entries.name(entry.voice))}</td>"
        f"<td>{escape(sources or NO_SOURCE)}</td>"
        f"<td>{glyphs} {found}</td><td>{escape(time)}</td></tr>"
    )


def _assessment_in_brief(found: Assessment) -> str:
    """A verdict or doubt, how it stands, and how sure somebody is."""
    is_plain = found.status == "accepted" or found.verdict == "doubt"
    sure = f", {found.certainty}" if found.certainty is not None else ""
    return f"{VERDICT_PHRASES[found.verdict]}{'' if is_plain else f' ({found.status})'}{sure}"
