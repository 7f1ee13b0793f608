"""BibTeX: what is written says what it says to others, and reads back equal but for what is told."""

from __future__ import annotations

from hypothesis import given

import archive
from archive.formats import bibtex
from archive.formats.bibtex import _escaped, _unescaped
from tests.formats.bibliographies import alone, as_carried, silent_losses
from tests.strategies import documents, lines


@given(lines())
def test_what_is_escaped_is_the_same_text(line: str) -> None:
    assert _unescaped(_escaped(line)) == line


@given(documents())
def test_a_work_comes_back_but_for_what_is_told(document: archive.Document) -> None:
    for work in map(as_carried, document.works):
        written = bibtex.write(alone(work))
        back = bibtex.lay(written.data, onto=alone())
        assert back.findings == (), written.data.decode()
        assert len(back.document.works) == 1, written.data.decode()
        lost = silent_losses(work, back.document.works[0], written.findings)
        assert lost == {}, written.data.decode()
