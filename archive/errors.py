"""The exceptions. They stop the caller; problems of the data are reported as findings.

ArchiveError
├── InvalidDocument     a document cannot be constructed; has every finding
├── InvalidPart         a part of a document cannot be constructed; has every finding
├── ReadError           bytes cannot be read as a document; has every finding
│   ├── RowsRefused     rows of a sheet are wrong, so none of its rows was added
│   └── ReadFault       a reader has failed because of a bug; the file may be correct
├── WriteError          a document cannot be written in this format
│   ├── Conflict        somebody else has written the record since it was read
│   ├── RecordExists    the store has a record of this id, or had one
│   └── WriteFault      a writer has failed because of a bug; the document may be correct
├── UnknownFormat       no reader or writer has this name
├── UnknownOption       the format has no option of this name
├── WordsNotFound       the words do not occur in the text, or occur in several places
├── NotInDocument       no part of the document has this id
├── UnknownRecord       the store has no record of this id
├── RecordTwice         several folders of the store have this id
├── UnknownCode         no finding has this code
├── SpeaksForOthers     only a clearly named person or organisation may decide, or trust data
├── NotDecided          decisions cannot be carried out; has every finding
├── DiffDoesNotApply    a diff was made from another record, or is damaged; has every finding
├── NoSuchOffset        no place in the text has this offset
├── NotInPlainText      a plain text leaves out this block, or has other words at this place
├── UnknownPolicy       no policy for plain text has this name
├── UnknownRule         no rule for proposals has this name
├── UnknownUnit         no unit of offsets has this name
├── UnknownEncoding     no character encoding has this name
├── UnknownFilterValue  a filter of a search does not have this value
├── UnknownStyle        no citation style, or no locale of one, has this name
├── IndexUnavailable    the index of a store cannot be made, opened or written
├── UnknownEngine       no engine for many records has this name
├── EngineUnavailable   an engine for many records cannot be started or reached
└── MissingExtra        an optional dependency is not installed
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from errno import EINVAL
from functools import cached_property
from traceback import walk_tb
from types import FrameType
from typing import Any, ClassVar

from archive.english import counted, one_of, with_article
from archive.findings import STAGES, Finding, Severity, Stage, at_stage, in_order

_LONGEST_COMPARED = 100
"""Longer ids are not compared with other ids, so no similar id is suggested for them."""


def require(value: object, wanted: type | tuple[type, ...], requirement: str) -> None:
    """Raise `TypeError` if an argument does not have the wanted type; the error states both types.

    >>> require("{}", bytes, "read takes bytes")
    Traceback (most recent call last):
    TypeError: read takes bytes, not a str
    """
    if not isinstance(value, wanted):
        is_inside = isinstance(getattr(value, "document", None), wanted)  # what `read` returns
        inside = " (pass its .document)" if is_inside else ""
        raise TypeError(f"{requirement}, not {with_article(type(value).__name__)}{inside}")


class ArchiveError(Exception):
    """The base class of all exceptions that `archive` raises."""


class _WithFindings(ArchiveError):
    """An error with findings, in the order of the file."""

    def __init__(self, summary: str, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(in_order(findings))
        super().__init__("\n".join([summary, *(f"  {finding}" for finding in self.findings)]))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the findings; unpickling makes the message from them again."""
        return type(self), (self.findings,)


class _OfReading(_WithFindings):
    """An error with findings from reading or constructing a document."""

    @property
    def stage(self) -> Stage:
        """The stage at which reading failed: the earliest stage of any error."""
        stages = {f.stage for f in self.findings if f.severity is Severity.ERROR}
        for stage in STAGES:
            if stage in stages:
                return stage
        return "invariants"


class InvalidDocument(_OfReading):
    """The values are not a valid document: an anchor is wrong, a reference leads nowhere, ...

    This class is not a `ValueError`, because pydantic would catch and wrap a `ValueError`.

    Attributes: findings: Every problem, not only the first. stage: The stage of the first problem:
    "schema" or "invariants".
    """

    def __init__(self, findings: Iterable[Finding], stage: Stage = "invariants") -> None:
        """Store the findings; those without a stage get the given stage."""
        problems = at_stage(stage, findings)
        super().__init__(f"not a valid document: {counted(len(problems), 'problems')}", problems)


