"""Rules on rights: what may be done with the text, the figures and the record."""

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
    """Nobody has looked for the rights in the article's text.

    Then nobody may publish it. Keep the notice as printed; where none is printed, write
    `"notice": "not-stated"` and a statement: In Copyright where the text is too young to be free,
    http://rightsstatements.org/vocab/InC/1.0/; where its age leaves that open, Copyright
    Undetermined, http://rightsstatements.org/vocab/UND/1.0/.
    """
    if document.sections and document.rights.text is None:
        yield warning(
            "rights-left-out",
            "/rights",
            "nobody has looked for the rights in the text",
            'where no notice is printed, write "notice": "not-stated"',
        )


def licence_not_recognised(document: Document) -> Iterator[Finding]:
    """Rights name no licence or rights statement that programs know.

    "(CC)" is no licence, since it does not say which; "CC BY" has no version. A notice stays as
    printed; once the rights have been determined in another way, that it is none is only a note.
    An address or SPDX id is ours to mend.
    """
    for pointer, rights in document.index.of_type(Rights):
        named = _licence(rights)
        if rights.uri is not None and recognise(rights.uri) is None:
            yield warning(
                "licence-not-recognised",
                f"{pointer}/uri",
                f"{short(rights.uri)} is no licence or rights statement that is known",
                licence_problem(rights.uri),
            )
        elif rights.spdx is not None and named is None:
            yield warning(
                "licence-not-recognised",
                f"{pointer}/spdx",
                f'"{rights.spdx}" is no SPDX id of a licence that is known',
                licence_problem(rights.spdx),
            )
        if isinstance(rights.notice, str) and (problem := licence_problem(rights.notice)):
            report = note if named else warning
            yield report("licence-not-recognised", f"{pointer}/notice", problem)


def _licence(rights: Rights) -> Licence | None:
    """The licence that the address names, or the SPDX id or expression."""
    return recognise(stated(rights.uri, rights.spdx))


def _printed(rights: Rights) -> Licence | None:
    """The licence that the notice names, if it says nothing else."""
    return recognise_printed(rights.notice) if isinstance(rights.notice, str) else None


def licence_not_normalised(document: Document) -> Iterator[Finding]:
    """A licence is recognised, but not written in its one form.

    One licence under four addresses is four licences to a program. Write its canonical address.
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
                f"the notice is that of {printed.name}, and its address is left out",
                f'add "uri": "{printed.uri}"' if printed.uri else f'add "spdx": "{printed.spdx}"',
            )


def notice_disagrees_with_licence(document: Document) -> Iterator[Finding]:
    """The notice as printed names one licence, the record another.

    What is printed holds, unless the reason says why not.
    """
    for pointer, rights in document.index.of_type(Rights):
        printed, named = _printed(rights), _licence(rights)
        if printed and named and printed != named and rights.reason is None:
            yield warning(
                "notice-disagrees-with-licence",
                f"{pointer}/{'uri' if rights.uri else 'spdx'}",
                f"{named.name} is given, and {printed.name} is printed",
            )


def rights_wider_than_layer(document: Document) -> Iterator[Finding]:
    """The record is licensed more freely than the text or a figure in it, and does not say why.

    A record holds the whole text. Who reads its licence alone would take the text to be as free.
    Say in the notice or the reason what the licence covers, such as the annotations only.
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
            f"the record is {licence.name}, but holds {name}, which is {strictest.name}",
            "say in its notice or reason what the licence covers",
        )


def image_without_rights(document: Document) -> Iterator[Finding]:
    """A figure with an image says nothing about the rights in it.

    Images are seldom the author's. The licence of the text does not cover them by itself.
    """
    for pointer, figure in document.index.of_type(Figure):
        if figure.image is not None and figure.rights is None:
            yield warning(
                "image-without-rights",
                pointer,
                f"{figure.id} has an image and no rights",
                'add "rights"; where no notice is printed, "notice": "not-stated"',
            )


_NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"
_UNLOCATABLE = "http://rightsstatements.org/vocab/InC-RUU/1.0/"


def looked_but_not_evaluated(document: Document) -> Iterator[Finding]:
    """Rights are said to be unevaluated, although somebody has looked and found no notice.

    Copyright Not Evaluated says that nobody has looked. Who has, and found nothing, says In
    Copyright of a text too young to be free, http://rightsstatements.org/vocab/InC/1.0/, and
    Copyright Undetermined of any other, http://rightsstatements.org/vocab/UND/1.0/.
    """
    for pointer, rights in document.index.of_type(Rights):
        licence = _licence(rights)
        if licence and licence.uri == _NOT_EVALUATED and isinstance(rights.notice, Absence):
            yield warning(
                "looked-but-not-evaluated",
                f"{pointer}/uri",
                f"{licence.name}, but somebody looked: the notice is {rights.notice.value}",
                "write InC for a text too young to be free, UND where its age leaves that open:"
                " http://rightsstatements.org/vocab/InC/1.0/, …/UND/1.0/",
            )


def unlocatable_without_search(document: Document) -> Iterator[Finding]:
    """The holder of the rights is said to be unlocatable, and no search for them is told.

    That statement stands for a documented search. Tell of it under `reason`.
    """
    for pointer, rights in document.index.of_type(Rights):
        licence = _licence(rights)
        if licence and licence.uri == _UNLOCATABLE and rights.reason is None:
            message = f"{licence.name}, and no search is told"
            yield warning("unlocatable-without-search", pointer, message, 'add "reason"')
