"""How right proposals are: `python -m tests.proposals.measure FOLDER`, as the manual has it.

The texts were chosen by a rule, before a rule of the library was written, and split into those it
was worked on with and those that were looked at once, at the end (`--held-out`):

- PolNeAR 1.0 (news, attributions with source, cue and content): of the 840 articles of its part
  "train", in the order of their names, every tenth; held out, the 84 of its part "test".
- LitBank (novels, quotations and speakers, CC BY 4.0): of the texts that have quotations, in the
  order of their names, the first, third, ...; held out, the others.
- PDNC (novels, quotations, speakers, and the words that name them): of the novels in the order of
  their names the first, fifth, ...; held out, the third, seventh, ...
- TEI of others: each file whose record has a mention or a date; working, the first, third, ...
- The two records of this project: their accepted statements taken away, all working.

FOLDER holds `litbank`, `polnear` and `pdnc`, copies of their repositories, and `tei`. What is not
there is not measured.
"""

from __future__ import annotations

import argparse
import ast
import csv
import re
import sys
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import archive
from archive.model.anchors import Anchor
from archive.text.cues import KINDS
from archive.wording.voices import voice_of

Span = tuple[int, int]

VERBS = (
    "say says said tell tells told believe believes believed think thinks thought argue argues "
    "argued claim claims claimed warn warns warned report reports reported ask asks asked add adds "
    "added write writes wrote reply replies replied cry cried answer answers answered suggest "
    "suggests suggested announce announces announced"
)
"""The floor: a plain list of reporting verbs."""


@dataclass
class Gold:
    """An attribution, as somebody annotated it."""

    content: list[Span]
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)
    named: str = ""
    """The words that name the speaker, where no place of them is given."""


@dataclass
class Case:
    """A text and what somebody annotated in it."""

    name: str
    document: archive.Document
    starts: dict[str, int]
    text: str
    gold: list[Gold]


def of_text(name: str, text: str, gold: list[Gold], **metadata: Any) -> Case:
    """A case of a plain text: paragraphs where a line is empty."""
    starts: dict[str, int] = {}
    blocks: list[dict[str, Any]] = []
    for number, found in enumerate(re.finditer(r"\S(?:.|\n(?!\s*\n))*", text), 1):
        starts[f"p-{number}"] = found.start()
        blocks.append({"type": "paragraph", "id": f"p-{number}", "text": found[0]})
    raw = {
        "id": "measured",
        "metadata": {"languages": [{"tag": "en"}], **metadata},
        "sections": [{"id": "body", "blocks": blocks}],
    }
    return Case(name, archive.Document.model_validate(raw), starts, text, gold)


def in_text(case: Case, stretches: Iterable[Any]) -> list[Span]:
    """Where anchors stand in the whole text."""
    return [
        (case.starts[a.block] + a.start, case.starts[a.block] + a.end)
        for a in stretches
        if isinstance(a, Anchor)
    ]


def polnear(folder: Path, *, held_out: bool) -> Iterator[Case]:
    """The articles of PolNeAR."""
    part = folder / "data" / ("test" if held_out else "train")
    texts = sorted((part / "text").iterdir())
    for path in texts if held_out else texts[::10]:
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        annotated = sorted((part / "attributions").glob(f"{path.stem}_*.ann"))[0]
        spans: dict[str, list[Span]] = {}
        gold = []
        for line in annotated.read_text("utf-8").splitlines():
            id, _, rest = line.partition("\t")
            if id.startswith("T"):
                places = rest.split("\t")[0].split(" ", 1)[1]
                spans[id] = [
                    (int(a), int(b)) for a, b in (p.split() for p in places.split(";") if p)
                ]
            elif id.startswith("E"):
                parts: dict[str, list[Span]] = {"Content": [], "Cue": [], "Source": []}
                for role, target in (item.split(":") for item in rest.split()):
                    kind = re.sub(r"\d+$", "", role)
                    if kind in parts:
                        parts[kind] += spans.get(target, [])
                if parts["Content"]:
                    gold.append(Gold(parts["Content"], parts["Cue"], parts["Source"]))
        date = path.name.split("_")[1]
        yield of_text(path.stem, text, gold, publication={"published": {"date": date}})


