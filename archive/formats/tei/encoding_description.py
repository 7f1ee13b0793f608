"""The `encodingDesc`: closed vocabularies as TEI taxonomies, and the principles of encoding."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from archive.formats.tei.context import ReadContext, short_quoted
from archive.formats.tei.parser import Element, take
from archive.formats.tei.redundant_elements import compare_constant
from archive.formats.tei.schema_references import CUSTOMISATION, TEI_ALL, is_customisation
from archive.formats.tei.xml_output import XmlOutput
from archive.model.assessments import VERDICTS
from archive.model.basis import ABSENCES, BASES
from archive.model.claims import CLOSED_WORDS, PLAIN_FIELDS
from archive.model.revisions import CHANGED
from archive.model.statements import STATUSES
from archive.version import VERSION

_SCHEMA_KEY = "archive-document-"
_YES_NO = {True: "yes", False: "no"}

TAXONOMIES: Mapping[str, Mapping[Any, str]] = {
    **CLOSED_WORDS,
    **{
        name: {_YES_NO[value]: meaning for value, meaning in field.shown.meanings.items()}
        for name, field in PLAIN_FIELDS.items()
        if field.is_boolean
    },
    "verdict": VERDICTS,
    "basis": BASES,
    "absence": {absence.value: meaning for absence, meaning in ABSENCES.items()},
    "status": {word: meaning for word, meaning in STATUSES.items() if word != "proposed"},
    "changed": CHANGED,
    "kept": {"yes": "the record keeps what somebody gave it instead of what the newer capture has"},
    "edtf": {"calendar": "Extended Date/Time Format, levels 0 to 2 (ISO 8601-2:2019, annex A)"},
}
"""Every term that `@ana` and `@datingMethod` may refer to, with its meaning: the closed
vocabularies of the model, and two that only the TEI has."""

INLINE = "archive-inline"
"""The schema key in a file with names and claims inline, which is not a record."""
_STANDS_OFF = "The text holds received formatting only; all that is said about it stands off."
_STANDS_IN = (
    "Names and claims stand in the text as elements, cut where they overlap. This form is made "
    "from a record and is none."
)

_INTERCHANGE = f'<schemaRef type="interchange" key="tei_all" url="{TEI_ALL}"/>\n'
_EDITORIAL = f"""<editorialDecl>
<correction status="unknown">
<p>None in the text; errors of the author or publisher are annotated.</p>
</correction>
<normalization>
<p>None: code points and white space as received. Pointers count code points.</p>
</normalization>
<quotation marks="all">
<p>Quotation marks are kept as characters.</p>
</quotation>
<interpretation>
<p>{_STANDS_OFF}</p>
</interpretation>
</editorialDecl>
<refsDecl>
<citeStructure unit="block" match="/TEI/text//*[@xml:space][@xml:id]" use="@xml:id"/>
</refsDecl>
"""


def write_encoding(
    to: XmlOutput, schema_version: str, when: str | None, *, is_record: bool = True
) -> None:
    """Write `<encodingDesc>`: schemas, editorial policy, closed vocabularies, program.

    If `is_record` is false, the element states that the file is not a record.
    """
    to.open("encodingDesc")
    if is_record:
        schema = f"{_SCHEMA_KEY}{schema_version}"
        to.add("schemaRef", {"type": "record", "key": schema, "url": CUSTOMISATION})
        to.raw(_INTERCHANGE)
        to.raw(_constant())
    else:
        to.add("schemaRef", {"type": "inline", "key": INLINE, "url": TEI_ALL})
        to.raw(_constant().replace(_STANDS_OFF, _STANDS_IN))
    to.open("appInfo")
    to.open("application", {"ident": "archive", "version": VERSION, "when": when})
    to.add("label", None, "archive")
    to.close("application")
    to.close("appInfo")
    to.close("encodingDesc")


def read_encoding(encoding: Element, context: ReadContext) -> str | None:
    """Undo `write_encoding`: return the version of the schema; report any other content."""
    version = None
    constant = []
    for child in encoding:
        is_record = child.tag == "schemaRef" and child.attrib.get("type") == "record"
        if is_record and version is None:
            take(child, "type")
            key = take(child, "key") or ""
            version = key.removeprefix(_SCHEMA_KEY)
            if not key.startswith(_SCHEMA_KEY):
                message = f"schemaRef/@key={short_quoted(key)} is not the schema of a record"
                hint = f'write key="{_SCHEMA_KEY}…"; for other TEI, use archive receive'
                context.unreadable(child, "not-a-record", message, hint)
            if is_customisation(child.get("url", ""), version):
                take(child, "url")
            context.expect(child, "url", CUSTOMISATION)
            context.note_all_lost(child)
        elif child.tag == "appInfo":
            _read_program(child, context)
        else:
            constant.append(child)
    compare_constant(constant, _INTERCHANGE + _constant(), context)
    context.end(encoding)
    return version


def _read_program(app_info: Element, context: ReadContext) -> None:
    """Read the program that wrote the file, whatever its version; the version is not kept."""
    for application in app_info:
        if application.tag != "application" or application.attrib.get("ident") != "archive":
            context.note_lost(application)
            continue
        for attribute in ("ident", "version", "when"):
            take(application, attribute)
        for child in application:
            if child.tag != "label" or context.line(child) != "archive":
                context.note_lost(child)
        context.end(application)
    context.end(app_info)


@cache
def _constant() -> str:
    to = XmlOutput()
    to.raw(_EDITORIAL)
    to.open("classDecl")
    for name, words in TAXONOMIES.items():
        to.open("taxonomy", {"xml:id": f"taxonomy.{name}"})
        for word, meaning in words.items():
            to.open("category", {"xml:id": f"{name}.{word}"})
            to.add("catDesc", None, meaning)
            to.close("category")
        to.close("taxonomy")
    to.close("classDecl")
    return str(to)
