"""The text may change: find words again, rebase a record, format it, tell what changed."""

from archive.revision.rebase import Outcome, Rebase, rebase, with_text

__all__ = ["Outcome", "Rebase", "rebase", "with_text"]
