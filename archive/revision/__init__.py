"""Rebase a record onto a changed text, compare two versions, and put a record in canonical form."""

from archive.revision.rebase import Outcome, Rebase, rebase, with_text

__all__ = ["Outcome", "Rebase", "rebase", "with_text"]
