"""What rules find and cannot decide: the pages of the codes."""

CODES = {
    "claimant-not-known": """Somebody says something whom the record has no entity for.

        No word beside the name or in it tells a person from an organisation, so the claims are
        proposed without a claimant, and pages show the words that name him. Add the entity, and
        name it in the attributions of these claims.""",
    "name-ambiguous": """A name of the text may name several parts of the record.

        No mention is proposed for it. A state and its territory, or two people with one last name,
        can be told apart by a reader alone: make the mentions by hand.""",
    "date-ambiguous": """A date in figures can be read in two ways: 03/04/2016.

        The day stands first in British English, the month in American. Nothing is proposed where
        the record does not say which English it is: give the language as `en-GB` or `en-US`.""",
    "date-not-counted": """Dates are counted from a day of writing that the record does not say.

        "Yesterday" and "last Tuesday" need the day, "last month" the month, "this year" the year.
        Add when the article was written or published to its metadata, and propose again.""",
}