class InvalidPart(_WithFindings, ValueError):
    """The values are not a valid part of a document: a field is missing, a date is not valid, ...

    Whether a part agrees with a document, for example its anchors with the text, is checked only
    when the part is added to the document.

    Attributes: part: The name of the part's class: "Claim". findings: Every problem, not only the
        first.
    """

    def __init__(self, part: str, findings: Iterable[Finding]) -> None:
        self.part = part
        problems = tuple(findings)
        super().__init__(f"not a valid {part}: {counted(len(problems), 'problems')}", problems)

    def __reduce__(self) -> tuple[type[InvalidPart], tuple[str, tuple[Finding, ...]]]:
        """Pickle the findings; unpickling makes the message from them again."""
        return type(self), (self.part, self.findings)


class ReadError(_OfReading, ValueError):
    """The bytes do not contain a document that can be read.

    Attributes: findings: Every problem, not only the first. stage: The stage of the first problem:
    "well-formed", "schema" or "invariants".
    """

    def __init__(
        self,
        findings: Iterable[Finding],
        what: str = "the input",
        stage: Stage = "well-formed",
    ) -> None:
        """Store the findings; those without a stage get the given stage."""
        self.what = what
        super().__init__(f"cannot read {what}", at_stage(stage, findings))

    def __reduce__(self) -> tuple[type[ReadError], tuple[tuple[Finding, ...], str]]:
        """Pickle the findings; unpickling makes the message from them again."""
        return type(self), (self.findings, self.what)

    def at(self, file: str, what: str) -> ReadError:
        """Return this error with `file` added to its findings, and `what` in its message."""
        return type(self)([finding.at(file=file) for finding in self.findings], what)


class RowsRefused(ReadError):
    """Rows of a sheet are wrong, so none of its rows was added.

    Attributes: refused: The number of wrong rows. rows: The number of all rows.
    """

    def __init__(
        self, findings: Iterable[Finding], refused: int, rows: int, what: str = "the input"
    ) -> None:
        self.refused, self.rows = refused, rows
        super().__init__(findings, what, stage="invariants")

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the findings; unpickling makes the message from them again."""
        return type(self), (self.findings, self.refused, self.rows, self.what)

    def at(self, file: str, what: str) -> RowsRefused:
        """Return this error with `file` added to its findings, and `what` in its message."""
        findings = [finding.at(file=file) for finding in self.findings]
        return RowsRefused(findings, self.refused, self.rows, what)


class ReadFault(ReadError):
    """A reader, or a function that adds a file to a record, has failed because of a bug.

    `__cause__` is the unexpected exception.
    """


@contextmanager
def raised_in(file: str, what: str | None = None) -> Iterator[None]:
    """Add the file to the findings of a reader's exceptions, because readers know only bytes.

    An unexpected exception is raised as `ReadFault`.

    Args:
        file: The path of the file, as findings show it.
        what: A name for the input in messages; if left out, the path.
    """
    try:
        with faults_raised(f"reading {what or 'it'}"):
            yield
    except InvalidDocument as problem:
        raise InvalidDocument(finding.at(file=file) for finding in problem.findings) from None
    except ReadError as problem:
        raise problem.at(file, what or file) from problem.__cause__


class WriteError(ArchiveError, ValueError):
    """The document cannot be written like this without losing content."""


class WriteFault(WriteError):
    """A writer has failed because of a bug. `__cause__` is the unexpected exception."""


# --- bugs ---

REPORT_IT = "this is a bug in archive: please report it, with the file if you may share it"
"""The hint of a finding about a bug."""


@contextmanager
def faults_raised(
    what: str,
    *,
    writing: bool = False,
    code: str = "format-failed",
    package: str = "archive",
    hint: str = REPORT_IT,
) -> Iterator[None]:
    """Raise unexpected exceptions as `ReadFault` or `WriteFault`, so that only this file fails.

    Wrong arguments, errors of the operating system and a lack of memory are not treated as bugs.

    Args:
        what: What fails, as the beginning of the message: "the format html failed: receive".
        writing: Whether to raise `WriteFault`.
        code: The code of the finding.
        package: The name of the package with the bug.
        hint: What to do about it.

    Raises:
        ReadFault: An unexpected exception was raised.
        WriteFault: An unexpected exception was raised in writing.
    """
    try:
        yield
    except (ArchiveError, MemoryError):
        raise
    except Exception as problem:
        frames = [frame for frame, _ in walk_tb(problem.__traceback__)]
        if _is_of_caller(problem, frames[-1]) or _is_of_system(problem):
            raise
        message = f"{what} raised {_described(problem, package)}"
        if writing:
            raise WriteFault(f"{message} ({hint})") from problem
        raise ReadFault([Finding(code, message, hint)]) from problem


def _described(problem: Exception, package: str) -> str:
    """Return the type, message and deepest line in the package of an exception."""
    places = [
        f"{module}:{line}"
        for frame, line in walk_tb(problem.__traceback__)
        if (module := str(frame.f_globals.get("__name__"))).partition(".")[0] == package
    ]
    at = f", at {places[-1]}" if places else ""
    message = " ".join(str(problem).split())[:_LONGEST_SHOWN]
    return f"{type(problem).__name__}: {message}{at}"


_LONGEST_SHOWN = 200
"""The most code points that are shown of an exception's message."""


