"""The element tree of a TEI file: finds elements by name or path, and the text to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from pydantic import TypeAdapter, ValidationError

from archive.articles import content
from archive.derivations.tei_structure import (
    NAMESPACE,
    PREFIX,
    TeiStructure,
    has_own_text,
    holds_words,
)
from archive.derivations.tei_text_1 import DERIVATION
from archive.derivations.untrusted_xml import Element, parse_xml
from archive.derivations.xml_walk import normalize_space
from archive.english import counted
from archive.errors import ReadError
from archive.findings import Finding, Location, Severity, short
from archive.model.captures import ElementOrigin
from archive.model.identifiers import Language

_RECORD = "archive-document-"
_INLINE = "archive-inline"
_MOST_TEXTS = 10
"""The most texts that a message lists."""
_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)


def words_in(element: Element | None) -> str:
    """Return all text in an element, as one line."""
    return "" if element is None else normalize_space("".join(element.itertext()))


def value_of(element: Element) -> str:
    """Return all text in an element, as one line; blanks separate adjacent child elements.

    A forename and a surname become two words, even if no blank is between their elements.
    """
    if not len(element) or has_own_text(element):
        return words_in(element)
    return " ".join(filter(None, map(value_of, element)))


@lru_cache(maxsize=1024)
def is_language(tag: str) -> bool:
    """Whether a text is a well-formed BCP 47 language tag."""
    try:
        _LANGUAGE.validate_python(tag)
    except ValidationError:
        return False
    return True


class TeiTree(TeiStructure):
    """The tree of a file, and the text in it that is read."""

    def __init__(self, data: bytes, number: int | None) -> None:
        """Parse a file and find its text.

        Args:
            data: The file.
            number: The number of the text to read, from 1, if the file has several texts.

        Raises:
            ReadError: The file is not TEI P5, is a record, or lacks the text that was asked for.
        """
        root, findings = parse_xml(data)
        super().__init__(root)
        self.findings: list[Finding] = [*findings]
        self._check_root()
        self._refuse_record()
        self.text = self._text(number)
        self.file = self._around(self.text)
        """The `TEI` element that contains the text."""
        head = [child for child in self.file if self.name(child) == "teiHeader"]
        self.header: Element | None = head[0] if head else None
        self.derived = DERIVATION.text_of(self)
        """The words of all texts of the file."""

    # --- names, paths ---

    def children(self, element: Element | None, *names: str) -> Iterator[Element]:
        """Yield the children of an element that have one of these names."""
        own = self.names
        for child in () if element is None else element:
            if own[child.tag] in names:
                yield child

    def has(self, element: Element, *names: str) -> bool:
        """Whether an element has a child with one of these names."""
        return any(True for _ in self.children(element, *names))

    def find(self, element: Element | None, path: str) -> Element | None:
        """Return the first element at the end of a path of names."""
        return next(self.all(element, path), None)

    def all(self, element: Element | None, path: str) -> Iterator[Element]:
        """Yield all elements at the end of a path of names."""
        name, _, rest = path.partition("/")
        for child in self.children(element, name):
            if rest:
                yield from self.all(child, rest)
            else:
                yield child

    def headers(self) -> Iterator[Element]:
        """Yield the headers of the corpora that contain the file, then its own header."""
        for around in self.file.iterancestors():
            yield from self.children(around, "teiHeader")
        if self.header is not None:
            yield self.header

    def other_parts(self) -> Iterator[Element]:
        """Yield the parts of the file besides its header and text, such as `standOff`."""
        for child in self.file:
            if self.name(child) not in ("teiHeader", "text", "TEI", "teiCorpus"):
                yield child

    def around_file(self) -> Iterator[Element]:
        """Yield the `TEI` element of the file, and the corpora that contain it."""
        yield self.file
        yield from self.file.iterancestors()

    def around_text(self) -> Sequence[Element]:
        """Return the elements of the file that contain the text to read."""
        around = {*self.around_file()}
        return [one for one in self.text.iterancestors() if one not in around]

    def unread(self) -> Iterator[Element]:
        """Yield the outermost elements of which nothing is read."""
        around = [*self.text.iterancestors()]
        read = {self.text, *around, *self.headers(), *self.other_parts()}
        for one in around:
            yield from (child for child in one if child not in read)

    def origin(self, capture: str, element: Element) -> ElementOrigin:
        """Return the origin of an element."""
        return self.derived.origin_at(capture, self.derived.of[element])

    # --- refused files ---

    def _check_root(self) -> None:
        """Refuse a file that is not TEI P5.

        Raises:
            ReadError: The root is not that of TEI P5.
        """
        root, name = self.root, self.name(self.root)
        if name in ("TEI", "teiCorpus"):
            if not self.has_namespace:
                message = f"the root <{name}> has no namespace; the file was read as TEI"
                hint = f'add the namespace of TEI P5: <{name} xmlns="{NAMESPACE}">'
                found = Finding("tei-without-namespace", message, hint, Severity.WARNING)
                self.findings.append(found.at(line=root.sourceline))
            return
        if name in ("TEI.2", "teiCorpus.2"):
            message = f"the root <{name}> is that of TEI P4; only TEI P5 can be read"
            hint = "convert the file with the stylesheets of the TEI: p4top5.xsl"
        elif str(root.tag).startswith(PREFIX):
            message = f"this is only a part of a TEI file: its root is <{name}>, not <TEI>"
            hint = "use the whole file, or put a <TEI> with a teiHeader and a text around this part"
        else:
            message = f"the root is <{name}>, not <TEI>"
            hint = f'TEI P5 begins with <TEI xmlns="{NAMESPACE}">'
        location = Location(line=root.sourceline)
        raise ReadError([Finding("not-tei-p5", message, hint, location=location)])

    def _refuse_record(self) -> None:
        """Refuse a file that is already a record, or the inline form of a record.

        Raises:
            ReadError: The header says that the file is a record.
        """
        head = self.find(self.root, "teiHeader")
        for schema in self.all(head, "encodingDesc/schemaRef"):
            key = schema.get("key", "")
            if key.startswith(_RECORD):
                message = "this file is already a record, in TEI"
                hint = "use it as it is: archive show FILE, archive write FILE --to json"
            elif key == _INLINE:
                message = "this is TEI with inline annotations, made from a record with more data"
                hint = "use the record itself: its JSON, or its TEI in the format tei"
            else:
                continue
            location = Location(line=schema.sourceline)
            raise ReadError([Finding("is-a-record", message, hint, location=location)])

    # --- which text ---

    def _text(self, number: int | None) -> Element:
        """Return the text to read.

        Raises:
            ReadError: There is no text, several and no number is given, or none of this number.
        """
        texts = self._texts
        if not texts:
            raise ReadError([self._no_text()])
        if number is None and len(texts) > 1:
            first = texts[:_MOST_TEXTS]
            listed = "; ".join(f"{n} {self._title(text)}" for n, text in enumerate(first, 1))
            if len(texts) > _MOST_TEXTS:
                listed += f"; and {counted(len(texts) - _MOST_TEXTS, 'others')}"
            message = f"the file has {len(texts)} texts: {listed}"
            hint = "choose one by its number: --text 1"
            location = Location(line=texts[0].sourceline)
            raise ReadError([Finding("several-texts", message, hint, location=location)])
        if number is not None and not 1 <= number <= len(texts):
            message = f"the file has no text {number}; it has {counted(len(texts), 'texts')}"
            raise ReadError(
                [Finding("several-texts", message, f"choose one from 1 to {len(texts)}")]
            )
        text = texts[(number or 1) - 1]
        if len(texts) == 1:  # the parts around it in a group are read as well
            while (around := self._text_around(text)) is not None:
                text = around
        else:
            message = f"text {number} of {len(texts)} was read: {self._title(text)}"
            found = Finding("not-kept", message, severity=Severity.WARNING)
            self.findings.append(found.at(line=text.sourceline))
        return text

    def omitted(self, capture: str) -> Iterator[content.Omitted]:
        """Yield the words of the file's other texts, and those between the texts."""
        texts = self._texts
        if len(texts) < 2:
            return
        derived, read = self.derived, self.derived.of[self.text]
        edges = {0, len(derived.text), read.start, read.end}
        titles: dict[int, str] = {}
        for text in texts:
            of_text = derived.of[text]
            edges |= {of_text.start, of_text.end}
            titles[of_text.start] = self._title(text)
        for start, end in pairwise(sorted(edges)):
            words = derived.text[start:end]
            if read.start <= start < read.end or not words.strip():
                continue
            start += len(words) - len(words.lstrip())
            end -= len(words) - len(words.rstrip())
            reason = "text around the texts of the file"
            if start in titles:
                reason = f"another text in the file: {titles[start]}"
            yield content.Omitted(derived.origin_within(capture, start, end), reason)

    @cached_property
    def _texts(self) -> Sequence[Element]:
        """The innermost texts that have words, without texts quoted in a paragraph."""
        outermost = {*self.outermost_texts()}
        found: dict[Element, None] = {}
        holds: set[Element] = set()
        with_words: set[Element] = set()
        for text in self.within(self.root, "text"):
            around = self._text_around(text)
            if text not in outermost and around not in found:
                continue
            found[text] = None
            if holds_words(text):
                with_words.add(text)
                if around is not None:
                    holds.add(around)
        return [text for text in found if text in with_words and text not in holds]

    def _text_around(self, text: Element) -> Element | None:
        """Return the text that contains another text, directly or in a `group`."""
        for around in text.iterancestors():
            name = self.name(around)
            if name == "text":
                return around
            if name not in ("group", "body", "front", "back"):
                return None
        return None

    def _around(self, text: Element) -> Element:
        for around in text.iterancestors():
            if self.name(around) in ("TEI", "teiCorpus"):
                return around
        return self.root

    def _title(self, text: Element) -> str:
        """Return a short name of a text: the title of its file, its heading or first words."""
        around = self._around(text)
        if len([*islice(self.within(around, "text"), 2)]) == 1:
            title = self.find(around, "teiHeader/fileDesc/titleStmt/title")
            if words := words_in(title):
                return short(words)
        head = next(self.within(text, "head", "titlePart"), None)
        if words := words_in(head):
            return short(words)
        begins = "".join(piece for piece, _ in zip(text.itertext(), range(20), strict=False))
        kind = text.get("type")
        return (f"({kind}) " if kind else "") + short(normalize_space(begins)[:60])

    def _no_text(self) -> Finding:
        """Return the finding for a file without a text."""
        names = {self.name(child) for child in self.root.iter() if child.getparent() is not None}
        include = any(name.endswith("}include") for name in names)
        if include:
            message = "the file has no text of its own: it includes other files (XInclude)"
            hint = "merge the files first: xmllint --xinclude FILE"
        elif "facsimile" in names or "sourceDoc" in names:
            message = "the file has pictures or a transcript of pages, but no text"
            hint = "use a file with a <text>; a source document (sourceDoc) is not read"
        else:
            has_header = "teiHeader" in names
            message = "the file has no text" + (", only metadata" if has_header else "")
            hint = "use a file with words in its <text>"
        location = Location(line=self.root.sourceline)
        return Finding("tei-without-text", message, hint, location=location)


def tokens(value: str | None) -> Sequence[str]:
    """Return the pointers in an attribute, which white space separates."""
    return (value or "").split()
