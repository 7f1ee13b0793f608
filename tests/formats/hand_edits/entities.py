"""What people do to people, organisations, places and events."""

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
