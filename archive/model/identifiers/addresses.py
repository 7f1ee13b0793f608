"""Addresses: URIs and IRIs, as written, with a check, and with a form that XML allows."""

import re
from typing import Annotated, NamedTuple

from pydantic import StringConstraints

from archive.model.identifiers.character_display import display_character

Address = Annotated[
    str, StringConstraints(pattern=r"^[^\x00-\x20\uFFFE\uFFFF]+( [^\x00-\x20\uFFFE\uFFFF]+)*$")
]
"""A web address or other URI or IRI, kept exactly as written, mistakes included: one line, trimmed,
words separated by single spaces. `address_problem` checks whether it is well formed."""


_UNSAFE = re.compile(r'[\x00-\x20<>"{}|\\^`\x7F-\x9F\uFFFE\uFFFF]|%(?![0-9A-Fa-f]{2})')
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:"
_HOST = r"(?P<host>\[[^\[\]]*\]|[^:@\[\]]*)(?P<port>:[0-9]{1,9})?"


class _Parts(NamedTuple):
    """The parts of an address. Only the `//` before the authority belongs to no part."""

    scheme: str
    authority: str | None
    rest: str
    fragment: str


def address_problem(text: str) -> str | None:
    """Return what is wrong with an address as a URI or IRI (RFC 3986, RFC 3987), or `None`.

    An address must be absolute, so it has a scheme. Any scheme is allowed; addresses with http or
    https need a host.

    >>> address_problem("https://example.org/Überblick?page=2")
    >>> address_problem("https://example.org/70% of all")
    '"https://example.org/70% of all" holds "%" without two hexadecimal digits after it; write %25'
    """
    if match := _UNSAFE.search(text):
        without_digits = " without two hexadecimal digits after it" if match[0] == "%" else ""
        sign = display_character(match[0])
        return f'"{text}" holds {sign}{without_digits}; write {_percent(match[0])}'
    scheme, authority, rest, fragment = _split(text)
    if "#" in fragment[1:]:
        return f'"{text}" holds a second "#"; write %23'
    if not scheme:
        return f'"{text}" has no scheme such as https:, so it is not an absolute address'
    if match := re.search(r"[\[\]]", rest + fragment):
        sign = display_character(match[0])
        return f'"{text}" holds {sign} outside its host; write {_percent(match[0])}'
    if authority and (problem := _authority_problem(authority)):
        return f'"{text}" {problem}'
    host = (authority or "").rpartition("@")[2].partition(":")[0]
    if not host and scheme.lower() in ("http:", "https:"):
        return f'"{text}" has no host: write {scheme}// and a name such as example.org'
    if not authority and not rest:
        return f'"{text}" has nothing after its scheme'
    return None


def _authority_problem(authority: str) -> str | None:
    userinfo, _, host = authority.rpartition("@")
    if re.search(r"[@\[\]]", userinfo):
        return 'holds "@", "[" or "]" before its host; write %40, %5B or %5D'
    form = re.fullmatch(_HOST, host.removesuffix(":"))
    if form is None:
        return 'has a port that is not a number, or a stray ":", "[" or "]" in its host'
    if form["host"].startswith("[") and not _is_ipv6(form["host"]):
        return f"has the host {form['host']}, which is not an IPv6 address"
    return None


def as_uri(text: str) -> str:
    """Return an address in a form that `xsd:anyURI` allows, percent-encoded where necessary.

    A well-formed address, absolute or relative, is returned unchanged, except for a colon without a
    port. Encoding twice changes nothing more. Letters outside ASCII are kept.

    >>> as_uri("https://example.org/70% of [all]")
    'https://example.org/70%25%20of%20%5Ball%5D'
    """
    scheme, authority, rest, fragment = _split(_UNSAFE.sub(lambda match: _percent(match[0]), text))
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
    match = re.match(_SCHEME, before)
    scheme = match[0] if match else ""
    authority, rest = None, before[len(scheme) :]
    if rest.startswith("//"):
        authority, rest = _until_path(rest[2:])
    return _Parts(scheme, authority, rest, mark + fragment)


def _until_path(text: str) -> tuple[str, str]:
    first = re.split("[/?]", text, maxsplit=1)[0]
    return first, text[len(first) :]


def _as_authority(text: str) -> str:
    userinfo, at, host = text.rpartition("@")
    host = host.removesuffix(":")
    form = re.fullmatch(_HOST, host)
    if form is None or (host.startswith("[") and not _is_ipv6(form["host"])):
        host = _encode(":[]", host)
    return _encode("@[]", userinfo) + at + host


def _is_ipv6(host: str) -> bool:
    from ipaddress import IPv6Address

    try:
        IPv6Address(host[1:-1])
    except ValueError:
        return False
    return "%" not in host  # zones (RFC 6874) have a meaning on one machine only


def _encode(characters: str, text: str) -> str:
    for character in characters:
        text = text.replace(character, _percent(character))
    return text


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