def _is_of_caller(problem: Exception, deepest: FrameType) -> bool:
    """Return whether the caller has passed an argument of a wrong type."""
    return isinstance(problem, TypeError) and deepest.f_code is require.__code__


def _is_of_system(problem: Exception) -> bool:
    """Return whether the system reported an error. EINVAL does not count: it may mean bad data."""
    return isinstance(problem, OSError) and problem.errno not in (None, EINVAL)


class Conflict(WriteError):
    """Somebody else has written the record since it was read. Nothing was overwritten.

    Attributes: path: The path of the record. based_on: The SHA-256 of the record that was read, in
        hexadecimal digits; empty if there was none. found: The SHA-256 of the present record;
        `None` if that cannot be read, or no longer exists. difference: The changes of the other
        writer, in words; empty if the two were not compared.
    """

    def __init__(self, path: str, based_on: str, found: str | None, difference: str = "") -> None:
        self.path, self.based_on, self.found = path, based_on, found
        self.difference = difference
        super().__init__(path, based_on, found, difference)

    def __str__(self) -> str:
        """Return a sentence, with the changes of the other writer below it."""
        what = "was changed" if self.based_on else "was made"
        message = (
            f"conflict: {self.path} {what} by somebody else in the meantime; nothing was written"
        )
        return f"{message}\n{self.difference}" if self.difference else message


class RecordExists(WriteError):
    """The store has a record of this id, or had one that was removed. Nothing was written.

    Attributes: id: The id. path: The folder of the record, as a path in the store. removed_at: When
        the record was removed or purged; empty if it is in the store.
    """

    def __init__(self, id: str, path: str, removed_at: str = "") -> None:
        self.id, self.path, self.removed_at = id, path, removed_at
        super().__init__(id, path, removed_at)

    def __str__(self) -> str:
        """Return a sentence with what can be done."""
        if self.removed_at:
            return (
                f"a record with the id {self.id!r} was removed at {self.removed_at}; ids are not "
                "used again: choose another id"
            )
        return (
            f"the store has a record with the id {self.id!r} in {self.path}: replace it, or choose "
            "another id"
        )


class UnknownRecord(ArchiveError, KeyError):
    """The store has no record of this id.

    Attributes: id: The value that was given. near: The similar ids, most similar first.
    """

    def __init__(self, id: str, known: Iterable[str] = ()) -> None:
        from difflib import get_close_matches

        self.id = id
        is_short = len(id) <= _LONGEST_COMPARED
        self.near = tuple(get_close_matches(id, [*known])) if is_short else ()
        super().__init__(id, self.near)

    def __str__(self) -> str:
        """Return a sentence; `KeyError` would show only the id."""
        meant = f"; did you mean {' or '.join(map(repr, self.near))}?" if self.near else ""
        return f"the store has no record with the id {self.id!r}{meant}"


