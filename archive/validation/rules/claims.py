"""Rules on claims: who makes them, what they are about, and their time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.findings import Finding, error, note, short, warning
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import Mention
from archive.model.blocks import Quotation, VerseLine
from archive.model.claims import Attribution, Claim
from archive.model.dates import Day, edtf_bounds
from archive.model.document import Document
from archive.model.entities import Entity
from archive.model.metadata import StatedDate
from archive.rights.text_reuse import article_runs
from archive.text.proper_names import bare_words, share_a_word
from archive.text.sentences import sentence_around
from archive.text.speakers import speaker_label


def reported_claim_without_claimant(document: Document) -> Iterator[Finding]:
    """A claim is attributed to somebody else, but the claimant is not identified.

    "It is said that ..." also has a claimant: if the article does not say more, an unnamed group.
    """
    for pointer, claim, step in _steps(document):
        if step.claimant is None:
            who = speaker_label([stretch.exact for stretch in step.cue])
            yield warning(
                "reported-claim-without-claimant",
                pointer,
                f"{claim.id} is {step.manner}, but has no claimant: {who}",
                'add the claimant; use a "group" for people whom the article does not name',
            )


def attribution_without_cue(document: Document) -> Iterator[Finding]:
    """A claim is attributed to somebody, but without cue words.

    The cue, such as "according to", allows other readers to check the attribution.
    """
    for pointer, claim, step in _steps(document):
        if not step.cue:
            message = (
                f"{claim.id} has no cue words that attribute it to {step.claimant or 'somebody'}"
            )
            yield note("attribution-without-cue", pointer, message)


def claimant_not_in_cue(document: Document) -> Iterator[Finding]:
    """A claim is attributed to a claimant that its cue words do not name.

    "According to the Council" cannot attribute a claim to the UN. Correct the claimant or the cue;
    or, if the words do mean the claimant ("the latter"), mark them as a mention. A cue without a
    name ("he says") is accepted for any claimant, and a claimant without a name for any cue.
    """
    sentences = _Sentences(document)
    for pointer, claim, step in _steps(document):
        if step.claimant is None or not step.cue:
            continue
        claimant = document.entity(step.claimant)
        if claimant.names and not _cue_may_mean(document, step, claimant, sentences):
            cue = " ".join(stretch.exact for stretch in step.cue)
            named = _others_named(document, step, claimant)
            names = f"names {named[0]}, not" if named else "does not name"
            yield warning(
                "claimant-not-in-cue",
                f"{pointer}/claimant",
                f"{short(cue)} {names} {claimant.id}, the claimant of {claim.id}",
                "correct the claimant or the cue, or mark the words as a mention",
            )


_NAMING_NOBODY = frozenset(
    bare_words(
        """
        i we you he she it they him her them his its their who whom which that this these those one
        a the and but as by from in to also again further now once own put puts still then words yet
        is are was were be been has have had said say says saying tell telling tells told according
        add added adds admit admits admitted argue argued argues ask asked asks believe believed
        believes call called calls claim claimed claims conclude concluded concludes explain
        explained explains find finds found held hold holds insist insisted insists knew know knows
        note noted notes predict predicted predicts report reported reports saw see sees state
        stated states suggest suggested suggests think thinks thought warn warned warns write
        writes wrote
        """
    )
)
"""Pronouns, reporting verbs, and the words between them."""


def _cue_may_mean(
    document: Document, step: Attribution, claimant: Entity, sentences: _Sentences
) -> bool:
    cue = " ".join(stretch.exact for stretch in step.cue)
    if any(share_a_word(cue, name.text) for name in claimant.names):
        return True
    if _NAMING_NOBODY.issuperset(bare_words(cue)):
        return True
    anchors = [stretch for stretch in step.cue if isinstance(stretch, Anchor)]
    if any(claimant.id in _mentioned(document, a.block, a.start, a.end) for a in anchors):
        return True
    return not _others_named(document, step, claimant) and any(
        sentences.name(anchor, claimant) for anchor in anchors
    )


def _others_named(document: Document, step: Attribution, claimant: Entity) -> list[str]:
    """Return other names in the cue: mentioned entities, or, without these, words like names."""
    names = []
    for anchor in step.cue:
        if isinstance(anchor, Orphan):
            continue
        mentioned = _mentioned(document, anchor.block, anchor.start, anchor.end)
        names += [id for id in mentioned if id != claimant.id and _can_speak(document, id)]
        inner = re.findall(r"(?<=\s)[A-Z]\w+", anchor.exact)
        names += [word for word in inner if not mentioned]
    return names


def _can_speak(document: Document, id: str) -> bool:
    return getattr(document.get(id), "type", None) in ("person", "organisation", "group")


def _mentioned(document: Document, block: str, start: int, end: int) -> list[str]:
    overlapping = document.overlapping(block, start, end)
    return [annotation.refers_to for annotation in overlapping if isinstance(annotation, Mention)]


class _Sentences:
    """Finds the names in the sentences around cues; each sentence is read once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._mentioned: dict[tuple[str, int, int], set[str]] = {}
        self._named: dict[tuple[str, int, int, str], bool] = {}

    def name(self, anchor: Anchor, claimant: Entity) -> bool:
        """Whether the sentence around an anchor names a claimant, in a mention or otherwise."""
        text = self._document.block(anchor.block).text
        start, end = sentence_around(text, anchor.start, anchor.end)
        place = anchor.block, start, end
        if place not in self._mentioned:
            self._mentioned[place] = set(_mentioned(self._document, *place))
        if claimant.id in self._mentioned[place]:
            return True
        key = (*place, claimant.id)
        if key not in self._named:
            self._named[key] = any(name.text in text[start:end] for name in claimant.names)
        return self._named[key]


