"""The manual's text about each finding code for what rules find but cannot decide."""

CODES = {
    "claimant-not-known": """A claimant is not an entity of the record.

        No word beside the name or in it shows whether it is a person or an organisation, so the
        claims are proposed without a claimant, and pages show the words of the article for it.
        Add the entity, and make it the claimant in the attributions of these claims.""",
    "name-ambiguous": """A name in the text may refer to several parts of the record.

        No mention is proposed. Only a reader can distinguish a state from its territory,
        or two people with one last name: add the mentions by hand.""",
    "date-ambiguous": """A date in figures has two readings: 03/04/2016.

        British English puts the day first, American English the month. Nothing is proposed if
        the record does not state which English it is: set the language to `en-GB` or `en-US`.""",
    "date-not-counted": """Relative dates are not proposed, since the date of writing is unknown.

        "Yesterday" and "last Tuesday" need the day, "last month" the month, "this year" the year.
        Add the date of writing or publication to the metadata, and propose again.""",
}
