"""Checks a bag completely (RFC 8493, section 3), and reports every problem at once."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from archive.findings import Finding, Severity, short
from archive.preservation.bagit.tag_files import (
    DECLARATION,
    FETCH,
    INFO,
    MANIFEST_NAME,
    PAYLOAD,
    algorithm_named,
    decode_name,
    path_problem,
    read_lines,
)

MOST_PROBLEMS = 1000
"""The most problems of a bag that are reported; a hostile manifest has millions of lines."""

_VERSIONS = ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")
_STRICT = "1.0"
"""The version of RFC 8493, which allows less than the drafts before it."""

_ENCODINGS = re.compile(
    r"(utf-?(8|16|32)([bl]e)?|utf-(16|32)-?[bl]e|us-ascii|ascii|iso-?8859-[0-9]{1,2}|latin-?1"
    r"|windows-125[0-8]|cp125[0-8])",
    re.IGNORECASE,
)
"""The encodings of tag files that are read. Python has others, of which some decode slowly."""

_LEFT_BY_SYSTEMS = frozenset((".ds_store", "thumbs.db", "desktop.ini", "__macosx"))

_AGAIN = "get the bag again from whoever has sent it"
_MEND = "ask whoever made the bag to make it again"


@dataclass(frozen=True, slots=True)
class CheckedBag:
    """What is in a bag, as far as it could be read, and what is wrong with it."""

    folder: Path
    """The folder of the bag."""
    shown_as: str
    """The path of the folder in findings; another one for a bag that was unpacked."""
    findings: tuple[Finding, ...]
    """Every problem; a bag with an error is not valid."""
    payload: tuple[str, ...] = ()
    """The files in `data`, by their paths in the bag, sorted."""
    info: tuple[tuple[str, str], ...] = ()
    """The labels and values in `bag-info.txt`, in their order."""
    version: str = ""
    """The version of BagIt."""

    @property
    def is_valid(self) -> bool:
        """Whether the bag is complete and unchanged, and follows its version of BagIt."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


def check_bag(folder: Path, shown_as: str = "") -> CheckedBag:
    """Check a bag: its declaration, every name and every digest.

    Nothing is fetched from the network, and links are not followed. Files are read in pieces, so
    memory depends on the number of files, not on their size.

    Args:
        folder: The folder of the bag.
        shown_as: The path of the folder in findings, if it is another one.
    """
    return _BagCheck(folder, shown_as or str(folder)).checked()


