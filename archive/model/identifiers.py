"""Names of things: ids in a record, addresses, file names, languages, digests, identifiers."""

import re
from collections.abc import Callable
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from archive.text.naming import digest, in_ascii, words_for_ids

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_-]*$", max_length=200)]
"""The id of a part of a record: an XML name of ASCII letters, digits, `_` and `-`. It has no dot,
because ids with a dot are those the TEI writer makes itself."""

_DEVICES = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)),
    )
)


def _check_document_id(text: str) -> str:
    if text.lower() in _DEVICES:
        raise PydanticCustomError(
            "document-id-reserved",
            '"{value}" cannot name a folder on Windows, where it is a device; choose another id',
            {"value": text},
        )
    return text


DocumentId = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_-]*$", max_length=100),
    AfterValidator(_check_document_id),
]
"""The id of a record, and the name of its folder: as `Id`, and no device name of Windows."""


def document_id_from(name: str) -> str:
    """Return the id of a record that is made from the name of a file.

    It never depends on what else there is. A name that ASCII cannot hold has a digest for an id,
    the same however its accents are composed.

    >>> document_id_from("My Article (2)"), document_id_from("Łódź"), document_id_from("2016")
    ('my-article-2', 'lodz', 'article-2016')
    >>> document_id_from("新闻")
    'article-d39567b2'
    """
    words = words_for_ids(name)
    id = in_ascii(words, _LONGEST_MADE)
    if not id:
        return f"article-{digest(' '.join(words) or name)}"
    return id if id[0].isalpha() and id not in _DEVICES else f"article-{id}"


_LONGEST_MADE = 80
"""How many characters of words a made id has: people type it, and it names a folder."""

Address = Annotated[
    str, StringConstraints(pattern=r"^[^\x00-\x20\uFFFE\uFFFF]+( [^\x00-\x20\uFFFE\uFFFF]+)*$")
]
"""A web address or other URI or IRI, kept exactly as written, mistakes included: one line, trimmed,
words parted by single spaces. `address_problem` says whether it is well formed."""

MediaType = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(;[!-~]+)*$")
]
"""A media type (RFC 6838), with its parameters if any and without blanks:
`text/plain;charset=utf-8`."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest: 64 lower-case hexadecimal digits."""


_SEGMENT_BYTES = 255
_RESERVED = frozenset({"document.json", "document.tei.xml"})
"""The record, and the TEI that is made from it: nothing else may lie in their place."""


def _check_file_name(text: str) -> str:
    if problem := file_name_problem(text):
        raise PydanticCustomError(
            "file-name-unsafe",
            '"{value}" is no safe file name: {reason}; write a relative path such as '
            "received/page.html",
            {"value": text.encode("utf-8", "backslashreplace").decode(), "reason": problem},
        )
    return text


def file_name_problem(text: str) -> str | None:
    """Say why a text cannot be a `FileName`; None if it can.

    >>> file_name_problem("received/page.html")
    >>> file_name_problem("../page.html")
    'it may not start or end with "/", nor hold "//" or the steps "." and ".."'
    """
    segments = text.split("/")
    if segments[0].lower() in _RESERVED:
        return f"{segments[0]} is the place of the record itself"
    return next((problem for part in segments if (problem := _segment_problem(part))), None)


def _segment_problem(segment: str) -> str | None:
    if segment in ("", ".", ".."):
        return 'it may not start or end with "/", nor hold "//" or the steps "." and ".."'
    if found := _UNSAFE_IN_NAME.search(segment):
        return f"it may not hold {_shown(found[0])}"
    if segment != segment.strip(" ") or segment.endswith("."):
        return "no part of it may start or end with a space, or end with a dot"
    if segment.partition(".")[0].rstrip(" ").lower() in _DEVICES:
        return f'"{segment}" is a device on Windows'
    if segment.lower() == ".git":
        return '".git" belongs to git, which runs what it finds there'
    if (size := len(segment.encode())) > _SEGMENT_BYTES:
        return f"one part of it has {size} bytes in UTF-8, and {_SEGMENT_BYTES} are allowed"
    return None


_UNSAFE_IN_NAME = re.compile(
    r"[\\:\x00-\x1F\x7F-\x9F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uD800-\uDFFF\uFFFE\uFFFF]"
)
"""Separators of other systems, and what steers a terminal or turns the order of reading."""

FileName = Annotated[
    str,
    AfterValidator(_check_file_name),
    Field(
        description="A relative path inside the record's folder, its parts separated by /.",
        examples=["received/frenemies.txt"],
    ),
]
"""A relative path inside the record's folder, safe on every system: `received/frenemies.txt`."""


_LANGUAGE = (
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+"
    r"|en-gb-oed|sgn-(?:be-fr|be-nl|ch-de)"
    r"|i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)"
)
"""RFC 5646, section 2.1. Regular grandfathered tags fit the ordinary form."""


def _check_language(text: str) -> str:
    if re.fullmatch(_LANGUAGE, text, re.ASCII | re.IGNORECASE):
        return text
    raise PydanticCustomError(
        "language-not-bcp47",
        '"{value}" is not a language tag of BCP 47: write a language, and script or country if '
        "they matter, with hyphens, such as en, en-GB or zh-Hant",
        {"value": text},
    )


