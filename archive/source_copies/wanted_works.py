"""The works that records quote, and how a copy of one is recognised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from archive.articles.memento import original_of
from archive.derivations.file_kinds import file_kind_of_stream
from archive.errors import ReadError
from archive.files.fixity import fixity_of
from archive.files.interface import Files
from archive.files.regular_files import open_regular
from archive.model.captures import Capture
from archive.model.document import Document
from archive.model.works import ArchivedCopy, Work
from archive.source_copies.copy_text import MOST_BYTES, TOO_LARGE, CopyText, text_of_copy
from archive.source_copies.passage_checks import (
    Copy,
    CopyCheck,
    How,
    PassageCheck,
    QuotedPassage,
    Results,
    State,
    WordsCheck,
    around_digests,
    check_copy,
    quoted_passages,
    state_of,
)
from archive.store.search.identifiers import keys_of, keys_of_article, keys_of_work
from archive.text.passage_search import PassageFound


@dataclass(frozen=True, slots=True)
class NotedCopy:
    """A copy that a record names, with its file and digest if the record has them."""

    id: str
    file: str | None = None
    sha256: str | None = None
    media_type: str = ""
    received_at: str = ""


@dataclass(slots=True, eq=False)
class WantedWork:
    """A work that a record quotes, and what was found in its copies."""

    record: str
    """The record, as findings show its file."""
    document: str
    """The id of the record."""
    id: str
    passages: list[QuotedPassage] = field(default_factory=list)
    noted: list[NotedCopy] = field(default_factory=list)
    held: dict[tuple[str, ...], tuple[Copy, Results]] = field(default_factory=dict)
    """The copies that were at hand. Of the pages of one address only the latest is kept."""

    @property
    def words(self) -> list[str]:
        """The words of the passages that have words."""
        return [passage.words or "" for passage in self.passages if passage.has_words]

    def keep(self, key: tuple[str, ...], copy: Copy, results: Results) -> None:
        """Keep what was found in a copy; a page is replaced by a later one of the same address."""
        self.held[key] = copy, {words: results[words] for words in self.words}

    def checks(self, around: Mapping[str, Collection[str]]) -> Iterator[PassageCheck]:
        """Yield the result for each passage.

        Args:
            around: What was around each passage in earlier checks, by the SHA-256 of its words.
        """
        by_digest = {copy.id for copy, _ in self.held.values() if copy.how == "digest"}
        held = [
            (copy, results)
            for copy, results in self.held.values()
            if not (copy.how == "file name" and copy.id in by_digest)
        ]
        for passage in self.passages:
            words = passage.words or ""
            copies = tuple(
                CopyCheck(copy, *results[words]) for copy, results in held if words in results
            )
            if not passage.has_words:
                yield PassageCheck(self.record, self.document, passage, "unverifiable")
                continue
            state = state_of(copies)
            moved = _moved(copies, around.get(passage.sha256, ())) if state == "verified" else None
            yield PassageCheck(self.record, self.document, passage, state, copies, moved)


def _moved(copies: Sequence[CopyCheck], earlier: Collection[str]) -> str | None:
    """Return the name of the first copy in which a passage is elsewhere than in the noted copy.

    If the noted copy is not at hand, the place is that of earlier checks.
    """
    found = [
        (check.copy, check.result) for check in copies if isinstance(check.result, PassageFound)
    ]
    noted = [result for copy, result in found if copy.is_as_noted]
    for copy, result in found:
        is_elsewhere = (
            all(result.is_elsewhere(one) for one in noted)
            if noted
            else bool(earlier) and set(around_digests(result)).isdisjoint(earlier)
        )
        if is_elsewhere and not copy.is_as_noted and (noted or earlier):
            return copy.name
    return None


Target = tuple[WantedWork, NotedCopy | None]
"""A work, and the copy of it that the record names; `None` for another copy."""


class WantedWorks:
    """The works that records quote; copies are held against their passages one by one.

    Only passages, digests, names and addresses are kept in memory, not records or copies.
    """

    def __init__(self) -> None:
        self.works: list[WantedWork] = []
        self.articles: dict[str, list[str]] = defaultdict(list)
        """The records, by the identifiers and addresses of their articles."""
        self.copies = 0
        """How many copies were read."""
        self.web_archives: dict[Path, None] = {}
        """The web archives that records name as copies. Their pages are known by their addresses,
        so they are read after all records."""
        self._by_digest: dict[str, list[Target]] = defaultdict(list)
        self._by_name: dict[str, list[Target]] = defaultdict(list)
        self._by_key: dict[str, list[Target]] = defaultdict(list)

    def add(self, document: Document, record: str, place: str, files: Files) -> list[WantedWork]:
        """Add the works that a record quotes, and check the copies in the record's folder.

        Args:
            document: The record.
            record: The record, as findings show its file.
            place: The path of the record.
            files: The files of the record.
        """
        for key in article_keys(document):
            self.articles[key].append(place)
        wanted: dict[str, WantedWork] = {}
        for passage in quoted_passages(document):
            work = wanted.setdefault(passage.work, WantedWork(record, document.id, passage.work))
            work.passages.append(passage)
        captures = {capture.id: capture for capture in document.captures}
        for cited in document.works:
            if cited.id in wanted and wanted[cited.id].words:
                self._note(cited, wanted[cited.id], captures)
        self.works += wanted.values()
        self._check_named(list(wanted.values()), files)
        return list(wanted.values())

    def _note(self, work: Work, wanted: WantedWork, captures: Mapping[str, Capture]) -> None:
        for key in keys_of_work(work):
            self._by_key[key].append((wanted, None))
        for copy in work.copies:
            noted = _noted(copy, captures.get(copy.capture or ""))
            wanted.noted.append(noted)
            target = wanted, noted
            if noted.sha256 is not None:
                self._by_digest[noted.sha256].append(target)
            if noted.file is not None:
                self._by_name[PurePosixPath(noted.file).name].append(target)
            for key in keys_of(copy.address) if copy.address else ():
                self._by_key[key].append(target)
            original = original_of(copy.address) if copy.address else None
            for key in keys_of(original.address) if original else ():
                self._by_key[key].append((wanted, None))

    def _check_named(self, works: Sequence[WantedWork], files: Files) -> None:
        """Check the files that a record names; each is read once."""
        by_file: dict[str, list[Target]] = defaultdict(list)
        for work in works:
            for noted in work.noted:
                if noted.file is not None:
                    by_file[noted.file].append((work, noted))
        for file, targets in by_file.items():
            where = files.where(file)
            path = files.path_of(file)
            if path is not None and not files.link_target(file) and is_web_archive(path):
                self.web_archives[path] = None
                continue
            if path is not None and is_too_large(path):
                self.hold_unread(targets, Copy(where, "named"), TOO_LARGE)
                continue
            try:
                data = files.demand(file)
            except ReadError as problem:
                finding = problem.findings[0]
                is_gone = finding.code == "no-such-file"
                self.hold_unread(targets, Copy(where, "named"), finding.message, is_gone=is_gone)
            else:
                self.hold(targets, where, "named", data, sha256=fixity_of(data).sha256)

    # --- recognising copies ---

    @property
    def has_digests(self) -> bool:
        """Whether a record notes the digest of a copy."""
        return bool(self._by_digest)

    def of_digest(self, sha256: str) -> list[Target]:
        """Return the copies with this digest."""
        return self._by_digest.get(sha256, [])

    def of_name(self, name: str) -> list[Target]:
        """Return the copies whose file has this name, without its folders."""
        return self._by_name.get(name, [])

    def of_address(self, address: str) -> list[Target]:
        """Return the works and copies with an address, or with the original of a memento."""
        original = original_of(address)
        keys = [*keys_of(address), *(keys_of(original.address) if original else ())]
        return self.of_keys(keys)

    def of_keys(self, keys: Iterable[str]) -> list[Target]:
        """Return the works and copies with one of these identifiers or addresses, each once."""
        targets = dict.fromkeys(target for key in keys for target in self._by_key.get(key, ()))
        named = {work for work, noted in targets if noted is not None}
        return [(work, noted) for work, noted in targets if noted is not None or work not in named]

    def quoted_records(self) -> list[Path]:
        """Return the paths of the added records whose articles are quoted works, in order."""
        quoted = (place for key in self._by_key for place in self.articles.get(key, ()))
        return [Path(place) for place in sorted(set(quoted))]

    def hold(
        self,
        targets: Sequence[Target],
        name: str,
        how: How,
        content: bytes | CopyText,
        *,
        sha256: str,
        media_type: str = "",
        address: str = "",
        received_at: str = "",
    ) -> None:
        """Hold a copy against the passages of works: it is read once for all of them.

        Args:
            targets: The works, and the copies that the records name.
            name: The name of the copy for people.
            how: Why it is a copy of the works.
            content: Its bytes, or its text.
            sha256: The digest of the bytes.
            media_type: Its media type, if it was received with it. If the digest is as noted, the
                media type in the record counts.
            address: The address of a page; of several pages from one address the latest counts.
            received_at: When it was received.
        """
        targets = [
            (work, noted)
            for work, noted in targets
            if work.words and not _has_later(work, noted, address, received_at)
        ]
        by_type: dict[str, list[Target]] = defaultdict(list)
        for work, noted in targets:
            is_same = noted is not None and noted.sha256 in (None, sha256)
            of_record = noted.media_type if noted and is_same else ""
            by_type[media_type or of_record].append((work, noted))
        self.copies += bool(targets)
        for given_type, of_type in by_type.items():
            words = [words for work, _ in of_type for words in work.words]
            text = content if isinstance(content, CopyText) else text_of_copy(content, given_type)
            results = check_copy(text, words)
            for work, noted in of_type:
                key = _key(noted, address) if address else (how, name, noted.id if noted else "")
                copy = Copy(
                    *(name, how, sha256),
                    noted.sha256 if noted else None,
                    noted.id if noted else None,
                    received_at
                    or (noted.received_at if noted and is_as_noted(noted, sha256) else ""),
                )
                work.keep(key, copy, results)

    def hold_unread(
        self, targets: Sequence[Target], copy: Copy, reason: str, *, is_gone: bool = False
    ) -> None:
        """Keep that a copy of works cannot be read, or is not there."""
        state: State = "unavailable" if is_gone else "unverifiable"
        for work, noted in targets:
            of_work = (
                copy if noted is None else replace(copy, id=noted.id, noted_sha256=noted.sha256)
            )
            results = {words: WordsCheck(state, reason=reason) for words in work.words}
            work.keep((copy.how, copy.name, noted.id if noted else ""), of_work, results)


def article_keys(document: Document) -> list[str]:
    """Return the keys by which a work can be the article of a record.

    They are its identifiers and addresses, and the addresses from which it was received.
    """
    received = (capture.address for capture in document.captures if capture.address)
    keys = [key for address in received for key in keys_of(address)]
    return list(dict.fromkeys((*keys_of_article(document.metadata), *keys)))


def is_as_noted(noted: NotedCopy, sha256: str) -> bool:
    """Whether bytes have the digest that is noted for a copy."""
    return noted.sha256 == sha256


def _key(noted: NotedCopy | None, address: str) -> tuple[str, ...]:
    return "address", noted.id if noted else "", *keys_of(address)[:1]


def _has_later(work: WantedWork, noted: NotedCopy | None, address: str, received_at: str) -> bool:
    held = work.held.get(_key(noted, address)) if address else None
    return held is not None and held[0].received_at > received_at


def _noted(copy: ArchivedCopy, capture: Capture | None) -> NotedCopy:
    """Return a copy that a record names, with what its capture has."""
    return NotedCopy(
        copy.id,
        copy.file or (capture.file if capture else None),
        copy.sha256 or (capture.sha256 if capture else None),
        copy.media_type or (capture.media_type if capture else "") or "",
        copy.archived_at or (capture.received_at if capture else "") or "",
    )


def is_too_large(path: Path) -> bool:
    """Whether a file is larger than the largest copy that is read."""
    return path.is_file() and path.stat().st_size > MOST_BYTES


def is_web_archive(path: Path) -> bool:
    """Whether a file is a WARC or WACZ file."""
    try:
        with open_regular(path) as stream:
            kind = file_kind_of_stream(stream)
    except (ReadError, OSError):
        return False
    return kind is not None and kind.format in ("warc", "wacz")
