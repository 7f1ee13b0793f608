"""Ids, addresses, file names, languages, digests, and identifiers with check digits."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from pkgutil import iter_modules
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from pydantic import TypeAdapter, ValidationError

from archive.model.identifiers import (
    Address,
    DocumentId,
    FileName,
    Id,
    Language,
    Sha256,
    address_problem,
    as_uri,
    check_identifier,
    document_id_from,
    schemes,
)
from tests.jing import Jing
from tests.tools.cases import each_case

ANY_URI = """
<element name="{name}" xmlns="http://relaxng.org/ns/structure/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <attribute name="target"><data type="anyURI"/></attribute>
</element>
"""


def refusal(kind: object, text: str) -> str:
    """Return the code of the one error."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(text)
    [problem] = caught.value.errors()
    return problem["type"]


def words(text: str) -> list[str]:
    return text.split()


def kept(kind: object, text: str) -> bool:
    return TypeAdapter(kind).validate_python(text) == text


@pytest.mark.slow
@given(st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,99}", fullmatch=True))
def test_an_id_is_an_xml_name_and_is_kept(text: str) -> None:
    assert kept(Id, text)
    etree.QName(text)
    if not re.fullmatch("(?i)con|prn|aux|nul|com[0-9]|lpt[0-9]", text):
        assert kept(DocumentId, text)


@each_case("text", ["", "1a", "-a", "a.b", "a:b", "a b", "a\n", "é", "a/b", "..", "ſ", "\u212a"])
def test_what_is_no_plain_xml_name_is_no_id(text: str) -> None:
    assert refusal(Id, text) == "string_pattern_mismatch"
    assert refusal(DocumentId, text) == "string_pattern_mismatch"


def test_an_id_has_200_characters_at_most_and_the_id_of_a_record_100() -> None:
    assert kept(Id, "a" * 200)
    assert refusal(Id, "a" * 201) == "string_too_long"
    assert kept(DocumentId, "a" * 100)
    assert refusal(DocumentId, "a" * 101) == "string_too_long"


@each_case("text", ["con", "NUL", "Aux", "prn", "com1", "LPT9"])
def test_the_id_of_a_record_is_no_device_of_windows(text: str) -> None:
    assert refusal(DocumentId, text) == "document-id-reserved"
    assert kept(DocumentId, f"{text}-1")


@each_case("text", ["http://a/", "70% of [all]", "Überblick", "a b", "\x80"])
def test_an_address_is_kept_mistakes_included(text: str) -> None:
    assert kept(Address, text)


@each_case("text", ["", " a", "a ", "a  b", "a\tb", "a\nb", "a\n", "\ufffe"])
def test_an_address_is_one_trimmed_line(text: str) -> None:
    assert refusal(Address, text) == "string_pattern_mismatch"


def test_a_digest_has_64_lower_case_hexadecimal_digits() -> None:
    assert kept(Sha256, "0123456789abcdef" * 4)
    for text in ("0123456789ABCDEF" * 4, "0" * 63, "0" * 65, "g" * 64, "0" * 64 + "\n"):
        assert refusal(Sha256, text) == "string_pattern_mismatch"


SEGMENT = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="/\\:\ufffe\uffff"),
    min_size=1,
    max_size=60,
).filter(lambda segment: segment == segment.strip(" ") and segment not in (".", ".."))


@given(st.lists(SEGMENT, min_size=1, max_size=4))
def test_a_file_name_of_good_segments_is_kept(segments: list[str]) -> None:
    assert kept(FileName, "/".join(segments))


@given(st.text("ab./\\: \n\x00C", max_size=12))
@example("")
def test_a_file_name_that_is_kept_stays_inside_its_folder(text: str) -> None:
    if re.search(r"[\\:\n\x00]|(^|/)\.{0,2}(/|$)|(^|/) |[ .](/|$)", text):
        assert refusal(FileName, text) == "file-name-unsafe"
        return
    assert kept(FileName, text)
    path = PurePosixPath(text)
    assert not path.is_absolute()
    assert path.parts
    assert ".." not in path.parts
    assert str(path) == text


