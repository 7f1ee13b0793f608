"""The invariants of documents: functions that yield findings if an invariant is broken.

The name of an invariant, hyphenated, is the code of its findings; its docstring is its manual page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.model.invariants.anchors import (
    anchor_out_of_range,
    anchor_words_differ,
    block_edited,
)
from archive.model.invariants.extensions import DEEPEST_EXTENSION, extension_not_json
from archive.model.invariants.marks import (
    mark_of_wrong_width,
    mark_out_of_range,
    marks_cross,
    marks_nested_too_deeply,
)
from archive.model.invariants.nesting import DEEPEST, nested_too_deeply
from archive.model.invariants.origins import (
    capture_file_twice,
    origin_backwards,
    origin_length_differs,
    origin_without_derivation,
    origins_out_of_order,
    separator_not_blank,
)
from archive.model.invariants.references import (
    dangling_reference,
    duplicate_id,
    reference_to_wrong_kind,
)
from archive.model.invariants.single_values import (
    identifier_wrong,
    image_without_place,
    name_parts_missing,
    rights_disagree,
)
from archive.model.invariants.statements import (
    history_disagrees_with_status,
    relation_ends_disagree,
    supersedes_wrongly,
    verdict_without_evidence,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archive.findings import Finding
    from archive.model.document import Document

__all__ = ["DEEPEST", "DEEPEST_EXTENSION", "INVARIANTS", "READ_FROM_SEVERAL", "check"]


def check(document: Document) -> Iterator[Finding]:
    """Yield the findings of all invariants.

    If sections or lists are nested too deeply, nothing else is checked, because it could exhaust
    the stack.
    """
    too_deep = list(nested_too_deeply(document))
    yield from too_deep
    if not too_deep:
        for invariant in INVARIANTS[1:]:
            yield from invariant(document)


INVARIANTS: tuple[Callable[[Document], Iterator[Finding]], ...] = (
    nested_too_deeply,
    duplicate_id,
    dangling_reference,
    reference_to_wrong_kind,
    block_edited,
    anchor_out_of_range,
    anchor_words_differ,
    mark_out_of_range,
    mark_of_wrong_width,
    marks_cross,
    marks_nested_too_deeply,
    origin_length_differs,
    origins_out_of_order,
    origin_without_derivation,
    origin_backwards,
    separator_not_blank,
    capture_file_twice,
    image_without_place,
    name_parts_missing,
    identifier_wrong,
    rights_disagree,
    history_disagrees_with_status,
    relation_ends_disagree,
    verdict_without_evidence,
    supersedes_wrongly,
    extension_not_json,
)
"""Every invariant, in the order in which they are checked."""
READ_FROM_SEVERAL = {
    "capture-file-twice": "",
    "identifier-wrong": "",
    "name-parts-missing": "",
    "relation-ends-disagree": "",
    "supersedes-wrongly": "/assessments",
    "image-without-place": "",
    "rights-disagree": "",
    "history-disagrees-with-status": "",
    "verdict-without-evidence": "",
    "origin-backwards": "",
    "origin-without-derivation": "/captures",
}
"""The codes of findings that depend on several fields of a part and are uncertain if one of these
fields was not readable; with the end of the pointer that leads from the part to the finding."""
