"""What people do to the root and to the header."""

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

# --- before the root, and the root ---

edit(
    "oxygen-names-our-schema",
    FRENEMIES,
    "oXygen associates the local schema with the file",
    pattern(r'<\?xml-model href="[^"]*"', '<?xml-model href="archive.rng"'),
)
edit(
    "schematron-is-associated",
    FRENEMIES,
    "an encoder adds the Schematron rules as a second xml-model",
    before(
        "<TEI ",
        '<?xml-model href="archive.sch" type="application/xml" '
        'schematypens="http://purl.oclc.org/dsdl/schematron"?>\n',
    ),
)
edit(
    "stylesheet-before-the-root",
    CLAIMS,
    "a stylesheet is named so that browsers show the file",
    before("<TEI ", '<?xml-stylesheet type="text/css" href="tei.css"?>\n'),
)
edit(
    "comment-before-the-root",
    CLAIMS,
    "a licence comment, as many projects put at the top",
    before("<TEI ", "<!-- Do not edit by hand! -->\n"),
)
edit(
    "comment-after-the-root",
    HARBOUR,
    "an editor's mode line at the end",
    after("</TEI>", "\n<!-- vim: set ts=2: -->\n"),
)
edit(
    "xml-model-left-out",
    HARBOUR,
    "a program drops what stands before the root",
    pattern(r"<\?xml-model.*?\?>\n", ""),
)
edit(
    "declaration-left-out",
    CLAIMS,
    "an XSLT with omit-xml-declaration",
    pattern(r"^<\?xml .*?\?>\n", ""),
)
edit(
    "doctype-added",
    FRENEMIES,
    "a DTD for entities, as older projects have",
    before("<TEI ", '<!DOCTYPE TEI [<!ENTITY nk "North Korea">]>\n'),
)
edit(
    "entity-used",
    FRENEMIES,
    "an HTML entity is typed, which XML does not have",
    swap("This site uses Akismet to", "This site uses&nbsp;Akismet to"),
)
edit(
    "version-of-tei-changed",
    FRENEMIES,
    "the project's P5 release is written down",
    swap('version="4.12.0"', 'version="4.9.0"'),
)
edit(
    "version-of-tei-taken-out",
    CLAIMS,
    "a program drops what it does not know",
    out(' version="4.12.0"'),
)
edit(
    "root-gets-a-type",
    CLAIMS,
    "a portal sorts records by TEI/@type",
    swap('version="4.12.0"', 'version="4.12.0" type="article"'),
)
edit(
    "root-gets-another-language",
    HARBOUR,
    "an encoder says what language the record is in",
    swap('xml:id="harbour" version', 'xml:id="harbour" xml:lang="en" version'),
)
edit(
    "language-of-root-changed",
    FRENEMIES,
    "American spelling is said",
    swap('version="4.12.0" xml:lang="en"', 'version="4.12.0" xml:lang="en-US"'),
)
edit(
    "root-gets-a-base",
    CLAIMS,
    "xml:base for relative addresses",
    swap('version="4.12.0"', 'version="4.12.0" xml:base="https://example.org/"'),
)
edit(
    "root-keeps-white-space",
    FRENEMIES,
    "xml:space on the root so that no editor touches anything",
    swap('version="4.12.0"', 'version="4.12.0" xml:space="preserve"'),
    wide=True,
)
edit(
    "root-is-renamed",
    HARBOUR,
    "the record gets a number of a catalogue as its id",
    swap('xml:id="harbour"', 'xml:id="doc_0042"'),
    swap('target="#harbour"', 'target="#doc_0042"'),
    wide=True,
)
edit(
    "unused-namespace-declared",
    FRENEMIES,
    "an editor declares XLink before it is used",
    swap("<TEI xmlns=", '<TEI xmlns:xlink="http://www.w3.org/1999/xlink" xmlns='),
    wide=True,
)
edit(
    "schema-location-added",
    CLAIMS,
    "GROBID and its kin write xsi:schemaLocation on the root",
    swap(
        "<TEI xmlns=",
        '<TEI xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://www.tei-c.org/ns/1.0 tei.xsd" xmlns=',
    ),
)
edit(
    "wrapped-in-a-corpus",
    HARBOUR,
    "a corpus is made of one record",
    before("<TEI ", '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">'),
    after("</TEI>", "</teiCorpus>"),
    wide=True,
)
edit(
    "facsimile-added",
    CLAIMS,
    "page images are linked, as for a print",
    before(
        '<text xml:lang="en">',
        '<facsimile>\n<graphic url="https://example.org/page-1.jpg"/>\n</facsimile>\n',
    ),
)
edit(
    "source-doc-added",
    HARBOUR,
    "a genetic transcription beside the text",
    before(
        '<text xml:lang="en">',
        "<sourceDoc>\n<surface><line>The port</line></surface>\n</sourceDoc>\n",
    ),
)
edit(
    "second-text-added",
    HARBOUR,
    "a translation beside the article",
    after("</text>\n", '<text xml:lang="nl">\n<body><p>De haven.</p></body>\n</text>\n'),
)

