"""Reads the zip package of a Word or OpenDocument file, part by part and within limits.

Only parts with text and requested images are unpacked, never programs. ECMA-376 part 2 and ODF 1.3
part 2 define packages; a DTD is not allowed in either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml.etree import _Element as Element

from archive.derivations.zip_limits import ENCRYPTED, zip_exceptions
from archive.errors import ReadError
from archive.findings import Finding, short

MOST_TIMES = 200
"""The largest unpacked size of the parts with text, as a multiple of the file size."""
ALWAYS_ALLOWED = 32 << 20
"""The unpacked size in bytes that is always allowed."""
MOST_BYTES = 256 << 20
"""The unpacked size in bytes that is never exceeded."""
MOST_FILES = 10_000
"""The most files in a package."""
_OF_TEXT = (".xml", ".rels")


def refusal(message: str, hint: str | None = None) -> ReadError:
    """Return the error for a file that is refused."""
    return ReadError([Finding("not-an-article", message, hint)])


class Package:
    """The parts of a package, by name."""

    def __init__(self, data: bytes, kind: str) -> None:
        """Open a package without unpacking anything.

        Raises:
            ReadError: The file is not a zip file, or is not safe to read.
        """
        self._kind = kind
        try:
            self._zip = ZipFile(BytesIO(data))
        except zip_exceptions() as problem:
            message = f"this is no {kind}: it is no zip file that can be read ({problem})"
            raise refusal(message, "save or fetch the file again") from None
        entries = self._zip.infolist()
        if reason := next(_problems(entries, len(data)), None):
            raise refusal(f"this {kind} is not read: {reason}")
        self._entries: Mapping[str, ZipInfo] = {entry.filename: entry for entry in entries}
        self._bytes_left = most_bytes(len(data))
        self._images: dict[str, bytes | None] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    @property
    def names(self) -> list[str]:
        """The names of all files in the package."""
        return [*self._entries]

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            ReadError: The package has no such part, or the part is damaged.
        """
        if name not in self._entries:
            raise refusal(f"this is no {self._kind} that can be read: it has no {short(name)}")
        entry = self._entries[name]
        # With other compression methods, zipfile unpacks everything at once, whatever its size.
        is_known = entry.compress_type in (ZIP_STORED, ZIP_DEFLATED)
        try:
            with self._zip.open(entry) as file:
                data = file.read(entry.file_size + 1) if is_known else b""
        except zip_exceptions() as problem:
            message = f"{short(name)} in this {self._kind} cannot be unpacked: {problem}"
            raise refusal(message, "save or fetch the file again") from None
        if not is_known or len(data) != entry.file_size:
            message = f"{short(name)} in this {self._kind} is not compressed as declared"
            raise refusal(message, "save or fetch the file again")
        return data

    def image(self, name: str) -> bytes | None:
        """Return the bytes of an image, which can be unpacked only once.

        The result is `None` if it is missing or damaged, or if the images are too large.
        """
        if name not in self._images:
            self._images[name] = self._unpacked_image(name)
        return self._images[name]

    def _unpacked_image(self, name: str) -> bytes | None:
        entry = self._entries.get(name)
        if entry is None or entry.file_size > self._bytes_left:
            return None
        self._bytes_left -= entry.file_size
        try:
            return self.read(name)
        except ReadError:
            return None

    def xml(self, name: str) -> Element:
        """Return the root element of a part.

        Raises:
            ReadError: The part is missing, not well-formed, nested too deeply, or has a DTD.
        """
        from lxml import etree

        data = self.read(name)
        if re.search(rb"<!(?:DOCTYPE|ENTITY)", data[:_PROLOG].replace(b"\0", b"")):
            raise refusal(f"{short(name)} in this {self._kind} has a DTD, which is not read")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as problem:
            message = f"{short(name)} in this {self._kind} is not well-formed XML: {problem}"
            raise refusal(
                message, "open it in the program that made it, and save it again"
            ) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise refusal(f"{short(name)} in this {self._kind} has a DTD, which is not read")
        etree.strip_tags(root, etree.ProcessingInstruction)
        return root

    def xml_if_there(self, name: str) -> Element | None:
        """Return the root element of a part; `None` if there is no such part."""
        return self.xml(name) if name in self._entries else None


_PROLOG = 4096


def most_bytes(size_bytes: int) -> int:
    """Return how many bytes the text parts of a file may have unpacked; also for its images."""
    return min(max(ALWAYS_ALLOWED, MOST_TIMES * size_bytes), MOST_BYTES)


def _problems(entries: list[ZipInfo], size_bytes: int) -> Iterator[str]:
    """Yield the reasons to refuse a package, before anything in it is unpacked."""
    if len(entries) > MOST_FILES:
        yield f"it contains {len(entries)} files; at most {MOST_FILES} are allowed"
    of_text = [one for one in entries if one.filename.endswith(_OF_TEXT)]
    most = most_bytes(size_bytes)
    if (unpacked := sum(entry.file_size for entry in of_text)) > most:
        yield f"its text has {unpacked} bytes unpacked; a file of {size_bytes} may have {most}"
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if re.search(r"[\0\\]|^/|^[A-Za-z]:", name) or ".." in name.split("/"):
            yield f"the path {short(name)} leads out of the package"
        if name in seen:
            yield f"two files in it have the name {short(name)}"
        if entry.flag_bits & ENCRYPTED:
            yield f"{short(name)} in it is encrypted; save it without a password"
        seen.add(name)
