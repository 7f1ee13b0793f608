"""A list of formats, which are found by name, content, or file name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from typing import Any, BinaryIO, Generic, Literal, TypeVar, get_args, get_origin

from archive.errors import ReadError, UnknownFormat, UnknownOption, faults_raised, require
from archive.findings import Finding
from archive.formats.format import (
    Adder,
    Format,
    ItemReader,
    Reader,
    ReadResult,
    Writer,
    WriteResult,
    hints_of,
    options_of,
    refuse_newer,
    uncollected,
)
from archive.formats.recognition import markup_of
from archive.model.document import Document

_Function = TypeVar("_Function")

_Task = Literal["read", "write", "add", "receive", "unpack", "work_of_item"]
"""The tasks of formats."""

_START = 65_536
"""The number of bytes from which the format of a file is detected, which may be larger than
memory."""

_OF_OTHERS = (".jats.xml", ".mods.xml", ".geo.json", ".schema.json")
"""Suffixes of files in other formats that are also JSON or XML. A format of ours with such a suffix
takes precedence."""


class FormatRegistry(Mapping[str, Format]):
    """Formats by name; each is imported on first use.

    Bytes are tried with the formats in the order of the table, so the most common format is first,
    and the formats of other packages are last.
    """

    def __init__(self, homes: Mapping[str, str], group: str = "") -> None:
        """Take the places of the formats.

        Args:
            homes: The place of each value, as `module:NAME`, by the name of the format.
            group: The group of entry points in which other packages declare their formats.
        """
        self.homes = homes
        self.group = group
        self._formats: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        if name not in self._formats:
            home = self.homes.get(name)
            if home is None:
                return self.of_packages[name]
            module, _, value = home.partition(":")
            self._formats[name] = getattr(import_module(module), value)
        return self._formats[name]

    def __iter__(self) -> Iterator[str]:
        yield from self.homes
        yield from self.of_packages

    def __len__(self) -> int:
        return len(self.homes) + len(self.of_packages)

    def __reduce__(self) -> tuple[type[FormatRegistry], tuple[dict[str, str], str]]:
        """Pickle and copy by the places of the formats."""
        return FormatRegistry, (dict(self.homes), self.group)

    def __contains__(self, name: object) -> bool:
        return name in self.homes or name in self.of_packages

    @cached_property
    def of_packages(self) -> Mapping[str, Format]:
        """The formats of other packages, by name.

        They are imported if a name is not one of ours, or if all formats are needed. A format that
        cannot be used is left out, with a warning.
        """
        if not self.group:
            return {}
        from archive.formats.entry_points import formats_of_packages

        return formats_of_packages(self.group, (self[name] for name in self.homes))

    @property
    def readers(self) -> Mapping[str, Reader]:
        """The readers, by format."""
        return _Functions(self, "read")

    @property
    def writers(self) -> Mapping[str, Writer]:
        """The writers, by format."""
        return _Functions(self, "write")

    @property
    def receivers(self) -> Mapping[str, Callable[..., Any]]:
        """The functions that receive an article in each format, or take a file out of it."""
        unpackers: Mapping[str, Callable[..., Any]] = _Functions(self, "unpack")
        receivers: Mapping[str, Callable[..., Any]] = _Functions(self, "receive")
        return {**receivers, **unpackers}

    @property
    def item_readers(self) -> Mapping[str, ItemReader]:
        """The readers of one item, for bibliography formats whose items can be in other files."""
        return _Functions(self, "work_of_item")

    # --- detection of the format ---

    def detect(self, data: bytes, task: _Task = "read") -> Format | None:
        """Return the format of these bytes by their content, among formats with a task."""
        return next((one for one in self.values() if getattr(one, task) and one.knows(data)), None)

    def by_file_name(self, name: str) -> Format | None:
        """Return the format for the name of a file: the one with the longest suffix."""
        suffix = self.suffix_of(name)
        return next((format for format in self.values() if suffix in format.suffixes), None)

    def is_record_of_package(self, stream: BinaryIO) -> bool:
        """Return whether a file is a record in a format of another package, by its beginning."""
        start, at = stream.read(_START), stream.tell()
        stream.seek(at - len(start))
        return any(one.read and one.knows(start) for one in self.of_packages.values())

    def suffix_of(self, name: str) -> str:
        """Return the longest suffix of a file's name that belongs to a format, ours or not."""
        name = name.lower()
        ours = (suffix for format in self.values() for suffix in format.suffixes)
        fitting = (suffix for suffix in (*ours, *_OF_OTHERS) if _ends_with(name, suffix))
        return max(fitting, key=len, default="")

    def of_record(self, data: bytes, file_name: str = "") -> Format | None:
        """Return the format whose reader should read these bytes.

        This is the format of the bytes; or else one that they resemble; or else, if their content
        shows nothing, a format for records that matches the file's name.
        """
        found = self.detect(data)
        if found is None:
            found = next((format for format in self.values() if format.resembles(data)), None)
        if found is None and file_name and markup_of(data) is None:
            found = self.by_file_name(file_name)
            return found if found and found.is_exact else None
        return found

    # --- tasks ---

    def read(
        self, data: bytes, name: str | None = None, /, *, lossy: bool = False, **options: Any
    ) -> ReadResult:
        """Return the document in these bytes, with the findings of the reader.

        Args:
            data: The bytes.
            name: The name of a format; if left out, it is detected from the content.
            lossy: Whether to leave out content that a record cannot hold, if the format can have
                such.
            **options: The options of the format's reader.

        Raises:
            UnknownFormat: No reader has this name.
            UnknownOption: The reader has no option of this name.
            ReadError: The bytes do not contain a document; the error has every finding.
            InvalidDocument: The document is not consistent.
        """
        require(data, (bytes, bytearray), "read takes bytes (of a file: load; of a str: encode it)")
        format = self.get(name) if name else self.of_record(data)
        if format is None and not name:
            raise ReadError([_unrecognised(data)])
        if format is None or format.read is None:
            raise UnknownFormat(name or "", tuple(self.readers))
        known = self.checked(format, format.read, options, self.readers)
        if lossy and "lossy" in known:
            options["lossy"] = True
        with running(format, "read"):
            result = format.read(bytes(data), **options)
        return replace(result, sha256=sha256(data).hexdigest()) if format.is_exact else result

    def write(self, document: Document, name: str, /, **options: Any) -> WriteResult:
        """Return the document as bytes, with findings for content that the format cannot hold.

        Raises:
            UnknownFormat: No writer has this name.
            UnknownOption: The writer has no option of this name.
            WriteError: The document cannot be written without losing content.
        """
        require(document, Document, "what is written is a Document")
        format = self.get(name)
        if format is None or format.write is None:
            raise UnknownFormat(name, tuple(self.writers))
        self.checked(format, format.write, options, self.writers)
        refuse_newer(document)
        with running(format, "write"):
            return format.write(document, **options)

    def add(
        self, data: bytes, name: str, *, onto: Document, trust: bool = False, **options: Any
    ) -> ReadResult:
        """Return a document with the content of these bytes added, with the findings.

        Makers and status in formats without an option `trust` are left out here.

        Raises:
            UnknownFormat: No format of this name can be added to a record.
            UnknownOption: It has no option of this name. ReadError: The bytes are not of this
                format.
            InvalidDocument: Their content does not fit the document.
            SpeaksForOthers: A program would decide, or be trusted.
        """
        from archive.formats.added_statements import with_what_counts
        from archive.formats.caller import caller_of, only_by_caller

        format = self.get(name)
        adders: Mapping[str, Adder] = _Functions(self, "add")
        if format is None or format.add is None:
            hint = "it is read by itself" if name in self.readers else ""
            raise UnknownFormat(name, tuple(adders), hint)
        require(data, (bytes, bytearray), "add takes bytes (of a file: Path(...).read_bytes())")
        require(onto, Document, "it is added to a Document")
        require(trust, bool, "trust is True or False")
        known = self.checked(format, format.add, options, adders)
        named = {key: options[key] for key in ("at", "status") if options.get(key)}
        caller = caller_of(onto, options.get("by"), trust=trust, **named)
        if "trust" in known:
            options["trust"] = trust
        with running(format, "add"):
            result = format.add(bytes(data), onto=onto, **options)
        if "trust" in known:
            return result
        return with_what_counts(onto, only_by_caller(onto, result, caller), caller)

    def losses(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings that report a loss."""
        codes = frozenset[str]().union(*(format.losses for format in self.values()))
        return [finding for finding in findings if finding.code in codes]

    def checked(
        self,
        format: Format,
        function: Callable[..., Any],
        options: Mapping[str, Any],
        others: Mapping[str, Callable[..., Any]],
    ) -> Iterable[str]:
        """Return the names of the options of a function.

        Args:
            format: The format.
            function: Its function.
            options: The options that were given.
            others: The functions of all formats for the same task.

        Raises:
            UnknownOption: It takes no option of this name.
        """
        known = options_of(function)
        for name in options:
            if name not in known:
                takers = [other for other, takes in others.items() if name in options_of(takes)]
                raise UnknownOption(name, format.name, tuple(known), takers)
        if options:
            _check_values(hints_of(function), options)
        return known


@contextmanager
def running(format: Format, task: str) -> Iterator[None]:
    """Run a function of a format with the cycle collector paused; raise its bugs as faults."""
    with (
        uncollected(),
        faults_raised(f"the format {format.name} failed: {task}", writing=task == "write"),
    ):
        yield


def _check_values(hints: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """Refuse an option whose value would be misread: "no" as true, or an unknown word."""
    for name, value in options.items():
        hint = hints.get(name)
        if hint is bool:
            require(value, bool, f"{name} is True or False")
        elif get_origin(hint) is Literal and value not in get_args(hint):
            known = ", ".join(map(repr, get_args(hint)))
            raise ValueError(f"{name} must be one of {known}, not {value!r}")


class _Functions(Mapping[str, _Function], Generic[_Function]):
    """The functions of the formats of a table for one task, without formats that have none."""

    def __init__(self, table: FormatRegistry, task: _Task) -> None:
        self._table, self._task = table, task

    def __getitem__(self, name: str) -> _Function:
        function: _Function | None = getattr(self._table[name], self._task)
        if function is None:
            raise KeyError(name)
        return function

    def __iter__(self) -> Iterator[str]:
        return (name for name, format in self._table.items() if getattr(format, self._task))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))


def _ends_with(name: str, suffix: str) -> bool:
    """Whether a name has this suffix and more."""
    return name.endswith(suffix) and len(name) > len(suffix)


def _unrecognised(data: bytes) -> Finding:
    hint = "an article is received: `archive receive FILE`, archive.receive"
    match markup_of(data):
        case "HTML":
            message = "this is a web page (HTML), not a record"
        case "SVG":
            message, hint = "this is an image (SVG), not a record", "it can be a figure of one"
        case _:
            message = "this is neither JSON nor XML" if data.strip() else "this is empty"
    return Finding("format-unknown", message, hint)
