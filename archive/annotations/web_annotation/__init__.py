"""Writes the statements of a record as W3C Web Annotations (JSON-LD), and adds them to a record.

`write` returns an `AnnotationCollection` in which each claim, annotation, assessment and relation
is an `Annotation`. This has targets and bodies for any viewer, and also the whole statement in our
own terms, from which `add` makes an equal statement. The article's text is not included.
Annotations from other programs have no such statement; their words are searched in the text.
"""

from __future__ import annotations

import re
from typing import Literal

from archive.annotations.external.data_model import Status
from archive.annotations.external.mapping import GivenMapping
from archive.findings import NOT_KEPT
from archive.formats.format import Format, ReadResult, WriteResult
from archive.model.document import Document


def write(
    document: Document,
    *,
    public: bool = False,
    proposals: bool = False,
    unit: Literal["utf-16", "code-points"] = "utf-16",
    statements: Literal["all", "on-text"] = "all",
) -> WriteResult:
    """Return the statements of a record as Web Annotations, one per line, and findings on losses.

    Args:
        document: The record.
        public: Whether to write only what the public may see (`archive.public_record`). If the
            article's words must not be shown, quote selectors are left out; positions stay.
        proposals: Whether a public file includes proposals, which are marked as proposals.
        unit: The unit of positions: UTF-16 code units, as in every viewer in a browser, or code
            points, as in the standard (Web Annotation Data Model, 4.2.5).
        statements: Whether to write all statements, or only those on words of the text, with only
            these words as targets. Viewers such as Recogito support no other targets.

    Raises:
        WriteError: The record has a newer schema, whose fields could be lost.
    """
    from archive.annotations.web_annotation import writer
    from archive.rights import publication

    shown = publication(document, public=public, proposals=proposals)
    return writer.write(*shown, unit=unit, statements=statements)


def add(
    data: bytes,
    *,
    onto: Document,
    lossy: bool = False,
    mapping: GivenMapping | None = None,
    status: Status = "proposed",
    by: str | None = None,
    at: str | None = None,
    trust: bool = False,
) -> ReadResult:
    """Return a record with the statements of annotations that `write` or other programs made.

    The statements of a collection that `write` made are added after those of the record. A
    statement equal to one of the record is skipped. Nothing is lost silently. If another program
    changed targets or bodies of an annotation but not its statement, this is reported
    (`annotation-differs`); so is an annotation from another program in the collection (`not-kept`).

    All other files (one annotation, a list, a page, a collection, an IIIF manifest) have
    annotations from other programs. These are placed by the words that they select.

    Args:
        data: The file.
        onto: The record.
        lossy: For a collection that `write` made: whether to use the statement if an annotation
            differs from it, and to leave out annotations without a statement. Both are then only
            warnings.
        mapping: For other files: rules that map bodies to statements. They take precedence over the
            default rules.
        status: The status of the new statements.
        by: The name or id of the agent that adds the file; the agent is created if it is not in the
            record.
        at: The time of the import.
        trust: Whether to keep the makers and times that the file states. For a collection that
            `write` made, also the status, revision and history of each statement.

    Raises:
        ReadError: The file is not JSON or has no annotations. Unless `lossy`: the file is a
            collection that `write` made, with content that cannot be kept.
        InvalidDocument: A statement does not fit the record, for example if its words are not in
            the text.
        SpeaksForOthers: The caller is a program, and wants to accept statements or to be trusted.
    """
    from archive.annotations.web_annotation import reader

    called = {"status": status, "by": by, "at": at, "trust": trust}
    return reader.add(data, onto, called, lossy=lossy, mapping=mapping)


_CODES = {
    "not-web-annotations": """The file is an incomplete collection of annotations that archive
    wrote.

        A file for viewers (`statements=on-text`) cannot be read back, because parts were left out.
        Keep the file that was written with all statements.""",
    "annotation-differs": """A Web Annotation differs from the statement in it.

        Targets, bodies, motivation, creator and dates are made from `statement` and the record, for
        programs that know only these. Another program changed them, or the record has changed
        since. Change the statement in the record. With `lossy=True` the statement is used.""",
    "statement-differs": """A statement to be added has the id of another part of the record.

        Nothing is replaced. Remove the part in the record, or give the statement another id.""",
}

_BEGIN = re.compile(
    rb"ns/anno\.jsonld|iiif\.io/api/presentation/"
    rb'|"type"\s*:\s*"(?:oa:)?Annotation(?:Collection|Page)?"'
)


def _can_add(data: bytes) -> bool:
    """Whether the data have the context of W3C or IIIF, or the type of an annotation."""
    return data.lstrip()[:1] in (b"{", b"[") and _BEGIN.search(data) is not None


WEB_ANNOTATION = Format(
    name="web-annotation",
    media_type='application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"',
    suffixes=(".anno.json", ".anno.jsonld"),
    write=write,
    add=add,
    can_add=_can_add,
    layers=(),
    losses=frozenset((NOT_KEPT, "annotation-differs")),
    codes=_CODES,
)
