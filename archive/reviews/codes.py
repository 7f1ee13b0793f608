"""The manual's text about each finding code that only decisions report."""

CODES = {
    "not-a-decision": """A line or item of a file of decisions is not a decision.

        A decision is an object with `id`, `decision` (accept, reject, mend or later) and, if
        needed, `reason` and `mend`. `archive review RECORD --list --format json` prints one for
        each waiting statement, with an empty `decision` to fill in; if it stays empty, the
        statement is left for later. An object with the same key twice is refused, because it is
        unclear which value is meant.""",
    "decision-without-record": """A decision is about none, or about several, of the given records.

        If several records are reviewed at once, a decision names its record, as in
        `archive review PATHS --list --format json`: `"record": "rain"`. It may be left out if only
        one of the records has a statement with this id.""",
    "decision-on-nothing": """No statement of the record has the id in a decision.

        Claims, annotations, assessments and relations can be decided. `archive review RECORD
        --list` prints the ids of those that wait.""",
    "decided-already": """The statement of a decision is already accepted or rejected.

        Somebody else decided first, the file has two decisions, or its claim was rejected.
        The history of the statement records who decided, and when.""",
    "reason-missing": """A rejection has no reason.

        Write one: the history keeps it for anybody who wants to propose the same again.""",
    "rests-on-undecided": """A statement about a claim is accepted, but the claim is not.

        A proposed claim never counts as accepted, so statements about it cannot either: decide on
        the claim first. When data is added, such a verdict or relation stays proposed. If the
        claim was rejected, reject the statement as well.""",
    "words-lost": """None of the words of an accepted statement are in the text.

        If its words are elsewhere, correct them; otherwise reject it. The history keeps the old
        state.""",
    "mend-not-possible": """A decision corrects a field that such a statement does not have.

        The message lists the fields. `words` are the anchors; `claimant` is the claimant in the
        innermost step of the attribution.""",
    "nothing-mended": """A decision corrects values, but each is equal to the current one.

        Accept the statement, or give another value.""",
    "left-over": """Some entities, works or sources are only used by rejected statements.

        They were added for a proposal, or had no other use. They stay in the record, because
        the rejected statements keep their content, but are not counted. They can be removed
        together with the rejected statements.""",
}
"""The manual's text for each code."""
