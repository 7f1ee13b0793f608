"""Opens a WACZ file: WARC files in a zip file, with a list of files and a list of pages.

https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import new as new_digest
from typing import IO, TYPE_CHECKING, Any

from archive.articles.web_archives.page_selection import (
    MOST_LISTED,
    ListedPage,
    no_such_page_error,
    several_pages_error,
)
from archive.articles.web_archives.streams import PIECE, DamagedArchive
from archive.derivations.zip_limits import unsafe_reasons, zip_exceptions
from archive.english import counted
from archive.errors import ReadError
from archive.findings import Finding, short, warning
from archive.text.json_depth import read_json

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

DATAPACKAGE = "datapackage.json"
"""The file in a WACZ file that lists all others."""
_DATAPACKAGE_DIGEST = "datapackage-digest.json"
_PAGES = "pages/pages.jsonl"
_WARC = re.compile(r"archive/.*\.warc(?:\.gz)?", re.IGNORECASE)
_MOST_OF_LIST = 16 << 20
"""The maximum size of the list of files, in bytes."""
_LONGEST_PAGE = 1 << 20
"""The maximum length of a line in the list of pages, in bytes."""
_DIGESTS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")


@dataclass(slots=True)
class WaczFile:
    """An open WACZ file; all files in it were checked against its list."""

    zip: ZipFile
    entries: dict[str, ZipInfo]
    findings: list[Finding]
    """Warnings about the file."""

    @property
    def warcs(self) -> list[str]:
        """The names of the WARC files in it, sorted."""
        return sorted(name for name in self.entries if _WARC.fullmatch(name))

    @contextmanager
    def file(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file in the WACZ file.

        Raises:
            DamagedArchive: The file cannot be unpacked, or its checksum differs.
        """
        with _raising_damaged(name), _opened(self.zip, self.entries[name]) as file:
            yield file


def open_wacz(stream: IO[bytes], size_bytes: int) -> WaczFile:
    """Open a WACZ file, and compare all files in it with its list of files.

    Raises:
        ReadError: The file is not a zip file, is not safe to unpack, has no list of files, or
            differs from the list.
    """
    from zipfile import ZipFile

    with _raising_read_error():
        try:
            zip = ZipFile(stream)
        except zip_exceptions() as problem:
            raise DamagedArchive(f"the file cannot be unpacked: {problem}") from None
        entries = zip.infolist()
        problems = [*unsafe_reasons(entries, size_bytes)]
        files = {one.filename: one for one in entries if not one.filename.endswith("/")}
        wacz = WaczFile(zip, files, [])
        if not problems:
            problems = [*_datapackage_problems(wacz)]
    if problems:
        raise damaged_error(problems)
    return wacz


def damaged_error(problems: Sequence[str]) -> ReadError:
    """Return the error for a web archive that cannot be read."""
    return ReadError([Finding("web-archive-damaged", problem) for problem in problems])


@contextmanager
def _raising_read_error() -> Iterator[None]:
    try:
        yield
    except DamagedArchive as problem:
        raise damaged_error([str(problem)]) from None


def _opened(zip: ZipFile, entry: ZipInfo) -> IO[bytes]:
    """Open a file in a zip file for reading."""
    try:
        return zip.open(entry)
    except zip_exceptions() as problem:
        raise DamagedArchive(f"{entry.filename} cannot be unpacked: {problem}") from None


@contextmanager
def _raising_damaged(name: str) -> Iterator[None]:
    """Convert the exceptions of `zipfile` for damaged content to `DamagedArchive`."""
    import zlib
    from struct import error
    from zipfile import BadZipFile

    # Errors of the caller, and of the operating system, are not converted.
    try:
        yield
    except (
        BadZipFile, EOFError, NotImplementedError, OverflowError, RuntimeError, error, zlib.error,
    ) as problem:  # fmt: skip
        raise DamagedArchive(f"{name} cannot be unpacked: {problem}") from None


# --- the list of files ---


def _datapackage_problems(wacz: WaczFile) -> Iterator[str]:
    """Yield the differences between the files and the list."""
    if DATAPACKAGE not in wacz.entries:
        yield f"the WACZ file has no {DATAPACKAGE}, which must list its files"
        return
    listed = _json(wacz, DATAPACKAGE)
    resources = listed.get("resources") if isinstance(listed, dict) else None
    if not isinstance(resources, list):
        yield f"{DATAPACKAGE} lists no files (resources)"
        return
    if _DATAPACKAGE_DIGEST in wacz.entries:
        of_list = _json(wacz, _DATAPACKAGE_DIGEST)
        if isinstance(of_list, dict):
            yield from _digest_problems(wacz, DATAPACKAGE, of_list.get("hash"), _DATAPACKAGE_DIGEST)
    listed_names: set[str] = set()
    for resource in resources:
        name, digest, size = _resource(resource)
        if name is None:
            yield f"{DATAPACKAGE} lists a file without its path"
            continue
        if name in listed_names:
            yield f"{DATAPACKAGE} lists {short(name)} twice"
        elif name not in wacz.entries:
            yield f"{DATAPACKAGE} lists {short(name)}, which is missing"
        elif isinstance(size, int) and size != wacz.entries[name].file_size:
            has = counted(wacz.entries[name].file_size, "bytes", grouped=False)
            yield f"{short(name)} has {has}, but {DATAPACKAGE} says {size}"
        else:
            yield from _digest_problems(wacz, name, digest, DATAPACKAGE)
        listed_names.add(name)
    if not wacz.warcs:
        yield "the WACZ file contains no WARC file (archive/*.warc.gz)"
    for name in wacz.warcs:
        if name not in listed_names:
            message = f"{DATAPACKAGE} does not list {short(name)}, so it cannot be checked"
            wacz.findings.append(warning("digest-differs", "", message))


