"""English words that attribute a statement to somebody: verbs, groups, hedges, boosts."""

from __future__ import annotations

import re
from typing import NamedTuple


def words(text: str) -> frozenset[str]:
    """Return the words of a list that are separated by whitespace."""
    return frozenset(text.split())


class Verb(NamedTuple):
    """A verb of saying or thinking, in one of its forms."""

    lemma: str
    bare: bool
    """Whether a clause may follow without "that": "believes the ship sank"."""
    listener: bool
    """Whether the listener may follow: "told reporters that"."""
    thought: bool
    """Whether it is a verb of thinking, which does not report speech."""


_IRREGULAR = {
    "say": "say says said saying",
    "tell": "tell tells told telling",
    "think": "think thinks thought thinking",
    "write": "write writes wrote writing",
    "know": "know knows knew",
    "feel": "feel feels felt",
    "find": "find finds found finding",
    "hold": "hold holds held",
    "swear": "swear swears swore",
    "understand": "understand understands understood",
    "admit": "admit admits admitted admitting",
    "quip": "quip quips quipped quipping",
    "show": "show shows showed showing",
    "begin": "begin begins began",
    "go on": "went on",
    "put in": "put in",
    "point out": "pointed out",
    "call out": "called out",
    "break in": "broke in",
    "dream": "dreamed dreamt",
    "sob": "sob sobs sobbed sobbing",
    "beg": "beg begs begged begging",
    "forecast": "forecast forecasts forecasted forecasting",
}
_SAID = words(
    """
    say tell argue claim assert maintain contend insist allege state declare announce report note
    observe remark comment explain describe add reply respond answer admit concede acknowledge
    confess confirm deny warn caution predict forecast suggest imply indicate hint write conclude
    find show reveal disclose complain lament boast joke quip testify swear vow pledge promise
    assure inform remind reiterate repeat emphasize emphasise stress recall estimate calculate
    speculate propose recommend advise charge cite counter retort tweet agree urge demand protest
    object mention proclaim affirm hold
    """
)
_THOUGHT = words(
    """
    think believe suspect fear hope know feel doubt assume presume suppose guess expect worry
    realize realise consider understand dream figure recognize recognise decide learn discover
    """
)
_ONLY_BESIDE_QUOTES = words(
    """
    ask cry exclaim whisper murmur mutter shout yell scream continue begin inquire enquire
    interrupt return rejoin resume call sigh gasp groan growl laugh plead beg drawl stammer sob
    ejaculate interpose echo snap bellow roar moan persist question wonder chuckle falter hiss
    grumble grunt croak squeak shriek pursue proceed
    """
) | {"go on", "put in", "point out", "call out", "break in"}
_BARE = words("say think believe know feel suppose guess hope tell suspect")
_LISTENER = words("tell assure inform remind warn promise advise show")