@each_case(
    ("text", "reason"),
    [
        ("", 'it may not start or end with "/"'),
        ("/etc/passwd", 'it may not start or end with "/"'),
        ("received/", 'it may not start or end with "/"'),
        ("a//b", 'it may not start or end with "/"'),
        ("../a", 'it may not start or end with "/", or contain "//" or the steps "." and ".."'),
        ("a/./b", 'it may not start or end with "/"'),
        ("a\\b", 'it may not contain "\\"'),
        ("C:/a", 'it may not contain ":"'),
        ("a\x00b", "it may not contain the character U+0000"),
        ("a\u0085b", "it may not contain the character U+0085"),
        ("a\n", "it may not contain the character U+000A"),
        ("a\ufffe", "it may not contain the character U+FFFE"),
        ("a /b", "no part of it may start or end with a space"),
        (" a", "no part of it may start or end with a space"),
        ("é" * 128, "one part of it has 256 bytes in UTF-8; at most 255 are allowed"),
    ],
)
def test_an_unsafe_file_name_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValidationError, match="not a safe file name") as caught:
        TypeAdapter(FileName).validate_python(text)
    assert reason in caught.value.errors()[0]["msg"]


def test_a_part_of_a_file_name_has_255_bytes_at_most() -> None:
    assert kept(FileName, "a" * 255 + "/" + "b" * 255)
    assert refusal(FileName, "a" * 256) == "file-name-unsafe"


LANGUAGES = words("""
de en-GB EN-gb zh-Hant zh-Hant-HK zh-cmn-Hans-CN sl-rozaj-biske de-CH-1901 hy-Latn-IT-arevela es-419
en-US-u-islamcal de-a-value-b-value en-a-myext-b-another x-whatever qaa-Qaaa-QM-x-southern
i-klingon sgn-BE-FR en-GB-oed zh-min-nan art-lojban cel-gaulish mul und zxx sl-IT-nedis
""")


@each_case("text", LANGUAGES)
def test_a_well_formed_language_tag_is_kept_and_is_an_xsd_language(text: str) -> None:
    assert kept(Language, text)
    assert re.fullmatch("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", text)


@each_case(
    "text",
    [
        *words(
            "e en_GB English-UKs-Great-B de-419-DE a-DE ar-a-aaa-b en- -en en--GB en-x abcdefghi"
        ),
        *("", "en\n", "en GB", "i-foo", "ԁе", "\u212aa"),
    ],
)
def test_a_malformed_language_tag_is_refused(text: str) -> None:
    assert refusal(Language, text) == "language-not-bcp47"


URI_PIECES = st.sampled_from(
    [
        *words("""
            http https mailto a b : : / // [ ] # ? % %41 @ ::1 1 80 99999999999 x é < > " | \\ ^ `
            { } . - [::1] [fe80::1%25e] [::1.2.3.4] [v1.a] = & + ~ ' ( ; , $ ! *
        """),
        *(" ", "\x85", "\n", "\u3000", "\ue000", "\U0001f600"),
    ]
)
ADDRESSES = st.lists(URI_PIECES, max_size=9).map("".join) | st.text(max_size=12)

_LIBXML2 = etree.RelaxNG(etree.fromstring(ANY_URI.format(name="a")))


def libxml2_accepts(address: str) -> bool:
    return _LIBXML2.validate(etree.Element("a", target=address))


@given(ADDRESSES)
@example("http://")
@example("//")
@example("a:#b")
@example("é://[::1]/")
@example("http://a:99999999999/")
def test_any_address_as_uri_is_one_that_libxml2_accepts_and_stays_as_it_is(text: str) -> None:
    uri = as_uri(text)
    assert libxml2_accepts(uri)
    assert as_uri(uri) == uri


@given(ADDRESSES)
def test_what_has_no_problem_as_an_address_is_its_own_uri(text: str) -> None:
    if address_problem(text) is None and not re.search("//[^/?#]*:(?![^/?#])", text):
        assert as_uri(text) == text


@given(ADDRESSES)
def test_as_uri_leaves_no_problem_save_a_missing_scheme_or_host(text: str) -> None:
    problem = address_problem(as_uri(text))
    assert problem is None or "has no scheme" in problem or "has no host" in problem


