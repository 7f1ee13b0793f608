"""Moves a record to a changed text, compares two versions, and writes the canonical form."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.revision.canonical_form import Formatted as Formatted
    from archive.revision.diff.difference_kinds import Difference as Difference
    from archive.revision.diff.difference_kinds import Passage as Passage
    from archive.revision.diff.difference_kinds import RecordVersion as RecordVersion
    from archive.revision.diff.patch import Operation as Operation
    from archive.revision.id_transfer import as_version as as_version
else:
    from archive.lazy_names import lazy

    __all__, __getattr__, __dir__ = lazy(
        __name__,
        {
            "archive.revision.canonical_form": ("Formatted",),
            "archive.revision.diff.difference_kinds": (
                "Difference",
                "Passage",
                "RecordVersion",
            ),
            "archive.revision.diff.patch": ("Operation",),
            "archive.revision.id_transfer": ("as_version",),
        },
    )
