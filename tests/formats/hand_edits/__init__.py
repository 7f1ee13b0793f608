"""What people and programs do to a TEI file of ours, edit by edit."""

from __future__ import annotations

from tests.formats.hand_edits import header, programs, stand_off, text
from tests.formats.hand_edits.making import EDITS, Edit

__all__ = ["EDITS", "Edit", "header", "programs", "stand_off", "text"]