@pytest.fixture(scope="module")
def any_uris(tmp_path_factory: pytest.TempPathFactory) -> str:
    schema = tmp_path_factory.mktemp("any-uri") / "any-uri.rng"
    schema.write_text(ANY_URI.format(name="a"), encoding="utf-8")
    return str(schema)


@given(st.lists(ADDRESSES, min_size=20, max_size=20))
def test_any_address_as_uri_is_one_that_jing_accepts(
    jing: Jing, any_uris: str, texts: list[str]
) -> None:
    elements = [etree.tostring(etree.Element("a", target=as_uri(text))) for text in texts]
    assert jing.validate(any_uris, elements) == [[] for _ in texts]


GOOD_ADDRESSES = words("""
http://example.org https://example.org/a/b?c=d&e=f#g https://user:pw@example.org:8080/ http://[::1]/x
http://[2001:db8::1]:80/ https://example.org/%C3%9Cberblick https://example.org/Überblick
mailto:a@example.org urn:isbn:0451450523 doi:10.1000/182 tag:example.org,2016:x file:///etc/hosts
x-odd+scheme.1:whatever data:text/plain,hello ark:/12345/x localhost:8080 http://例え.jp/
""")


@each_case("text", GOOD_ADDRESSES)
def test_a_good_address_has_no_problem_and_is_its_own_uri(text: str) -> None:
    assert address_problem(text) is None
    assert as_uri(text) == text


@each_case("text", ["#p1", "page.html", "../a/b", "?q=1", "//example.org/a", "a/b:c", ""])
def test_a_good_relative_address_is_its_own_uri(text: str) -> None:
    assert as_uri(text) == text


BAD_ADDRESSES = {
    "http://a/b c": ("holds a space; write %20", "http://a/b%20c"),
    "http://a/70%": (
        'holds "%" without two hexadecimal digits after it; write %25',
        "http://a/70%25",
    ),
    "http://a/%zz": (
        'holds "%" without two hexadecimal digits after it; write %25',
        "http://a/%25zz",
    ),
    "http://a/<b>": ('holds "<"; write %3C', "http://a/%3Cb%3E"),
    "C:\\b": ('holds "\\"; write %5C', "C:%5Cb"),
    "http://a/\x85": ("holds the character U+0085; write %C2%85", "http://a/%C2%85"),
    "http://a/#b#c": ('holds a second "#"; write %23', "http://a/#b%23c"),
    "http://a/[b]": ('holds "[" outside its host; write %5B', "http://a/%5Bb%5D"),
    "http://a/#b]": ('holds "]" outside its host; write %5D', "http://a/#b%5D"),
    "http://a:b/": (
        'has a port that is not a number, or a stray ":", "[" or "]" in its host',
        "http://a%3Ab/",
    ),
    "http://[::1]x/": (
        'has a port that is not a number, or a stray ":", "[" or "]" in its host',
        "http://%5B%3A%3A1%5Dx/",
    ),
    "http://[x]/": ("has the host [x], which is not an IPv6 address", "http://%5Bx%5D/"),
    "http://[fe80::1%25e]/": (
        "has the host [fe80::1%25e], which is not an IPv6 address",
        "http://%5Bfe80%3A%3A1%25e%5D/",
    ),
    "http://u@v@a/": (
        'holds "@", "[" or "]" before its host; write %40, %5B or %5D',
        "http://u%40v@a/",
    ),
    "www.example.org": (
        "has no scheme such as https:, so it is not an absolute address",
        "www.example.org",
    ),
    "see:": ("has nothing after its scheme", "see%3A"),
    "1a:b": (
        "has no scheme such as https:, so it is not an absolute address",
        "1a%3Ab",
    ),
    "http:": ("has no host: write http:// and a name such as example.org", "http%3A"),
    "http:/a": ("has no host: write http:// and a name such as example.org", "http:/a"),
    "http:///a": ("has no host: write http:// and a name such as example.org", "http:///a"),
    "https://": ("has no host: write https:// and a name such as example.org", "https:%2F%2F"),
    "HTTP://:80/": ("has no host: write HTTP:// and a name such as example.org", "HTTP://:80/"),
    "http://u@/": ("has no host: write http:// and a name such as example.org", "http://u@/"),
}


