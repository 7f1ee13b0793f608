"""What people do to the words."""

from __future__ import annotations

from tests.formats.hand_edits.making import (
    CLAIMS,
    FRENEMIES,
    HARBOUR,
    edit,
    everywhere,
    swap,
    within,
)

edit(
    "typo-corrected",
    FRENEMIES,
    "the author's error is mended in silence",
    within('<p xml:id="p-5"', "China has has been North", "China has been North"),
    says="p-5",
)
edit(
    "typo-where-nothing-is-said",
    HARBOUR,
    "a word is changed on which no statement rests",
    swap("Share this page", "Share that page"),
)
edit(
    "word-changed-under-a-claim",
    CLAIMS,
    "a word of the article is changed",
    within('<p xml:id="p-claim"', "that the article asserts", "that the article states"),
    says="p-claim",
)
edit(
    "smart-quotes-straightened",
    FRENEMIES,
    "typographic quotes become plain",
    within('<p xml:id="p-5"', "“unprovoked aggression”", '"unprovoked aggression"'),
    says="p-5",
)
edit(
    "apostrophes-straightened",
    CLAIMS,
    "find and replace over the whole file",
    everywhere("’", "'"),
    wide=True,
)
edit(
    "double-spaces-collapsed",
    FRENEMIES,
    "two blanks after a full stop become one",
    everywhere(". \xa0", ". "),
    wide=True,
)
edit(
    "no-break-space-typed",
    HARBOUR,
    "a blank becomes a no-break space",
    swap("3 May 2021, has lost", "3\xa0May 2021, has lost"),
    says="p-1",
)
edit(
    "no-break-space-in-metadata",
    HARBOUR,
    "a no-break space in a one-line string",
    everywhere(">Harbour Desk<", ">Harbour\xa0Desk<"),
    wide=True,
)
edit(
    "no-break-spaces-at-the-ends",
    HARBOUR,
    "what is blank to people is not to XML",
    swap("<figDesc>Three boats.<", "<figDesc>\xa0Three boats.\xa0<"),
)
edit(
    "zero-width-space",
    HARBOUR,
    "copied from a web page with what cannot be seen",
    swap("<figDesc>Three boats.<", "<figDesc>Three\u200b boats.\ufeff<"),
)
edit("soft-hyphen", HARBOUR, "copied from a PDF", swap(">A pilot.<", ">A pi\xadlot.<"))
edit(
    "letters-decomposed",
    CLAIMS,
    "a program normalizes to NFD",
    swap("<term>quoted error</term>", "<term>quoted e\u0301rror</term>"),
)
edit(
    "text-decomposed",
    CLAIMS,
    "NFD within the article",
    within('<p xml:id="p-isnad"', "isnād", "isna\u0304d"),
    says="p-isnad",
)
edit(
    "sentence-turned-round",
    HARBOUR,
    "words change places",
    swap("And a debt.", "A debt, and."),
    says="copy-out-of-date",
)
edit(
    "sentence-added",
    CLAIMS,
    "a sentence is added to a block",
    swap("Is it so?</p>", "Is it so? We ask.</p>"),
)
edit(
    "caption-emptied",
    HARBOUR,
    "the words of a block go",
    swap("Boats in the basin, (CC)</head>", "</head>"),
    says="copy-out-of-date",
)
edit(
    "blank-at-the-end",
    HARBOUR,
    "a blank is typed before the end of a block",
    swap("And a debt.</p>", "And a debt. </p>"),
    says="copy-out-of-date",
)
edit(
    "line-end-in-a-block",
    FRENEMIES,
    "an editor wraps a long line within xml:space",
    within('<p xml:id="p-1"', "Representatives from over", "Representatives\nfrom over"),
    says="p-1",
)
edit(
    "block-indented-by-hand",
    HARBOUR,
    "tags are set on lines of their own",
    swap(">And a debt.</p>", ">\n  And a debt.\n</p>"),
    says="copy-out-of-date",
)
edit(
    "space-taken-out",
    HARBOUR,
    "xml:space is thought superfluous on one line",
    swap('<p xml:id="q-2" xml:space="preserve">', '<p xml:id="q-2">'),
)
edit(
    "space-taken-out-of-two-blanks",
    HARBOUR,
    "xml:space goes where two blanks stand",
    swap('<p xml:id="p-2" xml:space="preserve">', '<p xml:id="p-2">'),
    wide=True,
)
edit(
    "space-default",
    HARBOUR,
    "xml:space is set to default",
    swap('<p xml:id="q-2" xml:space="preserve">', '<p xml:id="q-2" xml:space="default">'),
)
edit(
    "space-taken-out-everywhere",
    CLAIMS,
    "a stylesheet drops every xml:space",
    everywhere(' xml:space="preserve"', ""),
    wide=True,
)
edit(
    "space-on-a-one-line-note",
    HARBOUR,
    "xml:space is added where it is not needed",
    swap(
        '<note type="description">A pilot.',
        '<note type="description" xml:space="preserve">A pilot.',
    ),
)
edit(
    "space-on-a-wrapped-note",
    HARBOUR,
    "xml:space is added, and the text has line ends",
    swap(
        '<note type="description">A pilot.',
        '<note type="description" xml:space="preserve">\n  A pilot.\n',
    ),
)
edit(
    "character-reference",
    FRENEMIES,
    "an apostrophe by number: no change",
    within('<p xml:id="p-4"', "North Korea’s", "North Korea&#8217;s"),
)
edit(
    "character-data-section",
    FRENEMIES,
    "a CDATA section: no change",
    swap(
        "Your email address will not be published.",
        "<![CDATA[Your email address will not be published.]]>",
    ),
)
edit(
    "quotes-as-entities",
    HARBOUR,
    "&quot; and &apos; in a text",
    swap("<figDesc>Three boats.<", "<figDesc>Three &quot;boats&apos;.<"),
)
edit(
    "control-character",
    HARBOUR,
    "a form feed copied out of a PDF",
    swap("<figDesc>Three boats.<", "<figDesc>Three\x0cboats.<"),
)
edit(
    "very-long-description",
    HARBOUR,
    "a description of 200,000 characters is pasted",
    swap("<figDesc>Three boats.<", "<figDesc>" + "Three boats. " * 15_000 + "End.<"),
)