_NO_SPACE_BEFORE = re.compile(r"[,.;:!?)\]’”%]|n['’]t$|['’](?:s|re|ve|ll|d|m|S)$")


def litbank(folder: Path, *, held_out: bool) -> Iterator[Case]:
    """The quotations of LitBank; its tokens are put together again as they are printed."""
    paths = [p for p in sorted((folder / "quotations" / "tsv").glob("*.ann")) if p.stat().st_size]
    for path in paths[1 if held_out else 0 :: 2]:
        lines = path.with_suffix(".txt").read_text("utf-8").splitlines()
        text, places = "", []
        glue, straight = False, 0
        for line in lines:
            row = []
            for token in line.split(" "):
                opening = token in ("“", "‘", "(", "[") or (token == '"' and straight % 2 == 0)
                closing = token == '"' and straight % 2 == 1
                straight += token == '"'
                near = glue or closing or _NO_SPACE_BEFORE.match(token)
                if text and not near:
                    text += " "
                row.append((len(text), len(text) + len(token)))
                text += token
                glue = opening
            places.append(row)
        quotes: dict[str, Gold] = {}
        for line in path.read_text("utf-8").splitlines():
            cells = line.split("\t")
            if cells[0] == "QUOTE":
                a, b, c, d = map(int, cells[2:6])
                quotes[cells[1]] = Gold([(places[a][b][0], places[c][d][1])])
        yield of_text(path.stem, text, list(quotes.values()))


def pdnc(folder: Path, *, held_out: bool) -> Iterator[Case]:
    """The quotations of PDNC, each of several parts as one."""
    novels = sorted(p for p in (folder / "data").iterdir() if (p / "novel_text.txt").exists())
    csv.field_size_limit(10**8)
    for path in novels[2 if held_out else 0 :: 4]:
        text = (path / "novel_text.txt").read_bytes().decode("utf-8", "replace")
        gold = []
        with (path / "quotation_info.csv").open(encoding="utf-8", errors="replace") as rows:
            for row in csv.DictReader(rows):
                spans = [tuple(span) for span in ast.literal_eval(row["quoteByteSpans"])]
                named = row["referringExpression"] if row["quoteType"] == "Explicit" else ""
                gold.append(Gold(spans, named=named or ""))
        yield of_text(path.name, text, gold)


CORPORA = {"polnear": polnear, "litbank": litbank, "pdnc": pdnc}


@dataclass
class Proposed:
    """An attribution that was proposed."""

    content: list[Span]
    cue: list[Span]
    way: str
    commitment: str = ""


def ours(case: Case, rules: Sequence[str]) -> list[Proposed]:
    """What the library proposes."""
    found = archive.propose(case.document, rules=rules)
    result = []
    for statement in found.proposed:
        way = way_of(statement)
        if isinstance(statement, archive.Claim):
            cue = [a for step in statement.attribution for a in step.cue]
            spans = in_text(case, statement.anchors)
            result.append(Proposed(spans, in_text(case, cue), way))
        elif isinstance(statement, archive.model.Tag):
            result.append(Proposed(in_text(case, statement.anchors), [], way))
    return result


