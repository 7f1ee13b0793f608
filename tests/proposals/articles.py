"""Articles to propose for, and their proposals in short."""

from __future__ import annotations

from typing import Any

import archive

WRITTEN = "2016-03-23"
"""A Wednesday."""
AT = "2020-01-01T00:00:00Z"


def article(
    *paragraphs: str, language: str | None = "en", written: str | None = WRITTEN, **fields: Any
) -> archive.Document:
    """An article of these paragraphs."""
    metadata: dict[str, Any] = {}
    if language is not None:
        metadata["languages"] = [{"tag": language}]
    if written is not None:
        metadata["publication"] = {"published": {"date": written}}
    blocks = [
        {"type": "paragraph", "id": f"p-{n}", "text": text} for n, text in enumerate(paragraphs, 1)
    ]
    return archive.Document.model_validate(
        {
            "id": "article",
            "metadata": metadata,
            "sections": [{"id": "body", "blocks": blocks}],
            **fields,
        }
    )


def proposed(document: archive.Document, *rules: str, **options: Any) -> archive.Proposals:
    """What rules propose for an article."""
    return archive.propose(document, rules=rules or None, at=AT, **options)


def claims(*paragraphs: str, **options: Any) -> list[archive.Claim]:
    """The claims that are proposed for an article of these paragraphs."""
    found = proposed(article(*paragraphs, **options), "attributions", "quotations").proposed
    return [one for one in found if isinstance(one, archive.Claim)]


def said(claim: archive.Claim) -> str:
    """The words of a claim; stretches are parted by a stroke."""
    return " | ".join(anchor.exact for anchor in claim.anchors)


def cue(claim: archive.Claim) -> str:
    """The words of its cue."""
    return " | ".join(anchor.exact for step in claim.attribution for anchor in step.cue)


def dates(*paragraphs: str, **options: Any) -> dict[str, str]:
    """The dates that are proposed, by their words."""
    found = proposed(article(*paragraphs, **options), "dates").proposed
    return {
        one.anchors[0].exact: one.date
        for one in found
        if isinstance(one, archive.model.DateMention)
    }
