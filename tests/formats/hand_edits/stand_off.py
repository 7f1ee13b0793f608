"""What people do to what is said about the text."""

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

# --- people, organisations, places, events ---

edit(
    "person-added",
    FRENEMIES,
    "a person is entered by hand",
    before(
        '<person xml:id="xi-jinping"',
        '<person xml:id="jane-doe">\n<persName type="main">Jane Doe</persName>\n</person>\n',
    ),
)
edit(
    "person-added-plainly",
    FRENEMIES,
    "a person as prosopographers write it",
    before(
        '<person xml:id="xi-jinping"',
        '<person xml:id="jane-doe">\n<persName>Jane Doe</persName>\n</person>\n',
    ),
)
edit(
    "person-with-life-dates",
    FRENEMIES,
    "birth and death",
    within(
        '<person xml:id="xi-jinping"',
        "<idno",
        '<birth when="1953-06-15">15 June 1953</birth>\n<idno',
    ),
)
edit(
    "person-with-occupation",
    CLAIMS,
    "occupation and sex",
    within(
        '<person xml:id="per-cotton"',
        "</person>",
        '<sex value="M">male</sex>\n<occupation>collector</occupation>\n</person>',
    ),
)
edit(
    "person-with-affiliation",
    HARBOUR,
    "affiliation and residence",
    after(
        '<idno type="VIAF">12345</idno>',
        '\n<affiliation ref="#council">the council</affiliation>\n<residence>Utrecht</residence>',
    ),
)
edit(
    "person-with-role",
    HARBOUR,
    "@role on a person",
    swap('<person xml:id="ana"', '<person role="pilot" xml:id="ana"'),
)
edit(
    "person-with-sex",
    HARBOUR,
    "@sex on a person",
    swap('<person xml:id="ana"', '<person sex="2" xml:id="ana"'),
)
edit(
    "person-name-taken-apart",
    FRENEMIES,
    "forename and surname",
    within(
        '<person xml:id="barack-obama"',
        ">Barack Obama<",
        "><forename>Barack</forename> <surname>Obama</surname><",
    ),
)
edit(
    "person-name-of-another-type",
    FRENEMIES,
    "a type of another project",
    within('<person xml:id="barack-obama"', 'type="variant"', 'type="alias"'),
)
edit(
    "person-name-dated",
    HARBOUR,
    "a name is dated",
    swap('<persName type="variant">A. Cruz', '<persName type="variant" notAfter="2010">A. Cruz'),
)
edit(
    "person-name-twice-main",
    HARBOUR,
    "two main names",
    swap('<persName type="variant">A. Cruz', '<persName type="main">A. Cruz'),
)
edit(
    "person-names-change-places",
    HARBOUR,
    "the variant stands first",
    moved('<persName type="variant">A. Cruz', "\n", '<persName type="main" xml:lang="es"'),
)
edit(
    "person-idno-first",
    HARBOUR,
    "the identifier stands before the names",
    moved('<idno type="VIAF">12345', "\n", '<persName type="main" xml:lang="es"'),
)
edit(
    "person-idno-added",
    CLAIMS,
    "a VIAF number",
    within('<person xml:id="per-hearne"', "<note", '<idno type="VIAF">76392018</idno>\n<note'),
)
edit(
    "person-idno-as-address",
    CLAIMS,
    "a whole address as identifier",
    within(
        '<person xml:id="per-hearne"',
        "<note",
        '<idno type="URI">https://viaf.org/viaf/76392018</idno>\n<note',
    ),
)
edit(
    "person-described-twice",
    HARBOUR,
    "a second description",
    after(
        '<note type="description">A pilot.</note>', '\n<note type="description">A witness.</note>'
    ),
)
edit(
    "person-note-without-type",
    HARBOUR,
    "a plain note on a person",
    after('<note type="description">A pilot.</note>', "\n<note>Interviewed in May.</note>"),
)
edit(
    "person-description-marked",
    HARBOUR,
    "a title in a description",
    swap("A pilot.</note>", "A <hi>pilot</hi>.</note>"),
)
edit(
    "person-with-source",
    HARBOUR,
    "@source on a person",
    swap('<person xml:id="ana"', '<person source="#w-1" xml:id="ana"'),
)
edit("person-cert-changed", HARBOUR, "a certainty is lowered", swap('cert="0.9"', 'cert="medium"'))
edit("person-cert-unknown", HARBOUR, "@cert as TEI allows it", swap('cert="0.9"', 'cert="unknown"'))
edit("person-cert-over-one", HARBOUR, "a certainty in percent", swap('cert="0.9"', 'cert="90"'))
edit(
    "person-by-resp",
    HARBOUR,
    "who identified",
    swap('<person xml:id="ana"', '<person resp="#ed-1" xml:id="ana"'),
)
edit(
    "person-taken-out",
    FRENEMIES,
    "a person who is mentioned goes",
    whole('<person xml:id="shinzo-abe"', "</person>\n", ""),
    says="shinzo-abe",
)
edit(
    "person-renamed-everywhere",
    FRENEMIES,
    "an id is renamed by find and replace",
    everywhere('shinzo-abe"', 'abe-shinzo"'),
    wide=True,
)
edit(
    "person-becomes-org",
    HARBOUR,
    "a person turns out to be a group",
    whole(
        '<person xml:id="ana"',
        "</person>",
        lambda part: (
            part.replace("person", "org")
            .replace("persName", "orgName")
            .replace("<org ", '<org type="group" ')
        ),
    ),
)
edit(
    "person-into-list-org",
    HARBOUR,
    "a person stands in the wrong list",
    moved('<person xml:id="ana"', "</person>\n", '<org xml:id="council"'),
    wide=True,
)
edit(
    "persons-change-places",
    FRENEMIES,
    "persons are sorted",
    moved('<person xml:id="shinzo-abe"', "</person>\n", '<person xml:id="barack-obama"'),
)
edit(
    "list-person-with-head",
    CLAIMS,
    "a list gets a head",
    within('<place xml:id="pl-westminster"', "<listPerson>", "<listPerson>\n<head>Persons</head>"),
)
edit(
    "list-person-typed",
    HARBOUR,
    "a list gets a type",
    swap("<listPerson>", '<listPerson type="historical">'),
)
edit(
    "list-of-relations-of-persons",
    HARBOUR,
    "who is related to whom",
    before("</listPerson>", '<relation name="spouse" mutual="#ana #council"/>\n'),
)
edit(
    "list-nym-added",
    HARBOUR,
    "another list",
    before(
        "<listPlace>",
        "<listObject>\n<object><objectIdentifier><objectName>the crane</objectName></objectIdentifier></object>\n</listObject>\n",
    ),
)
edit(
    "org-described",
    CLAIMS,
    "desc as TEI has it",
    within('<org xml:id="org-committee"', "</org>", "<desc>A committee.</desc>\n</org>"),
)
edit(
    "org-of-another-type",
    HARBOUR,
    "a type of another project",
    swap(
        '<org xml:id="council" type="organisation">', '<org xml:id="council" type="municipality">'
    ),
)
edit(
    "org-nested",
    HARBOUR,
    "an org within an org",
    within(
        '<org xml:id="council"',
        "</org>",
        '<org xml:id="committee" type="organisation">\n<orgName>Committee</orgName>\n</org>\n</org>',
    ),
)
edit(
    "place-with-coordinates",
    CLAIMS,
    "location and geo",
    within(
        '<place xml:id="pl-westminster"',
        "</place>",
        "<location>\n<geo>51.49 -0.13</geo>\n</location>\n</place>",
    ),
)
edit(
    "place-with-country",
    FRENEMIES,
    "a country",
    within('<place xml:id="brussels"', "</place>", "<country>Belgium</country>\n</place>"),
)
edit(
    "place-typed",
    HARBOUR,
    "@type on a place",
    swap('<place xml:id="quay">', '<place type="harbour" xml:id="quay">'),
)
edit(
    "place-nested",
    HARBOUR,
    "a place within a place",
    within(
        '<place xml:id="quay"',
        "</place>",
        '<place xml:id="berth"><placeName>berth 4</placeName></place>\n</place>',
    ),
)
edit(
    "event-labelled",
    CLAIMS,
    "label and desc",
    within('<event xml:id="ev-fire"', "<note", "<desc>It burnt.</desc>\n<note"),
)
edit(
    "event-redated",
    CLAIMS,
    "only @when is changed",
    within('<event xml:id="ev-fire"', ' when="1731-11-03"', ' when="1731-10-23"'),
)
edit(
    "event-redated-in-both",
    CLAIMS,
    "both dates are changed",
    within(
        '<event xml:id="ev-fire"',
        'when-custom="1731-11-03" datingMethod="#edtf.calendar" when="1731-11-03"',
        'when-custom="1731-10-23" datingMethod="#edtf.calendar" when="1731-10-23"',
    ),
)
edit(
    "event-of-some-days",
    CLAIMS,
    "@when becomes @from and @to",
    within('<event xml:id="ev-fire"', ' when="1731-11-03"', ' from="1731-11-03" to="1731-11-04"'),
)
edit(
    "event-from-alone-changed",
    FRENEMIES,
    "a range is corrected at one end",
    swap('from="1950-06-25" to="1953-07-27"', 'from="1950-06-25" to="1953-07-28"'),
)
edit(
    "event-without-custom",
    FRENEMIES,
    "a range as TEI people write it",
    swap(
        'when-custom="1950-06-25/1953-07-27" datingMethod="#edtf.calendar" from="1950-06-25"',
        'from="1950-06-25"',
    ),
)
edit(
    "event-without-method",
    FRENEMIES,
    "@datingMethod is dropped",
    within('<event xml:id="korean-war"', ' datingMethod="#edtf.calendar"', ""),
)
edit(
    "event-with-another-method",
    CLAIMS,
    "the Julian calendar",
    within('<event xml:id="ev-fire"', "#edtf.calendar", "#julian"),
)
edit(
    "event-not-before",
    HARBOUR,
    "bounds without @when-custom",
    swap(
        '<event xml:id="storm" when-custom="201X" datingMethod="#edtf.calendar" notBefore="2010-01-01" notAfter="2019-12-31">',
        '<event xml:id="storm" notBefore="2010-01-01" notAfter="2019-12-31">',
    ),
)
edit(
    "event-bound-changed",
    HARBOUR,
    "one bound is changed",
    swap('notAfter="2019-12-31"', 'notAfter="2018-12-31"'),
)
edit(
    "event-bound-taken-out", HARBOUR, "one derived bound is dropped", out(' notAfter="2019-12-31"')
)
edit(
    "event-given-w3c-date",
    HARBOUR,
    "a date is added where we write none",
    swap(
        '<event xml:id="vote" when-custom="2021-05~" datingMethod="#edtf.calendar">',
        '<event xml:id="vote" when-custom="2021-05~" datingMethod="#edtf.calendar" when="2021-05">',
    ),
)
edit(
    "event-date-impossible",
    HARBOUR,
    "30 February",
    swap(
        'when-custom="2019/2020" datingMethod="#edtf.calendar" from="2019" to="2020"',
        'when-custom="2019-02-30/2020" datingMethod="#edtf.calendar"',
    ),
)
edit(
    "event-iso-date",
    HARBOUR,
    "@when-iso of ISO 8601",
    swap('from="2019" to="2020" where', 'when-iso="2019/2020" where'),
)
edit(
    "event-where-two",
    HARBOUR,
    "an event at two places",
    swap('where="#quay"', 'where="#quay #council"'),
)
edit(
    "event-where-elsewhere",
    HARBOUR,
    "an event at an external place",
    swap('where="#quay"', 'where="https://www.geonames.org/1"'),
)
edit(
    "event-taken-out",
    CLAIMS,
    "an event that claims are about goes",
    whole('<event xml:id="ev-fire"', "</event>\n", ""),
    says="ev-fire",
)
edit(
    "basis-of-name-changed",
    FRENEMIES,
    "a name is in print after all",
    swap(
        'ana="#basis.external">People’s Republic of China',
        'ana="#basis.printed">People’s Republic of China',
    ),
)
edit(
    "ana-of-entity-foreign",
    FRENEMIES,
    "a second word in @ana",
    within(
        '<person xml:id="xi-jinping"', 'ana="#basis.external"', 'ana="#basis.external #topic.trade"'
    ),
)

# --- works and sources ---

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

# --- claims and annotations ---

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

# --- relations, lists, standOff ---

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
    within('<relation xml:id="rel-1"', "</bibl></desc>", "</bibl> And so on.</desc>"),
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
    "language-of-work-emptied",
    HARBOUR,
    "a language is taken out, the element stays",
    swap('<textLang mainLang="en"/>', "<textLang/>"),
)
