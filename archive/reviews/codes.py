"""The finding codes of decisions: why one cannot be carried out, and what it leaves unused."""

CODES = {
    "not-a-decision": """A line or item of the decisions is none.

        A decision is an object with `id`, `decision` (accept, reject, mend or later) and, where
        needed, `reason` and `mend`. `archive review RECORD --list --format json` prints one for
        each statement that waits, in which `decision` is to be filled in; where it is empty, the
        statement is left for later. A key that stands twice in an object is refused: nobody can
        tell which of its values was seen.""",
    "decision-on-nothing": """A decision names an id that no statement of the record has.

        Claims, annotations, assessments and relations are decided upon. `archive review RECORD
        --list` has the ids of those that wait.""",
    "decided-already": """A decision is about a statement that is accepted or rejected already.

        Somebody was quicker, the decisions name it twice, or it was rejected with its claim. The
        history of the statement says who decided, and when.""",
    "reason-missing": """A statement is to be rejected, and nobody says why.

        The reason stands in the history. Whoever proposes the same once more will read it.""",
    "rests-on-undecided": """What is to be accepted is about a claim that is not accepted itself.

        What is proposed never counts as accepted, so neither can what is said of it: decide on the
        claim first. Where data are added, such a verdict or relation stays proposed. Of a claim
        that was rejected, reject the rest as well.""",
    "words-lost": """A statement is to be accepted, and none of its words stand in the text.

        Mend its words if they stand elsewhere; else reject it: the history keeps what it was.""",
    "mend-not-possible": """A field that is to be mended is none of this kind of statement.

        The message names those there are. `words` stands for the anchors, `claimant` for who says
        it, in the innermost step of the attribution.""",
    "nothing-mended": """A statement is to be mended, and every value is the one that it has.

        Accept it, or name what is to be another.""",
    "left-over": """Only rejected statements refer to some entities, works or sources by now.

        They came with what was proposed, or served nothing else. They stay, since what was rejected
        still says what it said, and nothing counts them. Whoever takes the rejected statements out
        can take them out as well.""",
}
"""What each code means that only decisions give."""
