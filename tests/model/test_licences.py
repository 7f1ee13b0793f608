"""Licences are recognised in every usual form, and never where something is missing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.licences import (
    Licence,
    Openness,
    licence_problem,
    recognise,
    recognise_printed,
    restrictiveness,
    spdx_addresses,
    spdx_list,
)
from tests.make_licences import made, made_of_addresses
from tests.tools.cases import each_case


def words(text: str) -> list[str]:
    return text.split()


CREATIVE_COMMONS = [
    f"CC-{variant}-{version}"
    for variant in ("BY", "BY-SA", "BY-ND", "BY-NC", "BY-NC-SA", "BY-NC-ND")
    for version in ("1.0", "2.0", "2.5", "3.0", "4.0")
]
OTHER_SPDX = words("""
CC-BY-2.5-AU CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE CC-BY-3.0-IGO CC-BY-3.0-NL CC-BY-3.0-US
CC-BY-NC-3.0-DE CC-BY-NC-3.0-IGO CC-BY-NC-ND-3.0-DE CC-BY-NC-ND-3.0-IGO CC-BY-NC-SA-2.0-DE
CC-BY-NC-SA-2.0-FR CC-BY-NC-SA-2.0-UK CC-BY-NC-SA-3.0-DE CC-BY-NC-SA-3.0-IGO CC-BY-ND-3.0-DE
CC-BY-SA-2.0-UK CC-BY-SA-2.1-JP CC-BY-SA-3.0-AT CC-BY-SA-3.0-DE CC-BY-SA-3.0-IGO CC-PDDC CC-PDM-1.0
CC-SA-1.0 CC0-1.0 0BSD AGPL-3.0-only Apache-2.0 BSD-3-Clause CDLA-Permissive-2.0 EUPL-1.2
GFDL-1.3-or-later GPL-2.0-only LAL-1.3 MIT MPL-2.0 ODC-By-1.0 ODbL-1.0 OFL-1.1 OGL-UK-3.0 PDDL-1.0
Unlicense etalab-2.0
""")

WORDS = {"BY": "Attribution", "SA": "ShareAlike", "ND": "NoDerivatives", "NC": "NonCommercial"}

STATEMENTS = {
    "InC": ("In Copyright", "restricted"),
    "InC-OW-EU": ("In Copyright - EU Orphan Work", "restricted"),
    "InC-EDU": ("In Copyright - Educational Use Permitted", "restricted"),
    "InC-NC": ("In Copyright - Non-Commercial Use Permitted", "non-commercial"),
    "InC-RUU": (
        "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable",
        "restricted",
    ),
    "NoC-CR": ("No Copyright - Contractual Restrictions", "restricted"),
    "NoC-NC": ("No Copyright - Non-Commercial Use Only", "non-commercial"),
    "NoC-OKLR": ("No Copyright - Other Known Legal Restrictions", "restricted"),
    "NoC-US": ("No Copyright - United States", "unknown"),
    "CNE": ("Copyright Not Evaluated", "unknown"),
    "UND": ("Copyright Undetermined", "unknown"),
    "NKC": ("No Known Copyright", "unknown"),
}


def known(text: str) -> Licence:
    licence = recognise(text)
    assert licence is not None
    return licence


ANY = [known(spdx) for spdx in (*CREATIVE_COMMONS, *OTHER_SPDX)] + [
    known(f"http://rightsstatements.org/vocab/{code}/1.0/") for code in STATEMENTS
]


@each_case("spdx", [*CREATIVE_COMMONS, *OTHER_SPDX])
def test_an_spdx_id_is_recognised_in_any_case_and_by_its_page(spdx: str) -> None:
    licence = known(spdx)
    assert licence.spdx == spdx
    assert recognise(spdx.lower()) == recognise(spdx.upper()) == licence
    for scheme in ("https://", "http://", "http://www.", ""):
        for end in ("", ".html", ".json", "#notes"):
            assert recognise(f"{scheme}spdx.org/licenses/{spdx}{end}") == licence
    assert spdx.startswith("CC") or licence.uri == f"https://spdx.org/licenses/{spdx}.html"


LISTED = [row.split(" ", 2) for row in spdx_list.ROWS.splitlines()]


def test_every_id_of_the_list_is_recognised_save_those_that_are_deprecated() -> None:
    assert len(LISTED) > 700
    for id, marks, name in LISTED:
        page = f"https://spdx.org/licenses/{id}.html"
        if "d" in marks:
            assert recognise(id) is recognise(page) is None
        else:
            licence = known(id)
            assert recognise(id.upper()) == recognise(id.lower()) == recognise(page) == licence
            assert licence.spdx == id
            assert id.startswith("CC") or (licence.uri, licence.name) == (page, name)


DEPRECATED = {id for id, marks, _ in LISTED if "d" in marks}
AT = [
    (row.split(" ")[0], address)
    for row in spdx_addresses.ROWS.splitlines()
    for address in row.split(" ")[1:]
]


def test_every_name_of_the_list_is_recognised() -> None:
    names = {name: id for id, marks, name in LISTED if "d" not in marks}
    assert names["Open Government Licence v3.0"] == "OGL-UK-3.0"
    for name, id in names.items():
        assert known(name) == known(id)
        told = (
            f" {name.upper()}.",
            name.replace("icense", "icence"),
            re.sub(r"\bv(?=\d)", "", name),
        )
        assert {known(form) for form in told} == {known(id)}, name
        assert recognise_printed(name) == known(id)
    only_old = {name for id, _, name in LISTED if id in DEPRECATED} - {*names}
    assert only_old
    assert not any(map(recognise, only_old))


def test_every_address_of_the_list_is_recognised_where_one_licence_has_it() -> None:
    assert len(AT) > 800
    assert not {id for id, _ in AT} - {id for id, *_ in LISTED}
    ids: dict[str, set[str]] = defaultdict(set)
    for id, address in AT:
        ids[re.sub(r"^https?://(www\.)?|/$", "", address).lower()].add(id)
    assert len(ids) > 700
    ambiguous = 0
    for id, address in AT:
        alike = ids[re.sub(r"^https?://(www\.)?|/$", "", address).lower()]
        current = alike - DEPRECATED
        if len(current) == 1:
            assert known(address) == known(*current), address
            assert licence_problem(address) is None
        else:
            ambiguous += 1
            assert recognise(address) is None
            told = licence_problem(address)
            assert told is not None
            assert all(one in told for one in current or alike)
        if current and id not in DEPRECATED:
            assert id in current
    assert 0 < ambiguous < len(AT) / 5


@given(
    st.sampled_from([(id, address) for id, address in AT if recognise(address)]),
    st.sampled_from(["http://", "https://", "HTTPS://", "//", ""]),
    st.sampled_from(["", "www.", "WWW."]),
    st.sampled_from(["", "/"]),
)
def test_every_usual_form_of_an_address_of_the_list_is_the_same_licence(
    one: tuple[str, str], scheme: str, www: str, end: str
) -> None:
    host, slash, path = re.sub("^[a-z]+://(www[.])?", "", one[1]).partition("/")
    form = f"{scheme}{www}{host.upper()}{slash}{path}".rstrip("/") + end
    if not one[1].startswith("ftp:"):
        assert recognise(f" {form}\n") == recognise(one[1])


@each_case(
    ("text", "id"),
    [
        ("Open Government Licence 3.0", "OGL-UK-3.0"),
        ("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3", "OGL-UK-3.0"),
        ("http://opensource.org/licenses/MIT", "MIT"),
        ("https://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0"),
        ("https://www.opendatacommons.org/licenses/odbl/1.0/", "ODbL-1.0"),
        ("Creative Commons Attribution 3.0 Austria", "CC-BY-3.0-AT"),
    ],
)
def test_a_licence_is_recognised_by_what_the_list_has_of_it(text: str, id: str) -> None:
    assert known(text).spdx == id


@each_case(
    "text",
    [
        "Open Government Licence",
        "Open Government Licence v4.0",
        "under the Open Government Licence v3.0",
        "Open Government Licence v3.0, save the photographs",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/about",
        "https://example.org/?u=https://opensource.org/licenses/MIT",
        "https://opensource.org.example.com/licenses/MIT",
        "opensource.org",
    ],
)
def test_what_is_almost_a_name_or_an_address_of_the_list_is_no_licence(text: str) -> None:
    assert recognise(text) is None


def test_an_address_of_several_licences_is_reported_with_their_ids() -> None:
    address = "https://www.gnu.org/licenses/gpl-3.0-standalone.html"
    told = f'"{address}" is the address of several licences; write the id of one: '
    assert licence_problem(address) == f"{told}GPL-3.0-only or GPL-3.0-or-later"


@each_case(
    ("id", "openness"),
    [
        ("0BSD", "open"),  # OSI alone
        ("Apache-1.0", "open"),  # FSF alone
        ("AFL-3.0", "open"),  # both
        ("Aladdin", "unknown"),  # neither
        ("ODC-By-1.0", "open"),  # neither, and no software
        ("PDDL-1.0", "public-domain"),
        ("NCGL-UK-2.0", "non-commercial"),
    ],
)
def test_a_licence_is_open_where_somebody_has_found_it_so(id: str, openness: Openness) -> None:
    assert known(id).openness == openness


@pytest.mark.parametrize(
    ("id", "advice"),
    [
        ("gpl-2.0+", 'SPDX has deprecated "gpl-2.0+"; write GPL-2.0-or-later'),
        (
            "Net-SNMP",
            'SPDX has deprecated "Net-SNMP"; https://spdx.org/licenses/Net-SNMP.html says what to write',
        ),
    ],
)
def test_a_deprecated_id_is_reported_as_such(id: str, advice: str) -> None:
    assert licence_problem(id) == advice


def test_each_deprecated_id_is_near_to_one_that_is_not() -> None:
    assert all(licence_problem(id) for id, marks, _ in LISTED if "d" in marks)


def test_a_name_that_is_an_id_too_is_no_licence_where_it_is_printed() -> None:
    assert {known(name).spdx for name in ("Intel", "Xerox", "JSON")} == {"Intel", "Xerox", "JSON"}
    assert not any(map(recognise_printed, ("Intel", "XEROX", " json ")))
    printed = ("MIT", "zlib", "AFL-3.0", "https://spdx.org/licenses/Intel.html", "CC BY 4.0", "CC0")
    assert all(recognise_printed(text) == recognise(text) is not None for text in printed)


def test_the_list_is_made_in_the_order_of_ids_with_the_marks_of_each() -> None:
    class Told(NamedTuple):
        id: str
        name: str
        deprecated_id: bool
        fsf_libre: bool
        osi_approved: bool

    given = [
        Told("b-1", "B  – so ‘called’", False, True, True),
        Told("A-2+", "A", True, False, False),
        Told("C", "C", False, False, False),
    ]
    found: dict[str, str] = {}
    exec(made("9.9", given), found)
    assert found["VERSION"] == "9.9"
    assert found["ROWS"].splitlines() == ["A-2+ d A", "b-1 of B - so ‘called'", "C - C"]
    assert made(spdx_list.VERSION, []).partition("ROWS")[0] in Path(spdx_list.__file__).read_text()


def test_the_addresses_are_kept_in_the_order_of_ids_save_those_of_creative_commons() -> None:
    commons = "https://www.creativecommons.org/licenses/by/4.0/"
    given = [
        {"licenseId": "b-1", "seeAlso": ["https://b.org/1 ", commons]},
        {"licenseId": "A-2", "seeAlso": ["http://a.org/"]},
        {"licenseId": "C", "seeAlso": [commons]},
    ]
    found: dict[str, str] = {}
    exec(made_of_addresses({"licenseListVersion": "9.9", "licenses": given}), found)
    assert found["VERSION"] == "9.9"
    assert found["ROWS"].splitlines() == ["A-2 http://a.org/", "b-1 https://b.org/1"]
    head = {"licenseListVersion": spdx_addresses.VERSION, "licenses": []}
    kept = Path(spdx_addresses.__file__).read_text()
    assert made_of_addresses(head).partition("ROWS")[0] in kept


@given(st.sampled_from(ANY))
def test_a_licence_is_found_again_by_its_address_and_its_spdx_id(licence: Licence) -> None:
    assert recognise(licence.uri) == licence
    assert licence.spdx is None or recognise(licence.spdx) == licence
    assert licence_problem(licence.uri) is None


@given(
    st.sampled_from(CREATIVE_COMMONS),
    st.sampled_from(["https://", "http://", "//", ""]),
    st.sampled_from(["", "www.", "WWW."]),
    st.sampled_from(
        ["", "/", "/deed.en", "/deed.pt_BR", "/legalcode", "/legalcode.zh-Hans", "/rdf"]
    ),
    st.sampled_from(["", "?ref=chooser-v1", "#s1", "/?a#b"]),
)
def test_every_form_of_a_creative_commons_address_is_the_same_licence(
    spdx: str, scheme: str, www: str, page: str, tail: str
) -> None:
    licence = known(spdx)
    path = licence.uri.removeprefix("https://").rstrip("/")
    assert recognise(f" {scheme}{www}{path}{page}{tail}\n") == licence


@given(
    st.sampled_from(CREATIVE_COMMONS),
    st.sampled_from([" ", "-", "_", "/"]),
    st.sampled_from([" ", "-", " v"]),
    st.sampled_from(["", ".", " International", " Unported License", " Deed", " licence"]),
    st.booleans(),
)
def test_every_form_of_a_creative_commons_name_is_the_same_licence(
    spdx: str, between: str, before_version: str, tail: str, long: bool
) -> None:
    _, *elements, version = spdx.split("-")
    variant = "-".join(WORDS[e] if long else e for e in elements)
    head = ("Creative Commons" if long else "CC") + between
    name = f"{head}{variant}{before_version}{version}{tail}"
    licence = known(spdx)
    for form in (name, name.lower(), name.upper(), f"({name})", f"{name} ({licence.name})"):
        assert recognise(form) == licence


PORTS = {
    "1.0": words("fi il nl"),
    "2.0": words("at au be br ca cl de es fr hr it jp kr nl pl tw uk za"),
    "2.1": words("au ca es jp"),
    "2.5": words(
        "ar au bg br ca ch cn co dk es hr hu il in it mk mt mx my nl pe pl pt scotland se si tw za"
    ),
    "3.0": words(
        "am at au az br ca ch cl cn cr cz de ec ee eg es fr ge gr gt hk hr ie igo it lu nl no nz ph"
        " pl pr pt ro rs sg th tw ug us ve vn za"
    ),
}
WITHOUT_BY = words("sa nd nc nc-sa nd-nc")


def addresses() -> Iterator[str]:
    """Every licence of Creative Commons, by its path: what its list of legal codes has."""
    for version in ("1.0", "2.0", "2.1", "2.5", "3.0", "4.0"):
        unported = [] if version == "2.1" else [""]
        for port in (*unported, *PORTS.get(version, ())):
            last = "by-nd-nc" if version == "1.0" else "by-nc-nd"
            for variant in (*words("by by-sa by-nd by-nc by-nc-sa"), last):
                yield f"licenses/{variant}/{version}/{port}"
    for version, port in (("1.0", ""), ("1.0", "fi"), ("1.0", "nl"), ("2.0", "jp")):
        yield from (f"licenses/{variant}/{version}/{port}" for variant in WITHOUT_BY)
    yield from (f"licenses/sampling/1.0/{port}" for port in ("", "br", "tw"))
    yield from (f"licenses/sampling+/1.0/{port}" for port in ("", "br", "de", "tw"))
    yield from (f"licenses/nc-sampling+/1.0/{port}" for port in ("", "tw"))
    yield from words("licenses/devnations/2.0 licenses/GPL/2.0 licenses/LGPL/2.1 licenses/BSD")
    yield from words("licenses/publicdomain publicdomain/zero/1.0 publicdomain/mark/1.0")


ADDRESSES = [f"https://creativecommons.org/{path.rstrip('/')}/" for path in addresses()]


def test_every_licence_that_creative_commons_ever_had_is_recognised() -> None:
    found = [known(address) for address in ADDRESSES]
    assert [licence.uri for licence in found] == ADDRESSES
    assert len({licence.name for licence in found}) == len(found) == 642
    assert all(recognise(licence.name) == licence for licence in found)
    assert known("https://creativecommons.org/licenses/MIT/") == known("MIT")


@pytest.mark.slow
def test_no_licence_is_recognised_that_creative_commons_never_had() -> None:
    variants = {
        "-".join(some) for n in range(1, 5) for some in permutations(("by", "nc", "nd", "sa"), n)
    }
    ports = {"", *(port for some in PORTS.values() for port in some), "xx", "ua", "world"}
    found = {
        address
        for variant in variants | {"sampling", "sampling+", "nc-sampling+", "devnations"}
        for version in ("0.9", *PORTS, "4.0", "5.0")
        for port in ports
        if recognise(address := f"https://creativecommons.org/licenses/{variant}/{version}/{port}")
    }
    both_orders = {
        address.replace("nd-nc", "nc-nd").rstrip("/") for address in ADDRESSES if "nd-nc" in address
    } | {"https://creativecommons.org/licenses/by-nd-nc/2.0/jp"}
    known_paths = {address.rstrip("/") for address in ADDRESSES}
    assert {address.rstrip("/") for address in found} - known_paths == both_orders


@given(
    st.sampled_from(ADDRESSES),
    st.sampled_from(["http://www.", "//", "https://"]),
    st.sampled_from(
        words("deed legalcode rdf deed.zh-hans deed.zh_TW legalcode.zh-Hant legalcode.sr-Latn")
        + words("legalcode.es-ast deed.sr@latin legalcode.txt legalcode.en.txt legalcode.fr.html")
    ),
)
def test_a_page_about_a_licence_is_the_licence(address: str, scheme: str, page: str) -> None:
    assert recognise(f"{scheme}{address.removeprefix('https://')}{page}") == known(address)


def test_a_dedication_is_known_by_each_of_its_addresses() -> None:
    site = "https://creativecommons.org"
    assert known(f"{site}/licenses/zero/1.0/") == known("CC0")
    assert known(f"{site}/publicdomain/certification/1.0/us/").spdx == "CC-PDDC"


@each_case(
    ("text", "openness"),
    [
        ("MIT OR CC-BY-NC-4.0", "open"),
        ("MIT AND CC-BY-NC-4.0", "non-commercial"),
        ("CC0-1.0 AND (CC-BY-NC-4.0 OR MIT)", "open"),
        # AND binds closer than OR
        ("CC0-1.0 OR MIT AND CC-BY-NC-4.0", "public-domain"),
        ("(CC0-1.0 OR MIT) AND CC-BY-NC-4.0", "non-commercial"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "open"),
        ("Apache-2.0+", "open"),
        ("mit or isc", "open"),
    ],
)
def test_an_expression_is_as_open_as_what_it_comes_to(text: str, openness: Openness) -> None:
    assert recognise(f" {text} ") == Licence("", text, text, openness)
    assert licence_problem(text) is None


def test_long_expressions_take_linear_time() -> None:
    deep, long = 20_000, 5_000
    assert known(" AND ".join(["MIT"] * long)).openness == "open"
    assert known(f"MIT OR {'(' * deep}ISC{')' * deep}").openness == "open"
    assert recognise(f"{'(' * deep}MIT OR ISC") is None


@given(st.text(max_size=60))
def test_any_text_is_recognised_or_not_and_never_both_a_licence_and_a_near_miss(text: str) -> None:
    assert recognise(text) is None or licence_problem(text) is None


@each_case(
    ("text", "expected"),
    [
        (
            "https://creativecommons.org/licenses/by/4.0",
            ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0", "CC BY 4.0", "open"),
        ),
        (
            "http://creativecommons.org/licenses/by/2.0/uk/deed.en",
            ("https://creativecommons.org/licenses/by/2.0/uk/", None, "CC BY 2.0 UK", "open"),
        ),
        (
            "CC BY-SA 3.0 DE",
            (
                "https://creativecommons.org/licenses/by-sa/3.0/de/",
                "CC-BY-SA-3.0-DE",
                "CC BY-SA 3.0 DE",
                "open",
            ),
        ),
        (
            "https://creativecommons.org/licenses/by-nc/3.0/igo/",
            (
                "https://creativecommons.org/licenses/by-nc/3.0/igo/",
                "CC-BY-NC-3.0-IGO",
                "CC BY-NC 3.0 IGO",
                "non-commercial",
            ),
        ),
        (
            "CC BY-NC-ND 1.0",
            (
                "https://creativecommons.org/licenses/by-nd-nc/1.0/",
                "CC-BY-NC-ND-1.0",
                "CC BY-NC-ND 1.0",
                "no-derivatives",
            ),
        ),
        (
            "http://creativecommons.org/licenses/nc-sa/1.0/",
            (
                "https://creativecommons.org/licenses/nc-sa/1.0/",
                None,
                "CC NC-SA 1.0",
                "non-commercial",
            ),
        ),
        (
            "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
            (
                "https://creativecommons.org/publicdomain/zero/1.0/",
                "CC0-1.0",
                "CC0 1.0",
                "public-domain",
            ),
        ),
        (
            "creativecommons.org/publicdomain/mark/1.0",
            (
                "https://creativecommons.org/publicdomain/mark/1.0/",
                "CC-PDM-1.0",
                "Public Domain Mark 1.0",
                "public-domain",
            ),
        ),
        (
            "http://creativecommons.org/licenses/publicdomain/",
            (
                "https://creativecommons.org/licenses/publicdomain/",
                "CC-PDDC",
                "Public Domain Dedication and Certification",
                "public-domain",
            ),
        ),
        ("mit", ("https://spdx.org/licenses/MIT.html", "MIT", "MIT License", "open")),
        (
            "ncgl-uk-2.0",
            (
                "https://spdx.org/licenses/NCGL-UK-2.0.html",
                "NCGL-UK-2.0",
                "Non-Commercial Government Licence",
                "non-commercial",
            ),
        ),
        (
            "All Rights Reserved.",
            ("http://rightsstatements.org/vocab/InC/1.0/", None, "In Copyright", "restricted"),
        ),
    ],
)
def test_a_text_names_exactly_this_licence(
    text: str, expected: tuple[str, str | None, str, Openness]
) -> None:
    assert recognise(text) == Licence(*expected)


@each_case(
    "text",
    ["CC0", "cc-0", "CC0 1.0 Universal", "CC Zero", "Creative Commons Zero v1.0 Universal"],
)
def test_cc0_needs_no_version_since_there_is_one(text: str) -> None:
    assert known(text).spdx == "CC0-1.0"


@each_case("code", STATEMENTS)
def test_a_rights_statement_is_recognised_by_each_address_and_its_name(code: str) -> None:
    name, openness = STATEMENTS[code]
    expected = Licence(f"http://rightsstatements.org/vocab/{code}/1.0/", None, name, openness)
    for scheme in ("http://", "https://", "https://www.", ""):
        for kind in ("vocab", "page", "data"):
            for tail in ("", "/", "/?language=de"):
                address = f"{scheme}rightsstatements.org/{kind}/{code}/1.0{tail}"
                assert recognise(address) == expected
    assert recognise(name) == recognise(name.replace(" - ", " – ").upper()) == expected


@each_case(
    "text",
    [
        "",
        "(CC)",
        "CC",
        "CC BY",
        "CC 4.0",
        "BY 4.0",
        "Creative Commons",
        "CC BY 5.0",
        "CC BY 4",
        "CC BY 2.1",
        "CC BY 4.0 DE",
        "CC BY-BY 4.0",
        "CC BY-SA-ND 4.0",
        "CC SA 4.0",
        "not CC BY 4.0",
        "CC BY 4.0 except the photographs",
        "https://creativecommons.org/",
        "https://creativecommons.org/licenses/by/",
        "https://creativecommons.org/licenses/by/4.0/de/",
        "https://creativecommons.org/licenses/by-sa-nc/4.0/",
        "https://creativecommons.org/licenses/by/3.0/xx/",
        "https://creativecommons.org/licenses/by/4.0/facts",
        "https://creativecommons.org/licenses/sampling/1.0/de/",
        "MIT OR LicenseRef-house",
        "MIT OR",
        "(MIT AND ISC",
        "MIT ISC",
        "https://creativecommons.org.example.com/licenses/by/4.0/",
        "https://example.org/?u=https://creativecommons.org/licenses/by/4.0/",
        "http://rightsstatements.org/vocab/InX/1.0/",
        "http://rightsstatements.org/vocab/InC/2.0/",
        "http://rightsstatements.org/",
        "https://spdx.org/",
        "https://spdx.org/licenses/no-such-licence.html",
        "GPL-3.0",
        "© 2016 A. Person. All rights reserved.",
    ],
)
def test_what_lacks_something_or_says_more_is_no_licence(text: str) -> None:
    assert recognise(text) is None


NO_VARIANT = "names Creative Commons but none of its licences; write which, such as CC BY 4.0"
NEAR_MISSES = {
    "(CC)": f'"CC" {NO_VARIANT}',
    "Photo: A. Person (CC)": f'"CC" {NO_VARIANT}',
    "Some photographs are under a Creative Commons licence": f'"Creative Commons licence" {NO_VARIANT}',
    "https://creativecommons.org/": f'"creativecommons.org" {NO_VARIANT}',
    "cc by": '"cc by" has no version; write which, such as CC BY 4.0',
    "CC-BY-NC-SA": '"CC-BY-NC-SA" has no version; write which, such as CC BY-NC-SA 4.0',
    "Creative Commons Attribution-ShareAlike": (
        '"Creative Commons Attribution-ShareAlike" has no version; '
        "write which, such as CC BY-SA 4.0"
    ),
    "https://creativecommons.org/licenses/by-nd/": (
        '"creativecommons.org/licenses/by-nd" has no version; write which, such as CC BY-ND 4.0'
    ),
    "CC BY-ND-SA 4.0": (
        '"CC BY-ND-SA 4.0" is not a Creative Commons licence; '
        "there are BY, BY-SA, BY-ND, BY-NC, BY-NC-SA, BY-NC-ND"
    ),
    "CC BY 4": '"CC BY 4" has a version that does not exist; there are 1.0, 2.0, 2.5, 3.0, 4.0',
    "CC BY 2.1": '"CC BY 2.1" does not exist; version 2.1 was made for au, ca, es, jp',
    "https://creativecommons.org/licenses/by/4.0/de/": (
        '"creativecommons.org/licenses/by/4.0/de" does not exist; '
        "version 4.0 was made for no jurisdiction"
    ),
    "https://creativecommons.org/licenses/by-sa-nc/4.0/": (
        '"creativecommons.org/licenses/by-sa-nc/4.0" is not the address of a licence; '
        "write https://creativecommons.org/licenses/by-nc-sa/4.0/"
    ),
    "GPL-3.0": (
        '"GPL-3.0" is only part of the SPDX id of a licence; write GPL-3.0-only or GPL-3.0-or-later'
    ),
    "mpl": '"mpl" is only part of the SPDX id of a licence; write MPL-1.1 or MPL-2.0',
    "Public domain.": (
        '"public domain" does not say why; '
        "write CC0 1.0 if the holder gave it away, Public Domain Mark 1.0 if no rights are left"
    ),
    "Some rights reserved": '"some rights reserved" does not say which; write the licence',
}


@each_case("text", NEAR_MISSES)
def test_a_near_miss_is_reported_with_what_it_lacks(text: str) -> None:
    assert licence_problem(text) == NEAR_MISSES[text]


@each_case(
    "text",
    [
        "",
        "Reuters",
        "Accra",
        "accessible",
        "Photo: A. Person (CC BY 4.0)",
        "CC BY-SA 4.0",
        "CC0",
        "Apache-2.0",
        "All rights reserved",
    ],
)
def test_what_lacks_nothing_or_looks_like_no_licence_is_no_near_miss(text: str) -> None:
    assert licence_problem(text) is None


def test_restrictiveness_follows_openness_and_then_the_number_of_conditions() -> None:
    rising = [
        "CC0",
        "MIT",
        "CC BY 4.0",
        "CC BY-SA 4.0",
        "CC BY-NC 4.0",
        "CC BY-NC-SA 4.0",
        "CC BY-ND 4.0",
        "CC BY-NC-ND 4.0",
        "Copyright Undetermined",
        "In Copyright",
    ]
    ranks = [restrictiveness(known(name)) for name in rising]
    assert ranks == sorted(set(ranks))


@given(st.sampled_from(ANY), st.sampled_from(ANY))
def test_openness_outweighs_conditions(one: Licence, other: Licence) -> None:
    order = get_args(Openness)
    if order.index(one.openness) < order.index(other.openness):
        assert restrictiveness(one) < restrictiveness(other)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["cc " * 20_000, "CC-" * 20_000, "a cc " * 20_000 + "cc", "by " * 30_000]
)
def test_long_texts_take_linear_time(text: str) -> None:
    assert recognise(text) is None
    licence_problem(text)


def test_addresses_are_secure_except_where_the_statement_itself_is_not() -> None:
    for licence in ANY:
        assert re.match("https://|http://rightsstatements.org/", licence.uri)


@each_case("text", ["(CC-BY-4.0", "CC-BY-4.0)", "((CC BY 4.0)", "(MIT OR CC-BY-4.0"])
def test_a_bracket_that_stands_alone_makes_no_licence(text: str) -> None:
    assert recognise(text) is None
    assert recognise("(CC BY 4.0)") is not None