_QUOTATION_MARK = re.compile('["“„«»‘‹「『]')


def quoted_without_quotation_marks(document: Document) -> Iterator[Finding]:
    """A claim is `quoted`, but has no quotation mark before or in its words.

    If the words are the author's, the manner must be `reported`. Block quotations and verse need no
    quotation marks.
    """
    first_mark = {
        block.id: found.start()
        for _, block in document.index.text_blocks
        if (found := _QUOTATION_MARK.search(block.text))
    }
    quoted = {b.id for _, q in document.index.of_type(Quotation) for b in q.blocks}
    quoted |= {
        block.id
        for _, block in document.index.text_blocks
        if isinstance(block, VerseLine) or any(m.type == "quotation" for m in block.marks)
    }
    for number, claim in enumerate(document.claims):
        anchors = [anchor for anchor in claim.anchors if isinstance(anchor, Anchor)]
        if (
            claim.attribution
            and claim.attribution[-1].manner == "quoted"
            and anchors
            and not any(
                a.block in quoted or first_mark.get(a.block, a.end) < a.end for a in anchors
            )
        ):
            yield warning(
                "quoted-without-quotation-marks",
                f"/claims/{number}/attribution/{len(claim.attribution) - 1}/manner",
                f"{claim.id} is quoted, but has no quotation mark before {short(anchors[0].exact)}",
                'if the words are the author\'s, write "reported" as manner',
            )


def reported_in_quotation_marks(document: Document) -> Iterator[Finding]:
    """A claim is `reported`, but its words are in quotation marks.

    If the words are the claimant's own, the manner must be `quoted`. If the quotation marks have
    another meaning, such as a title or a doubt, nothing is wrong. A finding needs all words of the
    claim within quotation marks.
    """
    for number, claim in enumerate(document.claims):
        if not claim.attribution or claim.attribution[-1].manner != "reported":
            continue
        for anchor in claim.anchors:
            if isinstance(anchor, Anchor) and _is_in_quotation_marks(document, anchor):
                yield note(
                    "reported-in-quotation-marks",
                    f"/claims/{number}/attribution/{len(claim.attribution) - 1}/manner",
                    f"{claim.id} is reported, but {short(anchor.exact)} is in quotation marks",
                    'if the words are the claimant\'s own, write "quoted" as manner',
                )
                break


