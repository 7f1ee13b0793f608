"""Records to look at and to try things on: in other scripts, half decided, large, hostile.

Each is made by a function of its name; all of them are valid.
"""

from tests.records.every_kind import every_kind
from tests.records.hostile import hostile
from tests.records.japanese import japanese
from tests.records.right_to_left import right_to_left
from tests.records.surrounded import surrounded
from tests.records.undecided import undecided
from tests.records.unseen import unseen
from tests.strategies import bench_document as large

__all__ = [
    "every_kind", "hostile", "japanese", "large", "right_to_left", "surrounded", "undecided", "unseen",
]  # fmt: skip
