"""Invariants of images, names, identifiers and rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.findings import Finding, error
from archive.model.blocks import Image
from archive.model.identifiers import check_identifier
from archive.model.licences import Licence, expression, recognise, recognise_term
from archive.model.names import Identifier, Name
from archive.model.rights import Rights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.model.document import Document


def image_without_place(document: Document) -> Iterator[Finding]:
    """The image of a figure has neither a file nor an address.

    If the image was not received, leave `image` out.
    """
    for pointer, _ in document.index.such(lambda it: it.file is it.address is None, Image):
        yield error("image-without-place", pointer, "neither file nor address is given")


def name_parts_missing(document: Document) -> Iterator[Finding]:
    """A name has neither parts nor a literal form, or has both."""
    for pointer, name in document.index.such(_has_no_form_or_two, Name):
        if name.literal is None:
            yield error("name-parts-missing", pointer, "neither family, given nor literal is given")
        else:
            yield error(
                "name-parts-missing",
                f"{pointer}/literal",
                "a literal name is given together with parts",
                "keep the parts, or the literal name",
            )


def _has_no_form_or_two(name: Name) -> bool:
    if name.literal is None:
        return name.family is name.given is None
    parts = (
        name.family,
        name.given,
        name.dropping_particle,
        name.non_dropping_particle,
        name.suffix,
    )
    return any(parts)


def identifier_wrong(document: Document) -> Iterator[Finding]:
    """An identifier is not valid in its scheme: the form or the check digit is wrong."""
    for pointer, identifier in document.index.such(_problem_of, Identifier):
        yield error("identifier-wrong", f"{pointer}/value", _problem_of(identifier) or "")


def _problem_of(identifier: Identifier) -> str | None:
    return check_identifier(identifier.scheme, identifier.value)


def rights_disagree(document: Document) -> Iterator[Finding]:
    """The SPDX identifier and the address of the licence name two different licences."""
    for pointer, rights in document.index.such(_other_licence, Rights):
        if licence := _other_licence(rights):
            yield error(
                "rights-disagree",
                f"{pointer}/spdx",
                f"{rights.spdx} is not the licence at {rights.uri}, "
                f"which is {licence.spdx or licence.name}",
            )


def _other_licence(rights: Rights) -> Licence | None:
    """Return the licence at the address, if the SPDX identifier names another licence."""
    if rights.uri is None or rights.spdx is None:
        return None
    by_uri, by_spdx = recognise(rights.uri), recognise(rights.spdx)
    if by_uri is None or by_spdx is None or by_uri == by_spdx:
        return None
    return None if not by_spdx.uri and _joins(rights.spdx, by_uri) else by_uri


def _joins(spdx: str, licence: Licence | None) -> bool:
    """Return whether an SPDX expression combines a licence with others."""
    terms = expression(spdx)
    return terms is not None and licence in map(recognise_term, terms.terms)
