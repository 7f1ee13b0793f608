"""Chooses one of several texts by its name or number, or by the text of the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.errors import ReadError
from archive.findings import Finding, Location, short
from archive.model.document import Document

_MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class TextChoice:
    """How one of several texts is chosen."""

    wanted: str | int | None
    """The name of the text, or its number from 1; `None` if the caller chose none."""
    letters: str = ""
    """The text of the record without white space; empty if there is no record."""

    def fits(self, text: str) -> bool:
        """Whether a text equals the record's text, or one of the two contains the other."""
        other = "".join(text.split())
        return bool(other and self.letters) and (other in self.letters or self.letters in other)

    def among(self, texts: Mapping[str, str], what: str) -> str:
        """Return the name of the chosen text.

        Args:
            texts: The texts by their names, in order.
            what: The plural word for the texts in messages.

        Raises:
            ReadError: No text has this name or number, or none was chosen and it is not clear which
                to read.
        """
        names = [*texts]
        if self.wanted is not None:
            wanted = str(self.wanted)
            if wanted in texts:
                return wanted
            if wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(names):
                return names[int(wanted) - 1]
            raise _not_chosen(f"none of the {what} is {short(wanted)}", names)
        if len(names) == 1:
            return names[0]
        fitting = [name for name, text in texts.items() if self.fits(text)]
        if len(fitting) == 1:
            return fitting[0]
        message = f"the file holds {len(names)} {what}"
        if fitting:
            raise _not_chosen(f"{message}, and {len(fitting)} have the text of the record", fitting)
        raise _not_chosen(f"{message}, and none has the text of the record", names)


def text_choice_for(wanted: str | int | None, onto: Document | None) -> TextChoice:
    """Return the choice of a text for annotations that are added to a record, if one is given."""
    blocks = () if onto is None else onto.text_blocks()
    return TextChoice(wanted, "".join("".join(block.text.split()) for block in blocks))


def _not_chosen(message: str, names: list[str]) -> ReadError:
    shown = [short(name) for name in names[:_MOST_LISTED]]
    if len(names) > _MOST_LISTED:
        shown.append(f"{len(names) - _MOST_LISTED} more")
    there = "there is" if len(shown) == 1 else "there are"
    hint = f"choose one by name or number: text={names[0]!r} (--text); {there} {', '.join(shown)}"
    return ReadError([Finding("text-not-chosen", message, hint, location=Location(line=1))])
