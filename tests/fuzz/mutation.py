"""Damaged files: mutants of real ones, each of which follows from a seed.

A file is damaged as what it is: JSON by its values, XML and HTML by their tags, a zip file by its
members, other text by its lines and fields; and each by its bytes.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

# fmt: off
TEXTS = (
    "", " ", "\n", "\t", "x", "0", "-1", "1e400", "NaN", "null", "true", "[]", "{}", "\u0000", "\u0001",
    "\u009b31m", "\u202e", "\ufeff", "\ufffe", "\ud800", "😀", "e\u0301", "a" * 3000, "9" * 5000, "-" * 200,
    "0000", "0000-01-01", "0000-00-00", "2016-02-30", "9999-12-31", "99999-01-01", "-0001-05", "2016-W60",
    "2016-13-45T99:99:99Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "y17e7", "2016?/..",
    "T24:00", "Thu, 32 Foo 0000 25:61:61 +9999", "[1667,1668..]", "29.02.0000", "31 December 9999",
    "http://[", "http://[::1", "https://example.org:99999999/", "javascript:alert(1)", "data:,x", "//", "#", "%zz",
    "urn:", "mailto:", "10.1000/", "doi:", "978-0-306-40615-7", "ISBN", "CC BY", "../../etc/passwd", "C:\\x", ".",
    "]]>", "<!--", "<![CDATA[", "&#0;", "&#x110000;", "&nope;", "<x>", "{", "}", "@article{", "TY  - ", "\\",
    "de-DE-u-co-phonebk", "xx-", "i-klingon", "utf-7", "base64", "idna", "rot13", "٣", "½", "Ⅷ", "²", "１",
)
"""Texts that a value may be exchanged for."""
NUMBERS = (0, -1, 1, 2, 0.5, -0.0, 1e308, 1e-320, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 10**30, 10**400,
           float("nan"), float("inf"), float("-inf"), True, False, None)
"""Values of JSON that are no text."""
BYTES = (b"", b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x80", b"\r", b"\n", b"\r\n", b"\t", b" ", b'"', b"'", b"<",
         b">", b"&", b"/", b"\\", b"{", b"}", b"[", b"]", b",", b":", b"=", b"-", b"%", b"0", b"9" * 400, b"\x1b[31m",
         b"\xc2\x85", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"<!DOCTYPE x>", b"<?xml?>")
# fmt: on
"""Bytes that may be put in."""


def mutant(seeds: Sequence[bytes], random: Random) -> bytes:
    """Return one of the files, damaged once or a few times."""
    data = random.choice(seeds)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        data = _damaged(data, seeds, random)
    return data


def _damaged(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    if random.random() < 0.25:
        return _by_bytes(data, seeds, random)
    if data.startswith(b"PK\x03\x04"):
        return _by_members(data, seeds, random)
    if data.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError, zlib.error):
            return gzip.compress(_damaged(gzip.decompress(data), seeds, random), 1, mtime=0)
    start = data[:100].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in (b"{", b"["):
        with suppress(ValueError, RecursionError):
            return _by_values(json.loads(data), random)
    if start[:1] == b"<":
        return _by_tags(data, random)
    return _by_lines(data, random)


# --- bytes ---


def _by_bytes(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    start, end = _stretch(len(data), random)
    match random.randrange(8):
        case 0:
            at = random.randrange(max(len(data), 1))
            return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
        case 1:
            return data[:start]
        case 2:
            return data[:-1]
        case 3:
            return data[:start] + data[end:]
        case 4:
            return data[:end] + data[start:]
        case 5:
            other = random.choice(seeds)
            first, last = _stretch(len(other), random)
            return data[:start] + other[first:last] + data[end:]
        case 6:
            return (
                data[:start]
                + data[end : 2 * end - start]
                + data[start:end]
                + data[2 * end - start :]
            )
        case _:
            return data[:start] + random.choice(BYTES) * random.choice((1, 1, 2, 50)) + data[start:]


def _stretch(length: int, random: Random) -> tuple[int, int]:
    """Where a stretch of a few or of many bytes lies."""
    start = random.randrange(length + 1)
    return start, min(length, start + random.choice((1, 2, 8, 60, 600)))


# --- lines, and the fields in them ---

_FIELDS = re.compile(rb"([\t,;|=:]|  - )")
_NUMBER = re.compile(rb"-?[0-9][0-9.:/-]*")


def _by_lines(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(6):
        case 0:
            lines[at : at + random.choice((1, 2, 9))] = []
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            fields, others = _FIELDS.split(lines[at]), _FIELDS.split(lines[other])
            fields[random.randrange(len(fields))] = random.choice(others)
            lines[at] = b"".join(fields)
        case 4:
            fields = _FIELDS.split(lines[at])
            fields[random.randrange(len(fields))] = _text(random)
            lines[at] = b"".join(fields)
        case _:
            return _exchanged(data, list(_NUMBER.finditer(data)), random)
    return b"\n".join(lines)


def _text(random: Random) -> bytes:
    return random.choice(TEXTS).encode("utf-8", "surrogatepass")


def _exchanged(data: bytes, found: Sequence[re.Match[bytes]], random: Random) -> bytes:
    """The data with another text in place of a match, or with the text of another match."""
    if not found:
        return data
    one = random.choice(found)
    text = _text(random) if random.random() < 0.6 else random.choice(found)[0]
    return data[: one.start()] + text + data[one.end() :]


# --- tags ---

_TAG = re.compile(rb"<[^<>]*>")
_CONTENT = re.compile(rb"(?<=>)[^<>]*(?=<)")
_ATTRIBUTE = re.compile(rb"(?<=[\"'])[^\"'<>]*(?=[\"'])")
_NAME = re.compile(rb"(?<=</)[\w:-]+|(?<=<)[\w:-]+|[\w:-]+(?==[\"'])")


def _by_tags(data: bytes, random: Random) -> bytes:
    tags = list(_TAG.finditer(data))
    if not tags:
        return _by_lines(data, random)
    one, other = random.choice(tags), random.choice(tags)
    first, last = sorted((one, other), key=lambda tag: tag.start())
    match random.randrange(9):
        case 0:
            return data[: one.start()] + data[one.end() :]
        case 1:
            return data[: one.start()] + other[0] + data[one.start() :]
        case 2:
            return data[: one.start()] + other[0] + data[one.end() :]
        case 3:
            return data[: first.start()] + data[last.start() :]
        case 4:
            part = data[first.start() : last.start()][:20_000]
            return data[: last.start()] + part * random.choice((1, 1, 3)) + data[last.start() :]
        case 5:
            return _exchanged(data, list(_CONTENT.finditer(data)), random)
        case 6:
            return _exchanged(data, list(_NAME.finditer(data)), random)
        case _:
            return _exchanged(data, list(_ATTRIBUTE.finditer(data)), random)


# --- values of JSON ---


def _by_values(value: Any, random: Random) -> bytes:
    holder = [value]
    places = list(_places(holder))
    where, key = random.choice(places)
    other_where, other_key = random.choice(places)
    match random.randrange(8):
        case 0 if where is not holder:
            del where[key]
        case 1:
            where[key] = json.loads(json.dumps(other_where[other_key]))
        case 2:
            where[key] = random.choice(([], {}, [[]], [where[key]], {"": where[key]}, [None]))
        case 3 if isinstance(where, dict):
            where[random.choice((other_key, random.choice(TEXTS)))] = where.pop(key)
        case 4 if isinstance(where, list):
            where.insert(key, other_where[other_key] if other_where is not where else None)
            return _dumped(json.loads(json.dumps(holder[0])) if _is_tree(holder) else value, random)
        case 5:
            where[key] = random.choice(NUMBERS)
        case 6 if isinstance(where[key], str) and where[key]:
            text, at = where[key], random.randrange(len(where[key]) + 1)
            where[key] = text[:at] + random.choice(TEXTS) + text[at:]
        case _:
            where[key] = random.choice(TEXTS)
    return _dumped(holder[0], random) if _is_tree(holder) else b"[" * 300


def _places(holder: Any) -> Any:
    """Each value in it, as what holds it and the key."""
    waiting = [holder]
    while waiting:
        one = waiting.pop()
        for key, inner in list(one.items() if isinstance(one, dict) else enumerate(one)):
            yield one, key
            if isinstance(inner, dict | list):
                waiting.append(inner)


def _is_tree(holder: Any) -> bool:
    try:
        json.dumps(holder)
    except (ValueError, RecursionError, TypeError):
        return False
    return True


def _dumped(value: Any, random: Random) -> bytes:
    text = json.dumps(
        {str(k): v for k, v in value.items()} if isinstance(value, dict) else value,
        ensure_ascii=random.random() < 0.5,
        indent=random.choice((None, 2)),
    )
    return text.encode("utf-8", "surrogatepass")


# --- members of a zip file ---


def _by_members(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as zip:
            members = [(info.filename, zip.read(info)) for info in zip.infolist()]
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, KeyError, EOFError):
        return _by_bytes(data, seeds, random)
    except Exception:  # what zipfile raises of a damaged file is not to be listed here
        return _by_bytes(data, seeds, random)
    if not members:
        return data
    at, other = random.randrange(len(members)), random.randrange(len(members))
    name, content = members[at]
    match random.randrange(10):
        case 0:
            del members[at]
        case 1:
            members.append((random.choice((name, members[other][0], "x/" + name)), content))
        case 2:
            members[at] = (name, members[other][1])
        case 3:
            members[at] = (
                random.choice(("", "../x", "/x", "a\\b", name.upper(), name + "x")),
                content,
            )
        case _:
            members[at] = (name, _damaged(content, [one for _, one in members], random))
    return zipped(members)


def zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a zip file of members, in which names may stand twice."""
    import warnings

    made = BytesIO()
    with warnings.catch_warnings(), ZipFile(made, "w") as zip:
        warnings.simplefilter("ignore")
        for name, content in members:
            zip.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return made.getvalue()


Call = Callable[[bytes], object]
"""What takes a file in."""
