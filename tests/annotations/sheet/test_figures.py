"""How little has to be typed, and how long it takes."""

from __future__ import annotations

import archive
from tests.annotations.sheet.bare import bare
from tests.conftest import ROOT

TEN_CLAIMS = """\
words,restatement,kind,claimant,source,relation,verdict,reasoning
North Korea withdrew from the Six Party Talks,North Korea left the Six Party Talks in 2009.,descriptive,,,,,
China accounts for more than 70% of North Korea’s trade volume,China has over 70% of North Korea's trade.,descriptive,,Council of Foreign Relations,citesAsAuthority,,
serves as its main source of food,China is North Korea's main source of food.,descriptive,,Council of Foreign Relations,citesAsAuthority,,
they were committed to the denuclearization of the Korean peninsula,Obama and Xi were committed to denuclearization.,descriptive,group: Obama and Xi,President Obama,citesAsEvidence,,
China is obliged to defend North Korea,China must defend North Korea if attacked.,normative,,a treaty signed in 1961,citesAsEvidence,doubt,"The words of the treaty are not given."
China’s commitment to the treaty is waning,China's commitment to the treaty wanes.,descriptive,group: experts,experts,obtainsSupportFrom,doubt,No expert is named.
tested a short-range ... east coast,North Korea tested a missile after the summit.,descriptive,,,,,
conducted an alleged hydrogen bomb test in January,North Korea tested a hydrogen bomb in January 2016.,descriptive,,,,doubt,"The article says ""alleged""."
North Korea depends on China for the majority of its livelihood,North Korea depends on China.,descriptive,,,,,
will undoubtedly strain the relationship,Kim's conduct will strain relations.,predictive,,,,,
"""


def test_ten_claims_with_four_sources_and_three_doubts_are_typed_in_2500_characters() -> None:
    onto = bare(archive.load(ROOT / "documents/frenemies"))
    laid = archive.add(onto, TEN_CLAIMS.encode(), "sheet").document
    assert (len(laid.claims), len(laid.sources), len(laid.assessments)) == (10, 4, 3)
    assert len(laid.relations) == 5
    assert len(TEN_CLAIMS) <= 2500
