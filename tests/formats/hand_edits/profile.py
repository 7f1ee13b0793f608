"""What people do to the encoding, the profile and the revisions."""

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
    swap("says what causes what", "says which causes have which effects"),
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
        '<application ident="archive" version="0.9.0" when="2026-11-30T15:01:00Z">',
        '<application ident="archive" version="0.0.9">',
    ),
)
edit(
    "schema-ref-of-another-version",
    CLAIMS,
    "the address of the customisation is of another version than its key",
    swap("archive.odd+1.0:EN", "archive.odd+3.0:EN"),
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
        '<change xml:id="rev-7" when',
        '<change xml:id="rev-8" when="2026-12-01T10:00:00Z" who="#editor">Typos.</change>\n<change xml:id="rev-7" when',
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
    "change-of-a-capture-corrected",
    HARBOUR,
    "what a page has now is put right",
    swap("<add>The old port</add>", "<add>The older port</add>"),
)
edit(
    "change-of-a-capture-added",
    HARBOUR,
    "one more thing has changed, which nobody saw",
    before(
        '<item ana="#changed.sentence"',
        '<item ana="#changed.genre"><del>news</del> <add>opinion</add></item>\n',
    ),
)
edit(
    "change-of-a-capture-commented",
    HARBOUR,
    "words beside both wordings",
    swap("</del><add>The old port", "</del> (in the morning) <add>The old port"),
)
edit(
    "change-of-a-capture-marked-up",
    HARBOUR,
    "what changed within the words is marked",
    swap("<add>The old port</add>", "<add>The <hi>old</hi> port</add>"),
)
edit(
    "change-of-a-capture-dated",
    HARBOUR,
    "an attribute that TEI has for it",
    swap("<add>Ida Berg</add>", '<add when="2026-11-26">Ida Berg</add>'),
)
edit(
    "changes-of-a-capture-in-two-lists",
    HARBOUR,
    "the text is told apart from the rest",
    before(
        '<item ana="#changed.sentence"',
        '</list>\n<list type="changes">\n',
    ),
)
edit(
    "summary-beside-a-list-as-tei",
    HARBOUR,
    "a summary stands in the change itself, as elsewhere",
    before('<list type="changes">', "See also the log. "),
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
