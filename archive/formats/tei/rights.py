"""Rights: a summary of all layers for other programs, and each layer exactly."""

from __future__ import annotations

from archive.formats.tei.attestation import Raw, absent, read_absence
from archive.formats.tei.context import Reading, Writing
from archive.formats.tei.xml import (
    XML_ID,
    Element,
    add,
    add_kept,
    address,
    address_of,
    child,
    children,
    kept_text,
    line_text,
)
from archive.model.attestation import Absence
from archive.model.blocks import Figure
from archive.model.document import Document
from archive.model.licences import Licence, recognise, restrictiveness
from archive.model.rights import Rights


def write_summary(statement: Element, document: Document) -> None:
    """The only `availability` that most programs read: each layer, the most restrictive first."""
    layers = [
        ("rights.text", "the text of the article", document.rights.text),
        ("rights.record", "this record", document.rights.record),
        *(
            (f"rights.{figure.id}", f"the figure {figure.id}", figure.rights)
            for _, figure in document.index.of_type(Figure)
        ),
    ]
    known = [(id, name, rights, licence_of(rights)) for id, name, rights in layers if rights]
    if not known:
        return
    known.sort(key=lambda layer: -_restrictiveness(layer[3]))
    availability = add(statement, "availability", {"status": _status(known[0][3])})
    for id, name, _, licence in known:
        text = f"{name}: {licence.name if licence else 'rights undetermined'}"
        target = licence.uri if licence else None
        add(availability, "licence", {"target": target, "corresp": f"#{id}"}, text)


def licence_of(rights: Rights) -> Licence | None:
    """Return the licence or rights statement that the rights amount to, if it is known to us."""
    return recognise(rights.uri or rights.spdx or "")


def _restrictiveness(licence: Licence | None) -> float:
    return float("inf") if licence is None else restrictiveness(licence)


def _status(licence: Licence | None) -> str:
    if licence is None or licence.openness == "unknown":
        return "unknown"
    return "free" if licence.openness in ("public-domain", "open") else "restricted"


def write_rights(parent: Element, rights: Rights, id: str, writing: Writing) -> None:
    """`<availability xml:id="rights.text"><licence target="…"/><ab type="as-printed">…</ab>…`."""
    licence = licence_of(rights)
    availability = add(
        parent, "availability", {"xml:id": writing.id_for(rights, id), "status": _status(licence)}
    )
    attributes = address("target", rights.uri)
    if isinstance(rights.notice, Absence):
        attributes |= absent(rights.notice)
    add(availability, "licence", attributes)
    if rights.spdx is not None:
        add(availability, "ab", {"type": "spdx"}, rights.spdx)
    if isinstance(rights.notice, str):
        add_kept(availability, "ab", rights.notice, "as-printed")
    for holder in rights.holders:
        add(availability, "ab", {"type": "holder"}, holder)


def read_rights(parent: Element, reading: Reading) -> Raw | None:
    """Undo `write_rights`; the summary, which has no `xml:id`, is a copy."""
    for availability in children(parent, "availability"):
        if availability.get(XML_ID) is not None:
            licence = child(availability, "licence")
            printed = child(availability, "ab", "as-printed")
            notice = None if licence is None else read_absence(licence)
            return {
                **reading.basis(availability),
                "uri": None if licence is None else address_of(licence, "target"),
                "spdx": line_text(child(availability, "ab", "spdx")),
                "notice": notice if printed is None else kept_text(printed),
                "holders": [line_text(ab) for ab in children(availability, "ab", "holder")],
            }
    return None
