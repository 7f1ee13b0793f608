"""What people do to the text."""

from __future__ import annotations

from tests.formats.hand_edits.making import (
    CLAIMS,
    FRENEMIES,
    HARBOUR,
    after,
    before,
    edit,
    everywhere,
    moved,
    out,
    pattern,
    swap,
    whole,
    within,
)

# --- words ---

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
    says="440",
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
    says="440",
)
edit(
    "blank-at-the-end",
    HARBOUR,
    "a blank is typed before the end of a block",
    swap("And a debt.</p>", "And a debt. </p>"),
    says="440",
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
    says="440",
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

# --- marking up ---

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
    says="440",
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
    says="440",
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

# --- blocks ---

edit(
    "paragraph-added",
    FRENEMIES,
    "a paragraph without an id",
    before('<p xml:id="p-5"', "<p>An added paragraph.</p>\n"),
)
edit(
    "paragraph-added-with-id",
    FRENEMIES,
    "a paragraph with an id and no origin",
    before('<p xml:id="p-5"', '<p xml:id="p-4a" xml:space="preserve">An added paragraph.</p>\n'),
    says="7270",
)
edit(
    "paragraph-split",
    HARBOUR,
    "a long paragraph becomes two",
    swap(
        "</emph> of its  traffic.",
        '</emph> of its  traffic.</p>\n<p xml:id="p-1b" xml:space="preserve">',
    ),
    wide=True,
)
edit(
    "paragraphs-joined",
    HARBOUR,
    "two paragraphs become one",
    swap('to the sea.</p>\n<p xml:id="q-2" xml:space="preserve">And', "to the sea. And"),
    says="440",
)
edit(
    "paragraph-taken-out",
    HARBOUR,
    "a paragraph on which nothing rests",
    out('<p xml:id="q-2" xml:space="preserve">And a debt.</p>\n'),
    says="440",
)
edit(
    "paragraph-taken-out-under-claims",
    CLAIMS,
    "a paragraph with claims goes",
    whole('<p xml:id="p-rot"', "</p>\n", ""),
    says="p-rot",
)
edit(
    "paragraph-doubled",
    CLAIMS,
    "copy and paste with the same id",
    whole('<p xml:id="p-alone"', "</p>\n", lambda part: part + part),
)
edit(
    "paragraph-doubled-with-new-id",
    HARBOUR,
    "copy and paste with another id",
    after(
        '<p xml:id="q-2" xml:space="preserve">And a debt.</p>',
        '\n<p xml:id="q-3" xml:space="preserve">And a debt.</p>',
    ),
    says="440",
)
edit(
    "paragraphs-change-places",
    FRENEMIES,
    "the order of the article is changed",
    moved('<p xml:id="p-8"', "</p>\n", '<p xml:id="p-7"'),
)
edit(
    "id-of-a-block-changed",
    CLAIMS,
    "an id is renamed where it stands only",
    swap('<p xml:id="p-dickinson"', '<p xml:id="p-emily"'),
    says="p-dickinson",
)
edit(
    "id-of-a-block-changed-everywhere",
    FRENEMIES,
    "an id is renamed by find and replace",
    pattern(r'(["(#])p-5([",)])', r"\1para-5\2"),
    wide=True,
)
edit(
    "id-of-a-block-taken-out",
    HARBOUR,
    "an id is thought superfluous",
    swap('<p xml:id="q-2" xml:space="preserve">', '<p xml:space="preserve">'),
)
edit(
    "id-that-is-no-name",
    HARBOUR,
    "an id that begins with a digit",
    swap('<p xml:id="q-2"', '<p xml:id="2"'),
)
edit(
    "id-with-a-dot",
    HARBOUR,
    "an id of XML that is none of ours",
    swap('<p xml:id="q-2"', '<p xml:id="q.2"'),
)
edit(
    "id-twice",
    HARBOUR,
    "an id is used again by another element",
    swap('<p xml:id="q-2"', '<p xml:id="quay"'),
)
edit(
    "block-numbered",
    CLAIMS,
    "paragraphs get numbers",
    swap('<p xml:id="p-closing"', '<p n="17" xml:id="p-closing"'),
)
edit(
    "block-rendered",
    FRENEMIES,
    "@rend on a paragraph",
    swap('<p xml:id="p-6"', '<p rend="indent" xml:id="p-6"'),
)
edit(
    "block-in-another-language",
    CLAIMS,
    "xml:lang on a paragraph",
    swap('<p xml:id="p-closing"', '<p xml:lang="en-GB" xml:id="p-closing"'),
)
edit(
    "block-with-empty-language",
    HARBOUR,
    "xml:lang is emptied, which undoes it",
    swap('<p xml:id="q-2"', '<p xml:lang="" xml:id="q-2"'),
)
edit(
    "block-with-origin-off",
    FRENEMIES,
    "@source off by one",
    swap("#char=865,1451", "#char=865,1450"),
)
edit(
    "block-with-two-origins",
    FRENEMIES,
    "@source with two pointers",
    swap(
        'source="received/frenemies.txt#char=865,1451"',
        'source="received/frenemies.txt#char=865,1451 #cap-1"',
    ),
)
edit(
    "block-without-origin",
    CLAIMS,
    "@source is dropped",
    out(' source="received/claims-and-sources.txt#char=6403,6646"'),
)
edit(
    "block-by-resp",
    HARBOUR,
    "who transcribed a block",
    swap('<p xml:id="q-2"', '<p resp="#ed-1" xml:id="q-2"'),
)
edit(
    "block-with-facs",
    HARBOUR,
    "a block is tied to an image",
    swap('<p xml:id="q-2"', '<p facs="#zone-2" xml:id="q-2"'),
)
edit(
    "block-with-ana",
    CLAIMS,
    "a paragraph is classified",
    swap('<p xml:id="p-closing"', '<p ana="#kind.normative" xml:id="p-closing"'),
)
edit(
    "p-becomes-ab",
    FRENEMIES,
    "p is changed into ab",
    whole('<p xml:id="p-6"', "</p>", lambda part: "<ab" + part[2:-4] + "</ab>"),
)
edit(
    "head-becomes-label",
    CLAIMS,
    "a head is tagged otherwise",
    whole('<head xml:id="h-rights"', "</head>", lambda part: "<label" + part[5:-7] + "</label>"),
)
edit(
    "furniture-becomes-p",
    HARBOUR,
    "ab is made a p",
    whole('<ab type="furniture"', "</ab>", lambda part: "<p" + part[3:-5] + "</p>"),
)
edit(
    "furniture-renamed",
    HARBOUR,
    "what furniture it is",
    swap('subtype="share-bar"', 'subtype="navigation"'),
)
edit(
    "section-added",
    FRENEMIES,
    "a div is put round some paragraphs",
    before('<p xml:id="p-7"', '<div type="section" xml:id="part-2">\n'),
    swap("</div>\n</body>", "</div>\n</div>\n</body>"),
    wide=True,
)
edit(
    "section-without-id",
    HARBOUR,
    "a div without an id",
    swap('<div type="section" xml:id="s-2">', '<div type="section">'),
)
edit(
    "section-of-an-unknown-type",
    CLAIMS,
    "a type of another project",
    swap('<div type="appendix"', '<div type="annex"'),
)
edit(
    "section-numbered",
    CLAIMS,
    "@n on a div",
    swap(
        '<div type="section" xml:id="sec-bytes">', '<div type="section" n="2" xml:id="sec-bytes">'
    ),
)
edit(
    "section-moved-to-back",
    HARBOUR,
    "a section moves behind the article",
    moved('<div type="section" xml:id="s-2">', "</div>\n", '<div type="furniture"'),
    wide=True,
)
edit(
    "block-after-a-section",
    HARBOUR,
    "a paragraph behind a nested div, which TEI forbids",
    within(
        "  # counted</ab>", "</div>\n", '</div>\n<p xml:id="late" xml:space="preserve">Late.</p>\n'
    ),
)
edit(
    "front-added",
    CLAIMS,
    "a title page",
    before(
        "<body>",
        "<front>\n<titlePage>\n<docTitle>\n<titlePart>Claims</titlePart>\n</docTitle>\n</titlePage>\n</front>\n",
    ),
)
edit(
    "byline-added",
    FRENEMIES,
    "a byline behind the head",
    before('<figure xml:id="figure">', "<byline>by Jane Doe</byline>\n"),
)
edit(
    "opener-added",
    HARBOUR,
    "place and day at the head",
    before('<p xml:id="p-1"', "<opener><dateline>Utrecht, May 2021</dateline></opener>\n"),
)
edit(
    "epigraph-added",
    CLAIMS,
    "a motto",
    before('<p xml:id="p-fire"', "<epigraph><p>Littera scripta manet.</p></epigraph>\n"),
)
edit(
    "text-between-blocks",
    FRENEMIES,
    "words fall out of a paragraph",
    before('<p xml:id="p-2"', "And then\n"),
)
edit(
    "letter-between-blocks",
    CLAIMS,
    "a key is hit by mistake",
    before('<table xml:id="t-absence">', "w"),
)
edit(
    "no-break-space-between-blocks",
    FRENEMIES,
    "it looks like layout and is text",
    before('<p xml:id="p-2"', "\xa0\n"),
)
edit(
    "empty-paragraph",
    HARBOUR,
    "an empty p is left by an editor",
    before('<p xml:id="p-2"', "<p/>\n"),
)
edit(
    "divider-added",
    CLAIMS,
    "a line between blocks",
    before('<p xml:id="p-closing"', '<milestone rend="asterism" unit="section"/>\n'),
)
edit(
    "item-added",
    CLAIMS,
    "an item without an id",
    before(
        '<item>\n<label type="marker" xml:space="preserve">3. </label>', "<item>And why?</item>\n"
    ),
)
edit(
    "item-as-text",
    HARBOUR,
    "an item holds its text without a p",
    whole('<label type="marker" xml:space="preserve">a) </label>', "</p>", "Close the quay"),
    wide=True,
)
edit("marker-changed", HARBOUR, "a marker is changed", swap(">a) </label>", ">A) </label>"))
edit(
    "list-with-a-head",
    HARBOUR,
    "a list gets a head",
    after('<list xml:id="list" rend="numbered">', "\n<head>To do</head>"),
)
edit(
    "list-restyled",
    CLAIMS,
    "bullets become numbers",
    swap('<list xml:id="l-rights" rend="bulleted">', '<list xml:id="l-rights" rend="numbered">'),
)
edit(
    "list-of-another-style",
    CLAIMS,
    "a style that we do not know",
    swap('<list xml:id="l-rights" rend="bulleted">', '<list xml:id="l-rights" rend="square">'),
)
edit(
    "list-with-type",
    CLAIMS,
    "@type as older TEI had it",
    swap(
        '<list xml:id="l-rights" rend="bulleted">',
        '<list xml:id="l-rights" rend="bulleted" type="simple">',
    ),
)
edit(
    "items-change-places",
    CLAIMS,
    "references are sorted",
    moved('<item>\n<p xml:id="ref-zittrain"', "</item>\n", '<item>\n<p xml:id="ref-bacon"'),
)
edit(
    "nested-list-before-its-item",
    CLAIMS,
    "a nested list stands before the text of its item",
    moved('<list xml:id="l-words"', "</list>\n", '<p xml:id="q-words"'),
)
edit(
    "cell-added",
    HARBOUR,
    "a third column",
    after('<cell xml:id="c-2" xml:space="preserve">Ships</cell>', "\n<cell>Tons</cell>"),
)
edit(
    "cell-spans",
    HARBOUR,
    "a cell spans two columns",
    swap('<cell xml:id="c-4"', '<cell cols="2" xml:id="c-4"'),
)
edit(
    "cell-spans-one",
    HARBOUR,
    "a program writes the defaults, as TEI Publisher does",
    swap('<cell xml:id="c-4"', '<cell cols="1" rows="1" role="data" xml:id="c-4"'),
)
edit(
    "cell-aligned",
    HARBOUR,
    "a cell is set to the right",
    swap('<cell xml:id="c-4"', '<cell rend="right" xml:id="c-4"'),
)
edit(
    "table-counted",
    CLAIMS,
    "@rows and @cols of a table",
    swap('<table xml:id="t-absence">', '<table rows="5" cols="3" xml:id="t-absence">'),
)
edit(
    "row-taken-out",
    HARBOUR,
    "a row is deleted",
    whole('<row>\n<cell role="label" xml:id="c-3"', "</row>\n", ""),
    says="440",
)
edit("words-in-a-row", HARBOUR, "a remark in a row", before('<cell xml:id="c-2"', "and "))
edit(
    "table-with-a-note",
    HARBOUR,
    "a note under a table",
    before("</table>", "<note>Counted in May.</note>\n"),
)
edit(
    "figure-given-a-file",
    FRENEMIES,
    "the picture has been found",
    after('<figure xml:id="figure">', '\n<graphic type="file" url="figures/flags.jpg"/>'),
)
edit(
    "figure-given-a-plain-graphic",
    FRENEMIES,
    "a graphic as TEI has it",
    after('<figure xml:id="figure">', '\n<graphic url="https://example.org/flags.jpg"/>'),
)
edit(
    "figure-described",
    FRENEMIES,
    "an alternative text is written",
    within('<ref type="lost">Source</ref></head>', "\n", "\n<figDesc>Two flags.</figDesc>\n"),
)
edit(
    "figure-described-twice",
    CLAIMS,
    "a short and a long description",
    before("<figDesc>Four bars", "<figDesc>Bars.</figDesc>\n"),
)
edit(
    "figure-reordered",
    HARBOUR,
    "the caption stands first",
    moved('<head xml:id="cap"', "</head>\n", '<graphic type="file" url="images/boats.jpg"'),
)
edit("image-resized", HARBOUR, "a width in centimetres", swap('width="640px"', 'width="12cm"'))
edit(
    "image-scaled",
    HARBOUR,
    "@scale on a graphic",
    swap('width="640px"', 'scale="0.5" width="640px"'),
)
edit(
    "figure-placed",
    FRENEMIES,
    "@rend on a figure",
    swap('<figure xml:id="figure">', '<figure rend="left" xml:id="figure">'),
)
edit(
    "second-caption",
    FRENEMIES,
    "a caption of two paragraphs",
    within('<ref type="lost">Source</ref></head>', "\n", "\n<p>Taken in 2010.</p>\n"),
)
edit(
    "verse-line-added",
    CLAIMS,
    "a line without an id",
    before('<l xml:id="v-word-6"', "<l>I say.</l>\n"),
)
edit(
    "stanza-made",
    CLAIMS,
    "lines are grouped",
    before('<l xml:id="v-word-1"', '<lg type="stanza">\n'),
    within('xml:space="preserve">Some say.</l>', "\n", "\n</lg>\n"),
    wide=True,
)
edit(
    "verse-metre",
    CLAIMS,
    "metre and rhyme",
    swap('<lg xml:id="v-word">', '<lg xml:id="v-word" met="-+-+" rhyme="ab">'),
)
edit(
    "quotation-loses-credit",
    HARBOUR,
    "a credit goes on which a source rests",
    whole('<bibl type="credit">', "</bibl>\n", ""),
    says="credit",
)
edit(
    "quotation-given-a-bibl",
    HARBOUR,
    "a second bibl in a cit",
    before('<bibl type="credit">', '<bibl corresp="#w-2">n. d.</bibl>\n'),
)
edit(
    "credit-before-the-quotation",
    HARBOUR,
    "the credit stands first",
    moved('<bibl type="credit">', "</bibl>\n", '<quote>\n<p xml:id="q-1"'),
)
edit(
    "credit-without-type",
    CLAIMS,
    "the type is dropped",
    swap(
        '<bibl type="credit">\n<seg xml:id="q-bacon-credit"', '<bibl>\n<seg xml:id="q-bacon-credit"'
    ),
    wide=True,
)
edit(
    "quotation-retargeted",
    CLAIMS,
    "another work is meant",
    swap(
        '<cit xml:id="q-bacon" corresp="#w-bacon">', '<cit xml:id="q-bacon" corresp="#w-dickinson">'
    ),
)
edit(
    "quotation-of-two-works",
    CLAIMS,
    "two pointers where one may stand",
    swap(
        '<cit xml:id="q-bacon" corresp="#w-bacon">',
        '<cit xml:id="q-bacon" corresp="#w-bacon #w-report">',
    ),
)
edit(
    "note-moved-to-the-end",
    CLAIMS,
    "from foot to end",
    swap('<note xml:id="n-fire" place="foot">', '<note xml:id="n-fire" place="end">'),
)
edit(
    "note-at-an-unknown-place",
    CLAIMS,
    "a place that we do not know",
    swap('<note xml:id="n-fire" place="foot">', '<note xml:id="n-fire" place="bottom">'),
)
edit(
    "note-without-place",
    HARBOUR,
    "@place is dropped",
    swap('<note xml:id="n-1" place="foot">', '<note xml:id="n-1">'),
)
edit(
    "note-with-a-list",
    HARBOUR,
    "a note with more than paragraphs",
    after("See the Harbour Report.</p>", "\n<list><item>one</item></list>"),
)
edit(
    "note-with-type",
    HARBOUR,
    "whose note it is",
    swap('<note xml:id="n-1" place="foot">', '<note xml:id="n-1" type="authorial" place="foot">'),
)
edit(
    "code-in-a-language",
    HARBOUR,
    "the programming language is told",
    swap('<ab type="code" xml:id="code"', '<ab type="code" subtype="python" xml:id="code"'),
)
edit(
    "include-of-another-file",
    CLAIMS,
    "XInclude brings a chapter in",
    before(
        '<div type="section" xml:id="sec-bytes">',
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="chapter.xml"/>\n',
    ),
)
edit(
    "speech-added",
    HARBOUR,
    "an interview is tagged as speech",
    before('<p xml:id="p-2"', "<sp><speaker>Ana</speaker><p>Yes.</p></sp>\n"),
)
edit(
    "floating-text",
    HARBOUR,
    "a letter quoted whole",
    before('<p xml:id="p-2"', "<floatingText><body><p>Dear all,</p></body></floatingText>\n"),
)
edit(
    "section-in-back-without-type",
    HARBOUR,
    "a div of the back loses its type",
    swap('<div type="furniture" xml:id="s-3">', '<div xml:id="s-3">'),
)
edit("back-before-body", HARBOUR, "back stands before body", moved("<back>", "</back>\n", "<body>"))
edit(
    "paragraphs-of-a-quotation-change-places",
    HARBOUR,
    "no origin says in which order they came",
    moved('<p xml:id="q-2"', "</p>\n", '<p xml:id="q-1"'),
)
edit(
    "image-address-of-two",
    HARBOUR,
    "two addresses of an image",
    swap(
        'url="https://example.org/boats.jpg"',
        'url="https://example.org/boats.jpg https://example.org/b.jpg"',
    ),
)
