"""The list of formats. It finds a format by its name, by content, or by file name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Generic, Literal, TypeVar, get_args, get_origin

from archive.cycle_collector import uncollected
from archive.errors import (
    ReadError,
    UnknownFormat,
    UnknownOption,
    faults_raised,
    raised_in,
    require,
)
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
)
from archive.formats.recognition import markup_of
from archive.model.document import Document

if TYPE_CHECKING:
    from archive.files.path_resolution import RecordFile

_Function = TypeVar("_Function")

_Task = Literal["read", "write", "add", "receive", "unpack", "work_of_item"]
"""The names of the functions of a format."""

_START = 65_536
"""The number of bytes from which the format of a large file is detected."""

_OF_OTHERS = (".jats.xml", ".mods.xml", ".geo.json", ".schema.json")
"""Suffixes of other formats based on JSON or XML, unless a format of this list has the suffix."""


class FormatRegistry(Mapping[str, Format]):
    """Formats by name; each is imported on first use.

    To detect the format of bytes, the formats are tried in order: the most common format is first,
    formats of other packages are last.
    """

    def __init__(self, homes: Mapping[str, str], group: str = "") -> None:
        """Store where the formats are defined.

        Args:
            homes: The import path of each `Format`, as `module:NAME`, by the name of the format.
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
        """Pickle and copy only the import paths of the formats."""
        return FormatRegistry, (dict(self.homes), self.group)

    def __contains__(self, name: object) -> bool:
        return name in self.homes or name in self.of_packages

    @cached_property
    def of_packages(self) -> Mapping[str, Format]:
        """The formats of other packages, by name.

        They are imported only if a name is not that of a built-in format, or if all formats are
        needed. A format that cannot be used is left out, with a warning.
        """
        if not self.group:
            return {}
        from archive.formats.entry_points import formats_of_packages

        return formats_of_packages(self.group, (self[name] for name in self.homes))

    @property
    def readers(self) -> Mapping[str, Reader]:
        """The readers, by the name of the format."""
        return _Functions(self, "read")

    @property
    def writers(self) -> Mapping[str, Writer]:
        """The writers, by the name of the format."""
        return _Functions(self, "write")

    @property
    def receivers(self) -> Mapping[str, Callable[..., Any]]:
        """The functions that receive an article or unpack a web archive, by format."""
        unpackers: Mapping[str, Callable[..., Any]] = _Functions(self, "unpack")
        receivers: Mapping[str, Callable[..., Any]] = _Functions(self, "receive")
        return {**receivers, **unpackers}

    @property
    def item_readers(self) -> Mapping[str, ItemReader]:
        """The functions that read one bibliography item, by the name of the format."""
        return _Functions(self, "work_of_item")

    # --- detection of the format ---

    def detect(self, data: bytes, task: _Task = "read") -> Format | None:
        """Return the format that recognises these bytes, among formats that have the task."""
        return next((one for one in self.values() if getattr(one, task) and one.knows(data)), None)

    def by_file_name(self, name: str) -> Format | None:
        """Return the format whose suffix matches a file name; the longest suffix is used."""
        suffix = self.suffix_of(name)
        return next((format for format in self.values() if suffix in format.suffixes), None)

    def is_record_of_package(self, stream: BinaryIO) -> bool:
        """Return whether the beginning of a file is a record in a format of another package."""
        start, at = stream.read(_START), stream.tell()
        stream.seek(at - len(start))
        return any(one.read and one.knows(start) for one in self.of_packages.values())

    def suffix_of(self, name: str) -> str:
        """Return the longest known suffix of a file's name; empty if none is known."""
        name = name.lower()
        ours = (suffix for format in self.values() for suffix in format.suffixes)
        fitting = (suffix for suffix in (*ours, *_OF_OTHERS) if _ends_with(name, suffix))
        return max(fitting, key=len, default="")

    def of_record(self, data: bytes, file_name: str = "") -> Format | None:
        """Return the format whose reader should read these bytes.

        The format is, in this order of preference: one that recognises the bytes, one that they
        resemble, or, if they are not markup, a format for whole records whose suffix matches the
        file name.
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
        """Read a document from bytes; return it with the findings of the reader.

        Args:
            data: The bytes.
            name: The name of a format; if left out, it is detected from the content.
            lossy: Whether to leave out content that a record cannot hold. Ignored by formats that
                have no such content.
            **options: The options of the format's reader.

        Raises:
            UnknownFormat: There is no reader with this name.
            UnknownOption: The reader has no option with this name.
            ReadError: The bytes do not contain a document; the error has every finding.
            InvalidDocument: The document is not consistent.
        """
        require(data, (bytes, bytearray), "read takes bytes (for a path, use load; encode a str)")
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

    def read_record(self, file: RecordFile, *, lossy: bool = False) -> ReadResult:
        """Read the document in the file that holds a record; its format is detected.

        Returns:
            As `read`, with the path of the file in each finding, and the SHA-256 of its bytes.

        Raises:
            ReadError: The file cannot be read, or has no document.
            InvalidDocument: The document is not consistent.
        """
        data = file.read()
        with raised_in(file.where):
            format = self.of_record(data, file.name)
            result = self.read(data, format.name if format else None, lossy=lossy)
        findings = tuple(finding.at(file=file.where) for finding in result.findings)
        return replace(result, findings=findings, sha256=sha256(data).hexdigest())

    def write(self, document: Document, name: str, /, **options: Any) -> WriteResult:
        """Return the document as bytes, with findings for content that the format cannot hold.

        Raises:
            UnknownFormat: There is no writer with this name.
            UnknownOption: The writer has no option with this name.
            WriteError: The document cannot be written without losing content.
        """
        require(document, Document, "write takes a Document")
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
        """Add the content of bytes to a document; return it with the findings.

        If the format has no option `trust`, makers and status in the bytes are left out.

        Raises:
            UnknownFormat: There is no format with this name that can be added to a record.
            UnknownOption: The format has no option with this name.
            ReadError: The bytes are not in this format.
            InvalidDocument: The content does not fit the document.
            SpeaksForOthers: A program wants to decide or to be trusted.
        """
        from archive.formats.added_statements import with_what_counts
        from archive.formats.caller import caller_of, only_by_caller

        format = self.get(name)
        adders: Mapping[str, Adder] = _Functions(self, "add")
        if format is None or format.add is None:
            hint = "this format is read, not added" if name in self.readers else ""
            raise UnknownFormat(name, tuple(adders), hint)
        require(data, (bytes, bytearray), "add takes bytes (for a file: Path(...).read_bytes())")
        require(onto, Document, "onto must be a Document")
        require(trust, bool, "trust must be True or False")
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
        """Check that a function has these options; return the names of all its options.

        Args:
            format: The format.
            function: Its function.
            options: The options that were given.
            others: The functions of all formats for the same task.

        Raises:
            UnknownOption: The function has no option with this name.
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
    """Pause the cycle collector, and turn unexpected exceptions into errors on the format."""
    with (
        uncollected(),
        faults_raised(f"the format {format.name} failed: {task}", writing=task == "write"),
    ):
        yield


def _check_values(hints: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """Refuse an option with a wrong type, such as "no" instead of False, or an unknown word."""
    for name, value in options.items():
        hint = hints.get(name)
        if hint is bool:
            require(value, bool, f"{name} must be True or False")
        elif get_origin(hint) is Literal and value not in get_args(hint):
            known = ", ".join(map(repr, get_args(hint)))
            raise ValueError(f"{name} must be one of {known}, not {value!r}")


class _Functions(Mapping[str, _Function], Generic[_Function]):
    """A mapping from format names to their functions for one task."""

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
    """Whether a name is longer than this suffix and ends with it."""
    return name.endswith(suffix) and len(name) > len(suffix)


def _unrecognised(data: bytes) -> Finding:
    hint = "to make a record from an article, use `archive receive FILE` (archive.receive)"
    match markup_of(data):
        case "HTML":
            message = "this is a web page (HTML), not a record"
        case "SVG":
            message, hint = "this is an image (SVG), not a record", "add it to a record as a figure"
        case _:
            message = "this is neither JSON nor XML" if data.strip() else "this is empty"
    return Finding("format-unknown", message, hint)
