"""Rights: the notice as printed, and the licence if it is certain."""

from typing import Annotated

from pydantic import StringConstraints

from archive.model.base import Line, Model, Words
from archive.model.basis import Attested, OrAbsent
from archive.model.identifiers import Address

SpdxExpression = Annotated[Line, StringConstraints(pattern=r"^\S+( (AND|OR|WITH) \S+)*$")]
"""An id of a licence, or several ids joined by the operators of SPDX (SPDX 3.0, annex B)."""


class Rights(Attested):
    """The rights in one layer: a text, a record, a figure."""

    notice: OrAbsent[Words] | None = None
    """The notice as printed, code point for code point; an absence if no notice is printed."""
    uri: Address | None = None
    """The address of the licence or rights statement that the notice means: a Creative Commons
    licence, a rightsstatements.org statement, or a page of the SPDX licence list. Left out if
    uncertain: "(CC)" without a variant is not a licence."""
    spdx: SpdxExpression | None = None
    """The SPDX identifier of the licence; or an SPDX expression of several licences, such as
    `CC-BY-4.0 OR MIT`."""
    holders: tuple[Line, ...] = ()
    """The holders of the rights, as far as known."""


class RightsLayers(Model):
    """The rights in the text and in the record; each figure has its own rights."""

    text: Rights | None = None
    """The rights in the article's text."""
    record: Rights | None = None
    """The rights in this record: its annotations, restatements and descriptions."""
