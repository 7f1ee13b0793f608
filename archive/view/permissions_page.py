"""The page of permissions: each use of a record, with the answer, reason and conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.model.document import Document
from archive.rights import Permission, permissions
from archive.rights.terms import Answer
from archive.view.page_parts import (
    Heading,
    Inset,
    Items,
    Notice,
    Paragraph,
    Part,
    Parts,
    Run,
    Style,
    text,
)

_STYLES: Mapping[Answer, Style] = {
    "permitted": "good",
    "not determined": "doubt",
    "prohibited": "bad",
}
_NO_ADVICE = (
    "This page uses only the rights that the record states. It is not legal advice: the law "
    "may permit more, and somebody may have recorded a licence wrongly."
)


def permissions_parts(document: Document) -> Parts:
    """Return the parts of a page on what may be done with a record, least permitted first."""
    return (
        Heading(document.metadata.title or document.id, 1),
        Heading("What may be done with it"),
        *use_parts(document),
        Notice(_NO_ADVICE, "quiet"),
    )


def use_parts(document: Document) -> Iterator[Part]:
    """Yield the parts for each use: the use, the answer, the reason and the conditions."""
    for permission in permissions(document):
        yield Heading(
            text(_use(permission), ": ", Run(permission.answer, _STYLES[permission.answer])), 3
        )
        yield Inset((Paragraph(permission.reason), *_conditions(permission)))


def _use(permission: Permission) -> str:
    return f"{permission.use} {permission.figure}" if permission.figure else permission.use


def _conditions(permission: Permission) -> Iterator[Part]:
    if not permission.conditions:
        return
    yield Items(
        tuple(
            text(Run(condition.kind, "strong"), f": {condition.text}")
            for condition in permission.conditions
        )
    )
