"""What people do to the header: who and what the file is."""

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
        "revision 7</edition>", 'revision 7, <date when="2026-11-25">November 2026</date></edition>'
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
    swap(">2026-11-30</date>", ">30 November 2026</date>"),
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
    "who says it is added with @resp, as TEI would",
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