@each_case("text", BAD_ADDRESSES)
def test_a_bad_address_is_reported_with_what_to_write_and_encoded(text: str) -> None:
    problem, uri = BAD_ADDRESSES[text]
    assert address_problem(text) == f'"{text}" {problem}'
    assert as_uri(text) == uri


def test_a_colon_without_a_port_is_left_out_since_libxml2_refuses_it() -> None:
    assert address_problem("http://a:/b") is None
    assert as_uri("http://a:/b") == "http://a/b"


GOOD_IDENTIFIERS = [
    ("ARK", "ark:/12345/x54xz321"),
    ("ARK", "ark:12345/x54xz321"),
    ("DOI", "10.1000/182"),
    ("DOI", "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1"),
    ("GeoNames", "2950159"),
    ("Handle", "2027.42/97915"),
    ("Handle", "20.500.12345/abc"),
    ("ISBN", "978-0-306-40615-7"),
    ("ISBN", "9783161484100"),
    ("ISBN", "0-306-40615-2"),
    ("ISBN", "0-8044-2957-X"),
    ("ISBN", "979-10-90636-07-1"),
    ("ISNI", "0000 0001 2103 2683"),
    ("ISNI", "0000000121032683"),
    ("ISSN", "0317-8471"),
    ("ISSN", "2049-3630"),
    ("ISSN", "2434-561X"),
    ("LCCN", "n79018774"),
    ("LCCN", "2001000002"),
    ("OCLC", "41266045"),
    ("ORCID", "0000-0002-1825-0097"),
    ("ORCID", "0000-0002-1694-233X"),
    ("PMID", "31978945"),
    ("ROR", "05dxps055"),
    ("ROR", "03yrm5c26"),
    ("ROR", "00hx57361"),
    ("URN", "urn:nbn:de:101:1-201102033592"),
    ("VIAF", "75121530"),
    ("Wikidata", "Q42"),
    ("arXiv", "2101.00001v2"),
    ("arXiv", "math.GT/0309136"),
    ("arXiv", "hep-th/9901001"),
    ("unheard-of", "anything"),
    ("doi", "names of schemes have their capitals"),
]


@each_case(("scheme", "value"), GOOD_IDENTIFIERS)
def test_a_good_identifier_and_one_of_a_scheme_unknown_has_no_problem(
    scheme: str, value: str
) -> None:
    assert check_identifier(scheme, value) is None


def test_each_file_is_a_scheme_and_its_examples_are_good() -> None:
    files = {m.name for m in iter_modules(schemes.__path__)} - {"scheme", "check_digits"}
    assert files == {name.lower() for name in schemes.SCHEMES}
    for name in schemes.SCHEMES:
        for value in schemes.scheme_named(name).example.split(" or "):
            assert check_identifier(name, value) is None