# --- the header: who and what the file is ---

edit(
    "title-corrected",
    FRENEMIES,
    "a cataloguer mends the title in titleStmt, which is a copy",
    swap("<title>Frenemies: Strained", "<title>Frenemies. Strained"),
)
edit(
    "title-of-the-electronic-text",
    CLAIMS,
    "the usual words after a title in titleStmt",
    swap(
        "<title>Claims and Sources</title>",
        "<title>Claims and Sources: an electronic edition</title>",
    ),
)
edit(
    "subtitle-added-to-title-stmt",
    CLAIMS,
    "a cataloguer adds the subtitle as well",
    after("<title>Claims and Sources</title>", '\n<title type="sub">How an archive keeps</title>'),
)
edit(
    "author-added-to-title-stmt",
    FRENEMIES,
    "somebody has found out who wrote it",
    within("<titleStmt>", "</title>", "</title>\n<author>Jane Doe</author>"),
)
edit(
    "copy-of-author-taken-out",
    CLAIMS,
    "a copy is left out: it is written anew",
    out("<author>Archive editors</author>\n"),
)
edit(
    "funder-added",
    CLAIMS,
    "funders ask to be named",
    before('<respStmt xml:id="archive-editors">', "<funder>Example Foundation</funder>\n"),
)
edit(
    "sponsor-and-principal-added",
    FRENEMIES,
    "a project's leader and host are named",
    before(
        '<respStmt xml:id="editor">',
        "<sponsor>Example University</sponsor>\n<principal>P. Leader</principal>\n",
    ),
)
edit(
    "editor-added-to-title-stmt",
    HARBOUR,
    "the editor of the electronic edition",
    before('<respStmt xml:id="ed-1">', '<editor role="encoder">E. Ncoder</editor>\n'),
)
edit(
    "resp-stmt-added",
    FRENEMIES,
    "a new annotator puts herself on the list",
    before(
        '<respStmt xml:id="second-reader">',
        '<respStmt xml:id="third-reader">\n<resp>reviewer</resp>\n<persName>T. Reader</persName>\n</respStmt>\n',
    ),
)
edit(
    "resp-stmt-without-id",
    CLAIMS,
    "a helper is credited as TEI allows, without an id",
    before(
        '<respStmt xml:id="first-reader">',
        "<respStmt>\n<resp>Proofreading</resp>\n<name>A. Student</name>\n</respStmt>\n",
    ),
)
edit(
    "second-resp-of-an-agent",
    CLAIMS,
    "somebody has two tasks",
    swap("<resp>annotator</resp>", "<resp>annotator</resp>\n<resp>proofreader</resp>"),
)
edit(
    "resp-gets-a-ref",
    CLAIMS,
    "MARC relators are pointed at",
    swap(
        "<resp>annotator</resp>",
        '<resp ref="http://id.loc.gov/vocabulary/relators/ann">annotator</resp>',
    ),
)
edit(
    "resp-gets-a-date",
    FRENEMIES,
    "the time of the work is noted",
    swap("<resp>annotator</resp>", '<resp when="2026-11">annotator</resp>'),
)
edit(
    "agent-gets-orcid",
    FRENEMIES,
    "an identifier is added inside the name",
    swap(
        "<orgName>Second reader</orgName>",
        '<orgName>Second reader<idno type="ISNI">0000000121032683</idno></orgName>',
    ),
)
edit(
    "agent-name-marked-up",
    HARBOUR,
    "forename and surname are told apart",
    swap(
        '<persName>B. Editor<idno type="ORCID">',
        '<persName><forename>B.</forename> <surname>Editor</surname><idno type="ORCID">',
    ),
)
edit(
    "agent-becomes-a-person",
    FRENEMIES,
    "orgName was wrong: it is a person",
    swap("<orgName>Second reader</orgName>", "<persName>Second reader</persName>"),
)
edit(
    "agent-gets-affiliation",
    HARBOUR,
    "the affiliation is written beside the name",
    swap(
        "</persName>\n</respStmt>",
        "</persName>\n<orgName>Example University</orgName>\n</respStmt>",
    ),
)
edit(
    "agent-taken-out",
    CLAIMS,
    "somebody leaves and wants not to be named; statements point there still",
    whole('<respStmt xml:id="first-reader">', "</respStmt>\n", ""),
    says="first-reader",
)
edit(
    "agents-change-places",
    CLAIMS,
    "names are put in the order of the alphabet",
    moved('<respStmt xml:id="program">', "</respStmt>\n", '<respStmt xml:id="first-reader">'),
)
edit(
    "software-version-raised",
    CLAIMS,
    "a newer version of the tool was used",
    swap('<note type="version">0.1.0</note>', '<note type="version">0.2.0</note>'),
)
edit(
    "agent-gets-a-note",
    HARBOUR,
    "a remark on the tool",
    after('<note type="version">0.8.3</note>', "\n<note>with the default model</note>"),
)
edit(
    "edition-renamed",
    CLAIMS,
    "editions have names: the copy is changed",
    swap('<edition n="7">revision 7</edition>', '<edition n="7">Second edition</edition>'),
)
edit(
    "edition-gets-a-date",
    FRENEMIES,
    "TEI puts dates into editions",
    swap(
        "revision 4</edition>", 'revision 4, <date when="2026-11-25">November 2026</date></edition>'
    ),
)
edit(
    "edition-statement-in-prose",
    HARBOUR,
    "editionStmt holds a paragraph",
    whole(
        "<editionStmt>", "</editionStmt>", "<editionStmt>\n<p>First edition.</p>\n</editionStmt>"
    ),
)
edit(
    "edition-resp-added",
    CLAIMS,
    "editionStmt names who made the edition",
    after(
        "revision 7</edition>\n",
        "<respStmt>\n<resp>revised by</resp>\n<name>R. Viser</name>\n</respStmt>\n",
    ),
)
edit(
    "extent-counted-anew",
    FRENEMIES,
    "words are counted beside characters",
    after(
        "characters of text</measure>",
        '\n<measure unit="word" quantity="1180">1180 words</measure>',
    ),
)
edit(
    "extent-wrong",
    CLAIMS,
    "a slip in a copy",
    swap('quantity="8805">8805', 'quantity="8850">8850'),
)
edit(
    "extent-taken-out",
    HARBOUR,
    "a copy is left out",
    whole('<extent>\n<measure unit="character"', "</extent>\n", ""),
)
edit(
    "publisher-given",
    FRENEMIES,
    "the archive gets a publisher",
    swap(
        "<authority>Archive editors</authority>", "<publisher>Example University Press</publisher>"
    ),
)
edit(
    "publisher-and-place-added",
    HARBOUR,
    "place and address of the publisher",
    after(
        "<publisher>Example Press</publisher>",
        "\n<pubPlace>Utrecht</pubPlace>\n<address><addrLine>Drift 10</addrLine></address>",
    ),
)
edit(
    "distributor-added",
    CLAIMS,
    "a repository distributes the file",
    after("<authority>Archive editors</authority>", "\n<distributor>Zenodo</distributor>"),
)
edit(
    "doi-of-the-record-added",
    FRENEMIES,
    "the record gets a DOI at Zenodo",
    after('<idno type="record">frenemies</idno>', '\n<idno type="DOI">10.5281/zenodo.12345</idno>'),
)
edit(
    "record-number-changed",
    FRENEMIES,
    "the copy of the id no longer fits",
    swap('<idno type="record">frenemies</idno>', '<idno type="record">frenemies-2</idno>'),
)
edit(
    "base-address-changed",
    CLAIMS,
    "the archive moves to another site",
    swap(
        'subtype="base">https://example.org/archive/',
        'subtype="base">https://archive.example.net/',
    ),
)
edit(
    "base-address-twice",
    HARBOUR,
    "old and new address stand side by side",
    after(
        'subtype="base">https://example.org/records/harbour#</idno>',
        '\n<idno type="URI" subtype="base">https://example.net/records/harbour#</idno>',
    ),
)
edit(
    "publication-date-changed",
    CLAIMS,
    "the day of publishing is written where a copy stands",
    within(
        "<authority>",
        '<date when="2026-11-25T01:52:00Z">2026-11-25</date>',
        '<date when="2027-01-01">2027-01-01</date>',
    ),
)
edit(
    "publication-date-in-words",
    FRENEMIES,
    "the date is written for readers",
    swap(">2026-11-26</date>", ">26 November 2026</date>"),
)
edit(
    "licence-of-the-record-changed",
    FRENEMIES,
    "CC BY becomes CC BY-SA, in one of several places",
    within('<availability xml:id="rights.record"', "licenses/by/4.0/", "licenses/by-sa/4.0/"),
)
edit(
    "licence-changed-everywhere",
    CLAIMS,
    "find and replace of a licence",
    everywhere("publicdomain/zero/1.0/", "publicdomain/mark/1.0/"),
    wide=True,
)
edit(
    "licence-gets-words",
    FRENEMIES,
    "the licence is spelt out for readers",
    within(
        '<availability xml:id="rights.record"',
        'licenses/by/4.0/"/>',
        'licenses/by/4.0/">Creative Commons Attribution 4.0</licence>',
    ),
)
edit(
    "licence-gets-a-date",
    FRENEMIES,
    "TEI dates licences",
    within(
        '<availability xml:id="rights.record"',
        'licenses/by/4.0/"/>',
        'licenses/by/4.0/" notBefore="2026-11-24"/>',
    ),
)
edit(
    "availability-gets-prose",
    CLAIMS,
    "terms of use are added as a paragraph",
    within(
        '<availability xml:id="rights.record"',
        "</availability>",
        "<p>Please cite the archive.</p>\n</availability>",
    ),
)
edit(
    "availability-status-changed",
    HARBOUR,
    "status is set without the licence",
    swap('xml:id="rights.text" status="restricted"', 'xml:id="rights.text" status="free"'),
)
edit(
    "summary-of-rights-changed",
    CLAIMS,
    "the summary is edited where it is derived",
    swap("this record: CC0 1.0", "this record: CC0 1.0, no rights reserved"),
)
edit(
    "summary-of-rights-taken-out",
    FRENEMIES,
    "a copy is left out",
    whole(
        '<availability status="unknown">\n<licence corresp="#rights.figure">',
        "</availability>\n",
        "",
    ),
)
edit(
    "rights-holder-added",
    HARBOUR,
    "a second holder",
    after('<ab type="holder">B. Editor</ab>', '\n<ab type="holder">C. Editor</ab>'),
)
edit(
    "rights-notice-added",
    FRENEMIES,
    "the printed notice of the record",
    within(
        '<availability xml:id="rights.record"',
        '<ab type="spdx">',
        '<ab type="as-printed">© 2026</ab>\n<ab type="spdx">',
    ),
)
edit(
    "spdx-contradicts-licence",
    FRENEMIES,
    "only the short name is changed",
    swap('<ab type="spdx">CC-BY-4.0</ab>', '<ab type="spdx">CC-BY-NC-4.0</ab>'),
)
edit(
    "series-added",
    FRENEMIES,
    "the record belongs to a series",
    before("<notesStmt>", "<seriesStmt>\n<title>Texts of the archive</title>\n</seriesStmt>\n"),
)
edit(
    "note-on-the-file-added",
    HARBOUR,
    "a cataloguer's note",
    after("<notesStmt>", "\n<note>Scanned in 2020.</note>"),
)
edit(
    "provenance-rewritten",
    FRENEMIES,
    "the remark is a field: it may be changed",
    swap("No other link was received.", "No other link was received, as far as we see."),
)
edit(
    "provenance-twice",
    HARBOUR,
    "a second remark of the same type",
    before(
        '<note type="basis" subtype="printed" target="#meta.1"/>',
        '<note type="provenance">Seen.</note>\n',
    ),
)
edit(
    "provenance-with-paragraphs",
    FRENEMIES,
    "a long note is divided into paragraphs",
    swap('<note type="provenance">Received', '<note type="provenance"><p>Received'),
    swap("comment form of the page.</note>", "comment form of the page.</p></note>"),
)
edit(
    "reason-of-basis-rewritten",
    FRENEMIES,
    "the reason is put better",
    swap("with American spelling; the one", "in American spelling; the one"),
)
edit(
    "basis-strengthened",
    FRENEMIES,
    "an editor is surer now",
    swap(
        '<note type="basis" subtype="inferred" target="#meta.5" cert="medium">',
        '<note type="basis" subtype="inferred" target="#meta.5" cert="high">',
    ),
)
edit(
    "basis-gets-resp",
    FRENEMIES,
    "who says so is added with @resp, as TEI would",
    swap(
        'subtype="inferred" target="#meta.5" cert="medium"',
        'subtype="inferred" target="#meta.5" cert="medium" resp="#editor"',
    ),
)
edit(
    "basis-word-misspelt",
    HARBOUR,
    "a slip in a closed word",
    swap('subtype="conjecture"', 'subtype="conjectured"'),
)
edit(
    "basis-for-two-values",
    HARBOUR,
    "one reason holds for two values",
    swap('target="#meta.8"', 'target="#meta.8 #meta.9"'),
)
edit(
    "basis-note-taken-out",
    CLAIMS,
    "a reason is no longer thought right",
    whole('<note type="basis" subtype="external" target="#meta.12"', "</note>\n", ""),
    says="meta.12",
)
edit(
    "basis-note-points-nowhere",
    CLAIMS,
    "the value was taken out, its reason stays",
    out('<biblScope xml:id="meta.10" unit="number">2</biblScope>\n'),
    says="meta.10",
)
edit(
    "generated-id-renamed",
    FRENEMIES,
    "an id is given a name that people understand, both ends",
    swap('<date xml:id="meta.5"', '<date xml:id="date-of-writing"'),
    swap('target="#meta.5"', 'target="#date-of-writing"'),
    wide=True,
)
edit(
    "generated-ids-numbered-anew",
    CLAIMS,
    "a script numbers ids by its own rule",
    pattern(r"\bmeta\.([0-9]+)\b", r"meta.9\1"),
    wide=True,
)
edit(
    "reasons-change-places",
    HARBOUR,
    "notes are sorted",
    moved(
        '<note type="basis" subtype="external" target="#meta.9"',
        "\n",
        '<note type="basis" subtype="printed" target="#meta.1"/>',
    ),
)

