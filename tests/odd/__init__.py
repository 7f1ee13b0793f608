"""archive.odd beside archive.rng and archive.sch: TEI's language for what these say."""

from tests.odd.forms import RNG, SCH, TEI, forgotten_rng
from tests.odd.language import ARCHIVE_ODD, made_odd

__all__ = ["ARCHIVE_ODD", "RNG", "SCH", "TEI", "forgotten_rng", "made_odd"]
