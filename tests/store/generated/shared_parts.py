"""What many records have in common: works with public identifiers, organisations, people, places.

Part n is the same in every record that has it. A few parts are in hundreds of records, most in one
or two. Records give them in different forms, as people do: a work by its DOI, by its address or by
both, capitals in the DOI or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Literal

from tests.store.generated.languages import (
    LANGUAGES,
    Language,
    drawn_language,
    drawn_words,
    rare_word,
)

WORKS, ENTITIES = 40_000, 15_000
"""How many works and entities there are."""
FLATTENED = 20
"""The part of rank r is drawn with the weight 1 / (r + 20): the first in 4 of 1,000 draws."""

ENTITY_KINDS = ("organisation", "organisation", "organisation", "person", "person", "place")


@dataclass(frozen=True)
class SharedWork:
    """A work as its publisher describes it."""

    number: int
    type: str
    title: str
    language: str
    authors: tuple[tuple[str, str], ...]
    """Given and family names."""
    publisher: str
    container: str | None
    issued: str
    doi: str | None
    address: str | None
    is_withdrawn: bool
    has_drifted: bool


@dataclass(frozen=True)
class SharedEntity:
    """An organisation, person or place, with its names and its identifier in Wikidata."""

    number: int
    type: Literal["organisation", "person", "place"]
    names: tuple[str, ...]
    """The main name, then others."""
    description: str
    wikidata: str | None


def drawn_number(random: Random, count: int) -> int:
    """Return a number below `count`, small numbers more often than large ones."""
    return int(FLATTENED * (1 + count / FLATTENED) ** random.random() - FLATTENED)


@lru_cache(4096)
def shared_work(seed: int, number: int) -> SharedWork:
    """Return the work of this number."""
    random = Random(f"{seed} work {number}")
    language = drawn_language(random)
    year = 1900 + int(125 * random.random() ** 0.3)
    by = random.random()
    is_article = random.random() < 0.4
    return SharedWork(
        number=number,
        type="article-journal"
        if is_article
        else random.choice(
            ("report", "report", "book", "dataset", "webpage", "legislation", "article-newspaper")
        ),
        title=drawn_title(language, random, rare=2),
        language=language.tag,
        authors=tuple(drawn_person(random) for _ in range(random.choice((0, 1, 1, 2, 3)))),
        publisher=f"{rare_word(LANGUAGES[0], random).capitalize()} Press",
        container=f"Journal of {rare_word(LANGUAGES[0], random).capitalize()} Studies"
        if is_article
        else None,
        issued=drawn_date(year, random),
        doi=f"10.5555/arch.{year}.{number:05}" if by < 0.7 else None,
        address=f"https://reports.example.org/{year}/{number:05}" if by > 0.3 else None,
        is_withdrawn=random.random() < 0.01,
        has_drifted=random.random() < 0.02,
    )


@lru_cache(4096)
def shared_entity(seed: int, number: int) -> SharedEntity:
    """Return the entity of this number."""
    random = Random(f"{seed} entity {number}")
    type = random.choice(ENTITY_KINDS)
    rare = rare_word(LANGUAGES[0], random).capitalize()
    if type == "person":
        given, family = drawn_person(random)
        names, description = (f"{given} {family}", f"{given[0]}. {family}"), f"Speaks for {rare}."
    elif type == "place":
        names, description = (f"{rare}{random.choice(('ham', ' Bay', 'burg', ' Hills'))}",), ""
    else:
        kind, of = random.choice(ORGANISATIONS)
        names = (f"{kind} {of} {rare}",)
        if random.random() < 0.4:
            names = (*names, "".join(word[0] for word in names[0].split()).upper() + f"-{number}")
        description = f"A body that works on {rare.lower()}."
    return SharedEntity(
        number=number,
        type=type,
        names=names,
        description=description,
        wikidata=f"Q{990_000_000 + number}" if random.random() < 0.85 else None,
    )


ORGANISATIONS = (
    ("Institute", "for"),
    ("Ministry", "of"),
    ("Council", "on"),
    ("University", "of"),
    ("Agency", "for"),
    ("Union", "of"),
    ("Court", "of"),
    ("Bank", "of"),
)

GIVEN = (
    "Mara", "Jürgen", "Noémie", "Søren", "Łucja", "Çiğdem", "Thị", "Aino", "Róisín", "Željko", "Inês", "Björk",
    "Amal", "Kwame", "Priya", "Haruto", "Min-ji", "Nikos", "Olga", "Diego", "Fatou", "Ivan", "Leila", "Tomáš",
)  # fmt: skip
FAMILY = (
    ("Kar", "Ber", "Lin", "Ost", "Var", "Møl", "Szy", "Dra", "Fer", "Gold", "Hav", "Nor", "Pet", "Rou", "Tan"),
    ("a", "e", "o", "in", "er", "an", "ö", "ie", "u", "ber", "land", "ri"),
    ("sen", "wicz", "ić", "oğlu", "mann", "son", "ová", "ez", "ini", "off", "dóttir", "ley", "nen", "ard"),
)  # fmt: skip


def drawn_person(random: Random) -> tuple[str, str]:
    """Return a given name and a family name; two people may have the same."""
    return random.choice(GIVEN), "".join(map(random.choice, FAMILY))


def drawn_title(language: Language, random: Random, *, rare: int) -> str:
    """Return a title of four to nine words, some of which are rare."""
    words = drawn_words(language, random, random.randint(3, 6))
    for _ in range(rare):
        words.insert(random.randrange(len(words) + 1), rare_word(language, random))
    title = language.blank.join(words)
    return title[:1].upper() + title[1:]


def drawn_date(year: int, random: Random) -> str:
    """Return a date in EDTF that is about this year: a day, a month, an interval, a doubt."""
    month, day = random.randint(1, 12), random.randint(1, 28)
    forms = (
        *[f"{year}-{month:02}-{day:02}"] * 6,
        *[f"{year}-{month:02}"] * 4,
        *[f"{year}"] * 6,
        f"{year}~",
        f"{year}-{month:02}?",
        f"{year}-{random.randint(21, 24)}",
        f"{year // 10}X",
        f"{year - 2}/{year}",
        f"{year}-{month:02}/..",
        f"[{year - 1},{year}]",
        f"{year}-{month:02}-XX",
    )
    return random.choice(forms)