# --- the header: the article ---

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

# --- the header: encoding, profile, revisions ---

edit(
    "project-desc-added",
    FRENEMIES,
    "what TEI people expect in encodingDesc",
    before("<editorialDecl>", "<projectDesc>\n<p>Made for a course.</p>\n</projectDesc>\n"),
)
edit(
    "sampling-decl-added",
    CLAIMS,
    "what was left out",
    before("<editorialDecl>", "<samplingDecl>\n<p>Without the comments.</p>\n</samplingDecl>\n"),
)
edit(
    "hyphenation-added",
    HARBOUR,
    "a rule of the project",
    before("<interpretation>", '<hyphenation eol="none">\n<p>No hyphens.</p>\n</hyphenation>\n'),
)
edit(
    "normalization-rewritten",
    FRENEMIES,
    "a constant sentence is changed",
    swap("None: code points and white space as received.", "Spaces were normalized."),
)
edit(
    "correction-status-set",
    CLAIMS,
    "editors claim more than is so",
    swap('<correction status="unknown">', '<correction status="high" method="markup">'),
)
edit(
    "tags-decl-added",
    HARBOUR,
    "renditions are declared",
    before(
        "<refsDecl>",
        '<tagsDecl>\n<rendition xml:id="rend.it" scheme="css">font-style: italic</rendition>\n</tagsDecl>\n',
    ),
)
edit(
    "prefix-defs-added",
    CLAIMS,
    "wd: is declared for Wikidata",
    before(
        "<refsDecl>",
        '<listPrefixDef>\n<prefixDef ident="wd" matchPattern="(Q[0-9]+)" replacementPattern="https://www.wikidata.org/entity/$1"/>\n</listPrefixDef>\n',
    ),
)
edit(
    "own-taxonomy-added",
    FRENEMIES,
    "a project brings its own vocabulary",
    before(
        '<taxonomy xml:id="taxonomy.kind">',
        '<taxonomy xml:id="topics">\n<category xml:id="topic.trade"><catDesc>Trade</catDesc></category>\n</taxonomy>\n',
    ),
)
edit(
    "own-category-added",
    FRENEMIES,
    "a new kind of claim is thought of",
    before(
        '<category xml:id="kind.causal">',
        '<category xml:id="kind.ironic">\n<catDesc>says the opposite</catDesc>\n</category>\n',
    ),
)
edit(
    "category-described-otherwise",
    CLAIMS,
    "a definition is put better",
    swap("says what brings about what", "says which causes have which effects"),
)
edit(
    "category-translated",
    CLAIMS,
    "a second description in another language",
    after("<catDesc>says what will be</catDesc>", '\n<catDesc xml:lang="de">sagt voraus</catDesc>'),
)
edit(
    "category-gets-equiv",
    HARBOUR,
    "a category is tied to an ontology",
    swap(
        '<category xml:id="kind.causal">',
        '<category xml:id="kind.causal" equiv="https://example.org/causal">',
    ),
)
edit(
    "category-taken-out",
    FRENEMIES,
    "a category that nobody uses goes",
    whole('<category xml:id="stance.endorses">', "</category>\n", ""),
)
edit(
    "taxonomies-taken-out",
    HARBOUR,
    "all of classDecl is thought superfluous",
    whole("<classDecl>", "</classDecl>\n", ""),
    wide=True,
)
edit(
    "application-added",
    FRENEMIES,
    "TEI Publisher puts itself into appInfo",
    after(
        "<appInfo>",
        '\n<application ident="tei-publisher" version="9.0.0">\n<label>TEI Publisher</label>\n</application>',
    ),
)
edit(
    "application-version-older",
    FRENEMIES,
    "a file of an older version: that is no edit",
    swap(
        '<application ident="archive" version="0.1.0" when="2026-11-26T05:00:00Z">',
        '<application ident="archive" version="0.0.9">',
    ),
)
edit(
    "schema-ref-changed",
    CLAIMS,
    "a project names its own schema",
    swap('key="archive-document-1.0"', 'key="project-schema"'),
)
edit(
    "schema-ref-newer",
    HARBOUR,
    "a file of a newer schema",
    swap('key="archive-document-1.0"', 'key="archive-document-1.7"'),
)
edit(
    "cite-structure-changed",
    HARBOUR,
    "a DTS server wants paragraphs",
    swap('<citeStructure unit="block"', '<citeStructure unit="paragraph"'),
)
edit(
    "language-described",
    FRENEMIES,
    "the language gets its name",
    swap(
        '<language xml:id="meta.6" ident="en"/>',
        '<language xml:id="meta.6" ident="en">English</language>',
    ),
)
edit(
    "language-added",
    FRENEMIES,
    "a language of single words",
    after('<language xml:id="meta.6" ident="en"/>', '\n<language ident="ko-Latn" usage="1"/>'),
)
edit(
    "creation-in-words",
    FRENEMIES,
    "creation says where it was written",
    within("<creation>", "\n", "\nWritten in <placeName>Washington</placeName> \n"),
)
edit(
    "partic-desc-added",
    CLAIMS,
    "participants, as corpora of speech have them",
    before("<textClass>", "<particDesc>\n<p>Editors of the archive.</p>\n</particDesc>\n"),
)
edit(
    "setting-desc-added",
    FRENEMIES,
    "where it takes place",
    before("<textClass>", "<settingDesc>\n<p>Korea, 2016.</p>\n</settingDesc>\n"),
)
edit(
    "corresp-desc-added",
    HARBOUR,
    "copied from a project on letters",
    before(
        "<textClass>",
        '<correspDesc>\n<correspAction type="sent"><persName>Ana</persName></correspAction>\n</correspDesc>\n',
    ),
)
edit(
    "hand-notes-added",
    HARBOUR,
    "hands, as manuscripts have them",
    before(
        "<textClass>", '<handNotes>\n<handNote xml:id="h1">a neat hand</handNote>\n</handNotes>\n'
    ),
)
edit(
    "abstract-written",
    FRENEMIES,
    "an abstract is added where there was none",
    whole(
        '<abstract ana="#absence.not-stated">',
        "</abstract>",
        "<abstract>\n<p>Two neighbours.</p>\n</abstract>",
    ),
)
edit(
    "abstract-of-two-paragraphs",
    CLAIMS,
    "an abstract is made longer",
    swap(
        "how rights are recorded in layers.</p>",
        "how rights are recorded in layers.</p>\n<p>It has a table.</p>",
    ),
)
edit(
    "abstract-with-emphasis",
    CLAIMS,
    "a title in the abstract is set in italics",
    swap(
        "An archive that keeps articles as evidence has",
        "An <hi>archive</hi> that keeps articles as evidence has",
    ),
)
edit(
    "abstract-gets-resp",
    HARBOUR,
    "who wrote the abstract",
    swap('<abstract xml:lang="en">', '<abstract xml:lang="en" resp="#ed-1">'),
)
edit(
    "abstract-in-two-languages",
    HARBOUR,
    "a translation of the abstract",
    after("</abstract>", '\n<abstract xml:lang="nl">\n<p>Twee steden.</p>\n</abstract>'),
)
edit(
    "keywords-in-one-list",
    CLAIMS,
    "a keyword is added to the list of another",
    after('<term xml:id="meta.21">claims</term>', "\n<term>evidence</term>"),
)
edit(
    "keywords-as-items",
    CLAIMS,
    "keywords as a list, as DTA has them",
    swap('<term xml:id="meta.21">claims</term>', "<list><item>claims</item></list>"),
    wide=True,
)
edit(
    "keyword-with-ana",
    HARBOUR,
    "a keyword is weighed",
    swap('<term ref="https://example.org/h">', '<term ref="https://example.org/h" cert="high">'),
)
edit(
    "class-code-added",
    FRENEMIES,
    "a second classification",
    before("<classCode xml:id=", '<classCode scheme="https://iptc.org/">11000000</classCode>\n'),
)
edit(
    "cat-ref-added",
    CLAIMS,
    "text types by catRef",
    before("<classCode xml:id=", '<catRef target="#kind.causal"/>\n'),
)
edit(
    "genre-changed",
    FRENEMIES,
    "an opinion, not an analysis",
    swap(">AnalysisNewsArticle<", ">OpinionNewsArticle<"),
)
edit(
    "xeno-data-indented",
    CLAIMS,
    "JSON is set out by a formatter",
    swap(
        '{"https://example.org/reading-aids":{"words":1560,',
        '{\n  "https://example.org/reading-aids": {\n    "words": 1560,',
    ),
)
edit(
    "xeno-data-changed",
    CLAIMS,
    "a number in JSON",
    swap('"words":1560', '"words":1561'),
)
edit(
    "xeno-data-twice-a-member",
    HARBOUR,
    "two branches are merged: a member stands twice",
    swap('"b":{}', '"b":{},"b":[]'),
)
edit(
    "xeno-data-broken",
    HARBOUR,
    "a brace is lost",
    swap('"b":{}}}', '"b":{}}'),
)
edit(
    "xeno-data-of-others",
    FRENEMIES,
    "RDF of LEAF-Writer",
    before(
        "<revisionDesc>\n<change xml:id=",
        '<xenoData><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></xenoData>\n',
    ),
)
edit(
    "xeno-data-long-numbers",
    HARBOUR,
    "a number that no float holds",
    swap("1.5,", "1.50000000000000000001,"),
)
edit(
    "revision-added-as-tei",
    FRENEMIES,
    "a change entry as every TEI file has it",
    swap(
        '<change xml:id="rev-2" when',
        '<change when="2026-12-01" who="#editor">Typos.</change>\n<change xml:id="rev-2" when',
    ),
)
edit(
    "revision-added-well",
    FRENEMIES,
    "a change entry with an id and an instant, newest first",
    swap(
        '<change xml:id="rev-4" when',
        '<change xml:id="rev-5" when="2026-12-01T10:00:00Z" who="#editor">Typos.</change>\n<change xml:id="rev-4" when',
    ),
    says="edition",
)
edit(
    "revision-added-last",
    CLAIMS,
    "a change entry at the end, where the oldest stands",
    before(
        "</revisionDesc>\n</teiHeader>",
        '<change xml:id="rev-8" when="2026-12-01T10:00:00Z" who="#program">Typos.</change>\n',
    ),
    says="edition",
)
edit(
    "revision-summary-marked-up",
    CLAIMS,
    "a name within a change entry",
    swap("The record was checked and", "The record was checked by <name>archive</name> and"),
)
edit(
    "revision-gets-status",
    FRENEMIES,
    "revisionDesc says how far the file is",
    swap("<revisionDesc>\n<change xml:id=", '<revisionDesc status="published">\n<change xml:id='),
)
edit(
    "revision-by-nobody-known",
    FRENEMIES,
    "a new editor signs without a respStmt",
    swap('who="#second-reader">Read against', 'who="#newcomer">Read against'),
)
edit(
    "revision-by-two",
    CLAIMS,
    "two people made a change",
    swap(
        '<change xml:id="rev-2" when="2026-11-25T01:23:00Z" who="#first-reader">',
        '<change xml:id="rev-2" when="2026-11-25T01:23:00Z" who="#first-reader #second-reader">',
    ),
)
edit(
    "revision-taken-out",
    FRENEMIES,
    "an entry that others point at goes",
    whole('<change xml:id="rev-2"', "</change>\n", ""),
    says="rev-2",
)
edit(
    "revisions-sorted-upwards",
    CLAIMS,
    "oldest first, as some projects have it",
    moved('<change xml:id="rev-7"', "</change>\n", '<change xml:id="rev-1"'),
)
edit(
    "revision-with-n",
    HARBOUR,
    "entries are numbered",
    swap('<change xml:id="rev-3"/>', '<change xml:id="rev-3" n="3"/>'),
)
edit(
    "header-comment",
    CLAIMS,
    "a comment in the header",
    after("</editorialDecl>", "\n<!-- TODO: say more -->"),
)
edit(
    "id-on-a-declaration",
    CLAIMS,
    "a declaration gets an id, to be pointed at by @decls",
    swap("<normalization>", '<normalization xml:id="norm">'),
)
edit(
    "id-on-a-description",
    FRENEMIES,
    "a description of a category gets an id",
    swap("<catDesc>says what will be", '<catDesc xml:id="cd">says what will be'),
)
edit(
    "id-on-a-sentence",
    FRENEMIES,
    "a constant sentence gets an id",
    swap("<p>Quotation marks are kept", '<p xml:id="q">Quotation marks are kept'),
)
edit(
    "id-of-rights-renamed",
    FRENEMIES,
    "the id of the rights of the record is given another name",
    swap('<availability xml:id="rights.record"', '<availability xml:id="our-rights"'),
    says="rights.record",
)
edit(
    "id-on-a-title",
    HARBOUR,
    "a title gets an id",
    swap('<title level="a" type="sub">', '<title xml:id="subtitle" level="a" type="sub">'),
)
edit(
    "language-on-a-sentence",
    FRENEMIES,
    "a constant sentence gets a language",
    swap("<p>Quotation marks are kept", '<p xml:lang="en">Quotation marks are kept'),
)
