"""What people and programs do to a TEI file of ours, edit by edit."""

from __future__ import annotations

from tests.formats.hand_edits import (
    article,
    blocks,
    entities,
    header,
    markup,
    profile,
    programs,
    relations,
    root,
    sources,
    statements,
    words,
)
from tests.formats.hand_edits.making import EDITS, Edit

__all__ = [
    "EDITS",
    "Edit",
    "article",
    "blocks",
    "entities",
    "header",
    "markup",
    "profile",
    "programs",
    "relations",
    "root",
    "sources",
    "statements",
    "words",
]
