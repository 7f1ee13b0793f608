"""Ten claims, four sources and three doubts of documents/frenemies, as somebody enters them."""

from functools import partial

import archive

# fmt: off


def entered(document: archive.Document) -> archive.Document:
    claim = partial(archive.add_claim, by="Ada Reader", at="2026-11-25T09:30:00Z")
    document = claim(
        document,
        "Relations Between North Korea and China",
        kind="descriptive",
        restatement="North Korea and China have relations with each other.",
        about="place: North Korea; place: China",
        time="2016",
    )
    document = claim(
        document,
        "China accounts for more than 70% of North Korea's trade volume",
        restatement="China accounts for more than 70% of North Korea's trade.",
        kind="descriptive",
        claimant="organisation: Council on Foreign Relations",
        cue="According to the Council of Foreign Relations",
        stance="endorses",
        source="Council of Foreign Relations",
        agent="Council on Foreign Relations",
        work="report: The China-North Korea Relationship",
        relation="citesAsAuthority",
        about=["North Korea", "China"],
        checkable=True,
    )
    document = claim(
        document,
        "China is obliged to defend North Korea against ... aggression",
        restatement="China has to defend North Korea if it is attacked.",
        kind="normative",
        source="a treaty signed in 1961",
        work="treaty: Treaty of friendship of 1961",
        relation="citesAsEvidence",
        verdict="doubt",
        reasoning="The text of article 2 would settle it.",
    )
    document = claim(
        document,
        "China's commitment to the treaty is waning",
        kind="descriptive",
        restatement="China is less committed to the treaty of 1961 than it was.",
        claimant="group: experts",
        cue="experts believe",
        source="experts",
        relation="citesAsAuthority",
    )
    document = claim(
        document,
        "North Korea is facing another famine",
        kind="descriptive",
        restatement="North Korea faces another famine.",
        commitment="hedged",
        claimant="group: those who spread the rumours",
        manner="reported",
        cue="rumors that",
        source="rumors",
        relation="obtainsSupportFrom",
    )
    document = claim(
        document,
        "China will be North Korea's main lifeline",
        kind="predictive",
        restatement="China will be the main lifeline of North Korea.",
        condition="With rumors that North Korea is facing another famine",
    )
    document = claim(
        document,
        ["in January 2016, DPRK", "detonating its first hydrogen bomb"],
        restatement="North Korea detonated its first hydrogen bomb in January 2016.",
        kind="descriptive",
        time="2016-01",
        commitment="hedged",
        verdict="doubt",
        reasoning="The article says allegedly.",
        certainty="high",
    )
    document = claim(
        document,
        "do not show signs of slowing",
        kind="descriptive",
        negated=True,
        restatement="The trade of the two countries is not slowing.",
        verdict="doubt",
        reasoning="Figures for 2014 and 2015 would settle it.",
    )
    document = claim(
        document,
        "bulk cargo shipping ... in late 2015",
        kind="descriptive",
        restatement="Shipping and train routes between the two opened in 2015.",
        relation="supports",
        to="The trade of the two countries is not slowing.",
    )
    return claim(
        document,
        "Kim Jong-un's increasingly erratic behavior",
        kind="evaluative",
        restatement="Kim Jong-un behaves more and more erratically.",
        about="person: Kim Jong-un",
        public_restatement="Kim's conduct grows erratic.",
    )