def _resource(raw: Any) -> tuple[str | None, Any, Any]:
    """Return path, digest and size of a listed file; WACZ 1.0 has other keys (stats, hashing)."""
    if not isinstance(raw, dict) or not isinstance(raw.get("path"), str):
        return None, None, None
    stats = raw.get("stats")
    stats = stats if isinstance(stats, dict) else {}
    digest, size = raw.get("hash") or stats.get("hash"), raw.get("bytes", stats.get("bytes"))
    if isinstance(digest, str) and ":" not in digest:
        digest = f"{raw.get('hashing', 'sha256')}:{digest}"
    return raw["path"], digest, size


def _digest_problems(wacz: WaczFile, name: str, stated: Any, by: str) -> Iterator[str]:
    """Yield a problem if the file differs from its digest; add a warning if it has none."""
    if stated is None:
        message = f"{by} gives no digest of {short(name)}, so it cannot be checked"
        wacz.findings.append(warning("digest-differs", "", message))
        return
    algorithm, _, wanted = str(stated).partition(":")
    if algorithm.lower() not in _DIGESTS:
        message = f"the digest of {short(name)} is of an unknown kind: {short(str(stated))}"
        wacz.findings.append(warning("digest-differs", "", message))
        return
    digest = new_digest(algorithm.lower(), usedforsecurity=False)
    with wacz.file(name) as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    if digest.hexdigest() != wanted.lower():
        yield f"{short(name)} differs from its digest ({algorithm}) in {by}: it was changed"


def _json(wacz: WaczFile, name: str) -> Any:
    with wacz.file(name) as file:
        data = file.read(_MOST_OF_LIST + 1)
    if len(data) > _MOST_OF_LIST:
        raise DamagedArchive(f"{name} has more than {_MOST_OF_LIST} bytes")
    try:
        return read_json(data.decode("utf-8-sig"))
    except ValueError:
        raise DamagedArchive(f"{name} is not valid JSON") from None


# --- the list of pages ---


def select_page(wacz: WaczFile, number: int | None, address: str | None) -> ListedPage | None:
    """Return the requested page in the list of pages; `None` if there is no list.

    Returns `None` as well if no listed page has the requested address; a response may have it.

    Raises:
        ReadError: Several pages are listed and none was chosen, or none has the number.
    """
    pages: list[ListedPage] = []
    wanted: list[ListedPage] = []
    count = fitting = 0

    def fits(page: ListedPage) -> bool:
        return number in (None, page.number) and address in (None, page.address)

    with _raising_read_error():
        for page in _pages(wacz):
            count += 1
            if count <= MOST_LISTED:
                pages.append(page)
            if fits(page):
                fitting += 1
                if fitting <= MOST_LISTED:
                    wanted.append(page)
    if fitting == 1:
        return wanted[0]
    if fitting:
        raise several_pages_error(wanted, fitting, is_of_address=address is not None)
    if count and number is not None:
        raise no_such_page_error(number, address, pages, count)
    return None


def _pages(wacz: WaczFile) -> Iterator[ListedPage]:
    """Yield the pages of the list; then warn if there were invalid lines."""
    if _PAGES not in wacz.entries:
        return
    count = unread = 0
    with wacz.file(_PAGES) as file:
        while line := file.readline(_LONGEST_PAGE):
            raw = _page(line)
            if raw is not None and isinstance(raw.get("url"), str):
                count += 1
                yield ListedPage(count, raw["url"], _text(raw.get("ts")), _text(raw.get("title")))
            elif line.strip() and not (raw and "format" in raw):
                unread += 1
    if unread:
        message = f"{counted(unread, 'lines')} of {_PAGES} cannot be read as pages"
        wacz.findings.append(warning("web-archive-damaged", "", message))


def _page(line: bytes) -> dict[str, Any] | None:
    try:
        raw = read_json(line.decode("utf-8-sig"))
    except ValueError:
        return None
    return raw if isinstance(raw, dict) else None


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
