"""What people do before the root of a file, and to the root."""

from __future__ import annotations

from tests.formats.hand_edits.making import (
    CLAIMS,
    FRENEMIES,
    HARBOUR,
    after,
    before,
    edit,
    out,
    pattern,
    swap,
)

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
    "phase-of-our-schematron-chosen",
    HARBOUR,
    "an encoder asks for one phase of the rules",
    swap(
        'schematypens="http://purl.oclc.org/dsdl/schematron"?>',
        'schematypens="http://purl.oclc.org/dsdl/schematron" phase="quick"?>',
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
