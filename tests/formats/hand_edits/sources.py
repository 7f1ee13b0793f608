"""What people do to works and sources."""

from __future__ import annotations

from tests.formats.hand_edits.making import (
    CLAIMS,
    HARBOUR,
    after,
    before,
    edit,
    moved,
    swap,
    whole,
    within,
)

edit(
    "work-added",
    CLAIMS,
    "a work as TEI has it",
    before(
        '<bibl xml:id="w-report"',
        '<bibl xml:id="w-new" type="book">\n<title>A New Book</title>\n</bibl>\n',
    ),
)
edit(
    "work-added-well",
    CLAIMS,
    "a work as we write it",
    before(
        '<bibl xml:id="w-report"',
        '<bibl xml:id="w-new" type="book">\n<title type="main">A New Book</title>\n</bibl>\n',
    ),
)
edit(
    "work-as-bibl-struct",
    CLAIMS,
    "a biblStruct from GROBID",
    before(
        '<bibl xml:id="w-report"',
        '<biblStruct xml:id="b0">\n<monogr>\n<title level="m">Book</title>\n<imprint>\n<date when="2016"/>\n</imprint>\n</monogr>\n</biblStruct>\n',
    ),
)
edit(
    "work-in-prose",
    CLAIMS,
    "a reference in prose",
    before('<bibl xml:id="w-report"', '<bibl xml:id="w-prose">Smith, Book (2016).</bibl>\n'),
)
edit(
    "work-punctuated",
    CLAIMS,
    "commas between the parts",
    within('<bibl xml:id="w-report"', "</title>\n", "</title>,\n"),
)
edit(
    "work-author-as-text",
    CLAIMS,
    "an author as plain text",
    within('<bibl xml:id="w-maldon"', "</title>", "</title>\n<author>Anonymous</author>"),
)
edit(
    "work-with-series",
    HARBOUR,
    "a series",
    after('<title level="j">Papers</title>', '\n<title level="s">Blue Series</title>'),
)
edit(
    "work-with-level",
    HARBOUR,
    "@level on a title",
    swap('<title type="main">Harbour Report', '<title level="m" type="main">Harbour Report'),
)
edit(
    "work-title-language",
    HARBOUR,
    "the language of a title",
    swap('<title type="main">Harbour Report', '<title type="main" xml:lang="en">Harbour Report'),
)
edit(
    "work-with-note",
    HARBOUR,
    "a plain note",
    before('<bibl type="archived" xml:id="copy-1"', "<note>Consulted in May.</note>\n"),
)
edit(
    "work-csl-twice",
    HARBOUR,
    "a field stands twice",
    after(
        '<note type="csl" n="note">Out of print.</note>', '\n<note type="csl" n="note">Rare.</note>'
    ),
)
edit(
    "work-csl-unknown",
    HARBOUR,
    "a field of another version",
    swap('<note type="csl" n="note">', '<note type="csl" n="remark">'),
)
edit(
    "work-scope-in-words",
    HARBOUR,
    "volume written out",
    swap('<biblScope unit="volume">2<', '<biblScope unit="volume">vol. 2<'),
)
edit(
    "work-scope-unknown",
    HARBOUR,
    "a unit that we do not know",
    swap('<biblScope unit="page">1–40<', '<biblScope unit="plate">1–40<'),
)
edit(
    "work-issued-in-words",
    HARBOUR,
    "a date with words",
    swap(
        'when-custom="2018" datingMethod="#edtf.calendar" when="2018"/>',
        'when-custom="2018" datingMethod="#edtf.calendar" when="2018">2018 or so</date>',
    ),
)
edit(
    "work-date-without-type",
    HARBOUR,
    "a date of no type",
    swap('<date type="issued" when-custom="2018"', '<date when-custom="2018"'),
)
edit(
    "work-issued-twice",
    HARBOUR,
    "two dates of issue",
    before('<date type="accessed" when-custom', '<date type="issued" when="2019"/>\n'),
)
edit(
    "work-parts-reordered",
    HARBOUR,
    "the date stands first",
    moved('<date type="issued" when-custom="2018"', "\n", '<title type="main">Harbour Report'),
)
edit(
    "work-of-another-type",
    HARBOUR,
    "a type of Zotero",
    swap('<bibl xml:id="w-2" type="webpage">', '<bibl xml:id="w-2" type="blogPost">'),
)
edit("work-isbn-wrong", HARBOUR, "a digit is mistyped", swap("9780306406157", "9780306406158"))
edit(
    "work-copy-status",
    HARBOUR,
    "a state that we do not know",
    swap('status="verified"', 'status="checked"'),
)
edit(
    "work-copy-without-id",
    HARBOUR,
    "an id is dropped",
    swap('<bibl type="archived" xml:id="copy-1"', '<bibl type="archived"'),
)
edit(
    "work-withdrawn-words",
    HARBOUR,
    "a withdrawal with words alone",
    whole('<note type="withdrawn">', "</note>", '<note type="withdrawn">Withdrawn in 2022.</note>'),
)
edit(
    "work-with-ref",
    HARBOUR,
    "a ref to the web",
    before(
        '<bibl type="archived" xml:id="copy-1"', '<ref target="https://example.org/">online</ref>\n'
    ),
)
edit(
    "list-bibl-nested",
    CLAIMS,
    "works are grouped",
    before('<bibl xml:id="w-report"', "<listBibl>\n<bibl>x</bibl>\n</listBibl>\n"),
)
edit(
    "list-bibl-with-head",
    CLAIMS,
    "a list of works gets a head",
    after('<listBibl type="works">', "\n<head>Works</head>"),
)
edit(
    "list-bibl-of-another-type",
    HARBOUR,
    "a type is misspelt",
    swap('<listBibl type="works">', '<listBibl type="work">'),
    wide=True,
)
edit(
    "source-named-otherwise",
    CLAIMS,
    "the words of a source are changed",
    swap(
        '<note type="as-named">Emily Dickinson</note>',
        '<note type="as-named">Miss Dickinson</note>',
    ),
)
edit(
    "source-to-two-works",
    CLAIMS,
    "two works behind one source",
    within(
        '<bibl xml:id="src-dickinson"', 'corresp="#w-dickinson"', 'corresp="#w-dickinson #w-bacon"'
    ),
)
edit(
    "source-with-two-agents",
    HARBOUR,
    "two agents behind one source",
    after('<ptr type="agent" target="#council"/>', '\n<ptr type="agent" target="#pilots"/>'),
)
edit(
    "source-as-named-twice",
    HARBOUR,
    "a source is named twice",
    after(
        '<note type="as-named">the Harbour Report</note>',
        '\n<note type="as-named">the Report</note>',
    ),
)
edit(
    "source-is-a-work",
    HARBOUR,
    "a source points at a person as its work",
    swap('type="source" corresp="#w-1"', 'type="source" corresp="#ana"'),
)
edit(
    "source-moved-among-works",
    HARBOUR,
    "a source stands in the list of works",
    moved('<bibl xml:id="src-1"', "</note>\n</bibl>\n", '<bibl xml:id="w-2"'),
    wide=True,
)
edit(
    "orphan-without-reason",
    HARBOUR,
    "why words are lost is dropped",
    within('<quote type="lost"', "<p>The words were cut.</p>\n", ""),
)
edit(
    "orphan-becomes-anchor",
    HARBOUR,
    "a lost stretch is called an anchor",
    swap('<quote type="lost"', '<quote type="anchor"'),
)
edit(
    "run-words-changed",
    CLAIMS,
    "quoted words beside a pointer are changed",
    within('<bibl xml:id="src-some-say"', ">Some<", ">some<"),
)
edit(
    "run-type-dropped",
    HARBOUR,
    "a quote loses its type",
    swap(
        '<quote type="anchor" source="#string-range(credit,17,6)">',
        '<quote source="#string-range(credit,17,6)">',
    ),
)
edit(
    "run-pointer-dropped",
    HARBOUR,
    "a quote loses its pointer",
    swap('<quote type="anchor" source="#string-range(credit,17,6)">', '<quote type="anchor">'),
)
