"""What people do to claims and annotations."""

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
    swap,
    whole,
    within,
)

edit(
    "claim-copied",
    CLAIMS,
    "a claim is copied from another, id and all",
    whole('<annotation xml:id="c-kept"', "</annotation>\n", lambda part: part + part),
    says="c-kept",
)
edit(
    "claim-copied-with-new-id",
    CLAIMS,
    "a claim is copied from another",
    whole(
        '<annotation xml:id="c-kept"',
        "</annotation>\n",
        lambda part: part + part.replace("c-kept", "c-kept-2"),
    ),
)
edit(
    "claim-without-id",
    HARBOUR,
    "a claim is added without an id",
    before(
        '<annotation xml:id="claim-2"',
        '<annotation motivation="classifying" target="#string-range(q-1,0,9)" ana="#kind.descriptive">\n<note type="exact">A harbour</note>\n<note type="restatement">A harbour is.</note>\n</annotation>\n',
    ),
)
edit(
    "claim-on-a-block",
    HARBOUR,
    "@target is a whole block",
    before(
        '<annotation xml:id="claim-2"',
        '<annotation xml:id="claim-9" motivation="classifying" target="#q-1" ana="#kind.descriptive">\n<note type="restatement">A harbour is.</note>\n</annotation>\n',
    ),
)
edit(
    "claim-restated",
    CLAIMS,
    "a restatement is put better",
    swap(
        "The manuscripts of Sir Robert Cotton were kept in Ashburnham House when it burnt.",
        "Cotton’s manuscripts were kept in Ashburnham House when it burnt.",
    ),
)
edit(
    "claim-restated-twice",
    HARBOUR,
    "a second restatement in another language",
    after(
        '<note type="restatement">The port may recover.</note>',
        '\n<note type="restatement" xml:lang="nl">De haven herstelt.</note>',
    ),
)
edit(
    "claim-restatement-language",
    HARBOUR,
    "the language of a restatement",
    swap(
        '<note type="restatement">The port may',
        '<note type="restatement" xml:lang="en">The port may',
    ),
)
edit(
    "claim-restatement-marked",
    HARBOUR,
    "a name in a restatement",
    swap(">The port may recover.<", "><placeName>The port</placeName> may recover.<"),
)
edit(
    "claim-restatement-taken-out",
    HARBOUR,
    "a restatement is dropped",
    out('<note type="restatement">The port may recover.</note>\n'),
)
edit("claim-kind-changed", HARBOUR, "another kind", swap("#kind.predictive", "#kind.normative"))
edit(
    "claim-kind-of-two",
    HARBOUR,
    "two kinds",
    swap("#kind.predictive", "#kind.predictive #kind.normative"),
)
edit(
    "claim-kind-unknown",
    HARBOUR,
    "a kind that does not exist",
    swap("#kind.predictive", "#kind.ironic"),
)
edit(
    "claim-ana-foreign",
    HARBOUR,
    "a word of another vocabulary",
    swap("#kind.predictive", "#kind.predictive https://example.org/topic#trade"),
)
edit(
    "claim-ana-doubled",
    HARBOUR,
    "a word stands twice",
    swap("#kind.predictive", "#kind.predictive #kind.predictive"),
)
edit(
    "claim-ana-sorted",
    HARBOUR,
    "@ana is sorted",
    swap('ana="#kind.predictive #commitment.hedged"', 'ana="#commitment.hedged #kind.predictive"'),
)
edit(
    "claim-ana-default",
    HARBOUR,
    "a default is written out",
    swap(
        'ana="#kind.predictive #commitment.hedged"',
        'ana="#kind.predictive #commitment.hedged #status.proposed"',
    ),
)
edit(
    "claim-ana-dropped",
    HARBOUR,
    "@ana is dropped",
    out(' ana="#kind.predictive #commitment.hedged"'),
)
edit(
    "claim-accepted",
    HARBOUR,
    "a proposal is accepted",
    swap(
        'ana="#kind.predictive #commitment.hedged"',
        'ana="#kind.predictive #commitment.hedged #status.accepted"',
    ),
)
edit(
    "claim-accepted-and-rejected",
    HARBOUR,
    "two states at once",
    swap(
        'ana="#kind.predictive #commitment.hedged"',
        'ana="#kind.predictive #commitment.hedged #status.accepted #status.rejected"',
    ),
)
edit(
    "claim-asserted-left-out",
    HARBOUR,
    "a word that is the default is dropped",
    swap(
        'ana="#kind.descriptive #commitment.asserted #stance.neutral',
        'ana="#kind.descriptive #stance.neutral',
    ),
)
edit(
    "claim-basis-printed",
    HARBOUR,
    "a basis on a claim, which has none",
    swap(
        'ana="#kind.predictive #commitment.hedged"',
        'ana="#kind.predictive #commitment.hedged #basis.printed"',
    ),
)
edit(
    "claim-by-resp",
    CLAIMS,
    "@resp is added",
    swap('<annotation xml:id="c-kept"', '<annotation resp="#first-reader" xml:id="c-kept"'),
)
edit(
    "claim-by-resp-stmt",
    CLAIMS,
    "respStmt within an annotation, as the Guidelines show",
    whole(
        '<annotation xml:id="c-kept"',
        "<revisionDesc>",
        lambda part: part.replace(
            "<revisionDesc>",
            "<respStmt>\n<resp>creator</resp>\n<name>A. Nnotator</name>\n</respStmt>\n<revisionDesc>",
        ),
    ),
)
edit(
    "claim-licensed",
    CLAIMS,
    "a licence within an annotation",
    within(
        '<annotation xml:id="c-kept"',
        "</revisionDesc>\n",
        '</revisionDesc>\n<licence target="https://creativecommons.org/publicdomain/zero/1.0/"/>\n',
    ),
)
edit(
    "claim-cert-in-words",
    CLAIMS,
    "@cert with a word that TEI does not have",
    swap('<annotation xml:id="c-kept"', '<annotation cert="quite" xml:id="c-kept"'),
)
edit(
    "claim-cert-added",
    CLAIMS,
    "@cert is added",
    swap('<annotation xml:id="c-kept"', '<annotation cert="low" xml:id="c-kept"'),
)
edit(
    "claim-numbered",
    CLAIMS,
    "@n on an annotation",
    swap('<annotation xml:id="c-kept"', '<annotation n="3" xml:id="c-kept"'),
)
edit(
    "claim-typed",
    CLAIMS,
    "@type, which annotation does not have",
    swap('<annotation xml:id="c-kept"', '<annotation type="claim" xml:id="c-kept"'),
)
edit(
    "claim-evaluated",
    CLAIMS,
    "@evaluate of pointers",
    swap('<annotation xml:id="c-kept"', '<annotation evaluate="all" xml:id="c-kept"'),
)
edit(
    "claim-motivation-of-two",
    CLAIMS,
    "two motivations, as WADM allows",
    within(
        '<annotation xml:id="c-kept"',
        'motivation="classifying"',
        'motivation="classifying tagging"',
    ),
)
edit(
    "claim-motivation-other",
    CLAIMS,
    "another motivation",
    within('<annotation xml:id="c-kept"', 'motivation="classifying"', 'motivation="describing"'),
)
edit(
    "claim-offset-off",
    CLAIMS,
    "a pointer is off by one",
    swap(
        '<annotation xml:id="c-kept" motivation="classifying" target="#string-range(p-fire,67,85)"',
        '<annotation xml:id="c-kept" motivation="classifying" target="#string-range(p-fire,66,85)"',
    ),
)
edit(
    "claim-target-of-two",
    CLAIMS,
    "two pointers in @target",
    within(
        '<annotation xml:id="c-kept"',
        "#string-range(p-fire,67,85)",
        "#string-range(p-fire,67,85) #string-range(p-fire,0,2)",
    ),
)
edit(
    "claim-pointer-spaced",
    CLAIMS,
    "blanks within a pointer",
    within('<annotation xml:id="c-kept"', "(p-fire,67,85)", "(p-fire, 67, 85)"),
)
edit(
    "claim-pointer-with-leading-zero",
    CLAIMS,
    "an offset with a zero before it",
    within('<annotation xml:id="c-kept"', "(p-fire,67,85)", "(p-fire,067,85)"),
)
edit(
    "claim-pointer-as-range",
    CLAIMS,
    "the same place by another scheme",
    within(
        '<annotation xml:id="c-kept"',
        "#string-range(p-fire,67,85)",
        "#range(string-index(p-fire,67),string-index(p-fire,152))",
    ),
)
edit(
    "claim-pointer-by-xpath",
    CLAIMS,
    "a pointer by xpath",
    within('<annotation xml:id="c-kept"', "#string-range(p-fire,67,85)", "#xpath(//p[2])"),
)
edit(
    "claim-pointer-into-another-file",
    CLAIMS,
    "a pointer with a file name",
    within(
        '<annotation xml:id="c-kept"',
        "#string-range(p-fire",
        "document.tei.xml#string-range(p-fire",
    ),
)
edit(
    "claim-exact-changed",
    CLAIMS,
    "the words beside a pointer are changed",
    within(
        '<annotation xml:id="c-kept"',
        "manuscripts of Sir Robert Cotton were kept</note>",
        "books of Sir Robert Cotton were kept</note>",
    ),
)
edit(
    "claim-exact-taken-out",
    CLAIMS,
    "the words beside a pointer are dropped",
    within(
        '<annotation xml:id="c-kept"',
        '<note type="exact">Ashburnham House in Westminster, where the manuscripts of Sir Robert Cotton were kept</note>\n',
        "",
    ),
)
edit(
    "claim-exact-twice",
    CLAIMS,
    "the words stand twice",
    within(
        '<annotation xml:id="c-kept"',
        '<note type="restatement">',
        '<note type="exact">Ashburnham House</note>\n<note type="restatement">',
    ),
)
edit(
    "claim-exact-cdata",
    CLAIMS,
    "words in CDATA: no change",
    within(
        '<annotation xml:id="c-kept"',
        "Ashburnham House in Westminster, where the manuscripts of Sir Robert Cotton were kept<",
        "<![CDATA[Ashburnham House in Westminster, where the manuscripts of Sir Robert Cotton were kept]]><",
    ),
)
edit(
    "claim-exact-after-restatement",
    CLAIMS,
    "notes change places",
    whole(
        '<annotation xml:id="c-kept"',
        "</annotation>",
        lambda part: (
            part[: part.index("<note")]
            + "\n".join(
                [
                    part[part.index("<note") :].split("\n")[1],
                    part[part.index("<note") :].split("\n")[0],
                    *part[part.index("<note") :].split("\n")[2:],
                ]
            )
        ),
    ),
)
edit(
    "claim-revision-last",
    CLAIMS,
    "revisionDesc stands at the end, which TEI forbids",
    whole(
        '<annotation xml:id="c-kept"',
        "</annotation>",
        lambda part: part.replace(
            '<revisionDesc>\n<change status="accepted" change="#rev-4"/>\n</revisionDesc>\n', ""
        ).replace(
            "</annotation>",
            '<revisionDesc>\n<change status="accepted" change="#rev-4"/>\n</revisionDesc>\n</annotation>',
        ),
    ),
)
edit(
    "claim-history-as-guidelines",
    HARBOUR,
    "created and modified with instants",
    swap(
        '<change status="accepted" change="#rev-2">Read.</change>',
        '<change status="created" when="2026-11-24T09:00:00Z" who="#ed-1"/>\n<change status="accepted" change="#rev-2">Read.</change>',
    ),
)
edit(
    "claim-history-status-on-desc",
    HARBOUR,
    "@status on revisionDesc",
    swap(
        '<revisionDesc>\n<change status="accepted" change="#rev-2">Read.',
        '<revisionDesc status="accepted">\n<change status="accepted" change="#rev-2">Read.',
    ),
)
edit(
    "claim-history-turned-round",
    HARBOUR,
    "newest first",
    swap(
        '<change status="modified"/>\n<change status="accepted" change="#rev-2"/>',
        '<change status="accepted" change="#rev-2"/>\n<change status="modified"/>',
    ),
)
edit(
    "claim-change-of-two",
    HARBOUR,
    "two revisions in @change",
    within('<annotation xml:id="claim-1"', 'change="#rev-1"', 'change="#rev-1 #rev-2"'),
)
edit(
    "claim-change-nowhere",
    HARBOUR,
    "@change of no revision",
    within('<annotation xml:id="claim-1"', 'change="#rev-1"', 'change="#rev-9"'),
)
edit(
    "claim-note-added",
    CLAIMS,
    "a plain note on a claim",
    within('<annotation xml:id="c-kept"', "</annotation>", "<note>Discuss!</note>\n</annotation>"),
)
edit(
    "claim-note-of-a-new-type",
    CLAIMS,
    "a field of one's own",
    within(
        '<annotation xml:id="c-kept"',
        "</annotation>",
        '<note type="importance">3</note>\n</annotation>',
    ),
)
edit(
    "claim-fs-added",
    CLAIMS,
    "a feature structure within a note",
    within(
        '<annotation xml:id="c-kept"',
        "</annotation>",
        '<note type="features"><fs><f name="polarity"><symbol value="plus"/></f></fs></note>\n</annotation>',
    ),
)
edit(
    "claim-reason-of-two-paragraphs",
    HARBOUR,
    "a reason grows",
    swap("<p>Plain words.</p>", "<p>Plain words.</p>\n<p>No doubt.</p>"),
)
edit(
    "claim-reason-without-p",
    HARBOUR,
    "a reason without its p",
    swap("<p>Plain words.</p>", "Plain words."),
)
edit(
    "claim-reason-marked",
    HARBOUR,
    "emphasis in a reason",
    swap("<p>Plain words.</p>", "<p>Plain <emph>words</emph>.</p>"),
)
edit(
    "claim-reason-as-list",
    HARBOUR,
    "a list in a reason",
    swap("<p>Plain words.</p>", "<p>Plain words: <list><item>one</item></list></p>"),
)
edit(
    "claim-attribution-manner",
    HARBOUR,
    "reported becomes quoted",
    within('<annotation xml:id="claim-1"', 'subtype="reported"', 'subtype="quoted"'),
)
edit(
    "claim-attribution-unknown",
    HARBOUR,
    "a manner that we do not know",
    within('<annotation xml:id="claim-1"', 'subtype="reported"', 'subtype="alleged"'),
)
edit(
    "claim-attribution-of-two",
    HARBOUR,
    "two claimants in one step",
    swap(
        '<ptr type="claimant" target="#ana"/>',
        '<ptr type="claimant" target="#ana"/>\n<ptr type="claimant" target="#council"/>',
    ),
)
edit(
    "claim-attribution-pointer-of-two",
    HARBOUR,
    "two claimants in one pointer",
    swap('<ptr type="claimant" target="#ana"/>', '<ptr type="claimant" target="#ana #council"/>'),
)
edit(
    "claim-attribution-in-words",
    HARBOUR,
    "a remark on a step",
    swap(
        '<ptr type="claimant" target="#ana"/>',
        '<ptr type="claimant" target="#ana"/>\n<p>She says so twice.</p>',
    ),
)
edit(
    "claim-attribution-to-a-place",
    HARBOUR,
    "a place cannot say anything",
    swap('<ptr type="claimant" target="#ana"/>', '<ptr type="claimant" target="#quay"/>'),
)
edit(
    "claim-attribution-turned-round",
    CLAIMS,
    "steps change places",
    whole(
        '<annotation xml:id="c-half"',
        "</annotation>",
        lambda part: (
            part.replace("per-lepore", "PER")
            .replace("grp-hls-scholars", "per-lepore")
            .replace("PER", "grp-hls-scholars")
        ),
    ),
)
edit(
    "claim-about-added",
    HARBOUR,
    "what a claim is about",
    before('<note type="condition">', '<ptr type="about" target="#quay"/>\n'),
)
edit(
    "claim-about-unknown",
    HARBOUR,
    "an external subject",
    before(
        '<note type="condition">',
        '<ptr type="about" target="https://www.wikidata.org/entity/Q1"/>\n',
    ),
)
edit(
    "claim-about-with-words",
    HARBOUR,
    "ref instead of ptr",
    before('<note type="condition">', '<ref type="about" target="#quay">the quay</ref>\n'),
)
edit(
    "claim-ptr-without-type",
    HARBOUR,
    "a pointer of no type",
    before('<note type="condition">', '<ptr target="#quay"/>\n'),
)
edit(
    "claim-time-redated",
    HARBOUR,
    "only @when is changed",
    within('<annotation xml:id="claim-1"', ' when="2021-05-03"', ' when="2021-05-04"'),
)
edit(
    "claim-time-twice",
    HARBOUR,
    "a second time",
    within(
        '<annotation xml:id="claim-1"',
        '<note type="basis">',
        '<note type="time">\n<date when="2020"/>\n</note>\n<note type="basis">',
    ),
)
edit(
    "claim-time-of-two-dates",
    HARBOUR,
    "two dates in one time",
    within(
        '<annotation xml:id="claim-1"', "<p>It is the day", '<date when="2020"/>\n<p>It is the day'
    ),
)
edit(
    "claim-taken-out",
    HARBOUR,
    "a claim goes on which others rest",
    whole('<annotation xml:id="claim-1"', "</annotation>\n", ""),
    says="claim-1",
)
edit(
    "claim-renamed",
    HARBOUR,
    "an id is renamed everywhere",
    everywhere('claim-2"', 'recovery"'),
    wide=True,
)
edit(
    "claims-change-places",
    CLAIMS,
    "claims are sorted",
    moved('<annotation xml:id="c-kept"', "</annotation>\n", '<annotation xml:id="c-apart"'),
)
edit(
    "claim-among-annotations",
    HARBOUR,
    "a claim stands in the wrong list",
    moved('<annotation xml:id="claim-3"', "</annotation>\n", '<annotation xml:id="m-1"'),
    wide=True,
)
edit(
    "annotation-among-claims",
    HARBOUR,
    "a comment stands in the wrong list",
    moved('<annotation xml:id="com-2"', "</annotation>\n", '<annotation xml:id="claim-3"'),
    wide=True,
)
edit(
    "mention-retargeted",
    CLAIMS,
    "somebody else is meant",
    within('<annotation xml:id="m-per-cotton-1"', "#per-cotton", "#per-hearne"),
)
edit(
    "mention-of-two",
    HARBOUR,
    "two candidates",
    swap(
        '<ptr type="refers-to" target="#quay"/>',
        '<ptr type="refers-to" target="#quay"/>\n<ptr type="refers-to" target="#council"/>',
    ),
)
edit(
    "mention-of-external",
    HARBOUR,
    "Wikidata instead of an entity",
    swap(
        '<ptr type="refers-to" target="#quay"/>',
        '<ptr type="refers-to" target="https://www.wikidata.org/entity/Q1"/>',
    ),
)
edit(
    "mention-with-words",
    HARBOUR,
    "a pointer with words",
    swap(
        '<ptr type="refers-to" target="#quay"/>', '<ref type="refers-to" target="#quay">quay</ref>'
    ),
)
edit(
    "mention-added-by-a-program",
    FRENEMIES,
    "a named-entity tool adds a mention",
    after(
        '<listAnnotation type="annotations">',
        '\n<annotation xml:id="ner-1" motivation="identifying" target="#string-range(title,38,11)" cert="0.93">\n<note type="exact">North Korea</note>\n<ptr type="refers-to" target="#north-korea"/>\n</annotation>',
    ),
)
edit(
    "mention-without-exact",
    FRENEMIES,
    "a tool adds a mention without the words",
    after(
        '<listAnnotation type="annotations">',
        '\n<annotation xml:id="ner-1" motivation="identifying" target="#string-range(title,38,11)">\n<ptr type="refers-to" target="#north-korea"/>\n</annotation>',
    ),
)
edit(
    "date-in-words",
    HARBOUR,
    "the date of a mention with words",
    within('<annotation xml:id="d-1"', 'when="2021-05-03"/>', 'when="2021-05-03">3 May</date>'),
)
edit(
    "date-alone-changed",
    HARBOUR,
    "@when of a mention",
    within('<annotation xml:id="d-2"', ' when="2019"', ' when="2020"'),
)
edit(
    "date-precision-changed",
    HARBOUR,
    "@precision of a mention",
    within('<annotation xml:id="d-2"', 'precision="low"', 'precision="high"'),
)
edit(
    "date-calendar",
    HARBOUR,
    "@calendar of a mention",
    within('<annotation xml:id="d-1"', "<date ", '<date calendar="#gregorian" '),
)
edit(
    "correction-as-choice",
    HARBOUR,
    "choice with sic and corr",
    swap(
        "<corr>its traffic</corr>",
        "<choice><sic>its  traffic</sic><corr>its traffic</corr></choice>",
    ),
)
edit(
    "correction-with-cert",
    HARBOUR,
    "@cert on corr",
    swap("<corr>its traffic</corr>", '<corr cert="low">its traffic</corr>'),
)
edit(
    "correction-of-two",
    HARBOUR,
    "two proposals",
    swap("<corr>its traffic</corr>", "<corr>its traffic</corr>\n<corr>the traffic</corr>"),
)
edit(
    "correction-emptied",
    HARBOUR,
    "the words should go",
    swap("<corr>its traffic</corr>", "<corr/>"),
)
edit(
    "citation-with-title",
    HARBOUR,
    "a title in a citation",
    swap(
        '<bibl corresp="#w-1">\n<citedRange',
        '<bibl corresp="#w-1">\n<title>Harbour Report</title>\n<citedRange',
    ),
)
edit(
    "citation-range",
    HARBOUR,
    "@from and @to of citedRange",
    within(
        '<annotation xml:id="cit-1"',
        '<citedRange unit="page">',
        '<citedRange unit="page" from="12" to="12">',
    ),
)
edit(
    "citation-of-two-ranges",
    HARBOUR,
    "two places in a work",
    within(
        '<annotation xml:id="cit-1"',
        "</citedRange>",
        '</citedRange>\n<citedRange unit="page">14</citedRange>',
    ),
)
edit(
    "tag-of-two-terms",
    HARBOUR,
    "two terms",
    swap(">metaphor</term>", ">metaphor</term>\n<term>image</term>"),
)
edit(
    "tag-with-key",
    HARBOUR,
    "@key on a term",
    swap(
        '<term ref="https://example.org/metaphor">',
        '<term key="M1" ref="https://example.org/metaphor">',
    ),
)
edit(
    "comment-with-paragraphs",
    HARBOUR,
    "a comment of paragraphs",
    swap(">On the whole.<", "><p>On the whole.</p><p>Good.</p><"),
)
edit(
    "comment-language",
    HARBOUR,
    "the language of a comment",
    swap('<note type="comment">On', '<note type="comment" xml:lang="en">On'),
)
edit(
    "comment-on-two",
    HARBOUR,
    "a comment on two claims",
    swap(
        '<ptr type="on" target="#claim-1"/>',
        '<ptr type="on" target="#claim-1"/>\n<ptr type="on" target="#claim-2"/>',
    ),
)
edit(
    "comment-retargeted",
    HARBOUR,
    "@target is changed and @type=on not",
    within('<annotation xml:id="com-2"', 'target="#harbour"', 'target="#claim-1"'),
)
edit(
    "comment-as-reply",
    HARBOUR,
    "a reply to a comment",
    before(
        '<annotation xml:id="com-2"',
        '<annotation xml:id="re-1" motivation="replying" target="#com-1">\n<note>Yes.</note>\n</annotation>\n',
    ),
)
edit(
    "comment-xml-space",
    HARBOUR,
    "a comment of two lines loses xml:space",
    swap(
        '<note type="comment" xml:space="preserve">Is this\nso?',
        '<note type="comment">Is this\nso?',
    ),
    wide=True,
)
edit(
    "assessment-verdict-changed",
    HARBOUR,
    "a verdict is turned round",
    swap("#verdict.supported #status", "#verdict.contradicted #status"),
)
edit(
    "assessment-of-two-claims",
    HARBOUR,
    "two claims assessed at once",
    swap(
        'target="#claim-1" ana="#verdict.doubt"', 'target="#claim-1 #claim-2" ana="#verdict.doubt"'
    ),
)
edit(
    "assessment-rating-worst",
    HARBOUR,
    "a third field of a rating",
    after('<rs type="value">5</rs>', '\n<rs type="worst">1</rs>'),
)
edit(
    "assessment-reasoning-marked",
    HARBOUR,
    "a title in the reasoning",
    swap(">The report says so.<", ">The <title>report</title> says so.<"),
)
edit(
    "assessment-evidence-in-words",
    HARBOUR,
    "a remark in evidence",
    within('<annotation xml:id="as-2"', '<note type="evidence">', '<note type="evidence">see '),
)
edit(
    "assessment-evidence-of-two",
    HARBOUR,
    "two works in one evidence",
    within(
        '<annotation xml:id="as-2"', "</bibl>\n</note>", '</bibl>\n<bibl corresp="#w-2"/>\n</note>'
    ),
)
edit(
    "assessment-supersedes-two",
    HARBOUR,
    "two are superseded",
    swap(
        '<ptr type="supersedes" target="#as-1"/>',
        '<ptr type="supersedes" target="#as-1"/>\n<ptr type="supersedes" target="#as-2"/>',
    ),
)
edit(
    "assessment-by-who",
    HARBOUR,
    "@who of a reviewer",
    swap('<annotation xml:id="as-2"', '<annotation who="#ed-1" xml:id="as-2"'),
)
