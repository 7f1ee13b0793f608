"""The exact difference of two records as JSON: operations that turn the old into the new one.

A path is a JSON Pointer (RFC 6901) in which an id stands for an item that has one:
`/claims/claim-3/anchors/0/start`. Such a path stays valid when items are added before the item. An
id never begins with a digit, so it cannot be confused with a number. Within `extensions`, where
"id" can mean anything, items always have numbers.

Two values are the same if their canonical JSON is the same: 1, 1.0 and true are three different
values. In an extension, the order of keys also counts.
"""

from archive.revision.diff.patch.applying import apply
from archive.revision.diff.patch.comparing import compare
from archive.revision.diff.patch.json_values import digest, parsed, same, short_json
from archive.revision.diff.patch.operations import Op, Operation, fields_of, path_of, steps_of
from archive.revision.diff.patch.origin_shifts import shift

__all__ = [
    "Op",
    "Operation",
    "apply",
    "compare",
    "digest",
    "fields_of",
    "parsed",
    "path_of",
    "same",
    "shift",
    "short_json",
    "steps_of",
]
