"""Rights: the notice as printed, and what it means where that is certain."""

from archive.model.attestation import Attested, OrAbsent
from archive.model.base import Line, Model, Words
from archive.model.identifiers import Address


class Rights(Attested):
    """The rights in one layer: a text, a record, a figure."""

    notice: OrAbsent[Words] | None = None
    """The notice as printed, code point for code point; or the statement that none is printed."""
    uri: Address | None = None
    """The licence or rights statement it amounts to: a Creative Commons licence, a
    rightsstatements.org statement, or a page of the SPDX licence list. Left out where uncertain:
    "(CC)" without a variant is no licence."""
    spdx: Line | None = None
    """The licence's SPDX identifier, if it has one; or an SPDX expression of several, such as
    `CC-BY-4.0 OR MIT`."""
    holders: tuple[Line, ...] = ()
    """Who holds the rights, as far as known."""


class RightsLayers(Model):
    """Rights by layer; a figure carries its own."""

    text: Rights | None = None
    """The article's text."""
    record: Rights | None = None
    """This record: its annotations, restatements and descriptions."""
