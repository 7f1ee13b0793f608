"""What is said about the text of a page."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from tests.tools.edited.pages import Leaf, Page, Sentence, Writer
from tests.tools.edited.tokens import graphemes
from tests.tools.edited.tongues import Tongue

_ENTITIES = ("council", "person-1", "group-1", "place-1")
_WORKS = ("work-1", "work-2")
_SOURCES = ("source-1", "source-2", "source-3")
_AGENTS = ("editor", "program")
_INSTANTS = ("2016-03-20T09:30:00Z", "2026-11-24T09:00:00Z")


class Record:
    """Draws what a record says about the text of a page."""

    def __init__(self, page: Page, writer: Writer, tongue: Tongue) -> None:
        self.leaves = page.leaves()
        self.writer, self.tongue = writer, tongue
        self.corrections: list[tuple[str, int, str]] = []
        """Words that are to be corrected: block, offset, and what should stand there."""
        self.orphans: list[tuple[str, str, str]] = []
        """Prefix, words and suffix of each orphan whose words stand nowhere."""

    def anchor(self, random: Random) -> dict[str, Any]:
        """Words of the text: one or several, a sentence or two, a block, a part of a word."""
        leaf = random.choice(self.leaves)
        spans = [span for sentence in leaf.spans for span in sentence]
        style, first = random.random(), random.randrange(len(spans))
        start, end = spans[first]
        if style < 0.42:
            end = spans[min(len(spans) - 1, first + random.randrange(4))][1]
        elif style < 0.65:
            end = spans[min(len(spans) - 1, first + random.randint(3, 12))][1]
        elif style < 0.82:
            number = random.randrange(len(leaf.spans))
            last = min(len(leaf.spans) - 1, number + (random.random() < 0.3))
            start, end = leaf.spans[number][0][0], leaf.spans[last][-1][1]
        elif style < 0.9:
            start, end = 0, len(leaf.text)
        elif style < 0.95:
            parts = graphemes(leaf.text[start:end])
            cut = random.randint(1, len(parts))
            end = start + len("".join(parts[:cut]))
        return self.anchor_at(random, leaf, start, end)

    def anchor_at(self, random: Random, leaf: Leaf, start: int, end: int) -> dict[str, Any]:
        if random.random() >= 0.8:  # drawn for nothing: what is measured stays the same cases
            random.choice((0, 3, 60))
        exact = leaf.text[start:end]
        return {"type": "anchor", "block": leaf.id, "start": start, "end": end, "exact": exact}

    def orphan(self, random: Random) -> dict[str, Any]:
        """Words that are no longer there, or are with other words beside them."""
        tongue = self.tongue
        exact = self._joined(self.writer.fresh_words(random, tongue, random.randint(1, 5)))
        is_copy = random.random() < 0.3
        if is_copy:
            exact = random.choice(self.leaves).text[:30]
        prefix = self._joined(self.writer.fresh_words(random, tongue, 2)) + tongue.joiner
        suffix = tongue.joiner + self._joined(self.writer.fresh_words(random, tongue, 2))
        if not is_copy:
            self.orphans.append((prefix, exact, suffix))
        start = random.randrange(40)
        return {
            "type": "orphan",
            "block": random.choice((random.choice(self.leaves).id, "gone")),
            "start": start,
            "end": start + len(exact),
            "exact": exact,
            "prefix": prefix,
            "suffix": suffix,
            "reason": "The publisher took them out.",
        }

    def _joined(self, words: Sentence) -> str:
        return self.tongue.joiner.join(word.text for word in words)

    def stretches(self, random: Random, least: int = 0, most: int = 1) -> list[dict[str, Any]]:
        number = least + int(random.random() * (most - least + 1))
        return [
            self.orphan(random) if random.random() < 0.05 else self.anchor(random)
            for _ in range(number)
        ]

    def made(self, random: Random) -> dict[str, Any]:
        """What all statements have."""
        revisions = [f"rev-{agent}" for agent in _AGENTS]
        status = random.choice(("proposed", "accepted", "accepted", "rejected"))
        history: list[dict[str, Any]] = []
        if random.random() < 0.5:
            history.append({"status": "modified", "revision": "rev-editor"})
        if random.random() < 0.5:
            history.append({"status": status, "revision": "rev-1", "reason": "Read twice."})
        return {
            "status": status,
            "revision": random.choice(revisions),
            "history": history,
            "rests_on": self.stretches(random) if random.random() < 0.3 else (),
        }

    def judged(self, random: Random) -> dict[str, Any]:
        """What statements have that rest on nothing but their own words."""
        made = self.made(random)
        del made["rests_on"]
        return made

    def claim(self, random: Random, id: str) -> dict[str, Any]:
        made = {
            "id": id,
            "anchors": self.stretches(random, 1, 3),
            "restatement": f"What {id} says.",
            "kind": "descriptive",
            **self.judged(random),
        }
        if random.random() < 0.3:
            made["condition"] = self.stretches(random, 1, 2)
        if random.random() < 0.3:
            made["attribution"] = [{"claimant": "council", "cue": self.stretches(random, 1, 1)}]
            made["stance"] = "neutral"
        if random.random() < 0.2:
            made["time"] = {"date": "2015", "rests_on": self.stretches(random, 1, 1)}
        return made

    def annotation(self, random: Random, id: str, others: Sequence[str]) -> dict[str, Any]:
        kind = random.choice(("mention", "mention", "date", "correction", "citation", "tag"))
        made = {"type": kind, "id": id, "anchors": self.stretches(random, 1, 2)}
        made |= self.judged(random) if kind == "tag" else self.made(random)
        if kind == "mention":
            made["refers_to"] = random.choice((*_ENTITIES, *_WORKS))
        elif kind == "date":
            made["date"] = "2015"
        elif kind == "citation":
            made["cites"] = random.choice((*_WORKS, *_SOURCES))
        elif kind == "tag":
            made["tag"] = "trade"
        else:
            leaf = random.choice(self.leaves)
            sentence = random.randrange(len(leaf.spans))
            start, end = random.choice(leaf.spans[sentence])
            made["anchors"] = [self.anchor_at(random, leaf, start, end)]
            made["corrected"] = self.writer.fresh(random, leaf.tongue)
            self.corrections.append((leaf.id, start, made["corrected"]))
        if others and random.random() < 0.15:
            on = random.choice((None, random.choice(others)))
            anchors = self.stretches(random, 0, 2)
            common = {**self.judged(random), "id": id, "anchors": anchors, "on": on}
            return {"type": "comment", "text": "A remark.", **common}
        return made

    def fields(self, seeds: Sequence[int], head: int) -> dict[str, Any]:
        """Everything but the text."""
        top = Random(head)
        claims: list[str] = []
        found: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("claims", "annotations", "assessments", "relations")
        }
        for number, seed in enumerate(seeds):
            random = Random(seed)
            kind = random.random()
            if kind < 0.4 or not claims:
                claims.append(f"claim-{number}")
                found["claims"].append(self.claim(random, claims[-1]))
            elif kind < 0.8:
                made = self.annotation(random, f"annotation-{number}", claims)
                found["annotations"].append(made)
            elif kind < 0.9:
                made = {
                    "id": f"assessment-{number}",
                    "claim": random.choice(claims),
                    "verdict": "supported",
                    "reasoning": "The report says the same.",
                    "evidence": [{"work": "work-1", "quoted": "the same"}],
                    **self.judged(random),
                }
                found["assessments"].append(made)
            else:
                made = {
                    "id": f"relation-{number}",
                    "subject": random.choice(claims),
                    "predicate": "citesAsEvidence",
                    "object": random.choice(_SOURCES),
                    **self.made(random),
                    "rests_on": self.stretches(random, 0, 2),
                }
                found["relations"].append(made)
        return {
            "language": "en",
            "agents": [{"id": id, "name": id.title()} for id in _AGENTS],
            "metadata": {
                "titles": [{"text": "A title", "rests_on": self.stretches(top)}],
                "authors": "not-stated",
                "keywords": [
                    {"term": "trade", "basis": "inferred", "rests_on": self.stretches(top)}
                ],
            },
            "rights": {"text": {"notice": "none", "rests_on": self.stretches(top)}},
            "entities": [
                {"type": "organisation", "id": "council", "names": [{"text": "Council"}]},
                {
                    "type": "person",
                    "id": "person-1",
                    "names": [{"text": "A. Person", "basis": "external"}],
                    "rests_on": self.stretches(top),
                },
                {"type": "group", "id": "group-1", "description": "experts"},
                {"type": "place", "id": "place-1", "names": [{"text": "China"}]},
            ],
            "works": [
                {"id": "work-1", "type": "report", "title": "A report"},
                {"id": "work-2", "type": "book", "rests_on": self.stretches(top)},
            ],
            "sources": [
                {"id": id, "as_named": "the report", "named_at": self.stretches(top, 0, 2)}
                for id in _SOURCES
            ],
            **found,
            "revisions": [
                *({"id": f"rev-{id}", "at": _INSTANTS[0], "by": id} for id in _AGENTS),
                {
                    "id": "rev-1",
                    "at": _INSTANTS[1],
                    "by": "editor",
                    "summary": "Made.",
                    "parts": [*top.choices([leaf.id for leaf in self.leaves], k=2), *claims[:1]],
                },
            ],
            "extensions": {"https://example.org/queue": {"priority": 1}},
        }