def _is_in_quotation_marks(document: Document, anchor: Anchor) -> bool:
    """Whether all words of an anchor, and no others, are in quotation marks."""
    text = document.block(anchor.block).text
    before = text[max(0, anchor.start - 1) : anchor.start]
    after = _CLOSES.match(text, anchor.end)
    stretch = (before if _OPENS.fullmatch(before) else "") + anchor.exact.strip()
    return _IN_MARKS.fullmatch(stretch + (after[0] if after else "")) is not None


_OPENS = re.compile('["“„«»「『]')
_CLOSES = re.compile(r'[.,;:!?…]?["”“»«」』]')
_IN_MARKS = re.compile(r'["“„«»「『][^"“”„«»「」『』]++["”“»«」』][.,;:!?…]?')


def attributed_claim_without_stance(document: Document) -> Iterator[Finding]:
    """A claim is attributed to somebody, but without the author's stance.

    State whether the author endorses the claim, is neutral, or distances themselves from it.
    Without the stance, a count of the article's own claims is wrong.
    """
    for number, claim in enumerate(document.claims):
        if claim.attribution and claim.stance is None:
            message = f"the author's stance towards {claim.id} is missing"
            yield note("attributed-claim-without-stance", f"/claims/{number}", message)


def stance_without_attribution(document: Document) -> Iterator[Finding]:
    """A claim without attribution has a stance other than `endorses`.

    Authors endorse their own claims. The attribution may be missing.
    """
    for number, claim in enumerate(document.claims):
        if not claim.attribution and claim.stance in ("neutral", "distances"):
            yield warning(
                "stance-without-attribution",
                f"/claims/{number}/stance",
                f'{claim.id} has the stance "{claim.stance}", but no attribution',
                "add the attribution of the claim",
            )


def claim_without_about(document: Document) -> Iterator[Finding]:
    """A claim does not name the entities or works that it is about.

    A search for claims about an entity or work does not find such a claim. All of them are reported
    once, at the first one.
    """
    without = [
        (number, claim.id) for number, claim in enumerate(document.claims) if not claim.about
    ]
    if without:
        (number, id), *others = without
        more = f", the first of {len(others) + 1} such claims" if others else ""
        message = f"{id} does not say which entities or works it is about{more}"
        yield note("claim-without-about", f"/claims/{number}", message)


def condition_outside_sentence(document: Document) -> Iterator[Finding]:
    """The condition of a claim is in another sentence than the claim.

    The condition may belong to another claim: an "if" rarely applies beyond its sentence.
    """
    for number, claim in enumerate(document.claims):
        sentences = [_sentence(document, a) for a in claim.anchors if isinstance(a, Anchor)]
        for position, condition in enumerate(claim.condition):
            if isinstance(condition, Orphan) or not sentences:
                continue
            block, start, end = _sentence(document, condition)
            if not any(b == block and s < end and start < e for b, s, e in sentences):
                yield warning(
                    "condition-outside-sentence",
                    f"/claims/{number}/condition/{position}",
                    f"{short(condition.exact)} is in another sentence than {claim.id}",
                )


def _sentence(document: Document, anchor: Anchor) -> tuple[str, int, int]:
    text = document.block(anchor.block).text
    return anchor.block, *sentence_around(text, anchor.start, anchor.end)


def claims_identical(document: Document) -> Iterator[Finding]:
    """Two claims have the same words and the same restatement.

    Remove one of them.
    """
    seen: dict[object, str] = {}
    for number, claim in enumerate(document.claims):
        places = frozenset((a.type, a.block, a.start, a.end) for a in claim.anchors)
        key = places, claim.restatement.casefold()
        if key in seen:
            message = f"{claim.id} has the same words and restatement as {seen[key]}"
            yield warning("claims-identical", f"/claims/{number}", message, "remove one of them")
        seen.setdefault(key, claim.id)


