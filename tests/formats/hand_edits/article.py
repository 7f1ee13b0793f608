"""What people do to what the header says of the article."""

from __future__ import annotations

from tests.formats.hand_edits.making import (
    CLAIMS,
    FRENEMIES,
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
    "main-title-corrected",
    FRENEMIES,
    "the title of the article is given a hyphen; the words it rests on do not have it",
    within('level="a" type="main" xml:lang="en">', "North Korea", "North-Korea"),
    says="North-Korea",
)
edit(
    "author-found",
    FRENEMIES,
    "nobody is named; an editor writes who it was",
    swap(
        '<author ana="#absence.not-stated">not stated</author>',
        "<author>\n<name>Jane Doe</name>\n</author>",
    ),
)
edit(
    "author-as-plain-text",
    FRENEMIES,
    "an author as most TEI files have it",
    swap('<author ana="#absence.not-stated">not stated</author>', "<author>Jane Doe</author>"),
)
edit(
    "absence-with-other-words",
    FRENEMIES,
    "the words of an absence are translated",
    swap(
        '<author ana="#absence.not-stated">not stated</author>',
        '<author ana="#absence.not-stated">niet vermeld</author>',
    ),
)
edit(
    "absence-without-words",
    FRENEMIES,
    "the derived words of an absence are left out",
    swap(
        '<author ana="#absence.not-stated">not stated</author>',
        '<author ana="#absence.not-stated"/>',
    ),
)
edit(
    "absence-becomes-none",
    FRENEMIES,
    "somebody has looked: there is none",
    swap(
        '<publisher ana="#absence.not-stated">not stated</publisher>',
        '<publisher ana="#absence.none">none</publisher>',
    ),
)
edit(
    "value-beside-its-absence",
    FRENEMIES,
    "a publisher is added and the absence left standing",
    after(
        '<publisher ana="#absence.not-stated">not stated</publisher>',
        "\n<publisher>\n<name>Example Blog</name>\n</publisher>",
    ),
)
edit(
    "author-name-rearranged",
    HARBOUR,
    "surname first, as in a catalogue",
    moved("<surname>Cruz</surname>", "\n", "<forename>Ana</forename>\n"),
)
edit(
    "author-gets-a-role-name",
    HARBOUR,
    "a title of honour is added",
    before("<forename>Ana</forename>", "<roleName>Dr</roleName>\n"),
)
edit(
    "author-punctuated",
    HARBOUR,
    "commas between the parts of a name",
    swap("<surname>Cruz</surname>\n<genName>", "<surname>Cruz</surname>, <genName>"),
)
edit(
    "author-gets-email",
    HARBOUR,
    "GROBID writes an address into authors",
    within("<author>\n<name>Harbour Desk</name>", "\n", "\n<email>desk@example.org</email>\n"),
)
edit(
    "author-affiliation",
    HARBOUR,
    "GROBID writes affiliations into authors",
    within(
        "<author>\n<name>Harbour Desk</name>",
        "\n",
        '\n<affiliation key="aff0"><orgName type="institution">Courier</orgName></affiliation>\n',
    ),
)
edit(
    "translator-becomes-illustrator",
    HARBOUR,
    "a role is corrected",
    swap('<editor role="translator">', '<editor role="illustrator">'),
)
edit(
    "journal-gets-an-issn",
    CLAIMS,
    "an identifier of the series",
    swap(
        'type="series">Documents of the Annotated Archive</title>',
        'type="series">Documents of the Annotated Archive<idno type="ISSN">0317-8471</idno></title>',
    ),
)
edit(
    "issn-written-first",
    HARBOUR,
    "the identifier is put before the words",
    swap(
        'Example Courier<idno type="ISSN">0317-8471</idno>\n</title>',
        '<idno type="ISSN">0317-8471</idno>Example Courier</title>',
    ),
)
edit(
    "published-corrected",
    CLAIMS,
    "only @when is changed, as every other TEI file would have it",
    within('<date xml:id="meta.9" type="published"', 'when="2026-11-25"/>', 'when="2026-11-26"/>'),
)
edit(
    "published-corrected-in-both",
    CLAIMS,
    "@when and @when-custom are changed",
    within(
        '<date xml:id="meta.9" type="published"',
        ' when-custom="2026-11-25" datingMethod="#edtf.calendar" when="2026-11-25"/>',
        ' when-custom="2026-11-26" datingMethod="#edtf.calendar" when="2026-11-26"/>',
    ),
)
edit(
    "published-with-when-alone",
    HARBOUR,
    "a date as TEI people write it",
    swap(
        'type="published" when-custom="2021-05-04" datingMethod="#edtf.calendar" when="2021-05-04"/>',
        'type="published" when="2021-05-04"/>',
    ),
)
edit(
    "published-with-words",
    HARBOUR,
    "the date is given words",
    swap(
        'datingMethod="#edtf.calendar" when="2021-05-04"/>',
        'datingMethod="#edtf.calendar" when="2021-05-04">4 May 2021</date>',
    ),
)
edit(
    "written-without-precision",
    FRENEMIES,
    "a program drops @precision, which is derived",
    swap(
        '<date xml:id="meta.5" when-custom="2016-04~" datingMethod="#edtf.calendar" when="2016-04" precision="low"/>',
        '<date xml:id="meta.5" when-custom="2016-04~" datingMethod="#edtf.calendar" when="2016-04"/>',
    ),
)
edit(
    "written-surer",
    HARBOUR,
    "@cert of a date is raised, where it is derived",
    swap('when="2021-05-03" cert="low"/>', 'when="2021-05-03" cert="high"/>'),
)
edit(
    "written-as-range",
    FRENEMIES,
    "@when becomes a range beside the same @when-custom",
    within(
        '<date xml:id="meta.5"',
        'when="2016-04" precision="low"',
        'notBefore="2016-04" notAfter="2016-12"',
    ),
)
edit(
    "pages-become-from-to",
    HARBOUR,
    "pages are given @from and @to",
    swap(
        '<biblScope unit="page">3–4</biblScope>\n<biblScope unit="volume">7',
        '<biblScope unit="page" from="3" to="4">3–4</biblScope>\n<biblScope unit="volume">7',
    ),
)
edit(
    "issue-added",
    HARBOUR,
    "an issue is added",
    after('<biblScope unit="volume">7</biblScope>', '\n<biblScope unit="issue">2</biblScope>'),
)
edit(
    "idno-of-an-unknown-kind",
    CLAIMS,
    "a catalogue number",
    before('<idno xml:id="meta.11"', '<idno type="PPN">123456789</idno>\n'),
)
edit(
    "idno-without-a-type",
    HARBOUR,
    "an identifier of no kind",
    before('<idno xml:id="meta.5"', "<idno>A 17</idno>\n"),
)
edit(
    "address-with-a-blank",
    CLAIMS,
    "a line break within an address, as editors make them",
    within(
        '<idno xml:id="meta.12"',
        "https://example.org/archive/",
        "https://example.org/\n   archive/",
    ),
)
edit(
    "notes-in-bibl",
    HARBOUR,
    "a remark on the article as TEI has it",
    before('<availability xml:id="rights.text"', "<note>Also in print.</note>\n"),
)
edit(
    "bibl-becomes-bibl-struct",
    FRENEMIES,
    "a cataloguer prefers biblStruct",
    swap('<bibl type="article">', '<biblStruct type="article">'),
    within(
        'status="restricted">\n<licence target="http://rightsstatements.org/vocab/InC/1.0/" ana',
        "</bibl>",
        "</biblStruct>",
    ),
)
edit(
    "second-source-added",
    FRENEMIES,
    "the article stands in print as well",
    before('<bibl type="figure"', "<bibl>Also in: Example Review 3 (2016).</bibl>\n"),
)
edit(
    "ms-desc-added",
    CLAIMS,
    "a description of a manuscript from another project",
    before(
        '<bibl type="figure"',
        "<msDesc><msIdentifier><settlement>Oxford</settlement></msIdentifier></msDesc>\n",
    ),
)
edit(
    "list-wit-added",
    HARBOUR,
    "witnesses for an apparatus",
    swap(
        "</sourceDesc>",
        '<listWit><witness xml:id="A">Print of 2016</witness></listWit>\n</sourceDesc>',
    ),
)
edit(
    "rights-of-figure-changed",
    FRENEMIES,
    "the variant has been found out",
    within(
        '<availability xml:id="rights.figure"',
        "<licence/>",
        '<licence target="https://creativecommons.org/licenses/by/2.0/"/>',
    ),
)
edit(
    "rights-of-figure-taken-out",
    CLAIMS,
    "nobody may keep rights of a figure any more",
    whole('<bibl type="figure" corresp="#fig-layers">', "</bibl>\n", ""),
    says="rights.fig-layers",
)
edit(
    "digest-changed",
    FRENEMIES,
    "the received file was saved again",
    swap("19d377367a6d71b1", "29d377367a6d71b1"),
)
edit(
    "digest-of-another-kind",
    HARBOUR,
    "an MD5 beside the SHA-256",
    within(
        '<ptr type="file" target="received/page.html" mimeType="text/html"/>',
        '<idno type="sha256">',
        '<idno type="md5">d41d8cd98f00b204e9800998ecf8427e</idno>\n<idno type="sha256">',
    ),
)
edit(
    "size-off",
    CLAIMS,
    "a size is mistyped",
    swap('quantity="9142"', 'quantity="9124"'),
)
edit(
    "size-in-words",
    FRENEMIES,
    "the measure is given words",
    swap(
        '<measure unit="byte" quantity="7398"/>',
        '<measure unit="byte" quantity="7398">7.4 kB</measure>',
    ),
)
edit(
    "capture-gets-a-remark",
    FRENEMIES,
    "how it was received is told",
    after('<note type="derivation">verbatim-1</note>', "\n<note>Sent by mail.</note>"),
)
edit(
    "separator-reformatted",
    FRENEMIES,
    "an editor takes out blank lines",
    swap(
        '<note type="separator" target="#p-8" xml:space="preserve">\n\n\n</note>',
        '<note type="separator" target="#p-8" xml:space="preserve">\n</note>',
    ),
)
edit(
    "media-type-changed",
    FRENEMIES,
    "the charset is dropped",
    swap('mimeType="text/plain;charset=utf-8"', 'mimeType="text/plain"'),
)
