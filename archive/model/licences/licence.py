"""The value type of a licence: address, SPDX id, name, openness."""

from __future__ import annotations

from typing import Literal, NamedTuple

Openness = Literal[
    "public-domain", "open", "non-commercial", "no-derivatives", "unknown", "restricted"
]
"""How much others may do, from everything to nothing; the strictest condition decides.

Unknown is freer than restricted, because a text with unknown rights may turn out to be free.
"""


class Licence(NamedTuple):
    """A licence, a dedication to the public domain, or a standard statement about rights."""

    uri: str
    """The canonical address; empty for an SPDX expression."""
    spdx: str | None
    """The SPDX id, or the SPDX expression; `None` if SPDX does not list the licence."""
    name: str
    openness: Openness