def _forms(lemma: str) -> list[str]:
    """Return the forms of a verb; regular forms are generated."""
    if lemma in _IRREGULAR:
        irregular = _IRREGULAR[lemma]
        return [irregular] if " " in lemma else irregular.split()
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        stem = lemma[:-1]
        return [lemma, f"{stem}ies", f"{stem}ied", f"{lemma}ing"]
    if lemma.endswith("e"):
        return [lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"]
    if lemma.endswith(("s", "sh", "ch", "x")):
        return [lemma, f"{lemma}es", f"{lemma}ed", f"{lemma}ing"]
    return [lemma, f"{lemma}s", f"{lemma}ed", f"{lemma}ing"]


VERBS = {
    form: Verb(lemma, lemma in _BARE, lemma in _LISTENER, lemma in _THOUGHT)
    for lemma in sorted(_SAID | _THOUGHT)
    for form in _forms(lemma)
}
"""Each form of each verb that reports a statement without quotation marks."""

BESIDE_QUOTES = frozenset(
    form for lemma in _SAID | _THOUGHT | _ONLY_BESIDE_QUOTES for form in _forms(lemma)
)
"""Verb forms that can attribute a quotation: more than `VERBS`, because the marks show speech."""

NOUNS_TOO = words(
    """
    state states report reports claim claims charge charges remark remarks promise promises demand
    demands protest protests hope hopes fear fears doubt doubts guess estimate estimates forecast
    forecasts comment comments note notes answer answers joke jokes counter counters hint hints
    worry worries worried figure figures figured dream dreams held reply replies urge pledge vow
    vows pledges object objects feel feels find finds show shows showed understood recalled cited
    recommend
    """
)
"""Verb forms that are also nouns or have other meanings: they count only before "that"."""

BY_THINGS = words("suggest indicate show imply reveal hint find")
"""Verbs whose subject may be results or data; the claim is then the author's."""
THINGS = re.compile(
    r"^(?:our|these|this|it|which|that)\b"
    r"|\b(?:results?|data|findings?|evidence|analys[ei]s|experiments?|simulations?|actions|signs"
    r"|observations?|literature)$",
    re.IGNORECASE,
)

PEOPLE = words(
    """
    experts critics officials analysts scholars scientists researchers economists observers
    supporters opponents advocates authorities residents witnesses historians lawyers doctors
    activists diplomats prosecutors investigators police politicians republicans democrats
    lawmakers skeptics sceptics commentators campaigners journalists reporters environmentalists
    physicians engineers psychologists sociologists philosophers teachers students parents
    villagers protesters
    """
)
"""Words for groups of people, none of whom is named."""
GROUPS = PEOPLE | words(
    "rumors rumours studies reports polls many some others most few people sources"
)
"""`PEOPLE`, and further words for groups of people without names."""

HEDGES = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|probably|likely|unlikely|apparently|presumably"
    r"|seemingly|seems?|seemed|appears? to|appeared to|suggests?|suggesting|arguably|roughly"
    r"|potentially|maybe|conceivably|allegedly|reportedly|supposedly|purportedly|tends? to)\b"
)
BOOSTS = re.compile(
    r"\b(?:certainly|undoubtedly|clearly|definitely|surely|obviously|undeniably|unquestionably"
    r"|no doubt|without (?:a )?doubt|of course|indeed|absolutely|beyond doubt|plainly)\b"
)
HEDGING_VERBS = words("suspect fear hope speculate guess suppose presume hint worry")
BOOSTING_VERBS = words("insist swear stress emphasize emphasise affirm proclaim")
DENIALS = words("deny denies denied doubt doubts doubted")
"""Verbs that negate the statement after them."""
NEGATIONS = re.compile(
    r"\b(?i:not|never|no longer|nobody|no one|nothing|neither|none|nowhere|cannot)\b|n[’']t\b"
    r"|(?<![\w-])[Nn]o(?= [a-z])"
)
_CANNOT = r"\b(?:can\s?not|could not|can[’']t|couldn[’']t)"
_NUMBER = r"(?:an?|half|one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*)\b"
NO_NEGATION = re.compile(
    r"(?:(?<!can )(?<!could )\b[Nn]ot|(?<!\bca)(?<!could)n[’']t)"
    r"\s+(?:only|merely|solely|just(?=\s+\w)|simply(?=[^.;]*\bbut))\b"
    r"|\b[Nn]ot\s+(?:until|till|least|to mention|(?:once|one|two|three)\s+but)\b"
    rf"|\b[Nn]ot\s+(?:fewer|less|more|later|earlier)\s+than\s+{_NUMBER}"
    r"|\b[Nn]o\s+(?:(?:fewer|more|later|earlier)\s+than|less|sooner|doubt|question(?!\s+of)"
    r"|wonder|matter|thanks\s+to)\b"
    r"|\b[Nn]othing\s+(?:but|short\s+of|less\s+than)\b|\b[Nn]one\s+(?:other\s+than|the\s+less)\b"
    rf"|{_CANNOT}\s+(?:(?:help\s+)?but\b|help\s+\w+ing\b)"
)
"""Phrases that look like a negation but affirm something: an addition ("not only"), a time ("not
until May"), an amount ("no fewer than ten"), or an exclusion ("nothing but"). "It will not open
until May" is a negation."""
CONDITION = re.compile(
    r"(?<![^\s“\"‘(])(?<!few )(?<!few, )(?<!little )(?<!little, )(?<!rarely )(?<!seldom )"
    r"(?:[Ii]f|[Uu]nless|[Pp]rovided that|[Oo]nly if|[Ee]ven if|[Aa]s long as)\b"
)
"""Words that introduce the condition of a claim."""
NO_CONDITION = re.compile(r"(?:if|If)\s+not\b")
"""Matches "if not": a degree ("in months, if not years"), unless it begins the clause."""
BESIDE_CLAIM = re.compile(r"\b[Ww]hether\b[^,;.!?]*|,?\s\bif not\b[^,;.!?]*")
"""Phrases that do not change the claim: "whether or not it rains", "if not years"."""

KINDS = (
    ("normative", re.compile(r"\b(?:should|must|ought to|needs? to|ha(?:s|ve) to|has got to)\b")),
    (
        "predictive",
        re.compile(r"\b(?:will|won[’']t|(?:is|are|am) going to|shall)\b|[’']ll\b"),
    ),
    (
        "causal",
        re.compile(
            r"\b(?:because|caus(?:e|es|ed|ing)|due to|as a result of|led to|leads? to"
            r"|result(?:s|ed)? in|thanks to|owing to|brought about|responsible for)\b"
        ),
    ),
)
"""Patterns for the kinds of claims: the first pattern that matches decides the kind."""

DEICTIC = re.compile(
    r"^(?:which|who|whom|whose)\b"
    r"|\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|I|we|you|me|us|my|our|your|ours"
    r"|mine|yours|this|these|those|here|there|now|then|today|yesterday|tomorrow|himself|herself"
    r"|itself|themselves|myself|ourselves|such|the former|the latter)\b",
    re.IGNORECASE,
)
"""Words that refer to something outside their own phrase."""
