"""The finding codes of decisions: why a decision cannot be applied, and what it leaves unused."""

CODES = {
    "not-a-decision": """A line or item of a file of decisions is not a decision.

        A decision is an object with `id`, `decision` (accept, reject, mend or later) and, if
        needed, `reason` and `mend`. `archive review RECORD --list --format json` prints one for
        each waiting statement, with an empty `decision` to fill in; if it stays empty, the
        statement is left for later. An object with the same key twice is refused, since it is
        unclear which value is meant.""",
    "decision-on-nothing": """No statement of the record has the id in a decision.

        Claims, annotations, assessments and relations can be decided. `archive review RECORD
        --list` prints the ids of those that wait.""",
    "decided-already": """The statement of a decision is already accepted or rejected.

        Somebody else decided first, the file names it twice, or it was rejected with its claim.
        The history of the statement records who decided, and when.""",
    "reason-missing": """A rejection has no reason.

        The history keeps the reason, for anyone who would propose the same again.""",
    "rests-on-undecided": """A statement about a claim is accepted, but the claim is not.

        A proposed claim never counts as accepted, so statements about it cannot either: decide on
        the claim first. When data is added, such a verdict or relation stays proposed. If the
        claim was rejected, reject the statement as well.""",
    "words-lost": """None of the words of an accepted statement are in the text.

        Mend its words if they are elsewhere; otherwise reject it. The history keeps the old
        state.""",
    "mend-not-possible": """A statement of this kind does not have the field to be mended.

        The message lists the fields. `words` means the anchors, `claimant` the claimant in the
        innermost step of the attribution.""",
    "nothing-mended": """Every value to be mended is equal to the current one.

        Accept the statement, or give another value.""",
    "left-over": """Only rejected statements still refer to some entities, works or sources.

        They were added for a proposal, or served nothing else. They stay in the record, since
        the rejected statements keep their content, but nothing counts them. They can be removed
        together with the rejected statements.""",
}
"""The manual pages of the codes that only decisions report."""
