"""The rights in the article and its record, the permitted uses, and how to cite both."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model.basis import ABSENCES, Absence
from archive.model.blocks import Figure
from archive.model.licences import recognise
from archive.model.rights import Rights
from archive.rights import Permission, permissions
from archive.view.html.markup import Content, Markup, element, escape, joined
from archive.view.html.page.value_markup import MarkupRows, ValueMarkup, address, fields, items
from archive.wording.capture_history import rights_gone
from archive.wording.how_to_cite import citation
from archive.wording.metadata_and_rights import NOBODY_LOOKED


def rights(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield the rights in text, record and figures, then the permitted uses."""
    document = markup.document
    rows: MarkupRows = (
        ("The article’s text", _of_layer(markup, document.rights.text, rights_gone(document))),
        ("This record", _of_layer(markup, document.rights.record)),
        *(
            (f"Figure {figure.id}", _of_layer(markup, figure.rights))
            for _, figure in document.index.of_type(Figure)
        ),
    )
    yield joined(fields(rows))
    uses = element("ul", (_use(markup, one) for one in permissions(document)))
    yield element("div", element("h3", "What may be done"), uses)


def _use(markup: ValueMarkup, permission: Permission) -> Markup:
    """Return a use, with the answer whether it is permitted, the reason and the conditions."""
    what = permission.use.capitalize()
    if permission.figure:
        what = f"{what} “{permission.figure}”"
    conditions = (
        element("span", f"{c.kind.replace('-', ' ')}: {c.text}") for c in permission.conditions
    )
    answer = element("b", f"{what}: {permission.answer}. ")
    return element("li", answer, permission.reason, items(conditions))


def cite(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield the entries for a list of references: the article and the record."""
    yield element("p", element("b", "The article"), ": ", citation(markup.document, "article").text)
    yield element("p", element("b", "This record"), ": ", citation(markup.document).text)


def _of_layer(markup: ValueMarkup, rights: Rights | None, gone: str = "") -> Markup:
    if rights is None:
        return escape(f"{gone or NOBODY_LOOKED}: nothing is permitted by this record")
    licence = recognise(rights.uri) if rights.uri else None
    name = element("b", licence.name) if licence else None
    uri = address(rights.uri) or "no licence or statement is certain"
    notice: Content = None
    if isinstance(rights.notice, Absence):
        notice = f", notice: {ABSENCES[rights.notice]}"
    elif rights.notice:
        notice = (", notice ", element("q", rights.notice))
    spdx = f", {rights.spdx}" if rights.spdx else None
    holders = f", held by {', '.join(rights.holders)}" if rights.holders else None
    ground = element("p", markup.ground(rights), class_="aside")
    return joined(name, ", " if name else None, uri, spdx, notice, holders, ground)
