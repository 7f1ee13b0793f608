"""Writes XML as text, tag by tag. Escaping happens only here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from archive.formats.tei.parser import is_line
from archive.model.identifiers import as_uri

Attributes = Mapping[str, str | None]
"""Attributes by name (`xml:id`); an attribute whose value is `None` is left out."""

_SPECIAL = re.compile('[&<>"\t\n\r]')
_IN_ATTRIBUTES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)


class XmlOutput:
    """The output of a writer.

    Every element is on a line of its own, except within a text. Characters that XML does not allow
    cannot occur, because the model refuses them.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []

    def __str__(self) -> str:
        """The output so far."""
        return "".join(self.parts)

    @contextmanager
    def holding(self, name: str, attributes: Attributes | None = None) -> Iterator[None]:
        """Wrap the output of the `with` block in an element; without output, write nothing."""
        start = len(self.parts)
        self.parts.append(f"<{name}{_written(attributes)}>\n")
        yield
        if len(self.parts) == start + 1:
            self.parts.pop()
        else:
            self.parts.append(f"</{name}>\n")

    def open(self, name: str, attributes: Attributes | None = None) -> None:
        """Write the start tag of an element that contains elements."""
        self.parts.append(f"<{name}{_written(attributes)}>\n")

    def close(self, name: str) -> None:
        """Write the end tag of an element that contains elements."""
        self.parts.append(f"</{name}>\n")

    def add(self, name: str, attributes: Attributes | None = None, text: str | None = None) -> None:
        """Write an element with a text, or an empty element."""
        if text:
            self.parts.append(f"<{name}{_written(attributes)}>{escaped(text)}</{name}>\n")
        else:
            self.parts.append(f"<{name}{_written(attributes)}/>\n")

    def keep(
        self, name: str, text: str, attributes: Attributes | None = None, end: str = "\n"
    ) -> None:
        """Write an element whose text must be read back unchanged.

        `xml:space` is added, unless the text is a single trimmed line; without this attribute,
        readers normalize white space.
        """
        if not text:
            self.parts.append(f"<{name}{_written(attributes)}/>{end}")
            return
        kept = "" if is_line(text) else ' xml:space="preserve"'
        self.parts.append(f"<{name}{_written(attributes)}{kept}>{escaped(text)}</{name}>{end}")

    def inline(self, name: str, attributes: Attributes, *, empty: bool = False) -> None:
        """Write the start tag of an element within a text, or the whole element if it is empty."""
        self.parts.append(f"<{name}{_written(attributes)}{'/' if empty else ''}>")

    def text(self, text: str) -> None:
        """Write text in the open element."""
        self.parts.append(escaped(text))

    def raw(self, markup: str) -> None:
        """Write markup that was made elsewhere."""
        self.parts.append(markup)


def escaped(text: str) -> str:
    """Return a text escaped for XML, with carriage returns as character references."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    )


def _written(attributes: Attributes | None) -> str:
    if not attributes:
        return ""
    attributes_text = ""
    for name, value in attributes.items():
        if value is not None:
            if _SPECIAL.search(value):
                value = value.translate(_IN_ATTRIBUTES)
            attributes_text += f' {name}="{value}"'
    return attributes_text


# --- values of attributes ---


def reference(id: str | None) -> str | None:
    """Return `#id`, or `None`."""
    return None if id is None else f"#{id}"


def pointers(**categories: str | None) -> str | None:
    """Return an `@ana` (`#kind.causal`) for terms by their taxonomies; leave out `None`."""
    return " ".join([f"#{name}.{word}" for name, word in categories.items() if word]) or None


def address(name: str, written: str | None) -> dict[str, str | None]:
    """Return an attribute with an encoded address, and `@n` with the original if different."""
    return _encoded_with_original(name, written, as_uri)


def file_address(name: str, file: str | None) -> dict[str, str | None]:
    """Like `address`, but for a file name, so `#`, `?` and `%` are encoded too."""
    return _encoded_with_original(name, file, file_uri)


def _encoded_with_original(
    name: str, written: str | None, encode: Callable[[str], str]
) -> dict[str, str | None]:
    if written is None:
        return {}
    encoded = encode(written)
    return {name: encoded, "n": None if encoded == written else written}


def file_uri(file: str) -> str:
    """Return the relative URI of a file."""
    return as_uri(file.replace("%", "%25").replace("#", "%23").replace("?", "%3F"))
