"""Recognises bytes by their beginning: the opening bracket of JSON, the root of XML."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import Literal

from archive.derivations.file_kinds import ROOTS_OF_TEI

_LOOKED_AT = 1 << 14
"""How many bytes of a file are examined. They are many, since comments may precede the root."""
_ASIDES = r"\s++|<\?(?s:.*?)\?>|<!--(?s:.*?)-->"
"""White space, processing instructions and comments. Possessive matching keeps the time linear."""
_ROOT = re.compile(
    rf"(?:{_ASIDES}|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
    r"<(?P<name>[^\s<>/?!]++)(?P<attributes>[^<>]*+)"
)
"""The prolog of XML, and the start tag of the root, even if it is cut off."""
_DOCTYPE_HTML = re.compile(rf"(?:{_ASIDES})*+<!doctype\s+html\b", re.IGNORECASE)
_OUTERMOST_OF_HTML = frozenset(("html", "head", "body", "title", "meta"))
"""Elements with which a web page may begin, since HTML allows the first tags to be left out."""

Markup = Literal["TEI", "HTML", "SVG", "other"]
"""The kind of markup, by the root element."""


def beginning(data: bytes) -> str:
    """Return the beginning of a text file in any encoding, one character for each byte.

    Byte order marks, the zeros of UTF-16 and UTF-32, and leading white space are left out.
    """
    start = data[:_LOOKED_AT].removeprefix(BOM_UTF8).replace(b"\0", b"")
    return start.lstrip(b"\xff\xfe \t\r\n").decode("latin-1")


def is_json(data: bytes) -> bool:
    """Whether bytes begin like a JSON object or array."""
    return beginning(data)[:1] in ("{", "[")


def is_markup(data: bytes) -> bool:
    """Whether bytes begin with a tag."""
    return beginning(data)[:1] == "<"


def markup_of(data: bytes) -> Markup | None:
    """Return the kind of markup; `None` if there is no start tag.

    >>> markup_of(b'<?xml version="1.0"?><!-- a page --><html>'), markup_of(b"<!-- cut off")
    ('HTML', None)
    """
    text = beginning(data)
    if not text.startswith("<"):
        return None
    if _DOCTYPE_HTML.match(text):
        return "HTML"
    root = _ROOT.match(text)
    if root is None:
        return None
    name = root["name"].rpartition(":")[2]
    if name in ROOTS_OF_TEI:
        return "TEI"
    if name == "svg":
        return "SVG"
    in_no_namespace = "xmlns" not in root["attributes"]
    is_page = name.lower() == "html" or (in_no_namespace and name.lower() in _OUTERMOST_OF_HTML)
    return "HTML" if is_page else "other"