Language = Annotated[
    str,
    AfterValidator(_check_language),
    Field(
        description="A language tag of BCP 47: language, script, country.",
        examples=["en", "en-GB", "zh-Hant"],
    ),
]
"""A well-formed language tag of BCP 47, kept as written. Each is also an `xsd:language`."""


_UNSAFE = re.compile(r'[\x00-\x20<>"{}|\\^`\x7F-\x9F\uFFFE\uFFFF]|%(?![0-9A-Fa-f]{2})')
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:"
_HOST = r"(?P<host>\[[^\[\]]*\]|[^:@\[\]]*)(?P<port>:[0-9]{1,9})?"


class _Parts(NamedTuple):
    """What an address is cut into; only `//` before the authority is not in them."""

    scheme: str
    authority: str | None
    rest: str
    fragment: str


def address_problem(text: str) -> str | None:
    """Say what is wrong with an address as a URI or IRI (RFC 3986, RFC 3987); None if it is fine.

    An address stands alone, so it has a scheme; any scheme will do, and http and https need a host.

    >>> address_problem("https://example.org/Überblick?page=2")
    >>> address_problem("https://example.org/70% of all")
    '"https://example.org/70% of all" holds "%" without two hexadecimal digits after it; write %25'
    """
    if found := _UNSAFE.search(text):
        without_digits = " without two hexadecimal digits after it" if found[0] == "%" else ""
        return f'"{text}" holds {_shown(found[0])}{without_digits}; write {_percent(found[0])}'
    scheme, authority, rest, fragment = _split(text)
    if "#" in fragment[1:]:
        return f'"{text}" holds a second "#"; write %23'
    if not scheme:
        return f'"{text}" has no scheme such as https:, so nobody can tell what it is relative to'
    if found := re.search(r"[\[\]]", rest + fragment):
        return f'"{text}" holds {_shown(found[0])} outside its host; write {_percent(found[0])}'
    if authority and (problem := _authority_problem(authority)):
        return f'"{text}" {problem}'
    host = (authority or "").rpartition("@")[2].partition(":")[0]
    if not host and scheme.lower() in ("http:", "https:"):
        return f'"{text}" has no host: write {scheme}// and a name such as example.org'
    if not authority and not rest:
        return f'"{text}" says nothing after its scheme'
    return None


def _authority_problem(authority: str) -> str | None:
    userinfo, _, place = authority.rpartition("@")
    if re.search(r"[@\[\]]", userinfo):
        return 'holds "@", "[" or "]" before its host; write %40, %5B or %5D'
    form = re.fullmatch(_HOST, place.removesuffix(":"))
    if form is None:
        return 'has a port that is not a number, or a stray ":", "[" or "]" in its host'
    if form["host"].startswith("[") and not _is_ipv6(form["host"]):
        return f"has {form['host']} for a host, which is not an address of IPv6"
    return None


def as_uri(text: str) -> str:
    """Return an address as `xsd:anyURI` can carry it, percent-encoding what it cannot.

    A good address, absolute or relative, comes back as it is, save for a colon without a port. So
    does any result: encoding twice changes nothing. Letters outside ASCII stay.

    >>> as_uri("https://example.org/70% of [all]")
    'https://example.org/70%25%20of%20%5Ball%5D'
    """
    scheme, authority, rest, fragment = _split(_UNSAFE.sub(lambda found: _percent(found[0]), text))
    if authority is not None:
        authority = _as_authority(authority)
        lead = f"{scheme}//{authority}" if authority or rest else f"{scheme}%2F%2F"
    elif scheme and rest:
        lead = scheme
    else:
        first, rest = _until_path(scheme + rest)
        lead = _encode(":[]", first)
    return lead + _encode("[]", rest) + fragment[:1] + _encode("#[]", fragment[1:])


def _split(text: str) -> _Parts:
    before, mark, fragment = text.partition("#")
    found = re.match(_SCHEME, before)
    scheme = found[0] if found else ""
    authority, rest = None, before[len(scheme) :]
    if rest.startswith("//"):
        authority, rest = _until_path(rest[2:])
    return _Parts(scheme, authority, rest, mark + fragment)


def _until_path(text: str) -> tuple[str, str]:
    first = re.split("[/?]", text, maxsplit=1)[0]
    return first, text[len(first) :]


def _as_authority(text: str) -> str:
    userinfo, at, place = text.rpartition("@")
    place = place.removesuffix(":")
    form = re.fullmatch(_HOST, place)
    if form is None or (place.startswith("[") and not _is_ipv6(form["host"])):
        place = _encode(":[]", place)
    return _encode("@[]", userinfo) + at + place


def _is_ipv6(host: str) -> bool:
    from ipaddress import IPv6Address

    try:
        IPv6Address(host[1:-1])
    except ValueError:
        return False
    return "%" not in host  # zones (RFC 6874) mean nothing beyond one machine