class RecordTwice(ArchiveError, ValueError):
    """Several folders of the store have this id.

    Attributes: id: The id. paths: The folders, as paths in the store.
    """

    def __init__(self, id: str, paths: Sequence[str]) -> None:
        self.id, self.paths = id, tuple(paths)
        super().__init__(id, self.paths)

    def __str__(self) -> str:
        """Return a sentence with what can be done."""
        return (
            f"the id {self.id!r} is that of several records: {', '.join(self.paths)}; rename all "
            "but one, in the name of the folder and in the record"
        )


class UnknownFormat(ArchiveError, ValueError):
    """No reader or writer has this name.

    Attributes: name: The name that was given; empty if none was. known: The existing names. hint:
        What to give instead; empty if nothing is known.
    """

    def __init__(self, name: str, known: Sequence[str], hint: str = "") -> None:
        self.name, self.known, self.hint = name, tuple(known), hint
        super().__init__(name, self.known, hint)

    def __str__(self) -> str:
        """Return a sentence with the existing names."""
        hint = f"; {self.hint}" if self.hint else ""
        are = "is" if len(self.known) < 2 else "are"
        known = f"there {are} {', '.join(self.known) or 'none yet'}"
        what = f"no format {self.name!r}" if self.name else "no format is named"
        return f"{what}; {known}{hint}"


class UnknownOption(ArchiveError, TypeError):
    """A format has no option of this name.

    Attributes: name: The name that was given. format: The name of the format. known: The options of
    the format. formats: The names of the formats that have this option.
    """

    def __init__(
        self, name: str, format: str, known: Sequence[str] = (), formats: Sequence[str] = ()
    ) -> None:
        self.name, self.format = name, format
        self.known, self.formats = tuple(known), tuple(formats)
        super().__init__(name, format, self.known, self.formats)

    def __str__(self) -> str:
        """Return a sentence with the format's options, and the formats that have this option."""
        takes = f"; it accepts {', '.join(self.known)}" if self.known else ", nor any other"
        by = f"; {self.name} is an option of {', '.join(self.formats)}" if self.formats else ""
        return f"the format {self.format} has no option {self.name!r}{takes}{by}"


class WordsNotFound(ArchiveError, LookupError):
    """The words do not occur in the text, or occur in several places.

    Attributes: exact: The words. candidates: Their places, as `(block id, start)`; empty if they do
        not occur.
    """

    def __init__(
        self,
        exact: str,
        candidates: Sequence[tuple[str, int]] = (),
        hint: str | Callable[[], str | None] | None = None,
        message: str = "",
    ) -> None:
        self.exact, self.candidates = exact, tuple(candidates)
        self._hint, self._message = hint, message
        super().__init__(exact, self.candidates)

    @cached_property
    def hint(self) -> str | None:
        """What to do: use the most similar words, or select one of the places."""
        return self._hint() if callable(self._hint) else self._hint

    def __reduce__(self) -> tuple[type[WordsNotFound], tuple[object, ...]]:
        """Pickle the hint itself, without the data from which it is computed."""
        return type(self), (self.exact, self.candidates, self.hint, self._message)

    def __str__(self) -> str:
        """Return a sentence with the hint."""
        message = self._message or f"{self.exact!r} does not occur in the text, or more than once"
        return f"{message} ({self.hint})" if self.hint else message


class NotInDocument(ArchiveError, KeyError):
    """No part of the document has this id, or the part with this id is of another kind.

    Attributes: id: The value that was given. wanted: The expected kinds of part: `("claim",)`;
        empty for any. found: The kind of the part that has the id: "organisation"; empty if no part
        has it.
    """

    def __init__(
        self, id: str, wanted: Sequence[str] = (), found: str = "", known: Iterable[str] = ()
    ) -> None:
        self.id, self.wanted, self.found = id, tuple(wanted), found
        self._known = known
        super().__init__(id, self.wanted, found)

    @cached_property
    def near(self) -> tuple[str, ...]:
        """The similar ids of parts of these kinds, most similar first; computed on first use."""
        from difflib import get_close_matches

        id = str(self.id)
        return tuple(get_close_matches(id, self._known)) if len(id) <= _LONGEST_COMPARED else ()

    def __reduce__(self) -> tuple[type[NotInDocument], tuple[object, ...]]:
        """Pickle the similar ids, but not all known ids."""
        return type(self), (self.id, self.wanted, self.found, self.near)

    def __str__(self) -> str:
        """Return a sentence; `KeyError` would show only the id."""
        if self.found:
            return f"{self.id!r} is {with_article(self.found)}, not {one_of(self.wanted)}"
        meant = f"; did you mean {' or '.join(map(repr, self.near))}?" if self.near else ""
        return f"the document has no part with the id {self.id!r}{meant}"


