"""The page on what may be done with a record has every use, its reason and its conditions."""

from __future__ import annotations

import pytest
from hypothesis import given

import archive
from archive.model.document import Document
from archive.rights import permissions
from archive.view.page_parts import Heading
from archive.view.permissions_page import permissions_parts
from archive.view.show import permissions_page
from tests.strategies import documents


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.slow
@given(documents())
def test_every_use_stands_on_the_page_with_its_reason_and_conditions(document: Document) -> None:
    uses = [
        part
        for part in permissions_parts(document)
        if isinstance(part, Heading) and part.level == 3
    ]
    assert len(uses) == len(list(permissions(document)))
    page = bare(permissions_page(document, width=200))
    for permission in permissions(document):
        assert f"{bare(permission.use)}" in page
        if permission.reason.isascii() and permission.reason.isprintable():
            assert bare(permission.reason) in page


def test_the_page_of_a_closed_text_says_what_may_be_done_instead() -> None:
    page = permissions_page(archive.load("documents/frenemies"))
    assert "publish the text: prohibited" in page
    assert "publish the record: permitted" in page
    assert "by Archive editors, Second reader" in " ".join(page.split())
    assert "It is not legal advice" in " ".join(page.split())
