"""The value type of a licence: address, SPDX id, name, openness."""

from __future__ import annotations

from typing import Literal, NamedTuple

Openness = Literal[
    "public-domain", "open", "non-commercial", "no-derivatives", "unknown", "restricted"
]
"""What others may do, from anything to nothing; of several conditions the strictest counts.

Unknown comes before restricted: what nobody has determined may prove free, what is reserved is not.
"""


class Licence(NamedTuple):
    """A licence, a dedication to the public domain, or a standard statement about rights."""

    uri: str
    """Its one canonical address; empty of an SPDX expression, which has none."""
    spdx: str | None
    """Its SPDX id, if SPDX has one; or the expression."""
    name: str
    openness: Openness
