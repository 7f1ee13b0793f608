"""Rules on the rights in the text, the figures and the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.findings import Finding, note, short, warning
from archive.model.basis import Absence
from archive.model.blocks import Figure
from archive.model.licences import (
    Licence,
    licence_problem,
    recognise,
    recognise_printed,
    restrictiveness,
    stated,
)
from archive.model.rights import Rights

if TYPE_CHECKING:
    from archive.model.document import Document


def rights_left_out(document: Document) -> Iterator[Finding]:
    """The rights in the article's text are missing.

    Without them, the text must not be published. Add the notice as printed. If none is printed,
    write `"notice": "not-stated"` and a rights statement. If the text is too young to be free, use
    In Copyright, http://rightsstatements.org/vocab/InC/1.0/; if this is not clear from its age, use
    Copyright Undetermined, http://rightsstatements.org/vocab/UND/1.0/.
    """
    if document.sections and document.rights.text is None:
        yield warning(
            "rights-left-out",
            "/rights",
            "nobody has looked for the rights in the text",
            'if no notice is printed, write "notice": "not-stated"',
        )


def licence_not_recognised(document: Document) -> Iterator[Finding]:
    """Rights do not refer to a known licence or rights statement.

    "(CC)" does not say which licence, and "CC BY" has no version. Keep a notice as printed; the
    finding is only a note if the rights have a known address or SPDX id. Correct an unknown address
    or SPDX id.
    """
    for pointer, rights in document.index.of_type(Rights):
        named = _licence(rights)
        if rights.uri is not None and recognise(rights.uri) is None:
            yield warning(
                "licence-not-recognised",
                f"{pointer}/uri",
                f"{short(rights.uri)} is not a known licence or rights statement",
                licence_problem(rights.uri),
            )
        elif rights.spdx is not None and named is None:
            yield warning(
                "licence-not-recognised",
                f"{pointer}/spdx",
                f'"{rights.spdx}" is not a known SPDX id of a licence',
                licence_problem(rights.spdx),
            )
        if isinstance(rights.notice, str) and (problem := licence_problem(rights.notice)):
            report = note if named else warning
            yield report("licence-not-recognised", f"{pointer}/notice", problem)


def _licence(rights: Rights) -> Licence | None:
    """Return the licence with the address, or with the SPDX id or expression, of these rights."""
    return recognise(stated(rights.uri, rights.spdx))


def _printed(rights: Rights) -> Licence | None:
    """Return the licence in the notice, if the notice contains nothing else."""
    return recognise_printed(rights.notice) if isinstance(rights.notice, str) else None


def licence_not_normalised(document: Document) -> Iterator[Finding]:
    """A licence is recognised, but not given in its canonical form.

    For programs, different addresses are different licences. Write the canonical address.
    """
    for pointer, rights in document.index.of_type(Rights):
        named = recognise(rights.uri) if rights.uri else None
        if rights.uri is not None and named is not None and named.uri != rights.uri:
            message = f"{short(rights.uri)} is another address of {named.name}"
            yield note("licence-not-normalised", f"{pointer}/uri", message, f"write {named.uri}")
        elif rights.uri is None and rights.spdx is None and (printed := _printed(rights)):
            yield warning(
                "licence-not-normalised",
                f"{pointer}/notice",
                f"the notice has {printed.name}, but the address of this licence is missing",
                f'add "uri": "{printed.uri}"' if printed.uri else f'add "spdx": "{printed.spdx}"',
            )


def notice_disagrees_with_licence(document: Document) -> Iterator[Finding]:
    """The printed notice has another licence than the record.

    The printed notice takes precedence: correct the licence, or explain it in the reason.
    """
    for pointer, rights in document.index.of_type(Rights):
        printed, named = _printed(rights), _licence(rights)
        if printed and named and printed != named and rights.reason is None:
            yield warning(
                "notice-disagrees-with-licence",
                f"{pointer}/{'uri' if rights.uri else 'spdx'}",
                f"the record has {named.name}, but the printed notice {printed.name}",
            )


def rights_wider_than_layer(document: Document) -> Iterator[Finding]:
    """The licence of the record is more open than that of its text or a figure, without a reason.

    A record contains the whole text, so readers could think that the licence covers the text. State
    in the notice or the reason what it covers, for example only the annotations.
    """
    record = document.rights.record
    licence = _licence(record) if record else None
    if record is None or licence is None or record.reason or isinstance(record.notice, str):
        return
    layers = [("the text", document.rights.text)]
    layers += [(figure.id, figure.rights) for _, figure in document.index.of_type(Figure)]
    known = [(name, found) for name, r in layers if r and (found := _licence(r))]
    name, strictest = max(known, key=lambda layer: restrictiveness(layer[1]), default=("", licence))
    if restrictiveness(strictest) > restrictiveness(licence):
        yield warning(
            "rights-wider-than-layer",
            "/rights/record",
            f"the record is {licence.name}, but contains {name}, which is {strictest.name}",
            "state in its notice or reason what the licence covers",
        )


def image_without_rights(document: Document) -> Iterator[Finding]:
    """A figure with an image has no rights.

    Images often belong to somebody else, and the licence of the text does not automatically cover
    them.
    """
    for pointer, figure in document.index.of_type(Figure):
        if figure.image is not None and figure.rights is None:
            yield warning(
                "image-without-rights",
                pointer,
                f"{figure.id} has an image, but no rights",
                'add "rights"; if no notice is printed, with "notice": "not-stated"',
            )


_NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"
_UNLOCATABLE = "http://rightsstatements.org/vocab/InC-RUU/1.0/"


def looked_but_not_evaluated(document: Document) -> Iterator[Finding]:
    """The rights are Copyright Not Evaluated, although somebody has looked for a notice.

    Copyright Not Evaluated means that nobody has looked for the rights. If somebody has looked and
    found no notice, use In Copyright for a text too young to be free,
    http://rightsstatements.org/vocab/InC/1.0/, and Copyright Undetermined for any other text,
    http://rightsstatements.org/vocab/UND/1.0/.
    """
    for pointer, rights in document.index.of_type(Rights):
        licence = _licence(rights)
        if licence and licence.uri == _NOT_EVALUATED and isinstance(rights.notice, Absence):
            yield warning(
                "looked-but-not-evaluated",
                f"{pointer}/uri",
                f"{licence.name}, but somebody has looked: the notice is {rights.notice.value}",
                "write InC for a text too young to be free, UND if this is not clear from its age:"
                " http://rightsstatements.org/vocab/InC/1.0/, …/UND/1.0/",
            )


def unlocatable_without_search(document: Document) -> Iterator[Finding]:
    """The holder of the rights is given as unlocatable, but no search is documented.

    This rights statement requires a documented search. Describe the search under `reason`.
    """
    for pointer, rights in document.index.of_type(Rights):
        licence = _licence(rights)
        if licence and licence.uri == _UNLOCATABLE and rights.reason is None:
            message = f"{licence.name} is given, but no search is documented"
            yield warning("unlocatable-without-search", pointer, message, 'describe it in "reason"')