NOT_BARE = [
    ("ARK", "https://n2t.net/ark:/12345/x54", "ark:/12345/x54"),
    ("DOI", "https://doi.org/10.1000/182", "10.1000/182"),
    ("DOI", "doi:10.1000/182", "10.1000/182"),
    ("GeoNames", "https://www.geonames.org/2950159/", "2950159"),
    ("Handle", "https://hdl.handle.net/2027.42/97915", "2027.42/97915"),
    ("Handle", "hdl:2027.42/97915", "2027.42/97915"),
    ("ISBN", "ISBN 978-3-16-148410-0", "978-3-16-148410-0"),
    ("ISNI", "https://isni.org/isni/0000000121032683", "0000000121032683"),
    ("ORCID", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    ("PMID", "https://pubmed.ncbi.nlm.nih.gov/31978945/", "31978945"),
    ("ROR", "https://ror.org/05dxps055", "05dxps055"),
    ("VIAF", "http://viaf.org/viaf/75121530", "75121530"),
    ("Wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
    ("arXiv", "https://arxiv.org/abs/2101.00001v2", "2101.00001v2"),
    ("arXiv", "arXiv:2101.00001", "2101.00001"),
]


@each_case(("scheme", "value", "bare"), NOT_BARE)
def test_an_address_or_prefix_is_refused_with_the_bare_identifier(
    scheme: str, value: str, bare: str
) -> None:
    assert check_identifier(scheme, value) == f'{scheme} "{value}" is not bare; write {bare}'
    assert check_identifier(scheme, bare) is None


@each_case(
    ("scheme", "value", "looks_like"),
    [
        ("DOI", "11.1000/182", "10.1000/182"),
        ("DOI", "10.1000", "10.1000/182"),
        ("ISBN", "978-0-306-40615", "978-0-306-40615-7"),
        ("ISBN", "977-0-306-40615-7", "978-0-306-40615-7"),
        ("ISBN", "978--0-306-40615-7", "978-0-306-40615-7"),
        ("ISSN", "03178471", "0317-8471"),
        ("ORCID", "0000000218250097", "0000-0002-1825-0097"),
        ("ROR", "05dxpi055", "05dxps055"),
        ("OCLC", "ocm41266045", "41266045"),
        ("Wikidata", "P31", "Q42"),
        ("arXiv", "2113.00001", "2101.00001 or hep-th/9901001"),
        ("URN", "urn:x", "urn:isbn:0451450523"),
        ("VIAF", "٧٥", "75121530"),
        ("PMID", "123\n", "31978945"),
    ],
)
def test_a_value_of_another_form_is_refused_with_an_example(
    scheme: str, value: str, looks_like: str
) -> None:
    assert check_identifier(scheme, value) == (
        f'"{value}" is not a valid {scheme} identifier such as {looks_like}'
    )


CHECKED = [
    (scheme, value)
    for scheme, value in GOOD_IDENTIFIERS
    if scheme in ("ISBN", "ISNI", "ISSN", "ORCID", "ROR")
]


@given(st.sampled_from(CHECKED), st.data())
def test_one_wrong_digit_is_found(checked: tuple[str, str], data: st.DataObject) -> None:
    scheme, value = checked
    digits = [place for place, character in enumerate(value) if character.isdigit()]
    place = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != value[place]]))
    assert check_identifier(scheme, value[:place] + digit + value[place + 1 :])


@each_case(
    ("scheme", "value", "written", "right"),
    [
        ("ISBN", "978-0-306-40615-8", "8", "7"),
        ("ISBN", "0-8044-2957-0", "0", "X"),
        ("ISSN", "0317-8472", "2", "1"),
        ("ORCID", "0000-0002-1694-2330", "0", "X"),
        ("ISNI", "0000 0001 2103 2684", "4", "3"),
        ("ROR", "03yrm5c27", "27", "26"),
    ],
)
def test_a_wrong_check_digit_is_reported_with_the_right_one(
    scheme: str, value: str, written: str, right: str
) -> None:
    assert check_identifier(scheme, value) == (
        f'{scheme} "{value}" ends in {written}, but its check digit should be {right}'
    )


@pytest.mark.parametrize("kind", [FileName, Language])
def test_editors_are_told_by_examples_that_are_valid(kind: object) -> None:
    schema = TypeAdapter(kind).json_schema()
    assert schema["description"]
    assert all(kept(kind, text) for text in schema["examples"])


# --- ids of records, made of names ---


@each_case(
    ("name", "id"),
    [
        ("My Article (2)", "my-article-2"),
        ("Łódź", "lodz"),
        ("Ærø – Straße", "aero-strasse"),
        ("2016-03-20 Trade", "article-2016-03-20-trade"),
        ("NUL", "article-nul"),
        ("a" * 150, "a" * 80),
    ],
)
def test_an_id_of_a_record_is_made_of_the_words_of_a_name(name: str, id: str) -> None:
    assert document_id_from(name) == id


@each_case("name", ["新闻", "Новости 2016", "...", "-", " ", "", "\udcff", "٣"])
def test_a_name_that_ascii_cannot_hold_gives_a_digest(name: str) -> None:
    assert re.fullmatch("article-[0-9a-f]{8}", document_id_from(name))
    assert document_id_from(f"{name}я") != document_id_from(name)


def test_an_id_is_the_same_however_accents_are_composed() -> None:
    for name in ("Файл йод", "Łódź é"):
        assert document_id_from(normalize("NFC", name)) == document_id_from(normalize("NFD", name))


@given(st.text())
def test_every_name_gives_an_id(name: str) -> None:
    id = document_id_from(name)
    assert TypeAdapter(DocumentId).validate_python(id) == id