@dataclass(slots=True)
class _Listed:
    """A file that manifests list."""

    digests: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The digest, and the manifest that has it, by algorithm."""


class _Enough(Exception):
    """There are so many problems that the others are not looked for."""


class _BagCheck:
    """The check of one bag, which collects its problems."""

    def __init__(self, folder: Path, shown_as: str) -> None:
        self._folder, self._shown_as = folder, shown_as
        self._findings: list[Finding] = []
        self._version, self._encoding = "", "utf-8"
        self._info: list[tuple[str, str]] = []
        self._payload: list[str] = []
        self._sizes: dict[str, int] = {}

    def checked(self) -> CheckedBag:
        try:
            self._check()
        except _Enough:
            message = f"the bag has more than {MOST_PROBLEMS} problems; the others are not shown"
            self._findings.append(Finding("bag-problems-cut", message).at(file=self._shown_as))
        return CheckedBag(
            self._folder,
            self._shown_as,
            tuple(self._findings),
            tuple(sorted(self._payload)),
            tuple(self._info),
            self._version,
        )

    def _check(self) -> None:
        if not self._declaration():
            return
        tag_files = self._walked()
        manifests = self._manifests()
        payload_lists = {name: alg for name, alg in manifests if not name.startswith("tag")}
        self._info_file()
        fetched = self._fetch_file()
        listed = self._listed(payload_lists, is_tag=False)
        tags = self._listed(
            {name: alg for name, alg in manifests if name.startswith("tag")}, is_tag=True
        )
        self._completeness(listed, payload_lists, fetched)
        self._names_alike(listed)
        self._digests({name: listed[name] for name in self._payload if name in listed})
        for name, one in tags.items():
            if name not in tag_files:
                message = f"{self._manifest_of(one)} lists it, and it is not there"
                self._error("bag-file-missing", name, message, _AGAIN)
        self._digests({name: one for name, one in tags.items() if name in tag_files})

    # --- findings ---

    def _error(self, code: str, name: str, message: str, hint: str = "", line: int = 0) -> None:
        self._find(code, name, message, hint, Severity.ERROR, line)

    def _warn(self, code: str, name: str, message: str, hint: str = "", line: int = 0) -> None:
        self._find(code, name, message, hint, Severity.WARNING, line)

    def _find(
        self, code: str, name: str, message: str, hint: str, severity: Severity, line: int
    ) -> None:
        if len(self._findings) >= MOST_PROBLEMS:
            raise _Enough
        place = f"{self._shown_as}/{name}" if name else self._shown_as
        finding = Finding(code, message, hint or None, severity)
        self._findings.append(finding.at(file=place, line=line or None))

    # --- the declaration ---

    def _declaration(self) -> bool:
        """Check `bagit.txt`; return whether the bag can be checked further."""
        path = self._folder / DECLARATION
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                self._error("bag-link", DECLARATION, "this is not a regular file", _MEND)
                return False
            with path.open("rb") as file:
                data = file.read(_MOST_OF_DECLARATION)
        except OSError:
            hint = "a bag is a folder with this file, a manifest and data/"
            self._error("bag-declaration", DECLARATION, "the bag has no bagit.txt", hint)
            return False
        if data.startswith(b"\xef\xbb\xbf"):
            self._error("bag-declaration", DECLARATION, "it begins with a byte order mark", _MEND)
            data = data[3:]
        try:
            lines = data.decode("utf-8").rstrip("\r\n \t").splitlines()
        except UnicodeDecodeError:
            self._error("bag-declaration", DECLARATION, "it is not in UTF-8", _MEND)
            return False
        tags = [line.partition(":") for line in lines]
        labels = [label.rstrip() for label, _, _ in tags]
        for line, label in zip(lines, labels, strict=True):
            if not line.startswith(f"{label}:") or line[:1].isspace():
                message = f"{short(line)} has white space before its colon, or no colon"
                self._error("bag-declaration", DECLARATION, message, _MEND)
        if labels != ["BagIt-Version", "Tag-File-Character-Encoding"]:
            message = "it has other lines than BagIt-Version and Tag-File-Character-Encoding"
            self._error("bag-declaration", DECLARATION, message, _MEND)
        values = dict(zip(labels, (value.strip() for _, _, value in tags), strict=True))
        version = values.get("BagIt-Version", "")
        encoding = values.get("Tag-File-Character-Encoding", "")
        if version not in _VERSIONS:
            known = f"a bag that says one of {', '.join(_VERSIONS)} can be read"
            self._error("bag-declaration", DECLARATION, f"the version is {short(version)}", known)
        if not _ENCODINGS.fullmatch(encoding):
            hint = "tag files in UTF-8, UTF-16, ISO 8859 or windows-125x can be read"
            self._error("bag-declaration", DECLARATION, f"the encoding is {short(encoding)}", hint)
            return False
        self._version, self._encoding = version, encoding
        return True

    # --- files ---

    def _walked(self) -> frozenset[str]:
        """Note all payload files, and return the other files; report links and devices."""
        tag_files: set[str] = set()
        if not (self._folder / PAYLOAD).is_dir() or (self._folder / PAYLOAD).is_symlink():
            self._error("bag-declaration", PAYLOAD, "the bag has no folder data", _AGAIN)
        waiting = [""]
        while waiting:
            inner = waiting.pop()
            try:
                with os.scandir(self._folder / inner) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as problem:
                self._error("file-unreadable", inner, problem.strerror or str(problem))
                continue
            for entry in entries:
                name = inner + entry.name
                if entry.is_symlink():
                    hint = "a bag has only regular files; put the file itself in its place"
                    self._error("bag-link", name, "this is a link", hint)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                elif not entry.is_file(follow_symlinks=False):
                    self._error("bag-link", name, "this is not a regular file", _MEND)
                elif name.startswith(f"{PAYLOAD}/"):
                    self._payload.append(name)
                    self._sizes[name] = entry.stat(follow_symlinks=False).st_size
                    if entry.name.lower() in _LEFT_BY_SYSTEMS:
                        self._of_a_system(name)
                else:
                    tag_files.add(name)
        return frozenset(tag_files)

    def _of_a_system(self, name: str) -> None:
        message = "a system has made this file for itself"
        self._warn("bag-system-file", name, message, "leave such files out of a bag")

    def _manifests(self) -> list[tuple[str, str]]:
        """Return the manifests whose digests can be computed, with their algorithm."""
        found = []
        for name in sorted(path.name for path in self._folder.iterdir()):
            match = MANIFEST_NAME.fullmatch(name)
            if match is None or not (self._folder / name).is_file():
                continue
            algorithm = algorithm_named(match[2])
            if algorithm is None:
                message = f"digests of {match[2]} cannot be computed, so they were not compared"
                self._warn("bag-manifest-missing", name, message)
            elif not (self._folder / name).is_symlink():
                found.append((name, algorithm))
        if not any(not name.startswith("tag") for name, _ in found):
            hint = "a bag has a manifest such as manifest-sha512.txt"
            self._error("bag-manifest-missing", "", "the bag has no manifest of its payload", hint)
        return found

    # --- tag files ---

    def _lines(self, name: str) -> Iterator[tuple[int, str]]:
        """Yield the numbers and lines of a tag file that are not blank."""
        number = 0
        try:
            for number, line in enumerate(read_lines(self._folder / name, self._encoding), 1):
                if line.strip():
                    yield number, line
        except (UnicodeError, ValueError) as problem:
            reason = str(problem)
            if isinstance(problem, UnicodeError):
                reason = f"it is not in {self._encoding}, as bagit.txt says"
            self._error("bag-tag-file", name, reason, _MEND, number + 1)
        except OSError as problem:
            self._error("file-unreadable", name, problem.strerror or str(problem))

    def _info_file(self) -> None:
        """Read `bag-info.txt`, and compare its `Payload-Oxum` with the payload."""
        if not (self._folder / INFO).is_file() or (self._folder / INFO).is_symlink():
            return
        for number, line in self._lines(INFO):
            label, colon, value = line.partition(":")
            if line[0].isspace() and self._info:
                first, before = self._info[-1]
                self._info[-1] = (first, f"{before} {line.strip()}")
            elif not colon or not label.strip():
                message = f"{short(line)} is not a label, a colon and a value"
                self._error("bag-tag-file", INFO, message, _MEND, number)
            else:
                self._info.append((label.strip(), value.strip()))
        stated = [value for label, value in self._info if label.lower() == "payload-oxum"]
        has = f"{sum(self._sizes.values())}.{len(self._payload)}"
        for oxum in stated:
            if oxum != has:
                what = "the bytes and the number of payload files"
                message = f"Payload-Oxum is {short(oxum)}, but {what} are {has}"
                self._error("bag-oxum-differs", INFO, message, _AGAIN)

    def _fetch_file(self) -> frozenset[str]:
        """Return the files that `fetch.txt` gives an address for; none is fetched."""
        if not (self._folder / FETCH).is_file() or (self._folder / FETCH).is_symlink():
            return frozenset()
        names: set[str] = set()
        for number, line in self._lines(FETCH):
            parts = line.strip().split(None, 2)
            if len(parts) != 3 or not re.fullmatch("-|[0-9]{1,20}", parts[1]):
                message = f"{short(line)} is not an address, a size and a path"
                self._error("bag-tag-file", FETCH, message, _MEND, number)
                continue
            name = self._named(FETCH, parts[2], number, within=True)
            if name is not None:
                names.add(name)
        return frozenset(names)

    def _named(self, manifest: str, written: str, number: int, *, within: bool) -> str | None:
        """Return the path in a line, if it is one of the bag; report it otherwise.

        Args:
            manifest: The file with the line.
            written: The path as it is written there.
            number: The number of the line.
            within: Whether it must be in the payload; otherwise it must not be.
        """
        percent = self._version == _STRICT
        decoded = decode_name(written, percent=percent)
        if problem := path_problem(written) or path_problem(decoded):
            hint = "do not trust this bag: its paths lead out of it"
            self._error("bag-path-unsafe", manifest, f"{short(written)}: {problem}", hint, number)
            return None
        name = os.path.normpath(decoded).replace(os.sep, "/")
        if name != decoded:
            message = f"{short(written)} has needless steps"
            self._warn("bag-manifest-style", manifest, message, f"write {name}", number)
        if percent and "%" in written and not os.path.lexists(self._folder / name):
            literal = os.path.normpath(written).replace(os.sep, "/")
            if os.path.lexists(self._folder / literal):
                message = f"{short(written)} has a percent sign that is not written as %25"
                self._warn("bag-manifest-style", manifest, message, _MEND, number)
                name = literal
        if name.startswith(f"{PAYLOAD}/") != within:
            where = "is not in data/" if within else "is in data/, or is a manifest of tag files"
            message = f"{short(written)} {where}"
            self._error("bag-path-unsafe", manifest, message, _MEND, number)
            return None
        if not within and (match := MANIFEST_NAME.fullmatch(name)) and match[1]:
            message = f"{short(written)} is a manifest of tag files, which none of them lists"
            self._error("bag-tag-file", manifest, message, _MEND, number)
            return None
        return name

    def _listed(self, manifests: Mapping[str, str], *, is_tag: bool) -> dict[str, _Listed]:
        """Return the files that manifests list, with their digests."""
        listed: dict[str, _Listed] = {}
        for manifest, algorithm in manifests.items():
            digits = 2 * hashlib.new(algorithm, usedforsecurity=False).digest_size
            for number, line in self._lines(manifest):
                match = _MANIFEST_LINE.fullmatch(line)
                if match is None or len(match[1]) != digits:
                    message = f"{short(line)} is not a digest of {digits} digits and a path"
                    self._error("bag-tag-file", manifest, message, _AGAIN, number)
                    continue
                digest, mark, written = match.groups()
                if digest not in (digest.lower(), digest.upper()):
                    message = "the digest has letters in lower and upper case; a bit may be wrong"
                    self._warn("bag-manifest-style", manifest, message, _AGAIN, number)
                if mark:
                    message = "an asterisk precedes the path, as md5sum writes it"
                    self._warn("bag-manifest-style", manifest, message, _MEND, number)
                name = self._named(manifest, written, number, within=not is_tag)
                if name is not None:
                    name = self._as_on_disk(name, manifest, number)
                    known = listed.setdefault(name, _Listed()).digests
                    self._note(known, algorithm, digest.lower(), manifest, name, number)
        return listed

    def _as_on_disk(self, name: str, manifest: str, number: int) -> str:
        """Return the name of the file that is meant, in the Unicode form that it has on disk."""
        if name.isascii() or os.path.lexists(self._folder / name):
            return name
        for form in ("NFC", "NFD"):
            other = normalize(form, name)
            if other != name and os.path.lexists(self._folder / other):
                message = f"{short(name)} is in another Unicode form on the disk"
                self._warn("bag-names-alike", manifest, message, _MEND, number)
                return other
        return name

    def _note(
        self,
        known: dict[str, tuple[str, str]],
        algorithm: str,
        digest: str,
        manifest: str,
        name: str,
        number: int,
    ) -> None:
        if algorithm not in known:
            known[algorithm] = (digest, manifest)
        elif known[algorithm][0] != digest:
            message = f"{short(name)} is listed twice, with two digests"
            self._error("bag-listed-twice", manifest, message, _MEND, number)
        else:
            message = f"{short(name)} is listed twice"
            report = self._error if self._version == _STRICT else self._warn
            report("bag-listed-twice", manifest, message, _MEND, number)

    # --- completeness and digests ---

    def _completeness(
        self, listed: Mapping[str, _Listed], manifests: Mapping[str, str], fetched: frozenset[str]
    ) -> None:
        there = frozenset(self._payload)
        for name, one in listed.items():
            if name not in there:
                self._absent(name, one, fetched)
        for name in sorted(there):
            held = listed[name].digests if name in listed else {}
            lacking = [manifest for manifest, alg in manifests.items() if alg not in held]
            if manifests and (not held or (lacking and self._version == _STRICT)):
                message = f"{' and '.join(lacking)} {'does' if len(lacking) == 1 else 'do'} not "
                self._error("bag-file-unlisted", name, f"{message}list it", _AGAIN)
        for name in sorted(fetched - listed.keys()):
            message = f"{short(name)} has an address, but no manifest lists it"
            self._error("bag-file-unlisted", FETCH, message, _MEND)

    def _absent(self, name: str, one: _Listed, fetched: frozenset[str]) -> None:
        if name in fetched:
            message = "it is not in the bag; fetch.txt has its address, and nothing was fetched"
            hint = "get the file from there, if you trust the address, and put it into the bag"
            self._error("bag-not-fetched", name, message, hint)
            return
        if name.rpartition("/")[2].lower() in _LEFT_BY_SYSTEMS:
            self._of_a_system(name)
        message = f"{self._manifest_of(one)} lists it, and it is not there"
        self._error("bag-file-missing", name, message, _AGAIN)

    def _names_alike(self, listed: Iterable[str]) -> None:
        """Warn of names that are the same on systems on which case or Unicode form do not count."""
        seen: dict[str, str] = {}
        for name in sorted({*listed, *self._payload}):
            other = seen.setdefault(normalize("NFC", name).casefold(), name)
            if other != name:
                message = f"on some systems this is the same name as {short(other)}"
                self._warn("bag-names-alike", name, message, "rename one of them")

    @staticmethod
    def _manifest_of(one: _Listed) -> str:
        return next(iter(one.digests.values()))[1]

    def _digests(self, listed: Mapping[str, _Listed]) -> None:
        """Compare the digests of files with those in manifests; each file is read once."""
        for name in sorted(listed):
            wanted = listed[name].digests
            try:
                found = file_digests(self._folder / name, wanted)
            except OSError as problem:
                self._error("file-unreadable", name, problem.strerror or str(problem))
                continue
            for algorithm, (digest, manifest) in wanted.items():
                if found[algorithm] != digest:
                    message = f"its {algorithm} is {found[algorithm]}, not {digest} ({manifest})"
                    self._error("bag-file-damaged", name, message, _AGAIN)


_MOST_OF_DECLARATION = 4096
_MANIFEST_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+(\*?)(\S.*?)[ \t]*")
"""A line of a manifest. A path does not begin or end with white space."""

_PIECE = 1 << 20


def file_digests(path: Path, algorithms: Iterable[str]) -> dict[str, str]:
    """Return the digests of a file in lower-case hexadecimal digits; it is read once, in pieces."""
    hashes = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            for one in hashes.values():
                one.update(piece)
    return {name: one.hexdigest() for name, one in hashes.items()}
