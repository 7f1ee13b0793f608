"""The exact difference of two records as JSON: the operations that make the new one from the old.

A path is a JSON Pointer (RFC 6901) in which an item with an id is named by the id, so that it stays
valid when items are added before it: `/claims/claim-3/anchors/0/start`. Ids never begin with a
digit, so ids and numbers cannot be confused. Within `extensions`, where "id" can mean anything,
items are always numbered.

Two values are the same if their canonical JSON is the same: 1, 1.0 and true are three values, and
in an extension the order of keys counts.
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
