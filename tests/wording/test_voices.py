"""On whose word a claim stands."""

from __future__ import annotations

import pytest

from archive.model.claims import Attribution
from archive.model.entities import Group
from archive.wording.voices import Voice, voice_of
from tests import samples


@pytest.mark.parametrize(
    ("claimants", "voice"),
    [
        ((), Voice("author")),
        (("council",), Voice("named", "council")),
        (("council", "some"), Voice("nobody", "some")),
        (("some", "council"), Voice("named", "council")),
        (("council", None), Voice("named", "council")),
        ((None, None), Voice("nobody")),
    ],
)
def test_a_claim_stands_on_the_word_of_the_innermost_claimant_that_is_known(
    claimants: tuple[str | None, ...], voice: Voice
) -> None:
    document = samples.small().add(Group(id="some", description="Those who say so."))
    chain = tuple(Attribution(claimant=claimant) for claimant in claimants)
    claim = document.claims[0].update(attribution=chain)
    assert voice_of(claim, document.replace(claim)) == voice
