"""What people do to relations, to lists and to the parts that stand off the text."""

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
    swap,
    whole,
    within,
)

edit(
    "relation-copied",
    HARBOUR,
    "a relation is copied",
    after(
        'passive="#claim-1"/>',
        '\n<relation xml:id="rel-3" name="supports" ref="https://w3id.org/annotated-archive/terms#supports" active="#claim-2" passive="#claim-1"/>',
    ),
)
edit(
    "relation-without-ref",
    HARBOUR,
    "@ref is dropped",
    out(' ref="https://w3id.org/annotated-archive/terms#qualifies"'),
)
edit(
    "relation-name-and-ref-differ",
    HARBOUR,
    "only @name is changed",
    swap('name="qualifies"', 'name="supports"'),
)
edit(
    "relation-ref-changed",
    HARBOUR,
    "only @ref is changed",
    swap("terms#qualifies", "terms#supports"),
)
edit(
    "relation-of-another-vocabulary",
    HARBOUR,
    "a term of CiTO that we do not have",
    swap(
        'name="citesAsEvidence" ref="http://purl.org/spar/cito/citesAsEvidence"',
        'name="extends" ref="http://purl.org/spar/cito/extends"',
    ),
)
edit(
    "relation-curie",
    HARBOUR,
    "a prefix",
    swap('ref="http://purl.org/spar/cito/citesAsEvidence"', 'ref="cito:citesAsEvidence"'),
)
edit(
    "relation-mutual",
    HARBOUR,
    "@mutual",
    swap('active="#claim-2" passive="#claim-1"', 'mutual="#claim-2 #claim-1"'),
)
edit(
    "relation-to-two",
    HARBOUR,
    "two objects",
    swap('active="#claim-2" passive="#claim-1"', 'active="#claim-2" passive="#claim-1 #claim-3"'),
)
edit(
    "relation-turned-round",
    HARBOUR,
    "subject and object change places",
    swap('active="#claim-2" passive="#claim-1"', 'active="#claim-1" passive="#claim-2"'),
)
edit(
    "relation-dated",
    HARBOUR,
    "@when on a relation",
    swap('<relation xml:id="rel-2"', '<relation when="2026" xml:id="rel-2"'),
)
edit(
    "relation-typed",
    HARBOUR,
    "@type on a relation",
    swap('<relation xml:id="rel-2"', '<relation type="argument" xml:id="rel-2"'),
)
edit(
    "relation-described",
    HARBOUR,
    "a reason is added",
    swap(
        'active="#claim-2" passive="#claim-1"/>',
        'active="#claim-2" passive="#claim-1">\n<desc>It holds back.</desc>\n</relation>',
    ),
)
edit(
    "relation-described-twice",
    HARBOUR,
    "a second desc",
    within('<relation xml:id="rel-1"', "</relation>", "<desc>Again.</desc>\n</relation>"),
)
edit(
    "relation-desc-after-the-words",
    HARBOUR,
    "words behind the runs",
    within('<relation xml:id="rel-1"', "</idno></desc>", "</idno> And so on.</desc>"),
)
edit(
    "relation-desc-indented",
    HARBOUR,
    "a desc is set out on lines",
    within('<relation xml:id="rel-1"', "It is near.<quote", "It is near.\n  <quote"),
)
edit(
    "relation-without-id",
    HARBOUR,
    "an id is dropped",
    swap('<relation xml:id="rel-2" ', "<relation "),
)
edit(
    "relation-among-persons",
    HARBOUR,
    "listRelation within listPerson",
    moved('<relation xml:id="rel-2"', "\n", "</listPerson>"),
    wide=True,
)
edit(
    "list-change-with-when",
    HARBOUR,
    "@when on a change",
    swap(
        '<change target="#rel-1" status="modified"',
        '<change when="2026-11-25" target="#rel-1" status="modified"',
    ),
)
edit(
    "list-change-of-two",
    HARBOUR,
    "one change for two relations",
    swap(
        '<change target="#rel-1" status="modified"',
        '<change target="#rel-1 #rel-2" status="modified"',
    ),
)
edit(
    "list-change-nowhere",
    HARBOUR,
    "a change of no relation",
    swap('<change target="#rel-1" status="modified"', '<change target="#rel-9" status="modified"'),
)
edit(
    "list-change-of-a-claim",
    HARBOUR,
    "a change of a claim",
    swap(
        '<change target="#rel-1" status="modified"', '<change target="#claim-2" status="modified"'
    ),
)
edit(
    "list-change-status-unknown",
    HARBOUR,
    "a state that we do not know",
    swap('<change target="#rel-1" status="modified"', '<change target="#rel-1" status="draft"'),
    says="rel-1",
)
edit(
    "stand-off-misspelt",
    HARBOUR,
    "a type is misspelt",
    swap('<standOff type="sources">', '<standOff type="source">'),
    wide=True,
)
edit(
    "stand-off-without-type",
    HARBOUR,
    "a type is dropped",
    swap('<standOff type="sources">', "<standOff>"),
    wide=True,
)
edit(
    "stand-off-second",
    HARBOUR,
    "a second standOff of a type",
    before(
        "</TEI>",
        '<standOff type="entities">\n<listPlace>\n<place xml:id="dock">\n<placeName type="main">the dock</placeName>\n</place>\n</listPlace>\n</standOff>\n',
    ),
)
edit(
    "stand-off-of-others",
    FRENEMIES,
    "Recogito's annotations",
    before(
        "</TEI>",
        '<standOff type="recogito_studio_annotations">\n<listAnnotation>\n<annotation xml:id="r1" target="#p-1"><note>x</note></annotation>\n</listAnnotation>\n</standOff>\n',
    ),
)
edit(
    "stand-off-before-text",
    HARBOUR,
    "DraCor wants standOff before text",
    moved('<standOff type="entities">', "</standOff>\n", '<text xml:lang="en">'),
)
edit(
    "stand-off-reordered",
    HARBOUR,
    "entities stand last",
    moved('<standOff type="entities">', "</standOff>\n", "</TEI>"),
)
edit(
    "stand-off-by-resp",
    HARBOUR,
    "@resp on standOff",
    swap('<standOff type="sources">', '<standOff type="sources" resp="#ed-1">'),
)
edit(
    "stand-off-with-header",
    HARBOUR,
    "a header within standOff, as an older proposal had it",
    after(
        '<standOff type="sources">',
        "\n<teiHeader>\n<fileDesc><titleStmt><title>x</title></titleStmt></fileDesc>\n</teiHeader>",
    ),
)
edit(
    "stand-off-with-text",
    HARBOUR,
    "words within standOff",
    after('<standOff type="sources">', "\nSources:"),
)
edit(
    "stand-off-with-spans",
    FRENEMIES,
    "a spanGrp",
    before(
        "</TEI>",
        '<standOff>\n<spanGrp type="rhetoric">\n<span target="#p-1">exposition</span>\n</spanGrp>\n</standOff>\n',
    ),
)
edit(
    "stand-off-with-links",
    HARBOUR,
    "a linkGrp beside the relations",
    before(
        "<listRelation>",
        '<linkGrp type="evidence">\n<link target="#claim-1 #src-1"/>\n</linkGrp>\n',
    ),
)
edit(
    "list-annotation-of-another-type",
    HARBOUR,
    "a type is misspelt",
    swap('<listAnnotation type="assessments">', '<listAnnotation type="assessment">'),
    wide=True,
)
edit(
    "list-annotation-without-type",
    HARBOUR,
    "a type is dropped",
    swap('<listAnnotation type="annotations">', "<listAnnotation>"),
    wide=True,
)
edit(
    "list-annotation-with-head",
    HARBOUR,
    "a list gets a head",
    after('<listAnnotation type="annotations">', "\n<head>Notes</head>"),
)
edit(
    "list-annotation-nested",
    HARBOUR,
    "a list within a list",
    before(
        '<annotation xml:id="com-2"',
        '<listAnnotation>\n<annotation xml:id="x-1" motivation="commenting" target="#harbour"><note type="comment">Inner.</note></annotation>\n</listAnnotation>\n',
    ),
)
edit(
    "list-annotation-merged",
    HARBOUR,
    "two lists become one",
    swap('</listAnnotation>\n<listAnnotation type="annotations">\n', ""),
    wide=True,
)
edit(
    "list-annotation-second",
    HARBOUR,
    "a second list of a type",
    before(
        "<listRelation>",
        '<listAnnotation type="annotations">\n<annotation xml:id="com-9" motivation="commenting" target="#harbour">\n<note type="comment">More.</note>\n</annotation>\n</listAnnotation>\n',
    ),
)
edit("list-emptied", HARBOUR, "an empty list is left", after("</listChange>", "\n<listPerson/>"))
edit(
    "comment-in-an-annotation",
    CLAIMS,
    "a comment in a claim",
    within('<annotation xml:id="c-kept"', "\n", "\n<!-- sure? -->\n"),
)
edit(
    "comment-in-a-note",
    HARBOUR,
    "a comment within words",
    swap("The port may recover.", "The port <!-- which? -->may recover."),
)
edit(
    "claim-commented-out",
    CLAIMS,
    "a claim is commented out",
    whole('<annotation xml:id="c-toulmin-asked"', "</annotation>", lambda part: f"<!-- {part} -->"),
    says="c-toulmin-asked",
)
edit(
    "merge-markers",
    FRENEMIES,
    "a conflict of git is left",
    before(
        '<annotation xml:id="claim-relations-strained"', "<<<<<<< HEAD\n=======\n>>>>>>> branch\n"
    ),
)
edit(
    "merge-doubles-a-list",
    HARBOUR,
    "a merge takes both sides",
    whole("<listRelation>", "</listRelation>\n", lambda part: part + part),
)
edit(
    "agent-pointer-emptied",
    HARBOUR,
    "who is behind a source is taken out, the pointer stays",
    swap('<ptr type="agent" target="#council"/>', '<ptr type="agent"/>'),
)
edit(
    "claimant-pointer-emptied",
    HARBOUR,
    "a claimant is taken out, the pointer stays",
    swap('<ptr type="claimant" target="#ana"/>', '<ptr type="claimant"/>'),
)
edit(
    "condition-emptied",
    HARBOUR,
    "the words of a condition are taken out, the note stays",
    whole('<quote type="anchor" source="#string-range(i-1,0,14)">', "\n", ""),
)
edit(
    "reason-emptied",
    HARBOUR,
    "a reason is taken out, the note stays",
    swap("<p>Plain words.</p>\n", ""),
)
edit(
    "history-emptied",
    HARBOUR,
    "a change is taken out, revisionDesc stays",
    swap('<change status="accepted" change="#rev-2">Read.</change>\n', ""),
)
edit(
    "identifiers-emptied",
    HARBOUR,
    "an identifier is taken out, the note stays",
    swap('<idno type="brat">harbour.ann#T1</idno>\n', ""),
)
edit(
    "identifier-without-note",
    HARBOUR,
    "an identifier directly in an annotation",
    swap(
        '<note type="identifiers">\n<idno type="brat">harbour.ann#T1</idno>\n</note>',
        '<idno type="brat">harbour.ann#T1</idno>',
    ),
)
edit(
    "identifier-without-scheme",
    HARBOUR,
    "an identifier of a relation that does not say of which program",
    swap('<idno type="brat">harbour.ann#R1</idno>', "<idno>harbour.ann#R1</idno>"),
)
edit(
    "identifiers-in-two-notes",
    HARBOUR,
    "a second note of identifiers",
    swap(
        '<note type="identifiers">\n<idno type="brat">',
        '<note type="identifiers">\n<idno type="x">1</idno>\n</note>\n<note type="identifiers">\n<idno type="brat">',
    ),
)
edit(
    "identifier-renamed",
    HARBOUR,
    "an identifier of a relation is another",
    swap("harbour.ann#R1", "harbour.ann#R2"),
)
edit(
    "language-of-work-emptied",
    HARBOUR,
    "a language is taken out, the element stays",
    swap('<textLang mainLang="en"/>', "<textLang/>"),
)