class UnknownCode(ArchiveError, KeyError):
    """No finding has this code.

    Attributes: code: The value that was given. near: The similar codes.
    """

    def __init__(self, code: str, near: Sequence[str] = ()) -> None:
        self.code, self.near = code, tuple(near)
        super().__init__(code, self.near)

    def __str__(self) -> str:
        """Return a sentence; `KeyError` would show only the code."""
        meant = f"; did you mean {' or '.join(self.near)}?" if self.near else ""
        return f"no finding has the code {self.code!r}{meant}"


class NoSuchOffset(ArchiveError, ValueError):
    """No place in the text has this offset. It is not rounded to another offset.

    Attributes: offset: The value that was given. unit: The unit of the offset: "code-points",
        "utf-16" or "utf-8". before: The nearest offset below it that has a place, or `None`. after:
        The nearest offset above it that has a place, or `None`.
    """

    def __init__(
        self, offset: int, unit: str, why: str, before: int | None = None, after: int | None = None
    ) -> None:
        self.offset, self.unit, self.before, self.after = offset, unit, before, after
        super().__init__(offset, unit, why, before, after)

    def __str__(self) -> str:
        """Return a sentence with the reason."""
        return f"offset {self.offset} ({self.unit}) is {self.args[2]}"


class NotInPlainText(ArchiveError, LookupError):
    """A plain text leaves out this block, or has other words at this place.

    Attributes:
        block: The id of the block.
        policy: The policy of the plain text.
    """

    def __init__(self, block: str, policy: str, message: str) -> None:
        self.block, self.policy = block, policy
        super().__init__(block, policy, message)

    def __str__(self) -> str:
        """Return the reason, as a sentence."""
        return str(self.args[2])


class _NotAmongNames(ArchiveError, ValueError):
    """A value is none of the existing names."""

    _kind: ClassVar[str]

    def __init_subclass__(cls, kind: str) -> None:
        cls._kind = kind

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(name, self.known)

    def __str__(self) -> str:
        """Return a sentence with the existing names."""
        return f"no {self._kind} {self.name!r}; there are {', '.join(self.known)}"


class UnknownPolicy(_NotAmongNames, kind="policy"):
    """No policy for plain text has this name.

    Attributes: name: The value that was given. known: The names of the policies.
    """


class UnknownRule(_NotAmongNames, kind="rule"):
    """No rule for proposals has this name.

    Attributes: name: The value that was given. known: The existing names.
    """


class UnknownUnit(_NotAmongNames, kind="unit"):
    """No unit of offsets has this name.

    Attributes: name: The value that was given. known: The existing units.
    """


class UnknownEncoding(ArchiveError, ValueError):
    """No character encoding has this name.

    Attributes: name: The value that was given. near: The similar names.
    """

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        self.name, self.near = name, tuple(near)
        super().__init__(name, self.near)

    def __str__(self) -> str:
        """Return a sentence with the names that may have been meant."""
        meant = (
            f"did you mean {' or '.join(self.near)}?"
            if self.near
            else "use a name of the Encoding Standard, such as windows-1252, utf-16, shift_jis"
        )
        return f"no character encoding is called {self.name!r}; {meant}"


