"""Adds annotations from INCEpTION, WebAnno and DKPro (Apache UIMA) to a record.

The formats are a CAS in JSON (0.4, or the first version) or XMI; WebAnno TSV 3.2 or 3.3; and a zip
file of these, such as an INCEpTION project. They are only read, not written.
"""

from __future__ import annotations

import re

from archive.annotations.external import AnnotationFile
from archive.annotations.external.data_model import Status
from archive.annotations.external.mapping import GivenMapping
from archive.findings import NOT_KEPT
from archive.formats.format import Format, ReadResult
from archive.model.document import Document


def read_annotations(
    data: bytes,
    *,
    file: str = "",
    text: str | int | None = None,
    types: bytes | None = None,
    technical: bool = False,
) -> AnnotationFile:
    """Return the annotations of a text in a CAS, or in a zip file.

    Args:
        data: The file.
        file: The name of the file; ids are unique within it.
        text: The text to read if there are several: the name or number of the document in a zip
            file, or of the view in a CAS.
        types: The type system for XMI: the XML file that is exported with it. In a zip file it is
            found automatically.
        technical: Whether to read tokens, sentences and the internal annotations of programs.

    Raises:
        ReadError: The file has no annotations in a known format, no text, or several texts of which
            none was chosen.
    """
    from archive.annotations.uima import reader

    return reader.read_annotations(data, file=file, text=text, types=types, technical=technical)


def add(
    data: bytes,
    *,
    onto: Document,
    file: str = "",
    text: str | int | None = None,
    types: bytes | None = None,
    technical: bool = False,
    mapping: GivenMapping | None = None,
    status: Status = "proposed",
    by: str | None = None,
    at: str | None = None,
    trust: bool = False,
) -> ReadResult:
    """Return a record with the annotations of a text in a CAS, or in a zip file.

    Args:
        data: The file.
        onto: The record.
        file: The name of the file. Ids are unique only within it, so a second import needs the same
            name to match them.
        text: The text to read if there are several: the name or number of the document in a zip
            file, or of the view in a CAS. By default it is the one that the record has.
        types: The type system for XMI: the XML file that is exported with it. In a zip file it is
            found automatically.
        technical: Whether to add tokens, sentences and the internal annotations of programs.
        mapping: Rules that map layers to statements. They take precedence over the default rules.
        status: The status of the new statements.
        by: The name or id of the agent that adds the file; the agent is created if it is not in the
            record.
        at: The time of the import.
        trust: Whether to keep the makers and times that the file states.

    Raises:
        ReadError: The file has no annotations in a known format, no text, or several texts of which
            none was chosen.
        InvalidDocument: The content of the file does not fit the record.
    """
    from archive.annotations.external import overlay
    from archive.annotations.uima import reader

    annotation_file = reader.read_annotations(
        data, file=file, text=text, types=types, technical=technical, onto=onto
    )
    return overlay.add(
        annotation_file, onto=onto, mapping=mapping, status=status, by=by, at=at, trust=trust
    )


def add_tsv(
    data: bytes,
    *,
    onto: Document,
    file: str = "",
    mapping: GivenMapping | None = None,
    status: Status = "proposed",
    by: str | None = None,
    at: str | None = None,
    trust: bool = False,
) -> ReadResult:
    """Return a record with the annotations of a WebAnno TSV file.

    Args:
        data: The file.
        onto: The record.
        file: The name of the file. Ids are unique only within it, so a second import needs the same
            name to match them.
        mapping: Rules that map layers to statements. They take precedence over the default rules.
        status: The status of the new statements.
        by: The name or id of the agent that adds the file; the agent is created if it is not in the
            record.
        at: The time of the import.
        trust: Whether to keep the makers and times that the file states.

    Raises:
        ReadError: The file is not WebAnno TSV 3.2 or 3.3, or lines are malformed.
        InvalidDocument: The content of the file does not fit the record.
    """
    from archive.annotations.external import overlay
    from archive.annotations.uima import tsv_annotations

    annotation_file = tsv_annotations.read_annotations(data, file=file)
    return overlay.add(
        annotation_file, onto=onto, mapping=mapping, status=status, by=by, at=at, trust=trust
    )


_LOSS_CODES = ("remark-outside-text", "remark-words-differ", "remark-not-there")

_XMI = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:\w+:)?XMI\b")
_JSON = re.compile(rb'\s*\{[^\0]*"(?:%(?:TYPES|FEATURE_STRUCTURES|VIEWS)|_referenced_fss|_views)"')
_ZIPPED_NAME = re.compile(rb"PK\x01\x02(?s:.{42})[^\0]+?\.(?:json|tsv|xmi)", re.IGNORECASE)
"""Matches the name of an annotated file in the directory of a zip file (APPNOTE.TXT, 4.3.12)."""


def _can_add(data: bytes) -> bool:
    """Whether the data begin like a CAS, or like a zip file that may have one."""
    if data.startswith(b"PK\x03\x04"):
        return _ZIPPED_NAME.search(data) is not None
    return bool(_XMI.match(data) or _JSON.match(data))


def _is_webanno_tsv(data: bytes) -> bool:
    """Whether the data begin with the line that states the format WebAnno TSV."""
    return data.removeprefix(b"\xef\xbb\xbf").startswith(b"#FORMAT=WebAnno TSV ")


UIMA = Format(
    name="uima",
    media_type="application/vnd.xmi+xml",
    suffixes=(".xmi",),
    add=add,
    can_add=_can_add,
    beside={"types": "TypeSystem.xml"},
    layers=(),
    losses=frozenset((NOT_KEPT, "remark-not-placed", *_LOSS_CODES)),
)

WEBANNO_TSV = Format(
    name="webanno-tsv",
    media_type="text/tab-separated-values",
    add=add_tsv,
    can_add=_is_webanno_tsv,
    layers=(),
    losses=frozenset((NOT_KEPT, "remark-not-placed", *_LOSS_CODES)),
)