_VERB = re.compile(rf"\b(?:{'|'.join(VERBS.split())})\b")
_CAPITALS = re.compile(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*")


def floor(case: Case) -> list[Proposed]:
    """A sentence with a verb of the list is an attribution, the nearest capitals its claimant."""
    from archive.text.sentences import sentence_starts

    result = []
    for block in case.document.text_blocks():
        starts = [*sentence_starts(block.text), len(block.text)]
        for start, end in pairwise(starts):
            verb = _VERB.search(block.text, start, end)
            if verb is None:
                continue
            at = case.starts[block.id]
            names = list(_CAPITALS.finditer(block.text, start, end))
            cue = [(at + verb.start(), at + verb.end())]
            if names:
                here = verb.span()
                near = min(names, key=lambda name: distance(name.span(), here))
                cue.append((at + near.start(), at + near.end()))
            result.append(Proposed([(at + start, at + end)], cue, "verb"))
    return result


def distance(one: Span, other: Span) -> int:
    """How far apart two stretches are."""
    return min(abs(one[0] - other[1]), abs(one[1] - other[0]))


def overlap(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many code points two lists of stretches share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def length(spans: Sequence[Span]) -> int:
    """How many code points stretches have."""
    return sum(b - a for a, b in spans)


def alike(one: Sequence[Span], other: Sequence[Span]) -> float:
    """What two lists of stretches share, of all that they have."""
    shared = overlap(one, other)
    return shared / max(1, length(one) + length(other) - shared)


@dataclass
class Score:
    """How many were right."""

    proposed: int = 0
    gold: int = 0
    right: int = 0
    named: int = 0
    named_right: int = 0

    def __iadd__(self, other: Score) -> Score:
        for name in ("proposed", "gold", "right", "named", "named_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    def __str__(self) -> str:
        p, r = self.right / max(1, self.proposed), self.right / max(1, self.gold)
        f = 2 * p * r / max(1e-9, p + r)
        claimants = f" claimant {self.named_right}/{self.named}" if self.named else ""
        return (
            f"P {p:.2f} R {r:.2f} F1 {f:.2f} "
            f"({self.right} of {self.proposed} proposed, {self.gold} annotated){claimants}"
        )


def matched(
    case: Case, proposed: Sequence[Proposed], least: float
) -> tuple[list[tuple[Proposed, Gold]], list[Proposed], list[Gold]]:
    """Pairs of what was proposed and annotated, one to one, the most alike first; and the rest."""
    ends = sorted((min(a for a, _ in g.content), n) for n, g in enumerate(case.gold))
    firsts = [start for start, _ in ends]
    longest = max(
        (max(b for _, b in g.content) - min(a for a, _ in g.content) for g in case.gold), default=0
    )
    pairs = []
    for number, one in enumerate(proposed):
        low = min(a for a, _ in one.content) - longest
        high = max(b for _, b in one.content)
        for _, n in ends[bisect_right(firsts, low) : bisect_right(firsts, high)]:
            score = alike(one.content, case.gold[n].content)
            if score >= least:
                pairs.append((score, number, n))
    pairs.sort(reverse=True)
    mine: set[int] = set()
    theirs: set[int] = set()
    result = []
    for _, number, n in pairs:
        if number not in mine and n not in theirs:
            mine.add(number)
            theirs.add(n)
            result.append((proposed[number], case.gold[n]))
    return (
        result,
        [p for number, p in enumerate(proposed) if number not in mine],
        [g for n, g in enumerate(case.gold) if n not in theirs],
    )


def words(text: str) -> set[str]:
    """The words of a name or cue that tell something."""
    return {w.casefold() for w in re.findall(r"\w{2,}", text)} - {
        "the",
        "mr",
        "mrs",
        "miss",
        "said",
    }


def shown(case: Case, spans: Sequence[Span]) -> str:
    """The words of stretches."""
    return " … ".join(case.text[a:b].replace("\n", " ") for a, b in spans)


def measure_attributions(folder: Path, *, held_out: bool, wrong: int, only: str = "") -> None:
    """Measure attributions and quotations in the corpora of others."""
    for name, read in CORPORA.items():
        if not (folder / name).is_dir() or (only and only != name):
            continue
        cases = list(read(folder / name, held_out=held_out))
        size = sum(len(case.text.split()) for case in cases)
        print(f"\n{name}: {len(cases)} texts, {size} words")
        # novels are annotated with direct speech alone
        rules = ("attributions", "quotations") if name == "polnear" else ("quotations",)
        for how, propose in (("floor", floor), ("ours", partial(ours, rules=rules))):
            total, loose, by_verb = Score(), Score(), Score()
            ways: dict[str, Score] = {}
            shown_wrong: list[str] = []
            shown_missed: list[str] = []
            began = time.perf_counter()
            for case in cases:
                proposed = propose(case)
                if name == "litbank":  # which annotates each stretch by itself
                    proposed = [
                        Proposed([span], one.cue, one.way)
                        for one in proposed
                        for span in one.content
                    ]
                if name == "polnear":  # words without a speaker are part of what is annotated
                    lone = [one for one in proposed if one.way == "quotation"]
                    proposed = [one for one in proposed if one.way != "quotation"]
                    annotated = [span for g in case.gold for span in g.content]
                    score = ways.setdefault("quotation, within an annotated one", Score())
                    score.proposed += len(lone)
                    score.right += sum(
                        overlap(o.content, annotated) >= 0.9 * length(o.content) for o in lone
                    )
                pairs, extra, missed = matched(case, proposed, 0.5)
                total += Score(len(proposed), len(case.gold), len(pairs))
                loose += Score(len(proposed), len(case.gold), len(matched(case, proposed, 0.01)[0]))
                for mine, theirs in pairs:
                    if not (theirs.source or theirs.named) or not mine.cue:
                        continue
                    total.named += 1
                    if theirs.source:
                        total.named_right += overlap(mine.cue, theirs.source) > 0
                    else:
                        total.named_right += bool(
                            words(theirs.named) & words(shown(case, mine.cue))
                        )
                for one in proposed:
                    ways.setdefault(one.way, Score()).proposed += 1
                for mine, _ in pairs:
                    ways[mine.way].right += 1
                with_verb = [g for g in case.gold if _VERB.search(shown(case, g.cue))]
                by_verb += Score(
                    0, len(with_verb), len(with_verb) - sum(g in with_verb for g in missed)
                )
                shown_wrong += [
                    f"{e.way}: {shown(case, e.content)!r} <- {shown(case, e.cue)!r}" for e in extra
                ]
                shown_missed += [
                    f"{shown(case, g.content)!r} <- {shown(case, g.cue)!r} by {shown(case, g.source)!r} {g.named}"
                    for g in missed
                ]
            print(f"  {how}: {total}; any overlap: {loose}  [{time.perf_counter() - began:.1f} s]")
            if by_verb.gold:
                print(
                    f"    of those with a verb of the list: {by_verb.right} of {by_verb.gold}, R {by_verb.right / by_verb.gold:.2f}"
                )
            if how == "ours":
                for way, score in sorted(ways.items()):
                    print(
                        f"    {way}: {score.right}/{score.proposed} = {score.right / score.proposed:.2f}"
                    )
                for label, lines in (("wrong", shown_wrong), ("missed", shown_missed)):
                    step = max(1, len(lines) // wrong) if wrong else 0
                    for line in lines[::step][:wrong] if wrong else ():
                        print(f"      {label}: {line[:260]}")


def measure_claimants(folder: Path, *, held_out: bool, wrong: int) -> None:
    """Measure who is said to speak, against the annotated source, and print each new entity.

    Claimants are right if the annotated source has a word of their name. The kind of each entity
    is to be read: nobody annotated it.
    """
    kinds, right, matches, falsely = Counter[str](), 0, 0, list[str]()
    voices: Counter[str] = Counter()
    for case in polnear(folder, held_out=held_out):
        document = archive.propose(case.document, rules=("attributions", "quotations")).document
        claims = list(document.claims)
        proposed = [Proposed(in_text(case, c.anchors), [], "") for c in claims]
        gold = {id(mine): theirs for mine, theirs in matched(case, proposed, 0.5)[0]}
        for claim, one in zip(claims, proposed, strict=True):
            voice = voice_of(claim, document)
            voices[voice.kind] += 1
            theirs = gold.get(id(one))
            source = shown(case, theirs.source) if theirs else ""
            if voice.kind == "nobody" and re.search(r"(?<!^)\b[A-Z]|^(?:he|she)$", source):
                falsely.append(f"{source!r}: {claim.reason}")
            if voice.kind == "named" and source:
                matches += 1
                name = voice.label(document)
                found = bool(words(name) & words(source))
                right += found
                if not found and wrong:
                    print(f"      wrong: {name!r}, annotated {source!r}")
        for entity in document.entities:
            if entity.type in ("person", "organisation"):
                kinds[entity.type] += 1
                if wrong:
                    print(f"      {entity.type}: {entity.label!r} <- {entity.reason}")
    print(f"\nclaimants: {dict(voices)}; new entities {dict(kinds)}")
    print(f"  {right} of {matches} named ones share a word with the annotated source")
    print(f"  {len(falsely)} called nobody whose annotated source has a name in it: {falsely}")


def measure_named(folder: Path, *, held_out: bool, wrong: int) -> None:
    """Count the people and organisations that the text names; print each, to be read.

    With every mention of one that `wrong` leaves over, in its place.
    """
    kinds, mentions = Counter[str](), list[str]()
    for case in polnear(folder, held_out=held_out):
        document = archive.propose(case.document, rules=["names"]).document
        for entity in document.entities:
            kinds[entity.type] += 1
            if wrong:
                print(f"      {entity.type}: {entity.label!r} in {case.name} <- {entity.reason}")
        for one in document.annotations:
            if isinstance(one, archive.model.Mention):
                ((low, high),) = in_text(case, one.anchors)
                label = document.get(one.refers_to).label
                mentions.append(
                    f"{way_of(one)}, {label!r}: {case.text[max(0, low - 40) : high + 20]!r}"
                )
    print(f"\nnamed in the text: {dict(kinds)}, {len(mentions)} mentions")
    for line in mentions[:: max(1, len(mentions) // wrong)][:wrong] if wrong else ():
        print(f"      {line}")


def bare(document: archive.Document) -> archive.Document:
    """A record without the statements of anybody; entities, works and sources stay."""
    raw = document.model_dump(mode="json", exclude_defaults=True)
    for name in ("claims", "annotations", "assessments", "relations"):
        raw.pop(name, None)
    gone = {
        s.id
        for s in (
            *document.claims,
            *document.annotations,
            *document.assessments,
            *document.relations,
        )
    }
    for revision in raw.get("revisions", ()):
        revision["parts"] = [id for id in revision.get("parts", ()) if id not in gone]
    return archive.Document.model_validate(raw)


def value(one: Any) -> str:
    """What a mention refers to, or the date of a date."""
    return str(one.refers_to if one.type == "mention" else one.date)


def way_of(one: Any) -> str:
    """The way of the rule that proposed it."""
    return str(one.reason or "").removeprefix("rule ").partition(":")[0]


def compared(name: str, document: archive.Document, wrong: int) -> dict[str, Score]:
    """What is proposed for a record without its statements, beside those that are accepted.

    Mentions of whom the record does not know are left out: nobody annotated them.
    """
    known = {part.id for part in (*document.entities, *document.works)}
    found = [
        one
        for one in archive.propose(bare(document)).proposed
        if not isinstance(one, archive.model.Mention) or one.refers_to in known
    ]
    scores: dict[str, Score] = {}
    for kind in ("mention", "date"):
        gold: list[Any] = [
            a for a in document.annotations if a.type == kind and a.status == "accepted"
        ]
        mine: list[Any] = [a for a in found if getattr(a, "type", "") == kind]
        for label in (kind, f"{kind}, same words alone"):
            is_strict = label == kind
            left = list(gold)
            for one in mine:
                there = [g for g in left if meets(one, g)]
                same = next((g for g in there if not is_strict or means(one, g)), None)
                if same is not None:
                    left.remove(same)
                if is_strict:
                    way = scores.setdefault(f"  {way_of(one)}", Score())
                    way += Score(1, 0, int(same is not None))
                if is_strict and same is None and wrong:
                    said = [(g.anchors[0].exact, value(g)) for g in there]
                    print(f"      wrong in {name}: {one.anchors[0].exact!r} {value(one)}: {said}")
            score = scores.setdefault(label, Score())
            score += Score(len(mine), len(gold), len(gold) - len(left))
            for g in left[:wrong] if is_strict else ():
                print(f"      missed in {name}: {g.anchors[0].exact!r} {value(g)}")
    return scores


def meets(one: Any, other: Any) -> bool:
    """Whether two statements stand on words that overlap."""
    return any(
        a.block == b.block and a.start < b.end and b.start < a.end
        for a in one.anchors
        for b in other.anchors
        if isinstance(a, Anchor) and isinstance(b, Anchor)
    )


def means(one: Any, other: Any) -> bool:
    """Whether they mean the same date or entity."""
    if one.type == "mention":
        return bool(one.refers_to == other.refers_to)
    return archive.model.edtf_bounds(one.date) == archive.model.edtf_bounds(other.date)


def measure_annotations(
    title: str, documents: Iterable[tuple[str, archive.Document]], wrong: int
) -> None:
    """Measure names and dates of records."""
    print(f"\n{title}")
    total: dict[str, Score] = {}
    for name, document in documents:
        scores = compared(name, document, wrong)
        for label, score in scores.items():
            total.setdefault(label, Score())
            total[label] += score
        print(
            f"  {name[:40]}: "
            + "; ".join(
                f"{label} {scores[label].right}/{scores[label].proposed}p/{scores[label].gold}g"
                for label in ("mention", "date")
            )
        )
    for label, score in sorted(total.items()):
        print(f"  {label}: {score}")


def of_others(folder: Path, *, held_out: bool) -> Iterator[tuple[str, archive.Document]]:
    """The records of the TEI of others that have a mention or a date."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".tsv":
            continue
        try:
            document = archive.receive(path).document
        except archive.errors.ReadError:
            continue
        if any(a.type in ("mention", "date") for a in document.annotations):
            found.append((path.name, document))
    return iter(found[1 if held_out else 0 :: 2])


def records(wrong: int) -> None:
    """Measure all rules on the two long records of the project."""
    folder = Path(__file__).parents[2] / "documents"
    names = ("claims-and-sources", "frenemies")
    documents = [(name, archive.load(folder / name)) for name in names]
    measure_annotations("records of the project", documents, wrong)
    total, plain, unsaid = Score(), 0, 0
    for name, document in documents:
        gold = [c for c in document.claims if c.attribution and c.status == "accepted"]
        mine = [s for s in archive.propose(bare(document)).proposed if isinstance(s, archive.Claim)]
        right = [c for c in mine if any(meets(c, g) for g in gold)]
        total += Score(len(mine), len(gold), sum(any(meets(c, g) for c in mine) for g in gold))
        print(
            f"  {name}: {len(right)} of {len(mine)} proposed claims stand on words of an attributed one"
        )
        for c in mine:
            print(
                f"      {'right' if c in right else 'wrong'}: {c.restatement!r} <- {[a.exact for s in c.attribution for a in s.cue]}"
            )
        for c in document.claims:
            if c.status == "accepted":
                words = " ".join(a.exact for a in c.anchors)
                if not any(told.search(words) for _, told in KINDS):
                    unsaid += 1
                    plain += c.kind == "descriptive"
    print(
        f"  attributed claims: R {total.right}/{total.gold}; of {unsaid} claims without a word that tells the kind, {plain} are descriptive"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--wrong", type=int, default=0, help="how many of each to show")
    parser.add_argument("--only", default="")
    given = parser.parse_args(arguments)
    if not given.only or given.only == "records":
        records(given.wrong)
    if (given.folder / "tei").is_dir() and given.only in ("", "tei"):
        found = of_others(given.folder / "tei", held_out=given.held_out)
        measure_annotations("TEI of others", found, given.wrong)
    if (given.folder / "polnear").is_dir() and given.only in ("", "claimants"):
        measure_claimants(given.folder / "polnear", held_out=given.held_out, wrong=given.wrong)
    if (given.folder / "polnear").is_dir() and given.only in ("", "named"):
        measure_named(given.folder / "polnear", held_out=given.held_out, wrong=given.wrong)
    measure_attributions(given.folder, held_out=given.held_out, wrong=given.wrong, only=given.only)


if __name__ == "__main__":
    main(sys.argv[1:])