class UnknownFilterValue(ArchiveError, ValueError):
    """A filter of a search does not have this value.

    Attributes: filter: The name of the filter. value: The value that was given. allowed: What the
    filter takes, in words.
    """

    def __init__(self, filter: str, value: object, allowed: str) -> None:
        self.filter, self.value, self.allowed = filter, value, allowed
        super().__init__(filter, value, allowed)

    def __str__(self) -> str:
        """Return a sentence with what the filter takes."""
        return f"{self.value!r} is not a value of the filter {self.filter!r}; write {self.allowed}"


class UnknownStyle(ArchiveError, ValueError):
    """No citation style, or no locale of one, has this name.

    Attributes: name: The value that was given. near: The similar names, most similar first. what:
    The kind of name: "style", "style with a bibliography" or "locale".
    """

    def __init__(self, name: str, near: Sequence[str] = (), what: str = "style") -> None:
        self.name, self.near, self.what = name, tuple(near), what
        super().__init__(name, self.near, what)

    def __str__(self) -> str:
        """Return a sentence with the names that may have been meant."""
        meant = f"; did you mean {' or '.join(self.near)}?" if self.near else ""
        return f"no {self.what} is called {self.name!r}{meant}"


class IndexUnavailable(ArchiveError):
    """The index of a store cannot be made, opened or written. The records are not affected.

    Attributes: path: The path of the index. reason: What the system reports. hint: What to do.
    """

    def __init__(self, path: str, reason: str, hint: str) -> None:
        self.path, self.reason, self.hint = path, reason, hint
        super().__init__(path, reason, hint)

    def __str__(self) -> str:
        """Return a sentence with the hint."""
        return f"the index {self.path} cannot be used: {self.reason}; {self.hint}"


class UnknownEngine(_NotAmongNames, kind="engine"):
    """No engine for many records has this name.

    Attributes: name: The value that was given. known: The names of the engines.
    """


class EngineUnavailable(ArchiveError):
    """An engine of `archive.corpus` cannot be started or reached.

    Attributes: engine: The name of the engine. reason: What it reports. hint: What to do.
    """

    def __init__(self, engine: str, reason: str, hint: str) -> None:
        self.engine, self.reason, self.hint = engine, reason, hint
        super().__init__(engine, reason, hint)

    def __str__(self) -> str:
        """Return a sentence with the hint."""
        return f"the engine {self.engine} cannot be used: {self.reason}; {self.hint}"


class SpeaksForOthers(ArchiveError, ValueError):
    """Only a person or organisation may decide or trust data, and none is named clearly.

    The error is raised if a program would accept, reject or trust data, if a program is named as a
    person, if nobody is named, or if a name does not identify one agent.

    Attributes: name: The name that was given; empty if there was none. hint: What to do.
    """

    def __init__(self, name: str, message: str, hint: str) -> None:
        self.name, self.hint = name, hint
        super().__init__(name, message, hint)

    def __str__(self) -> str:
        """Return a sentence with the hint."""
        who = repr(self.name) if self.name else "the caller"
        return f"{who} {self.args[1]}; {self.hint}"


class NotDecided(_WithFindings, ValueError):
    """Some decisions about a record cannot be carried out, so none was carried out.

    Attributes:
        findings: Every problem, with the position of its decision.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__("the decisions cannot be carried out", findings)


class DiffDoesNotApply(_WithFindings, ValueError):
    """A diff was not made from this record, or is damaged.

    Attributes: findings: Every place where diff and record disagree.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__("the diff does not apply to this record", findings)


class MissingExtra(ArchiveError, ImportError):
    """An optional dependency is not installed; the message names the extra.

    Attributes: extra: The name of the extra. hint: The command that installs the extra; it keeps
        what is installed.
    """

    def __init__(self, extra: str, what: str) -> None:
        self.extra = extra
        self.hint = f"pip install 'annotated-archive[{extra}]'"
        super().__init__(extra, what)

    def __str__(self) -> str:
        """Return a sentence: what needs the extra, and how to install the extra."""
        return f"{self.args[1]} needs an extra: {self.hint}"


OF_THE_CALL: tuple[type[ArchiveError], ...] = (
    MissingExtra,
    UnknownEncoding,
    UnknownFormat,
    UnknownOption,
    UnknownRule,
)
"""Errors that are about a call, not about a record: they would be the same for every record."""
