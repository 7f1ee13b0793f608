"""Finds the copies of works among files, folders, web archives and records, and holds them.

Nothing is fetched. A web archive is read once from its beginning to its end, and only one page is
in memory at a time.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urljoin

from archive.derivations.file_kinds import file_kind_of_stream
from archive.errors import ArchiveError, InvalidDocument, MissingExtra, ReadError
from archive.files.manifest import digest_of
from archive.files.path_resolution import record_at
from archive.files.record_discovery import Tree
from archive.files.regular_files import is_folder, leads_out, no_such_file, open_regular
from archive.findings import Finding, warning
from archive.formats import FORMATS
from archive.model.blocks import Furniture
from archive.model.document import Document
from archive.source_copies.copy_text import TOO_LARGE, CopyText, Reading
from archive.source_copies.passage_checks import Copy
from archive.source_copies.wanted_works import Target, WantedWorks, article_keys, is_too_large

if TYPE_CHECKING:
    from archive.articles.web_archives.warc_records import Response

_OK = 200
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 1000
"""The most addresses of redirects that are followed in one web archive."""


@dataclass(slots=True)
class GivenCopies:
    """What became of the files that were given as copies."""

    files: int = 0
    """The number of files, without records."""
    used: int = 0
    """The number of files of which a part or all is a copy of a quoted work."""
    unused: list[Path] = field(default_factory=list)
    """The files that were named one by one, and are no copy of a quoted work."""
    findings: list[Finding] = field(default_factory=list)
    """Files that could not be read, damaged web archives, and names that could be several
    copies."""


def hold_given(
    wanted: WantedWorks,
    paths: Sequence[Path],
    progress: Callable[[int, int], None] | None = None,
) -> GivenCopies:
    """Hold the copies at some paths against the passages of wanted works.

    Args:
        wanted: The works.
        paths: Files and folders. Folders are searched at any depth; files and folders whose names
            begin with a dot, and links out of a folder, are passed over. Articles of records in
            them are copies, too.
        progress: Called with the number of files that were read, and of all files.

    Raises:
        ReadError: There is no such file or folder.
    """
    for path in paths:
        if not path.exists():
            raise no_such_file(path)
    files = list(dict.fromkeys(file for path in paths for file in _files_at(path)))
    given = GivenCopies(files=len(files))
    names = Counter(file.name for file in files)
    alone = {path for path in paths if not is_folder(path)}
    for number, file in enumerate(files, 1):
        try:
            is_used = _hold_file(wanted, file, given, is_only=names[file.name] == 1)
        except ArchiveError as problem:
            is_used = False
            given.findings += _of_file(problem, file)
        except OSError as problem:
            is_used = False
            reason = problem.strerror or str(problem)
            given.findings.append(Finding("file-unreadable", reason).at(file=str(file)))
        else:
            given.unused += [file] if file in alone and not is_used else []
        given.used += is_used
        if progress:
            progress(number, len(files))
    for path in paths:
        if is_folder(path):
            given.findings += hold_articles(wanted, Tree(path).records())
    return given


def _of_file(problem: ArchiveError, file: Path) -> Iterator[Finding]:
    if isinstance(problem, ReadError | InvalidDocument):
        for finding in problem.findings:
            yield finding if finding.location.file else finding.at(file=str(file))
    else:
        yield Finding("file-unreadable", str(problem)).at(file=str(file))


def _files_at(path: Path) -> Iterator[Path]:
    """Yield the file at a path, or the files in the folder there, in order."""
    if not is_folder(path):
        yield path
        return
    for at, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(at)
        for name in sorted(files):
            if not name.startswith(".") and not (
                (here / name).is_symlink() and leads_out(path, str((here / name).relative_to(path)))
            ):
                yield here / name


# --- files ---


def _hold_file(wanted: WantedWorks, file: Path, given: GivenCopies, *, is_only: bool) -> bool:
    """Hold a file, or the pages in a web archive; return whether it was a copy of a work."""
    with open_regular(file) as stream:
        kind = file_kind_of_stream(stream)
        stream.seek(0)
        if kind is not None and kind.format in ("warc", "wacz"):
            return _hold_web_archive(wanted, file, stream, kind.format, given)
        of_name = wanted.of_name(file.name)
        if not of_name and not wanted.has_digests:
            return False
        is_large = is_too_large(file)
        data = b"" if is_large else stream.read()
        digest = digest_of(file) if is_large else sha256(data).hexdigest()
    targets = wanted.of_digest(digest)
    named = _of_name(file, of_name, given, is_only=is_only) if not targets else []
    if is_large:
        wanted.hold_unread(targets, Copy(str(file), "digest", digest), TOO_LARGE)
        wanted.hold_unread(named, Copy(str(file), "file name", digest), TOO_LARGE)
    else:
        if targets:
            wanted.hold(targets, str(file), "digest", data, sha256=digest)
        if named:
            wanted.hold(named, str(file), "file name", data, sha256=digest)
    return bool(targets or named)


def _of_name(
    file: Path, targets: Sequence[Target], given: GivenCopies, *, is_only: bool
) -> Sequence[Target]:
    """Return the copies that a file with their name is.

    The name alone is enough if no other file, and no copy of another work, has it. Otherwise the
    folders must be those of the record, too: `a-record/received/report.html`.
    """
    several = {(work.document, noted.file) for work, noted in targets if noted}
    if is_only and len(several) < 2:
        return targets
    of_record = [
        (work, noted)
        for work, noted in targets
        if noted and noted.file and file.as_posix().endswith(f"/{work.document}/{noted.file}")
    ]
    if not of_record:
        message = "its name is that of several copies, so it was not used"
        hint = "name its folder as in the record, or note the SHA-256 of the copy in the record"
        given.findings.append(warning("copy-ambiguous", "", message, hint).at(file=str(file)))
    return of_record


# --- web archives ---


def _hold_web_archive(
    wanted: WantedWorks, file: Path, stream: BinaryIO, format: str, given: GivenCopies
) -> bool:
    """Hold the pages in a WARC or WACZ file; return whether one was a copy of a work."""
    from archive.articles.web_archives.streams import DamagedArchive
    from archive.articles.web_archives.wacz import open_wacz

    if format == "warc":
        return _hold_pages(wanted, file, stream, given)
    is_used = False
    packed = open_wacz(stream, file.stat().st_size)
    given.findings += (finding.at(file=str(file)) for finding in packed.findings)
    for inside in packed.warcs:
        try:
            with packed.file(inside) as warc:
                is_used |= _hold_pages(wanted, file, warc, given)
        except DamagedArchive as problem:
            given.findings.append(_damaged(file, problem))
    return is_used


def _damaged(file: Path, problem: Exception) -> Finding:
    message = f"the web archive is damaged, and the rest of it was not read: {problem}"
    return Finding("web-archive-damaged", message).at(file=str(file))


def _hold_pages(wanted: WantedWorks, file: Path, stream: IO[bytes], given: GivenCopies) -> bool:
    """Hold the pages of a WARC file, one by one; return whether one was a copy of a work.

    Raises:
        MissingExtra: The extra `web` is not installed.
    """
    from archive.articles.web_archives.streams import (
        DamagedArchive,
        DigestingReader,
        open_record_stream,
    )
    from archive.articles.web_archives.warc_records import responses

    led_to: dict[str, Sequence[Target]] = {}
    is_used = False
    try:
        for response in responses(open_record_stream(DigestingReader(stream))):
            address = response.address.partition("#")[0]
            targets = list(dict.fromkeys((*wanted.of_address(address), *led_to.get(address, ()))))
            if not targets:
                continue
            if response.status == _OK:
                _hold_page(wanted, file, response, targets)
                is_used = True
            elif (leads_to := _redirect(response)) and len(led_to) < _MOST_REDIRECTS:
                led_to[leads_to] = targets
    except DamagedArchive as problem:
        given.findings.append(_damaged(file, problem))
    except ImportError:
        raise MissingExtra("web", "reading WARC and WACZ") from None
    return is_used


def _redirect(response: Response) -> str:
    """Return the address to which a response redirects; empty if it does not."""
    if response.status not in _REDIRECTS or response.http is None:
        return ""
    location = str(response.http.get_header("Location") or "").strip()
    try:
        return urljoin(response.address, location).partition("#")[0]
    except ValueError:
        return ""


def _hold_page(
    wanted: WantedWorks, file: Path, response: Response, targets: Sequence[Target]
) -> None:
    from archive.articles.web_archives.http_bodies import decoded
    from archive.articles.web_archives.page_selection import load_response

    address, received_at = response.address, response.header_field("WARC-Date")
    name = f"{file}: {address}" + (f" ({received_at})" if received_at else "")
    header: Callable[[str], Any] = (
        response.http.get_header if response.http is not None else lambda _: None
    )
    page = load_response(response)
    copy = Copy(name, "address", received_at=received_at)
    if page.is_too_large or page.missing:
        reason = TOO_LARGE if page.is_too_large else "it is cut off"
        wanted.hold_unread(targets, copy, reason)
        return
    try:
        plain = decoded(page.body, header("Transfer-Encoding"), None, address)
        data = decoded(plain, None, header("Content-Encoding"), address)
    except ReadError as problem:
        wanted.hold_unread(targets, copy, problem.findings[0].message)
        return
    wanted.hold(
        targets,
        name,
        "address",
        data,
        sha256=sha256(data).hexdigest(),
        media_type=response.media_type or "",
        address=address,
        received_at=received_at,
    )


# --- records ---


def hold_articles(wanted: WantedWorks, records: Iterable[Path]) -> list[Finding]:
    """Hold the articles of records that are quoted works; return findings on unreadable records.

    Args:
        wanted: The works.
        records: The records.
    """
    findings: list[Finding] = []
    for path in records:
        try:
            file = record_at(path)
            read = FORMATS.read_record(file)
        except (ReadError, InvalidDocument) as problem:
            findings += problem.findings
            continue
        targets = [
            (work, noted)
            for work, noted in wanted.of_keys(article_keys(read.document))
            if work.record != file.where
        ]
        if targets:
            wanted.hold(
                [(work, None) for work, _ in targets],
                file.where,
                "record",
                CopyText((Reading(article_text(read.document)),)),
                sha256=read.sha256 or "",
                received_at=_received_at(read.document),
            )
    return findings


def _received_at(document: Document) -> str:
    """Return when the newest capture of a record was received; empty if that is not known."""
    return max((capture.received_at or "" for capture in document.captures), default="")


def article_text(document: Document) -> str:
    """Return the title and the text of an article, without furniture, as passages may quote it."""
    blocks = (block.text for block in document.text_blocks() if not isinstance(block, Furniture))
    return "\n\n".join((document.metadata.title or "", *blocks))
