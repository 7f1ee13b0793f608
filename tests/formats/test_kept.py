"""The judge of the hand edits says "lost" where something is, and "kept" where only layout differs."""

from __future__ import annotations

from tests.formats.kept import losses
from tests.tools.cases import each_case

FILE = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="r">
<teiHeader>
<fileDesc>
<titleStmt><title>A title</title><respStmt xml:id="e"><resp>annotator</resp><name>E</name></respStmt></titleStmt>
<notesStmt>
<note type="basis" target="#meta.1" cert="high"><p>Why.</p></note>
<note type="basis" target="#meta.2"><p>Why.</p></note>
</notesStmt>
<sourceDesc><bibl type="article"><title xml:id="meta.1">One</title><title xml:id="meta.2">Two</title>
<date when="2016"/></bibl></sourceDesc>
</fileDesc>
<xenoData type="application/json">{"a": [1, 1.5], "b": {}}</xenoData>
</teiHeader>
<text><body><div xml:id="s">
<p xml:id="p-1" xml:space="preserve">Two  blanks, <hi rend="bold">one</hi> mark<lb/>.</p>
<p xml:id="p-2" xml:space="preserve"><hi>a</hi> <hi>b</hi></p>
<table><row><cell>1</cell><cell>2</cell></row></table>
</div></body></text>
<standOff type="annotations"><listAnnotation type="claims">
<annotation xml:id="c-1" target="#string-range(p-1,0,3)" ana="#kind.causal #status.accepted"><note type="exact">Two</note>
<note type="restatement">There are two blanks.</note><ptr type="about" target="#x"/></annotation>
<annotation xml:id="c-2" target="#r"><note type="restatement">B.</note></annotation>
</listAnnotation></standOff>
</TEI>
"""


def after(*changes: tuple[str, str]) -> str:
    text = FILE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


LOST = {
    "a word": ("There are two blanks", "There are blanks"),
    "a letter": ("A title", "A titl"),
    "an element": ("<resp>annotator</resp>", ""),
    "an empty element": ('<date when="2016"/>', ""),
    "an attribute": (' cert="high"', ""),
    "a value": ('when="2016"', 'when="2017"'),
    "an id": (' xml:id="e"', ""),
    "a name of an element": ("<name>E</name>", "<persName>E</persName>"),
    "a whole annotation": (
        '<annotation xml:id="c-2" target="#r"><note type="restatement">B.</note></annotation>',
        "",
    ),
    "a word of @ana": (' #status.accepted"', '"'),
    "a blank of two": ("Two  blanks", "Two blanks"),
    "a blank between two marks": ("<hi>a</hi> <hi>b</hi>", "<hi>a</hi><hi>b</hi>"),
    "a line break": ("<lb/>", ""),
    "a mark": ('<hi rend="bold">one</hi>', "one"),
    "a no-break space": ("There are", "There\xa0are"),
    "a place in the text": (', <hi rend="bold">one</hi> mark', ', mark<hi rend="bold">one</hi> '),
    "the order of cells": ("<cell>1</cell><cell>2</cell>", "<cell>2</cell><cell>1</cell>"),
    "the order of like ones": (
        '<title xml:id="meta.1">One</title><title xml:id="meta.2">Two</title>',
        '<title xml:id="meta.2">Two</title><title xml:id="meta.1">One</title>',
    ),
    "what a generated id speaks of": ('target="#meta.1" cert', 'target="#meta.2" cert'),
    "a number of JSON": ("1.5", "1.25"),
    "a kind of number of JSON": ("[1,", "[1.0,"),
    "a member of JSON": (', "b": {}', ""),
    "a pointer": ("string-range(p-1,0,3)", "string-range(p-1,0,4)"),
}


@each_case("what", LOST)
def test_it_is_lost(what: str):
    # The edited file is FILE, and the output lacks something.
    assert losses(FILE.encode(), after(LOST[what]).encode())


ADDED = {
    "a comment": ("<body>", "<body><!-- ? -->"),
    "a comment before the root": ("<TEI ", "<!-- ? --><TEI "),
    "a comment in a text": ("mark<lb/>", "ma<!-- ? -->rk<lb/>"),
    "an instruction": ("<body>", "<body><?oxygen x?>"),
    "an instruction after the root": ("</TEI>", "</TEI><?x y?>"),
    "an element of another namespace": ("<body>", '<body><x xmlns="http://example.org/"/>'),
    "an attribute of another namespace": (
        '<p xml:id="p-1"',
        '<p xmlns:x="urn:x" x:y="" xml:id="p-1"',
    ),
    "text between elements": ("<row>", "<row>and "),
    "a no-break space between elements": ("<row>", "<row>\xa0"),
    "an empty attribute": ('<p xml:id="p-1"', '<p rend="" xml:id="p-1"'),
    "a second element like the first": ("<resp>annotator</resp>", "<resp>annotator</resp>" * 2),
    "a second member of JSON": ('"b": {}', '"b": {}, "b": {}'),
    "digits that no float holds": ("1.5", "1.50000000000000000001"),
}


@each_case("what", ADDED)
def test_what_was_added_is_lost_when_the_output_is_as_before(what: str):
    edited = after(ADDED[what])
    assert losses(edited.encode(), FILE.encode())
    assert not losses(edited.encode(), edited.encode())


LAYOUT = {
    "attributes in another order": (
        '<annotation xml:id="c-2" target="#r">',
        '<annotation target="#r" xml:id="c-2">',
    ),
    "other quotes": ('when="2016"', "when='2016'"),
    "white space in a one-line text": ("There are two", "There\n   are two"),
    "white space round a one-line text": ("A title", "\n  A title\n"),
    "white space between elements": ("<titleStmt>", "<titleStmt>\n\n   "),
    "a reference to a character": ("A title", "&#65; title"),
    "a section of character data": ("A title", "<![CDATA[A title]]>"),
    "white space in JSON": ('"a": [1, 1.5]', '"a":[1,1.50]'),
    "members of JSON in another order": ('"a": [1, 1.5], "b": {}', '"b": {}, "a": [1, 1.5]'),
    "unlike ones in another order": (
        '<note type="restatement">There are two blanks.</note><ptr type="about" target="#x"/>',
        '<ptr type="about" target="#x"/><note type="restatement">There are two blanks.</note>',
    ),
    "words of @ana in another order": (
        "#kind.causal #status.accepted",
        "#status.accepted #kind.causal",
    ),
    "more attributes": ('when="2016"', 'when="2016" when-custom="2016"'),
    "more elements": ('<date when="2016"/>', '<date when="2016"/><idno>1</idno>'),
    "the blank between two marks in an element": (
        "<hi>a</hi> <hi>b</hi>",
        '<hi>a</hi><seg type="space" xml:space="preserve"> </seg><hi>b</hi>',
    ),
    "xml:space on one line": ('<note type="exact">', '<note type="exact" xml:space="preserve">'),
}


@each_case("what", LAYOUT)
def test_it_is_layout(what: str):
    assert losses(FILE.encode(), after(LAYOUT[what]).encode()) == []


def test_generated_ids_may_have_other_numbers_if_all_that_points_there_follows():
    renumbered = FILE.replace("meta.1", "meta.7").replace("meta.2", "meta.1")
    assert losses(FILE.encode(), renumbered.encode()) == []
    assert losses(FILE.encode(), renumbered.replace("#meta.7", "#meta.1", 1).encode())


def test_prefixes_are_layout():
    prefixed = FILE.replace("<", "<t:").replace("<t:/", "</t:").replace("xmlns=", "xmlns:t=")
    prefixed = prefixed.replace("<t:?", "<?")
    assert losses(FILE.encode(), prefixed.encode()) == []


def test_the_line_of_what_is_lost_is_reported():
    [loss] = losses(FILE.encode(), after(("<cell>2</cell>", "")).encode())
    assert FILE.split("\n")[loss.line - 1].startswith("<table>")
