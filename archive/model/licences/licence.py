"""The value type of a licence: address, SPDX id, name, openness."""

from __future__ import annotations

from typing import Literal, NamedTuple

Openness = Literal[
    "public-domain", "open", "non-commercial", "no-derivatives", "unknown", "restricted"
]
"""What others may do, from anything to nothing; the strictest condition decides.

Unknown comes before restricted: an undetermined text may prove to be free, a reserved one is not.
"""


class Licence(NamedTuple):
    """A licence, a dedication to the public domain, or a standard statement about rights."""

    uri: str
    """Its canonical address; empty for an SPDX expression, which has none."""
    spdx: str | None
    """Its SPDX id, if SPDX has one; or the expression."""
    name: str
    openness: Openness
