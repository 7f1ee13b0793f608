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
    for pointer, image in document.index.of_type(Image):
        if image.file is None and image.address is None:
            yield error("image-without-place", pointer, "neither file nor address is given")


def name_parts_missing(document: Document) -> Iterator[Finding]:
    """A name has neither parts nor a literal form, or has both."""
    for pointer, name in document.index.of_type(Name):
        parts = (
            name.family,
            name.given,
            name.dropping_particle,
            name.non_dropping_particle,
            name.suffix,
        )
        if name.literal is None and name.family is None and name.given is None:
            yield error("name-parts-missing", pointer, "neither family, given nor literal is given")
        elif name.literal is not None and any(parts):
            yield error(
                "name-parts-missing",
                f"{pointer}/literal",
                "a literal name is given together with parts",
                "keep the parts, or the literal name",
            )


def identifier_wrong(document: Document) -> Iterator[Finding]:
    """An identifier is not valid in its scheme: the form or the check digit is wrong."""
    for pointer, identifier in document.index.of_type(Identifier):
        if problem := check_identifier(identifier.scheme, identifier.value):
            yield error("identifier-wrong", f"{pointer}/value", problem)


def rights_disagree(document: Document) -> Iterator[Finding]:
    """The SPDX identifier and the address of the licence name two different licences."""
    for pointer, rights in document.index.of_type(Rights):
        if rights.uri is None or rights.spdx is None:
            continue
        by_uri, by_spdx = recognise(rights.uri), recognise(rights.spdx)
        if by_spdx is not None and not by_spdx.uri and _joins(rights.spdx, by_uri):
            continue
        if by_uri is not None and by_spdx is not None and by_uri != by_spdx:
            yield error(
                "rights-disagree",
                f"{pointer}/spdx",
                f"{rights.spdx} is not the licence at {rights.uri}, "
                f"which is {by_uri.spdx or by_uri.name}",
            )


def _joins(spdx: str, licence: Licence | None) -> bool:
    """Return whether an SPDX expression combines a licence with others."""
    terms = expression(spdx)
    return terms is not None and licence in map(recognise_term, terms.terms)
