"""Writes the statements of a record as W3C Web Annotations (JSON-LD), and adds such annotations.

`write` returns an `AnnotationCollection` in which each claim, annotation, assessment and relation
is an `Annotation`: it has targets and bodies for every viewer, and beside them the whole statement
in terms of our own, so that `add` gives back equal statements. The text itself is not in it.
Annotations of other programs, which know no statements, are added by their words.
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
    """Return the statements of a record as Web Annotations, one a line, and what is not in them.

    Args:
        document: The record.
        public: Whether it is for everybody (`archive.public_record`). Where the article's words may
            not be shown, there are no quote selectors. Positions stay.
        proposals: Whether a public form shows proposals, as such.
        unit: What positions count: UTF-16 code units, as every viewer in a browser does, or code
            points, as the standard has it (Web Annotation Data Model, 4.2.5).
        statements: Which statements: all, or those that stand on words of the text, with nothing
            but these for targets. Viewers such as Recogito know no others.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
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
    """Return a record with the statements of annotations that `write` made of it, or of others'.

    Of a collection that `write` made the statements come after those that the record has. One that
    it has already, equal in all, is passed over. Everything is accounted for: where targets or
    bodies were changed and the statement beside them was not, it is told (`annotation-differs`),
    and so is an annotation of somebody else in it (`not-kept`).

    All other files (one annotation, a list, a page, a collection, a manifest of IIIF) are
    annotations of others: they are added on the words that they name.

    Args:
        data: The file.
        onto: The record: its text, its entities, works, sources and revisions.
        lossy: Of what `write` made: whether to keep to the statements where an annotation says
            something else, and to leave out annotations without one; it is a warning then.
        mapping: Of others: rules for what becomes of bodies, before those of the default.
        status: Where the statements stand.
        by: The name or id of who adds the file; an agent is made if there is none.
        at: When.
        trust: Whether the makers and times count that the file states; of what `write` made also
            status, revision and history of each statement, and not what the caller says.

    Raises:
        ReadError: It is not JSON, holds no annotations, or, unless `lossy`, is a collection that
            `write` made and says what cannot be kept.
        InvalidDocument: A statement does not fit the record: its words do not stand there.
        SpeaksForOthers: A program is to decide, or to be trusted.
    """
    from archive.annotations.web_annotation import reader

    called = {"status": status, "by": by, "at": at, "trust": trust}
    return reader.add(data, onto, called, lossy=lossy, mapping=mapping)


_CODES = {
    "not-web-annotations": """The file is not all of a collection of annotations that archive wrote.

        What a viewer is given (`statements=on-text`) is not read back: parts were left out. Keep
        the file that was written with all statements.""",
    "annotation-differs": """A Web Annotation says something else than the statement in it.

        Targets, bodies, motivation, creator and dates are made from `statement` and the record, for
        programs that know only these. Another program changed them, or the record has changed
        since. Change the statement in the record. With `lossy=True` the statement counts.""",
    "statement-differs": """The record has another part with the id of a statement added to it.

        Nothing is replaced. Remove the one in the record, or give the other another id.""",
}

_BEGIN = re.compile(
    rb"ns/anno\.jsonld|iiif\.io/api/presentation/"
    rb'|"type"\s*:\s*"(?:oa:)?Annotation(?:Collection|Page)?"'
)


def _is_laid(data: bytes) -> bool:
    """Whether bytes name the context of W3C or IIIF, or the type of an annotation."""
    return data.lstrip()[:1] in (b"{", b"[") and _BEGIN.search(data) is not None


WEB_ANNOTATION = Format(
    name="web-annotation",
    media_type='application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"',
    suffixes=(".anno.json", ".anno.jsonld"),
    write=write,
    add=add,
    can_add=_is_laid,
    layers=(),
    losses=frozenset((NOT_KEPT, "annotation-differs")),
    codes=_CODES,
)
