"""`voice_of` returns who makes a claim: the author, a named claimant, or nobody named."""

from __future__ import annotations

from typing import Literal, NamedTuple

from archive.model.claims import Attribution, Claim
from archive.model.document import Document
from archive.rights.withheld import MASK
from archive.text.speakers import NOBODY, names_nobody, quoted_speaker, speaker


class Voice(NamedTuple):
    """Who makes a claim."""

    kind: Literal["author", "named", "unidentified", "nobody"]
    """The kind of voice. `unidentified`: the article names or describes somebody who is not an
    entity of the record, or is an entity without a name. `nobody`: the article names nobody."""
    entity: str | None = None
    """The id of the claimant, if the record has one."""
    words: str = ""
    """The words that name or describe a claimant who is not an entity."""

    def label(self, document: Document, *, withheld: bool = False) -> str:
        """Return a label: a name, the article's words for the claimant, or that nobody is named.

        >>> voice, document = Voice("unidentified", words="the Council"), Document(id="a")
        >>> voice.label(document), voice.label(document, withheld=True)
        ('“the Council”', 'somebody unidentified')

        Args:
            document: The record.
            withheld: Whether to hide words of the article.
        """
        if self.kind == "author":
            return "the author"
        withheld = withheld or MASK in self.words
        label = document.entity(self.entity).label if self.entity else ""
        if self.kind == "nobody":
            return f"{NOBODY} ({label})" if label else NOBODY
        return label or ("somebody unidentified" if withheld else quoted_speaker(self.words))


AUTHOR = Voice("author")
"""The voice of a claim without attribution."""


def voice_of(claim: Claim, document: Document) -> Voice:
    """Return the voice of a claim.

    If the attribution has several steps, the result is the voice of the innermost step that has a
    claimant in the record, or words that name or describe a claimant. In "the poem says that some
    say", this is the poem, unless the record has an entity for those who say it.
    """
    if not claim.attribution:
        return AUTHOR
    voices = (voice_in(step, document) for step in reversed(claim.attribution))
    return next((voice for voice in voices if voice.entity or voice.words), Voice("nobody"))


def voice_in(step: Attribution, document: Document) -> Voice:
    """Return the voice of one step of an attribution.

    If the step has a claimant, the record decides: a group without a name, or named by a word for
    people ("experts"), is nobody; a person or organisation without a name is unidentified. Without
    a claimant, the words of the cue decide.
    """
    if step.claimant is not None:
        entity = document.entity(step.claimant)
        if entity.type != "group":
            return Voice("named" if entity.names else "unidentified", entity.id)
        is_named = any(not names_nobody(name.text) for name in entity.names)
        return Voice("named" if is_named else "nobody", entity.id)
    cue = [stretch.exact for stretch in step.cue]
    words = next((masked for masked in cue if MASK in masked), "") or speaker(cue)
    return Voice("unidentified", None, words) if words else Voice("nobody")