def _encode(characters: str, text: str) -> str:
    for character in characters:
        text = text.replace(character, _percent(character))
    return text


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def _shown(character: str) -> str:
    if character == " ":
        return "a space"
    return f'"{character}"' if character.isprintable() else f"the character U+{ord(character):04X}"


def check_identifier(scheme: str, value: str) -> str | None:
    """Say what is wrong with an identifier; None if it is fine or the scheme is not one we know.

    Identifiers are bare: no address, no prefix that names the scheme.

    >>> check_identifier("ISBN", "978-0-306-40615-7")
    >>> check_identifier("ISBN", "978-0-306-40615-8")
    'ISBN "978-0-306-40615-8" ends in 8, but what stands before calls for 7'
    >>> check_identifier("DOI", "https://doi.org/10.1000/182")
    'DOI "https://doi.org/10.1000/182" is not bare; write 10.1000/182'
    """
    if scheme not in _KNOWN:
        return None
    shape, example, check_digits = _KNOWN[scheme]
    if not re.fullmatch(shape, value, re.ASCII):
        without_site = re.sub("^https?://[^/]*/", "", value)
        if bare := re.search(rf"(?<![^/:\s])(?:{shape})(?=/?\Z)", without_site, re.ASCII):
            return f'{scheme} "{value}" is not bare; write {bare[0]}'
        return f'"{value}" is no {scheme} identifier; one looks like {example}'
    if check_digits is None:
        return None
    written, right = check_digits(re.sub("[- ]", "", value))
    return (
        None
        if written == right
        else f'{scheme} "{value}" ends in {written}, but what stands before calls for {right}'
    )


def _mod_11(text: str) -> tuple[str, str]:
    """ISBN-10 and ISSN: weights rising from 2, right to left."""
    total = sum(weight * int(digit) for weight, digit in enumerate(text[-2::-1], start=2))
    return text[-1], "0123456789X"[-total % 11]


def _mod_10(text: str) -> tuple[str, str]:
    """ISBN-13: weights 1 and 3 in turn."""
    total = sum(map(int, text[:-1:2])) + 3 * sum(map(int, text[1:-1:2]))
    return text[-1], str(-total % 10)


def _isbn(text: str) -> tuple[str, str]:
    return _mod_11(text) if len(text) == 10 else _mod_10(text)


def _mod_11_2(text: str) -> tuple[str, str]:
    """ORCID and ISNI: ISO/IEC 7064, MOD 11-2."""
    total = 0
    for digit in text[:-1]:
        total = (total + int(digit)) * 2
    return text[-1], "0123456789X"[(12 - total % 11) % 11]


def _mod_97(text: str) -> tuple[str, str]:
    """ROR: Crockford's base 32, ISO/IEC 7064, MOD 97-10."""
    number = 0
    for digit in text[:-2]:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(digit)
    return text[-2:], f"{98 - number * 100 % 97:02}"


_ARXIV = (
    r"(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d\d(?:0[1-9]|1[0-2])\d{3})"
    r"(?:v[1-9]\d*)?"
)
_ISNI = r"\d{4} \d{4} \d{4} \d{3}[\dX]|\d{15}[\dX]"

_KNOWN: dict[str, tuple[str, str, Callable[[str], tuple[str, str]] | None]] = {
    "ARK": (r"ark:/?[0-9bcdfghjkmnpqrstvwxz]{5,}/\S+", "ark:/12345/x54xz321", None),
    "DOI": (r"10\.\d{4,9}(?:\.\d+)*/\S+", "10.1000/182", None),
    "GeoNames": (r"[1-9]\d{0,9}", "2950159", None),
    "Handle": (r"[\w-]+(?:\.[\w-]+)*/\S+", "2027.42/97915", None),
    "ISBN": (r"97[89](?:-?\d){10}|\d(?:-?\d){8}-?[\dX]", "978-0-306-40615-7", _isbn),
    "ISNI": (_ISNI, "0000 0001 2103 2683", _mod_11_2),
    "ISSN": (r"\d{4}-\d{3}[\dX]", "0317-8471", _mod_11),
    "LCCN": (r"[a-z]{0,3}\d{8}|[a-z]{0,2}\d{10}", "n79018774", None),
    "OCLC": (r"[1-9]\d*", "41266045", None),
    "ORCID": (r"(?:\d{4}-){3}\d{3}[\dX]", "0000-0002-1825-0097", _mod_11_2),
    "PMID": (r"[1-9]\d{0,7}", "31978945", None),
    "ROR": (r"0[0-9a-hjkmnp-tv-z]{6}\d\d", "05dxps055", _mod_97),
    "URN": (r"urn:[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]:\S+", "urn:isbn:0451450523", None),
    "VIAF": (r"[1-9]\d{0,21}", "75121530", None),
    "Wikidata": (r"Q[1-9]\d*", "Q42", None),
    "arXiv": (_ARXIV, "2101.00001 or hep-th/9901001", None),
}
"""Of each scheme: its form, an example, and what returns the check digits, written and right."""

SCHEMES = frozenset(_KNOWN)
"""The schemes whose identifiers are checked."""
