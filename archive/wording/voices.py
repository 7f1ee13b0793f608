"""`voice_of` tells whose voice a claim has: the author's, that of somebody named, or nobody's."""

from __future__ import annotations

from typing import Literal, NamedTuple

from archive.model.claims import Attribution, Claim
from archive.model.document import Document
from archive.rights.withheld import MASK
from archive.text.speakers import NOBODY, names_nobody, quoted_speaker, speaker


class Voice(NamedTuple):
    """On whose word a claim stands."""

    kind: Literal["author", "named", "unidentified", "nobody"]
    """`unidentified`: the words name or describe somebody who is no entity of the record, or one
    without a name."""
    entity: str | None = None
    """The id of who says it, if the record has one."""
    words: str = ""
    """Of somebody who is no entity the words that name or describe him."""

    def label(self, document: Document, *, withheld: bool = False) -> str:
        """The label of the voice: a name, the words that stand for one, or that nobody is named.

        >>> voice, document = Voice("unidentified", words="the Council"), Document(id="a")
        >>> voice.label(document), voice.label(document, withheld=True)
        ('“the Council”', 'somebody unidentified')

        Args:
            document: The record.
            withheld: Whether words of the article may not be shown.
        """
        if self.kind == "author":
            return "the author"
        withheld = withheld or MASK in self.words
        label = document.entity(self.entity).label if self.entity else ""
        if self.kind == "nobody":
            return f"{NOBODY} ({label})" if label else NOBODY
        return label or ("somebody unidentified" if withheld else quoted_speaker(self.words))


AUTHOR = Voice("author")
"""Nobody else says so."""


def voice_of(claim: Claim, document: Document) -> Voice:
    """Return on whose word a claim stands.

    Of a chain it is the innermost step of which a claimant is known, or whose words name or
    describe one: in "the poem says that some say", those who say it, if the record has them.
    """
    if not claim.attribution:
        return AUTHOR
    voices = (voice_in(step, document) for step in reversed(claim.attribution))
    return next((voice for voice in voices if voice.entity or voice.words), Voice("nobody"))


def voice_in(step: Attribution, document: Document) -> Voice:
    """Return whose voice is heard in one step of a chain.

    The record decides where it has a claimant: a group is nobody named if it has no name, or a word
    for people as its name ("experts"); a person or an organisation without a name is not identified
    yet. Without a claimant the words of the cue decide.
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
