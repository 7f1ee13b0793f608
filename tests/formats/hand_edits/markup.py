"""What people mark up in the text."""

from __future__ import annotations

from tests.formats.hand_edits.making import (
    CLAIMS,
    FRENEMIES,
    HARBOUR,
    before,
    edit,
    swap,
    whole,
    within,
)

edit(
    "person-marked",
    FRENEMIES,
    "a name is tagged where it stands",
    within('<p xml:id="p-1"', "Shinzo Abe", '<persName ref="#shinzo-abe">Shinzo Abe</persName>'),
)
edit(
    "place-marked",
    CLAIMS,
    "a place is tagged",
    within('<p xml:id="p-fire"', "Westminster", "<placeName>Westminster</placeName>"),
)
edit(
    "organisation-marked",
    HARBOUR,
    "an organisation is tagged within a link",
    swap('">the council</ref>', '"><orgName ref="#council">the council</orgName></ref>'),
)
edit(
    "date-marked",
    FRENEMIES,
    "a date is tagged",
    within('<p xml:id="p-3"', "August 2015", '<date when="2015-08">August 2015</date>'),
)
edit(
    "date-range-marked",
    HARBOUR,
    "a year is tagged with a range",
    swap("in 2019 and  again", 'in <date from="2019" to="2019">2019</date> and  again'),
)
edit(
    "number-marked",
    FRENEMIES,
    "a number is tagged",
    within('<p xml:id="p-5"', "70%", '<num type="percentage" value="70">70%</num>'),
)
edit(
    "rs-marked",
    FRENEMIES,
    "a referring string is tagged",
    within('<p xml:id="p-5"', "experts", '<rs type="group" ref="#experts">experts</rs>'),
)
edit(
    "title-marked",
    CLAIMS,
    "a title is tagged",
    within('<p xml:id="p-fire"', "Sir Robert Cotton", "<title>Sir Robert Cotton</title>"),
)
edit(
    "sic-and-corr",
    FRENEMIES,
    "an error is marked with choice",
    within(
        '<p xml:id="p-5"',
        "China has has been North",
        "China <choice><sic>has has</sic><corr>has</corr></choice> been North",
    ),
)
edit(
    "sic-alone",
    FRENEMIES,
    "an error is marked with sic",
    within('<p xml:id="p-5"', "China has has been North", "China <sic>has has</sic> been North"),
)
edit(
    "abbreviation-expanded",
    FRENEMIES,
    "choice with abbr and expan",
    within(
        '<p xml:id="p-3"',
        "(DPRK)",
        "(<choice><abbr>DPRK</abbr><expan>Democratic Republic</expan></choice>)",
    ),
)
edit(
    "orig-and-reg",
    HARBOUR,
    "spelling is made regular",
    swap(
        "O harbour, harbour,", "O <choice><orig>harbour</orig><reg>harbor</reg></choice>, harbour,"
    ),
)
edit(
    "apparatus-added",
    HARBOUR,
    "readings of another print",
    swap("And a debt.", 'And <app><lem wit="#A">a debt</lem><rdg wit="#B">a loan</rdg></app>.'),
)
edit(
    "unclear-marked",
    HARBOUR,
    "a word cannot be read well",
    swap("Share this page", 'Share <unclear reason="faded">this</unclear> page'),
)
edit(
    "gap-marked",
    HARBOUR,
    "words are missing",
    swap("And a debt.", 'And a debt<gap reason="lost" quantity="2" unit="words"/>.'),
)
edit(
    "supplied-marked",
    HARBOUR,
    "a word is supplied by the editor",
    swap("And a debt.", 'And <supplied reason="omitted">a</supplied> debt.'),
)
edit(
    "surplus-marked",
    FRENEMIES,
    "a word too much is marked",
    within(
        '<p xml:id="p-5"', "China has has been North", "China has <surplus>has</surplus> been North"
    ),
)
edit(
    "sentences-tagged",
    HARBOUR,
    "a tagger wraps sentences",
    swap("A harbour is a promise to the sea.</p>", "<s>A harbour is a promise to the sea.</s></p>"),
)
edit(
    "words-tagged",
    HARBOUR,
    "a tagger wraps words",
    swap(
        ">And a debt.</p>",
        '><w pos="CC">And</w> <w pos="DT">a</w> <w pos="NN">debt</w><pc>.</pc></p>',
    ),
)
edit(
    "claim-marked",
    FRENEMIES,
    "a claim as an inline seg",
    within(
        '<p xml:id="p-7"',
        "North Korea depends on China",
        '<seg type="claim" ana="#kind.descriptive">North Korea depends on China</seg>',
    ),
)
edit(
    "interpretation-marked",
    CLAIMS,
    "a seg with @ana",
    within('<p xml:id="p-rot"', "too easily", '<seg ana="#kind.evaluative">too easily</seg>'),
)
edit(
    "phrase-emphasised",
    FRENEMIES,
    "italics that were in print: a mark that is kept",
    within('<p xml:id="p-7"', "buffer zone", '<hi rend="italic">buffer zone</hi>'),
)
edit(
    "hi-without-rend",
    FRENEMIES,
    "hi says not how",
    within('<p xml:id="p-7"', "buffer zone", "<hi>buffer zone</hi>"),
)
edit(
    "hi-of-an-unknown-rend",
    FRENEMIES,
    "hi with a word that we do not know",
    within('<p xml:id="p-7"', "buffer zone", '<hi rend="letterspaced">buffer zone</hi>'),
)
edit(
    "hi-of-two-words",
    CLAIMS,
    "@rend of two words",
    swap('<hi rend="bold">capture</hi>', '<hi rend="bold italic">capture</hi>'),
)
edit(
    "hi-with-rendition",
    CLAIMS,
    "@rendition instead of @rend",
    swap('<hi rend="bold">capture</hi>', '<hi rendition="#b">capture</hi>'),
)
edit(
    "hi-with-style",
    CLAIMS,
    "CSS beside @rend",
    swap('<hi rend="bold">capture</hi>', '<hi rend="bold" style="color: red">capture</hi>'),
)
edit(
    "hi-taken-out",
    CLAIMS,
    "formatting is taken out",
    swap('<hi rend="bold">capture</hi>', "capture"),
)
edit(
    "hi-around-nothing",
    HARBOUR,
    "an empty hi is left by an editor",
    swap("And a debt.</p>", 'And a debt.<hi rend="italic"/></p>'),
)
edit(
    "hi-doubled",
    CLAIMS,
    "two hi of one kind in each other",
    swap('<hi rend="bold">capture</hi>', '<hi rend="bold"><hi rend="bold">capture</hi></hi>'),
)
edit(
    "hi-split",
    CLAIMS,
    "a word processor splits one hi into two",
    swap('<hi rend="bold">capture</hi>', '<hi rend="bold">cap</hi><hi rend="bold">ture</hi>'),
)
edit(
    "every-word-marked",
    HARBOUR,
    "two words of a block, both marked: the blank between them is text",
    swap(">And a debt.</p>", '><hi rend="italic">And</hi> <hi rend="bold">a debt.</hi></p>'),
)
edit(
    "every-word-marked-under-a-claim",
    HARBOUR,
    "the same where an anchor rests",
    swap(">Close the quay</p>", '><hi rend="italic">Close</hi> <hi rend="bold">the quay</hi></p>'),
)
edit(
    "mark-with-id",
    HARBOUR,
    "a mark gets an id so that something can point at it",
    swap("<add>Open</add>", '<add xml:id="add-1">Open</add>'),
)
edit(
    "addition-by-a-hand",
    HARBOUR,
    "who added it, and where",
    swap("<add>Open</add>", '<add place="above" hand="#h1">Open</add>'),
)
edit(
    "quotation-with-source",
    CLAIMS,
    "a quote is told where it comes from",
    swap("<quote>“about two", '<quote source="#w-report">“about two'),
)
edit(
    "q-for-quote",
    CLAIMS,
    "q, since the words may be nobody's",
    swap("<quote>“about two o' Clock”</quote>", "<q>“about two o' Clock”</q>"),
)
edit(
    "foreign-without-language",
    HARBOUR,
    "the language is not known",
    swap('<foreign xml:lang="es">Ana', "<foreign>Ana"),
)
edit(
    "foreign-with-words-for-language",
    HARBOUR,
    "a language that is no tag",
    swap('<foreign xml:lang="es">Ana', '<foreign xml:lang="spanish language">Ana'),
)
edit(
    "link-retargeted",
    HARBOUR,
    "an address is updated",
    swap('target="https://example.org/c"', 'target="https://example.org/council"'),
)
edit(
    "link-with-n",
    HARBOUR,
    "a link gets a label",
    swap('target="https://example.org/c"', 'target="https://example.org/c" n="council"'),
)
edit(
    "link-with-two-targets",
    HARBOUR,
    "two addresses in @target",
    swap('target="https://example.org/c"', 'target="https://example.org/c https://example.org/d"'),
)
edit(
    "link-loses-type",
    HARBOUR,
    "a ref as TEI has it",
    swap(
        '<ref type="link" target="https://example.org/c">', '<ref target="https://example.org/c">'
    ),
)
edit(
    "lost-link-found",
    FRENEMIES,
    "the target of a lost link is known again",
    swap(
        '<ref type="lost">Source</ref>',
        '<ref type="link" target="https://www.flickr.com/x">Source</ref>',
    ),
)
edit(
    "lost-link-with-target",
    FRENEMIES,
    "a target is added and the type left",
    swap(
        '<ref type="lost">Source</ref>',
        '<ref type="lost" target="https://www.flickr.com/x">Source</ref>',
    ),
)
edit(
    "ptr-in-text",
    HARBOUR,
    "an empty pointer in the text",
    swap("And a debt.</p>", 'And a debt.<ptr target="https://example.org/debt"/></p>'),
)
edit(
    "xlink-attribute",
    HARBOUR,
    "a link of XLink",
    swap(
        '<p xml:id="q-2"',
        '<p xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://example.org/" xml:id="q-2"',
    ),
)
edit(
    "note-in-text",
    FRENEMIES,
    "a footnote is typed at its call",
    within(
        '<p xml:id="p-8"',
        "hermit kingdom",
        'hermit kingdom<note place="foot" n="1">So called before.</note>',
    ),
)
edit(
    "note-call-moved",
    CLAIMS,
    "a call goes before the full stop",
    swap(
        'were kept.<ref type="note-call" target="#n-fire">*</ref>',
        'were kept<ref type="note-call" target="#n-fire">*</ref>.',
    ),
    says="p-fire",
)
edit(
    "note-call-retargeted",
    CLAIMS,
    "a call leads to what is no note",
    swap('<ref type="note-call" target="#n-fire">', '<ref type="note-call" target="#p-words">'),
)
edit(
    "page-break-in-a-block",
    CLAIMS,
    "a page begins",
    within('<p xml:id="p-words"', "before it", '<pb n="2"/>before it'),
)
edit(
    "page-break-between-blocks",
    HARBOUR,
    "a page begins between two paragraphs",
    before('<p xml:id="p-2"', '<pb n="12" facs="p12.jpg"/>\n'),
)
edit(
    "line-beginnings", HARBOUR, "lines of the print", swap("And a debt.", 'And <lb n="2"/>a debt.')
)
edit(
    "line-break-added",
    HARBOUR,
    "a line break that we keep",
    swap("Share this page", "Share<lb/>this page"),
    says="copy-out-of-date",
)
edit(
    "line-break-within-a-word",
    HARBOUR,
    "a word is broken at a line end",
    swap("And a debt.", 'And a de<lb break="no"/>bt.'),
)
edit(
    "milestone-and-anchor",
    FRENEMIES,
    "points for other pointers",
    within(
        '<p xml:id="p-2"',
        "This recent activity",
        '<milestone unit="argument"/><anchor xml:id="a.1"/>This recent activity',
    ),
)
edit(
    "index-entry",
    HARBOUR,
    "an index term at its place",
    swap("And a debt.", "And a <index><term>debt</term></index>debt."),
)
edit(
    "comment-in-a-paragraph",
    FRENEMIES,
    "a question to a colleague",
    within('<p xml:id="p-2"', "Songun", "<!-- spelling? -->Songun"),
)
edit(
    "comment-between-blocks",
    CLAIMS,
    "a comment between paragraphs",
    before('<p xml:id="p-rights"', "<!-- check this with the lawyer -->\n"),
)
edit(
    "instruction-in-a-paragraph",
    FRENEMIES,
    "oXygen keeps review comments as instructions",
    within(
        '<p xml:id="p-3"',
        "landmark agreement",
        '<?oxy_comment_start author="me" comment="which?"?>landmark agreement<?oxy_comment_end?>',
    ),
)
edit(
    "tracked-deletion",
    HARBOUR,
    "oXygen keeps deleted text in an instruction",
    swap("And a debt.", 'And a <?oxy_delete author="me" content="large "?>debt.'),
)
edit(
    "paragraph-commented-out",
    HARBOUR,
    "a whole block is commented out",
    whole('<p xml:id="q-2"', "</p>", lambda part: f"<!-- {part} -->"),
    says="copy-out-of-date",
)
edit(
    "formula",
    HARBOUR,
    "MathML in a paragraph",
    swap(
        "And a debt.",
        'And a <formula><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>d</mi></math></formula>debt.',
    ),
)
edit(
    "html-pasted",
    HARBOUR,
    "HTML tags come with a paste",
    swap("And a debt.", "And a <b>debt</b>.<br/>"),
)
