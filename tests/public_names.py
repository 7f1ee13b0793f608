"""What other programs may import: the names at the top, and those of the public modules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import archive
from archive.errors import ArchiveError

MODULES = ("errors", "model")
"""The public modules that `import archive` gives."""

PUBLIC: Mapping[str, Sequence[str]] = {
    "archive": [*(name for name in archive.__all__ if name not in MODULES), "__version__"],
    "archive.model": [name for name in archive.model.__all__ if name not in archive.__all__],
    "archive.errors": [
        name
        for name, value in vars(archive.errors).items()
        if name[0] != "_"
        and isinstance(value, type)
        and issubclass(value, ArchiveError)
        and name not in archive.__all__
    ],
    "archive.findings": ("Location", "Severity"),
    "archive.rights": ("Condition", "Permission", "Permissions"),
    "archive.validation": ("RULES", "RuleChoice"),
    "archive.report": ("write_report",),
    "archive.revision": (
        "Difference",
        "Formatted",
        "Operation",
        "Passage",
        "RecordVersion",
        "as_version",
    ),
    "archive.workflows.diff": ("on_capture",),
    "archive.workflows.check_sources": ("CheckedSources", "check_sources"),
    "archive.workflows.preserve": ("WrittenPackage", "write_bag", "write_ocfl"),
    "archive.workflows.receive_bag": ("ReceivedBag", "receive_bag"),
    "archive.workflows.save_many": ("SavedRecord", "SavedRecords", "save_many"),
    "archive.corpus": ("CorpusResult", "run"),
    "archive.reviews.stakes": ("Stakes", "stakes"),
    "archive.reviews.left_over": ("left_over",),
    "archive.tabular": ("Rows", "Tables"),
    "archive.text.offsets": ("Offsets", "offsets"),
    "archive.wording.how_to_cite": ("HowToCite",),
}
"""Of each public module its public names; a name that stands at the top is not named again."""


def public() -> dict[str, Any]:
    """Every public value by its full name: `archive.model.Paragraph`."""
    return {
        f"{module}.{name}": getattr(import_module(module), name)
        for module, names in PUBLIC.items()
        for name in names
    }
