"""RIS: what is written says what it says to others, and reads back equal but for what is told."""

from __future__ import annotations

from hypothesis import given

import archive
from archive.formats import ris
from tests.formats.bibliographies import alone, as_carried, silent_losses
from tests.strategies import documents


@given(documents())
def test_a_work_comes_back_but_for_what_is_told(document: archive.Document) -> None:
    for work in map(as_carried, document.works):
        written = ris.write(alone(work))
        back = ris.lay(written.data, onto=alone())
        assert back.findings == (), written.data.decode()
        assert len(back.document.works) == 1, written.data.decode()
        lost = silent_losses(work, back.document.works[0], written.findings)
        assert lost == {}, written.data.decode()
