"""What people do to blocks."""

from __future__ import annotations

from tests.formats.hand_edits.making import (
    CLAIMS,
    FRENEMIES,
    HARBOUR,
    after,
    before,
    edit,
    moved,
    out,
    pattern,
    swap,
    whole,
    within,
)

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
    says="copy-out-of-date",
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
    says="copy-out-of-date",
)
edit(
    "paragraph-taken-out",
    HARBOUR,
    "a paragraph on which nothing rests",
    out('<p xml:id="q-2" xml:space="preserve">And a debt.</p>\n'),
    says="copy-out-of-date",
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
    says="copy-out-of-date",
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
    says="quay",
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
    says="copy-out-of-date",
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
