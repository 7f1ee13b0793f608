"""A seeded generator of archives as a newsroom might have them: `make_archive`.

Record n of a seed is the same in every archive of this seed, however many records the archive has.
"""

from tests.store.generated.folders import Counts, make_archive, make_record

__all__ = ["Counts", "make_archive", "make_record"]
