"""What a record repeats of the article in words of its own is told where it is written for everybody."""

from __future__ import annotations

import archive
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.rights import Rights, RightsLayers
from archive.rights import reused_text
from tests import samples

SENTENCE = "The harbour wall was built in nineteen hundred and sixty two by the town."
RESERVED = RightsLayers(text=Rights(uri="http://rightsstatements.org/vocab/InC/1.0/"))


def with_restatement(restatement: str) -> Document:
    document = samples.text_only(SENTENCE).update(rights=RESERVED)
    anchor = document.anchor("The harbour wall")
    return document.add(
        Claim(id="c-1", anchors=(anchor,), restatement=restatement, kind="descriptive")
    )


def test_eight_words_in_a_row_are_reported_and_seven_are_not() -> None:
    words = SENTENCE.split()
    assert reused_text(with_restatement(" ".join(words[:7]) + " long ago.")) is None
    found = reused_text(with_restatement("It is said: " + " ".join(words[2:10]).upper() + "!"))
    assert found is not None
    assert (found.code, found.location.pointer) == ("words-repeated", "/claims/0/restatement")
    assert found.message.endswith("in so many places: 1")


def test_it_is_reported_only_where_the_text_is_withheld() -> None:
    document = with_restatement(SENTENCE)

    def codes(document: Document, **options: bool) -> list[str]:
        return [f.code for f in archive.write(document, "html", **options).findings]

    assert codes(document, public=True) == ["record-not-licensed", "withheld", "words-repeated"]
    assert codes(document) == []
    free = RightsLayers(text=Rights(uri="https://creativecommons.org/licenses/by/4.0/"))
    assert codes(document.update(rights=free), public=True) == ["record-not-licensed"]
