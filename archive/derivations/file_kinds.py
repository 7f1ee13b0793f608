"""Recognises by their content files that are not plain text: web pages, Word documents, images.

If such a file were read as plain text, its markup would become blocks. Markdown, which is also
text, is recognised by signs that are rare in other texts; one sign is not enough.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO, NamedTuple

from archive.findings import Finding
from archive.text.decoding import decode_leniently
from archive.text.json_depth import refuse_deep_json

ROOTS_OF_TEI = frozenset(("TEI", "TEI.2", "teiCorpus"))
"""The root elements of TEI P5, of TEI P4, and of a corpus in either version."""

_SAVE_TEXT = "save its text as UTF-8 plain text and use that file"
_WITH_ORIGINAL = "save its text, and receive both: archive receive TEXT --from FILE"
_MHTML = "a saved web page (MHTML)"
_BEGINNING = 4096
"""How many bytes or characters at the start of a file are examined."""


class FileKind(NamedTuple):
    """A kind of file that is not plain text."""

    name: str
    """The name of this kind in messages: "a web page (HTML)"."""
    hint: str = _SAVE_TEXT
    """The hint of the findings about such a file."""
    is_text: bool = True
    """Whether a user may want to read such a file as plain text."""
    format: str = ""
    """The name of the format that reads such files, if there is one."""

    @property
    def may_be_record(self) -> bool:
        """Whether a file of this kind can be a record."""
        return self.name in ("JSON", "a record (JSON)", "a record (TEI)")

    @property
    def is_mhtml(self) -> bool:
        """Whether this kind is MHTML: a web page with its images and more in one file."""
        return self.name == _MHTML

    def finding(self) -> Finding:
        """Return the error for a file of this kind that was given as plain text."""
        override = "; to read it as plain text anyway: --plain"
        hint = self.hint + (override if self.is_text else "")
        return Finding("not-plain-text", f"this is {self.name}, not plain text", hint)

    def refusal(self) -> Finding:
        """Return the error for a file of this kind, which no reader of articles supports."""
        hint = _WITH_ORIGINAL if self.hint == _SAVE_TEXT else self.hint
        override = "; to read it as plain text: --plain" if self.is_text else ""
        return Finding("not-an-article", f"this is {self.name}", hint + override)


def file_kind(data: bytes) -> FileKind | None:
    """Return the kind of a file that is not plain text; `None` if it may be plain text."""
    kind = file_kind_of_stream(BytesIO(data))
    return kind or file_kind_of(data, decode_leniently(data, "utf-8"))


def file_kind_of(data: bytes, text: str) -> FileKind | None:
    """Return the kind of a file that is not plain text; `None` if it may be plain text.

    Args:
        data: The file.
        text: The content decoded as text, as far as possible.
    """
    if kind := file_kind_of_stream(BytesIO(data)) or _binary(data, text):
        return kind
    text = text.lstrip("\ufeff \t\r\n")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    looks: tuple[Callable[[str], FileKind | None], ...] = (
        *(_page_or_xml, _json, _rich_text, _message, _latex, _markdown, _part_of_page),
    )
    return next((kind for looks_like in looks if (kind := looks_like(text))), None)


# --- by the first bytes ---

_PICTURE = "keep it as a capture of the record, and type its words"
_SAVE_ANEW = "save it as .docx or .odt, without a password, and use that file"
_PACKED = "unpack it, and use a file from it"
_HEADER = "receive the page again without its header (curl without -i); or as a WARC, with it"
_WHOLE = "receive it again: Word documents, OpenDocument texts and web archives are zip files"
_SIGNATURES = (
    (rb"%PDF-|.{0,1020}\n%PDF-1.{1,200}? obj\b", "a PDF", _SAVE_TEXT),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or other Office document", _SAVE_ANEW),
    (rb"\x89PNG\r\n", "an image (PNG)", _PICTURE),
    (rb"\xff\xd8\xff", "an image (JPEG)", _PICTURE),
    (rb"GIF8[79]a", "an image (GIF)", _PICTURE),
    (rb"RIFF....WEBP", "an image (WebP)", _PICTURE),
    (rb"II\*\0|MM\0\*", "an image (TIFF)", _PICTURE),
    (rb"BM.{4}\0{4}", "an image (BMP)", _PICTURE),
    (rb"\0\0\0.ftyp(?:heic|heix|mif1|avif)", "an image (HEIF)", _PICTURE),
    (rb"AT&TFORM", "a scan (DjVu)", _PICTURE),
    (rb"\x1f\x8b", "a gzip archive", _PACKED),
    (rb"BZh[1-9]1AY&SY", "a bzip2 archive", _PACKED),
    (rb"\xfd7zXZ\0", "an xz archive", _PACKED),
    (rb"\x28\xb5\x2f\xfd", "a zstd archive", _PACKED),
    (rb"7z\xbc\xaf\x27\x1c", "a 7z archive", _PACKED),
    (rb"Rar!\x1a\x07", "a rar archive", _PACKED),
    (rb".{257}ustar", "a tar archive", _PACKED),
    (rb"SQLite format 3\0", "a database (SQLite)", _SAVE_TEXT),
    (rb"%!PS", "a PostScript file", _SAVE_TEXT),
    (rb"HTTP/[0-9.]+ [0-9]{3}[^\n]*\n[A-Za-z-]+:", "a response with its header (HTTP)", _HEADER),
    (rb"bplist00", "a web archive or property list", _SAVE_TEXT),
)
"""The first bytes of each kind of file, from registries of media types."""
_FEW_CONTROLS = 8
"""How many control characters plain text may contain by accident; each one is reported."""
_UTF_32_MARKS = (BOM_UTF32_LE, BOM_UTF32_BE)


def file_kind_of_stream(stream: BinaryIO) -> FileKind | None:
    """Return the kind of a file, from its first bytes or from the names of the files packed in it.

    The rest of the stream is not read.
    """
    beginning = stream.read(_BEGINNING)
    if beginning.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(stream)
    if _unpacked_beginning(beginning).startswith(_WARC):
        return FileKind("a web archive (WARC)", _PACKED, is_text=False, format="warc")
    return _by_signature(beginning)


_WARC = (b"WARC/0.", b"WARC/1.")
GZIP = b"\x1f\x8b"
"""The first bytes of a gzip file (RFC 1952, 2.3.1)."""


def _unpacked_beginning(beginning: bytes) -> bytes:
    """Return the first bytes of a file; of a gzip file, the first bytes of its content."""
    return unpacked(beginning, _BEGINNING) if beginning.startswith(GZIP) else beginning


def unpacked(data: bytes, most: int) -> bytes:
    """Return at most `most` bytes of the content of a gzip file; empty if it is not gzip."""
    import zlib

    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data, most)
    except zlib.error:
        return b""


def _by_signature(beginning: bytes) -> FileKind | None:
    for signature, name, hint in _SIGNATURES:
        if re.match(signature, beginning, re.DOTALL):
            return FileKind(name, hint, is_text=False)
    return None


def _binary(data: bytes, text: str) -> FileKind | None:
    """Return the kind of a file with many control characters; UTF-32 is left to the decoder."""
    beginning = text[:_BEGINNING]
    controls = len(re.findall(r"[\x00-\x06\x0e-\x1a\x1c-\x1f]", beginning))
    is_few = controls <= max(_FEW_CONTROLS, len(beginning) // 20)
    if is_few or data.startswith(_UTF_32_MARKS):
        return None
    return FileKind("binary data", "use a text file in UTF-8, or give --encoding", is_text=False)


_IN_ZIP = (
    ("word/", "a Word document (.docx)", _SAVE_TEXT, "docx"),
    ("ppt/", "a PowerPoint document (.pptx)", _SAVE_TEXT, ""),
    ("xl/", "an Excel document (.xlsx)", _SAVE_TEXT, ""),
    ("META-INF/container.xml", "an e-book (EPUB)", _SAVE_TEXT, ""),
    ("content.xml", "an OpenDocument file (.odt)", _SAVE_TEXT, "odt"),
)


def _packed(stream: BinaryIO) -> FileKind:
    """Return the kind of a zip file, from the names of the files in it."""
    from zipfile import ZipFile

    from archive.derivations.zip_limits import zip_exceptions

    try:
        names = ZipFile(stream).namelist()
    except zip_exceptions():
        return FileKind("a zip file that is damaged or cut off", _WHOLE, is_text=False)
    if "datapackage.json" in names:
        return FileKind("a web archive (WACZ)", _PACKED, is_text=False, format="wacz")
    for begins, name, hint, format in _IN_ZIP:
        if any(inside.startswith(begins) for inside in names):
            return FileKind(name, hint, is_text=False, format=format)
    return FileKind("a zip archive", _PACKED, is_text=False)


# --- by the text ---

_ROOT = re.compile(
    r"(?:<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?>|\s++)*+<([\w:.-]+)", re.S
)
"""Matches the prolog of XML and the name of the root. It does not backtrack: a text that begins
with comments could otherwise be split in too many ways."""
_ONLY_IN_XML = re.compile(r"[^<>]{0,2000}?(?:\sxmlns(?::[\w.-]+)?\s*=|/>\s*\Z)")
"""Matches a namespace in the first tag, or an empty first tag without a namespace."""
_HTML_NAME = (
    r"p|div|span|a|h[1-6]|li|ul|ol|table|tr|td|body|head|html|title|script|style|em|strong|b|i"
    r"|section|blockquote|figure|font|center|label"
)
_PARTS_OF_PAGES = ("article", "main", "header", "aside", "nav", "figure", "footer")
"""Roots of a part of a page; other kinds of XML may have them too."""
_HTML_TAG = re.compile(rf"</(?:{_HTML_NAME})\s*>|<(?:br|hr|img|meta|link)\b[^<>]*>", re.IGNORECASE)
_HTML_BEGINS = re.compile(
    r"(?:<!--.*?-->\s*+|<\?xml[^>]*>\s*+)*+<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.I | re.S,
)
_TAG_BEGINS = re.compile(
    rf"(?:<!--.*?-->\s*+|<\?xml[^>]*>\s*+)*+<(?:{_HTML_NAME}|br|hr|img|meta|link)\b[^<>]*>",
    re.I | re.S,
)
_OF_MARKDOWN = re.compile(r"^(?:#{1,6}[ \t]+\S|[ ]{0,3}[-*+][ \t]+\S|>[ \t]+\S|```)", re.MULTILINE)
"""Matches a line of Markdown that is not HTML: a heading, an item, a quotation, program text."""
_FEWEST_TAGS = 3
"""How many tags make a text a page if it does not begin like one; a text about HTML contains one or
two."""


_TEI = "http://www.tei-c.org/ns/1.0"
"""The namespace of TEI P5: a root in it, whatever its name, is TEI."""


def _is_record(kind: FileKind, text: str) -> bool:
    """Whether a TEI file refers to the schema of records."""
    key = r"key\s*=\s*[\"']archive-document-"
    return kind.name == "TEI" and "archive-document-" in text and bool(re.search(key, text))


def _page_or_xml(text: str) -> FileKind | None:
    if _HTML_BEGINS.match(text[:_BEGINNING]):
        return FileKind("a web page (HTML)", format="html")
    root = _ROOT.match(text[:_BEGINNING])
    if root and (
        text.startswith("<?xml")
        or _ONLY_IN_XML.match(text, root.end())
        or re.search(rf"</{re.escape(root[1])}\s*>\s*\Z", text)
    ):
        kind = _xml(root[1].rpartition(":")[2], text[:_BEGINNING])
        return kind._replace(name="a record (TEI)") if _is_record(kind, text) else kind
    return None


def begins_with_tag(text: str) -> bool:
    """Whether a text begins like HTML, even if it has too few tags to be a page."""
    return _TAG_BEGINS.match(text.lstrip("\ufeff \t\r\n")) is not None


def _part_of_page(text: str) -> FileKind | None:
    """Recognise HTML that does not begin like a page."""
    tags = _HTML_TAG.findall(text)
    is_dense = len(tags) * 1000 > len(text) and not _OF_MARKDOWN.search(text)
    if len(tags) >= _FEWEST_TAGS and (text.startswith("<") or is_dense):
        return FileKind("a part of a web page (HTML)", format="html")
    return None


def _xml(root: str, beginning: str) -> FileKind:
    if root in ROOTS_OF_TEI or _TEI in beginning[: beginning.find(">", beginning.find(root)) + 1]:
        hint = "open a record in TEI directly: archive show FILE, archive write FILE --to json"
        return FileKind("TEI", hint, is_text=False, format="tei-of-others")
    if root == "html":
        return FileKind("a web page (HTML)", format="html")
    if re.fullmatch(_HTML_NAME, root, re.I):
        return FileKind("a part of a web page (HTML)", format="html")
    if root == "svg":
        return FileKind("an image (SVG)", _PICTURE)
    if root == "article" and re.search("jats|journal|dtd-version|<front", beginning, re.I):
        return FileKind("an article in XML (JATS)", format="jats")
    if root == "pmc-articleset":
        return FileKind("articles in XML (JATS)", format="jats")
    if (
        root in _PARTS_OF_PAGES
        and "xmlns" not in beginning
        and len(_HTML_TAG.findall(beginning)) > 1
    ):
        return FileKind("a part of a web page (HTML)", format="html")
    return FileKind(f"XML ({root})")


def _json(text: str) -> FileKind | None:
    """Recognise JSON that is an object or a list; but "[1]" is a note in a text."""
    import json

    if not re.match(r"\{\s*[\"}]|\[\s*(?:[{\[\"\]0-9-]|true\b|false\b|null\b)", text):
        return None
    try:
        refuse_deep_json(text)
        found, end = json.JSONDecoder().raw_decode(text)
    except ValueError:
        return None
    rest = text[end:].lstrip()
    if rest and (not rest.startswith(("{", "[")) or _is_of_plain_values(found)):
        return None
    if _is_of_plain_values(found) and len(found) == 1:
        return None
    if isinstance(found, dict) and "schema_version" in found:
        hint = "open a record directly: archive validate FILE"
        return FileKind("a record (JSON)", hint, is_text=False)
    return FileKind("JSON")


def _is_of_plain_values(found: object) -> bool:
    """Whether JSON is a list of plain values such as numbers, which plain text may contain."""
    return isinstance(found, list) and not any(isinstance(one, str | list | dict) for one in found)


def _rich_text(text: str) -> FileKind | None:
    return FileKind("a rich text document (RTF)") if text.startswith("{\\rtf") else None


_HEADER_FIELDS = re.compile(r"(?:From .*\n)?(?:[A-Za-z][A-Za-z0-9-]*:.*\n(?:[ \t].*\n)*)+")
_ONLY_IN_MAIL = re.compile(
    r"^(?:MIME-Version|Message-ID|Received|Return-Path|In-Reply-To|DKIM-Signature|Content-Type"
    r"|Content-Transfer-Encoding): ?\S",
    re.I | re.M,
)
_FROM_AN_ADDRESS = re.compile(r"^From: ?[^\n]*\S@\S+\.\w", re.I | re.M)
_SHOWN_OF_MAIL = re.compile(r"^(?:From|To|Cc|Reply-To|Subject|Date|Sent): ?\S", re.I | re.M)
_FEWEST_FIELDS = 3
"""How many header fields of an e-mail make a text an e-mail, if a sender is among them."""


def _message(text: str) -> FileKind | None:
    """Recognise an e-mail, or a page saved as one, by the header fields at its beginning."""
    header = _HEADER_FIELDS.match(text[:_BEGINNING])
    if header is None:
        return None
    is_shown = (
        _FROM_AN_ADDRESS.search(header[0]) is not None
        and len(_SHOWN_OF_MAIL.findall(header[0])) >= _FEWEST_FIELDS
    )
    if not is_shown and not _ONLY_IN_MAIL.search(header[0]):
        return None
    if re.search(
        r"^(?:Snapshot-Content-Location:|Content-Type:\s*multipart/related)", header[0], re.M | re.I
    ):
        return FileKind(_MHTML, format="html")
    return FileKind("an e-mail")


def _latex(text: str) -> FileKind | None:
    found = re.search(r"^\\(?:documentclass|begin\{document\})", text, re.M)
    return FileKind("a LaTeX document") if found else None


_HEADING = r"^#{1,6} +\S"
_LINK = r"!?\[[^\]\n]{1,200}\]\((?:[a-z]+:|[/#.]|[\w-]+[./])[^\s()]*(?: \"[^\"\n]*\")?\)"
_SIGNS = (
    _HEADING,
    _LINK,
    r"^ {0,3}\[(?!\d+\])[^\]\n]{1,100}\]: +\S",  # the target of a link, or a note
    r"^ {0,3}```",  # code
    r"^ {0,3}\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:? *)?$",  # the line under a table's header row
)
"""Signs of Markdown. Plain text may have one of them, such as a line that begins with "#"."""
_STRONG_WORDS = r"\*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*"
_IN_MAIL_TOO = r"^\S.*\n(?:={3,}|-{3,})$|^> +\S"
"""Matches an underlined heading or a quotation: people also write these in mail and notes."""
_HEADING_ALONE = rf"(?:\A|(?<=\n\n)){_HEADING}.*(?=\n[ \t]*\n|\n?\Z)"
_MANY = 3
"""How many headings or links make a text Markdown if it has no other sign."""
_LOWER_HEADING = re.compile(r"#{2,6} +\S[^\n]*\n[ \t]*\n")
"""Matches a lower heading at the beginning of a text; a single "#" may belong to a number."""
_FRONT_MATTER = re.compile(
    r"---\n(?:[^\n]*\n)*?[A-Za-z_-]+:(?: [^\n]*)?\n(?:[^\n]*\n)*?(?:---|\.\.\.)\n"
    r"|\+\+\+\n(?:[^\n]*\n)*?\w+ *= *[^\n]*\n(?:[^\n]*\n)*?\+\+\+\n"
)


def _markdown(text: str) -> FileKind | None:
    """Recognise Markdown by front matter, a lower heading at the start, or enough other signs."""

    def count(sign: str) -> int:
        return sum(1 for _ in re.finditer(sign, text, re.MULTILINE))

    counts = {sign: count(sign) for sign in _SIGNS}
    signs = sum(map(bool, counts.values()))
    is_markdown = (
        _FRONT_MATTER.match(text[:_BEGINNING])
        or _LOWER_HEADING.match(text[:_BEGINNING])
        or signs > 1
        or (signs and count(_STRONG_WORDS))
        or (sum(counts.values()) > 1 and count(_IN_MAIL_TOO))
        or (counts[_HEADING] and count(_HEADING_ALONE) >= _MANY)
        or counts[_LINK] >= _MANY
    )
    if not is_markdown:
        return None
    hint = "remove the Markdown markup, or convert the file to plain text"
    return FileKind("Markdown", hint, format="markdown")
