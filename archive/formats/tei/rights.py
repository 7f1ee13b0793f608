"""Rights in TEI: a summary of all layers for other programs, and each layer completely."""

from __future__ import annotations

from collections.abc import Iterator

from archive.formats.tei.anchors_and_basis import absence_pointer
from archive.formats.tei.context import Raw, ReadContext, WriteContext
from archive.formats.tei.parser import XML_ID, Element, take
from archive.formats.tei.xml_output import XmlOutput, address
from archive.model.basis import Absence
from archive.model.blocks import Figure
from archive.model.document import Document
from archive.model.licences import Licence, recognise, restrictiveness, stated
from archive.model.rights import Rights

# --- the summary ---


def write_summary(to: XmlOutput, document: Document) -> None:
    """Write the `availability` that most programs read: all layers, the most restrictive first."""
    layers = [
        ("rights.text", "the text of the article", document.rights.text),
        ("rights.record", "this record", document.rights.record),
        *(
            (f"rights.{figure.id}", f"the figure {figure.id}", figure.rights)
            for figure in figures(document)
        ),
    ]
    known = [(id, name, licence_of(rights)) for id, name, rights in layers if rights]
    if not known:
        return
    known.sort(key=lambda layer: -_restrictiveness(layer[2]))
    to.open("availability", {"status": _status(known[0][2])})
    for id, name, licence in known:
        text = f"{name}: {licence.name if licence else 'rights undetermined'}"
        target = licence.uri or None if licence else None
        to.add("licence", {"target": target, "corresp": f"#{id}"}, text)
    to.close("availability")


def figures(document: Document) -> Iterator[Figure]:
    """Yield the figures that have rights of their own, in reading order."""
    for _, figure in document.index.of_type(Figure):
        if figure.rights is not None:
            yield figure


def licence_of(rights: Rights) -> Licence | None:
    """Return the licence or rights statement that expresses the rights, if there is one."""
    return recognise(stated(rights.uri, rights.spdx))


def _restrictiveness(licence: Licence | None) -> float:
    return float("inf") if licence is None else restrictiveness(licence)


def _status(licence: Licence | None) -> str:
    if licence is None or licence.openness == "unknown":
        return "unknown"
    return "free" if licence.openness in ("public-domain", "open") else "restricted"


# --- one layer ---


def write_rights(to: WriteContext, rights: Rights, id: str) -> None:
    """Write `<availability xml:id="…"><licence target="…"/><ab type="as-printed">…</ab>…`."""
    status = _status(licence_of(rights))
    to.open("availability", {"xml:id": to.id_for(rights, id), "status": status})
    attributes = address("target", rights.uri)
    if isinstance(rights.notice, Absence):
        attributes |= absence_pointer(rights.notice)
    to.add("licence", attributes)
    if rights.spdx is not None:
        to.add("ab", {"type": "spdx"}, rights.spdx)
    if isinstance(rights.notice, str):
        to.keep("ab", rights.notice, {"type": "as-printed"})
    for holder in rights.holders:
        to.add("ab", {"type": "holder"}, holder)
    to.close("availability")


def read_rights(availability: Element, id: str, context: ReadContext) -> Raw:
    """Undo `write_rights` for the layer with this id."""
    context.expect(availability, XML_ID, id)
    raw: Raw = context.basis(availability, id)
    raw["holders"] = []
    for child in availability:
        match child.tag, take(child, "type"):
            case "licence", None if "uri" not in raw:
                raw["uri"] = context.address(child, "target")
                notice = child.attrib.get("ana", "")
                if notice.startswith("#absence.") and "notice" not in raw:
                    take(child, "ana")
                    raw["notice"] = notice.removeprefix("#absence.")
                context.note_all_lost(child)
            case "ab", "spdx" if "spdx" not in raw:
                raw["spdx"] = context.line(child)
            case "ab", "as-printed" if "notice" not in raw:
                raw["notice"] = context.kept(child)
            case "ab", "holder":
                raw["holders"].append(context.line(child))
            case _:
                context.note_lost(child)
    status = _status(recognise(stated(raw.get("uri"), raw.get("spdx"))))
    context.expect(availability, "status", status)
    context.end(availability)
    return raw