def date_after_publication(document: Document) -> Iterator[Finding]:
    """A claim is about a time after the publication of the article, but is not predictive.

    A description cannot be about the future. The date, the kind of the claim or the date of
    publication is wrong. Normative and conditional claims may be about the future.
    """
    published = _published(document)
    if published is None or published[1] is None:
        return
    for number, claim in enumerate(document.claims):
        if claim.time is None or claim.kind in ("predictive", "normative") or claim.condition:
            continue
        earliest = edtf_bounds(claim.time.date).earliest
        if earliest and earliest > published[1]:
            yield warning(
                "date-after-publication",
                f"/claims/{number}/time/date",
                f"{claim.id} is {claim.kind} and about {claim.time.date}, "
                f"but the article is from {published[2]}",
                'if it is a prediction, set its kind to "predictive"',
            )


def prediction_before_publication(document: Document) -> Iterator[Finding]:
    """A prediction of the author is about a time before the article was published.

    Either the claim is not a prediction, or its time is wrong. Predictions of others that the
    article reports may be about the past.
    """
    published = _published(document)
    if published is None or published[0] is None:
        return
    for number, claim in enumerate(document.claims):
        if claim.time is None or claim.kind != "predictive" or claim.attribution:
            continue
        latest = edtf_bounds(claim.time.date).latest
        if latest and latest < published[0]:
            yield warning(
                "prediction-before-publication",
                f"/claims/{number}/time/date",
                f"{claim.id} predicts {claim.time.date}, but the article is from {published[2]}",
            )


def _published(document: Document) -> tuple[Day | None, Day | None, str] | None:
    """Return the first and last possible day of publication, and the date as written."""
    publication = document.metadata.publication
    for stated in (publication.updated, publication.published, publication.written):
        if isinstance(stated, StatedDate):
            bounds = edtf_bounds(stated.date)
            return bounds.earliest, bounds.latest, stated.date
    return None


_LEANS = re.compile(r"(?:He|She|They|His|Their|These|Those)\b")


def restatement_leans_on_context(document: Document) -> Iterator[Finding]:
    """A restatement begins with "he", "they", "these" or a similar word.

    A restatement must be understood without the sentence before it. Write the name. Only records in
    English are checked.
    """
    if not (document.language or "en").lower().startswith("en"):
        return
    for number, claim in enumerate(document.claims):
        if found := _LEANS.match(claim.restatement):
            yield note(
                "restatement-leans-on-context",
                f"/claims/{number}/restatement",
                f'{short(claim.restatement)} begins with "{found.group()}", '
                "which is unclear without context",
            )


def public_restatement_repeats_article(document: Document) -> Iterator[Finding]:
    """A public restatement has eight consecutive words of the article.

    A public restatement is shown even if the article's text may not be, so it must not repeat
    eight consecutive words of the text. Case, accents and punctuation are ignored.
    """
    given = [
        (number, claim.public_restatement)
        for number, claim in enumerate(document.claims)
        if claim.public_restatement
    ]
    runs = article_runs(document) if given else None
    for number, wording in given:
        if runs and (shared := runs.shared(wording)):
            yield error(
                "public-restatement-repeats-article",
                f"/claims/{number}/public_restatement",
                f"{short(shared)} is also in the article",
                "write it in other words; keep names and numbers, but in another order",
            )


def _steps(document: Document) -> Iterator[tuple[str, Claim, Attribution]]:
    """Yield every step of every attribution, with its pointer and claim."""
    for number, claim in enumerate(document.claims):
        for position, step in enumerate(claim.attribution):
            yield f"/claims/{number}/attribution/{position}", claim, step
