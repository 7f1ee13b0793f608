"""Numbers and names of the data are held to the article: what is honest is silent, what is not is
reported, in four languages."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import archive
from archive.text.numbers import Number, NumberSearch
from tests.growth import MOST, Work, grows
from tests.samples import from_text
from tests.tools.cases import each_case

NUMBER = "restatement-number-not-in-article"


def record(text: str, *restatements: str, language: str = "en") -> archive.Document:
    document = from_text(text, id="article", paragraphs="line", plain=True)
    block = document.text_blocks()[0]
    end = len(block.text)
    anchor = archive.Anchor(block=block.id, start=0, end=end, exact=block.text)
    claims = (
        archive.Claim(id=f"c-{n}", anchors=(anchor,), restatement=restatement, kind="descriptive")
        for n, restatement in enumerate(restatements)
    )
    tag = archive.model.StatedLanguage(tag=language)
    metadata = document.metadata.update(languages=(tag,))
    return document.update(metadata=metadata).add(*claims)


def found(text: str, restatement: str, language: str = "en") -> bool:
    """Whether the restatement has a number that the words have not."""
    report = archive.validate(record(text, restatement, language=language), select=[NUMBER])
    return bool(report.findings)


CATALOGUE: dict[str, tuple[tuple[str, str, str], ...]] = {
    "en": (
        ("It cost 5,000 jobs.", "It cost five thousand jobs.", "It cost 9,000 jobs."),
        ("It cost five thousand jobs.", "It cost 5000 jobs.", "It cost six thousand jobs."),
        ("It paid 3.5 million dollars.", "It paid $3,500,000.", "It paid $3,600,000."),
        ("A dozen ships sank.", "12 ships sank.", "Fifteen ships sank."),
        ("Half a million people fled.", "500,000 people fled.", "700,000 people fled."),
        ("A third of them left.", "33 percent of them left.", "A quarter of them left, 25%."),
        ("Seventy per cent voted.", "70% voted.", "80% voted."),
        ("It was signed on 5 May 2015.", "It was signed on 2015-05-05.", "It was signed on 2015-06-05."),
        ("It was signed on May 5, 2015.", "It was signed in May 2015.", "It was signed in July 2015."),
        ("Louis XIV reigned.", "Louis the fourteenth reigned.", "Louis XVI reigned."),
        ("It grew threefold.", "It tripled, 3 times.", "It grew fivefold."),
        ("It was the twenty-third day.", "It was the 23rd day.", "It was the 24th day."),
        ("It lasted from 1939-45.", "It ended in 1945.", "It ended in 1946."),
        ("In nineteen eighty-four it ended.", "It ended in 1984.", "It ended in 1985."),
        ("In the 1980s it grew.", "It grew in the eighties.", "It grew in the seventies."),
        ("It opened in 1850.", "It opened in the 19th century.", "It opened in the 18th century."),
        ("It took 2½ years.", "It took two and a half years.", "It took 3.5 years."),
        ("One in five is lost.", "A fifth is lost, 20%.", "30% is lost."),
        ("They met at 22:30.", "They met at 10:30 pm.", "They met at 11:45 pm."),
        ("It has 1,234,567 people.", "It has about 1.2 million people.", "It has about 2.3 million people."),
        ("It owes £2.5bn.", "It owes 2.5 billion pounds.", "It owes 2.5 million pounds."),
        ("Five people died.", "5 people died.", "Two people died."),
        ("It has two hundred and three rooms.", "It has 203 rooms.", "It has 213 rooms."),
        ("Smith and Jones left.", "The two left.", "The seven left."),
    ),
    "de": (
        ("Es kostete 5.000 Stellen.", "Es kostete fünftausend Stellen.", "Es kostete 9.000 Stellen."),
        ("Es waren dreiundzwanzig Tage.", "Es waren 23 Tage.", "Es waren 32 Tage."),
        ("Es zahlte 3,5 Millionen Euro.", "Es zahlte 3.500.000 Euro.", "Es zahlte 4,5 Millionen Euro."),
        ("Zwei Drittel der Leute gingen.", "67 Prozent der Leute gingen.", "Drei Viertel der Leute gingen."),
        ("Ein Dutzend Schiffe sank.", "Zwölf Schiffe sanken.", "Elf Schiffe sanken."),
        ("Am 5. Mai 2015 war es so.", "Im Mai 2015 war es so.", "Im Juni 2015 war es so."),
        ("Sie hat 1,5 Mrd. Euro.", "Sie hat 1,5 Milliarden Euro.", "Sie hat 2,5 Milliarden Euro."),
        ("Es war im 20. Jahrhundert.", "Es war im zwanzigsten Jahrhundert.", "Es war im 18. Jahrhundert."),
        ("Es ist dreifach so groß.", "Es ist dreimal so groß.", "Es ist fünfmal so groß."),
        ("Das war neunzehnhundertachtundsechzig.", "Das war 1968.", "Das war 1986."),
    ),
    "fr": (
        ("La grève a coûté 5 000 emplois.", "La grève a coûté cinq mille emplois.", "La grève a coûté 9 000 emplois."),
        ("Il y a quatre-vingt-dix-sept maisons.", "Il y a 97 maisons.", "Il y a 87 maisons."),
        ("Les deux tiers des gens sont partis.", "67 pour cent des gens sont partis.", "80 pour cent des gens sont partis."),
        ("Elle a payé 3,5 millions.", "Elle a payé 3 500 000 euros.", "Elle a payé 4,5 millions."),
        ("Une douzaine de navires a coulé.", "12 navires ont coulé.", "15 navires ont coulé."),
        ("Signé le 5 mai 2015.", "Le traité est signé en mai 2015.", "Le traité est signé en juin 2015."),
        ("C'était au XIXe siècle.", "C'était au dix-neuvième siècle.", "C'était au XVIIe siècle."),
        ("Il y en a soixante et onze.", "Il y en a 71.", "Il y en a 61."),
        ("En mille neuf cent quatre-vingt-quatre.", "C'était en 1984.", "C'était en 1994."),
        ("Deux millions et demi de gens.", "2,5 millions de gens.", "2,7 millions de gens."),
    ),
    "es": (
        ("La huelga costó 5.000 empleos.", "La huelga costó cinco mil empleos.", "La huelga costó 9.000 empleos."),
        ("Hay veintitrés casas.", "Hay 23 casas.", "Hay 32 casas."),
        ("Son treinta y cinco por ciento.", "Son el 35 % de la gente.", "Son el 53 % de la gente."),
        ("Pagó 3,5 millones.", "Pagó 3.500.000 de euros.", "Pagó 4,5 millones."),
        ("Una docena de barcos se hundió.", "Se hundieron doce barcos.", "Se hundieron trece barcos."),
        ("Se firmó el 5 de mayo de 2015.", "Se firmó en mayo de 2015.", "Se firmó en junio de 2015."),
        ("Fue en el siglo XX.", "Fue en el siglo veinte.", "Fue en el siglo XVIII."),
        ("Se fueron dos tercios de la gente.", "Se fue el 67 por ciento.", "Se fueron tres cuartos de la gente."),
        ("Son mil millones de euros.", "Son 1.000.000.000 de euros.", "Son tres mil millones de euros."),
        ("Son doscientos cincuenta mil.", "Son 250.000 en la ciudad.", "Son 350.000 en la ciudad."),
    ),
}  # fmt: skip
"""Words, a restatement that says the same, and one that does not: 108 pairs."""


@pytest.mark.slow
@each_case(
    ("language", "words", "honest", "other"),
    [(language, *row) for language, rows in CATALOGUE.items() for row in rows],
)
def test_another_number_is_reported_and_another_form_is_not(
    language: str, words: str, honest: str, other: str
) -> None:
    assert not found(words, honest, language)
    assert found(words, other, language)


ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, one = divmod(number, 10)
        return TENS[tens - 2] + (f"-{ONES[one]}" if one else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{ONES[hundreds]} hundred" + (f" and {in_words(rest)}" if rest else "")
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            count, rest = divmod(number, scale)
            return f"{in_words(count)} {name}" + (f" {in_words(rest)}" if rest else "")
    raise AssertionError(number)


FORMS: tuple[Callable[[int], str], ...] = (
    str,
    lambda n: f"{n:,}",
    lambda n: f"{n:,}".replace(",", " "),
    lambda n: f"{n:,}".replace(",", "\u202f"),
    in_words,
    lambda n: f"{n / 1000:g} thousand" if n >= 1000 and n < 10**6 else str(n),
    lambda n: f"{n / 10**6} million" if n >= 10**6 and n % 1000 == 0 else f"{n:,}",
)


@pytest.mark.slow
@each_case("seed", range(40))
def test_a_number_is_known_in_every_form_and_a_changed_one_is_not(seed: int) -> None:
    draw = random.Random(seed)
    number = draw.choice(
        (draw.randrange(3, 100), draw.randrange(100, 10**4), 1000 * draw.randrange(3, 10**5))
    )
    changed = number + draw.choice((10, 17, 20, 300))
    texts = [f"The port lost {form(number)} crates." for form in FORMS]
    for text in texts:
        same = [f"It lost {form(number)} crates." for form in FORMS]
        others = [f"It lost {form(changed)} crates." for form in FORMS]
        report = archive.validate(record(text, *same, *others), select=[NUMBER])
        pointers = [finding.location.pointer for finding in report]
        wanted = [f"/claims/{n}/restatement" for n in range(len(same), len(same) + len(others))]
        assert pointers == wanted, (text, same, others)


@pytest.mark.slow
@pytest.mark.parametrize("record_name", ["frenemies", "claims-and-sources", "not-from-the-moon"])
def test_the_real_records_have_no_false_alarm(root: Path, record_name: str) -> None:
    document = archive.load(root / "documents" / record_name)
    codes = (NUMBER, "entity-not-in-article", "work-not-in-article")
    assert not archive.validate(document, select=codes).findings


SHEET = (
    "words,restatement,kind,claimant\r\n"
    '"It cost 5,000 jobs","It cost 9,000 jobs.",descriptive,person: Zoe Nemo\r\n'
)


def test_what_is_laid_onto_a_record_is_held_to_its_article() -> None:
    onto = from_text("It cost 5,000 jobs, Ada Olsen says.", id="a")
    laid = archive.add(onto, SHEET.encode(), "sheet")
    codes = [finding.code for finding in laid.findings if finding.code.endswith("in-article")]
    assert codes == [NUMBER, "entity-not-in-article"]
    again = archive.add(laid.document, SHEET.encode(), "sheet")
    assert not [f for f in again.findings if f.code.endswith("in-article")]
    validated = {finding.code for finding in archive.validate(laid.document)}
    assert {NUMBER, "entity-not-in-article"} <= validated


@pytest.mark.slow
def test_work_grows_with_the_text_and_the_claims() -> None:
    def validating(n: int) -> Work:
        text = "\n".join(f"Kim Nr{k} of Ministry{k} lost {k * 7919 + 5} crates." for k in range(n))
        document = record(text, *(f"It lost {k * 7919 + 5} crates." for k in range(n)))
        people = (
            archive.model.Person(
                id=f"per-{k}", names=(archive.model.EntityName(text=f"Kim Nobody{k}"),)
            )
            for k in range(n)
        )
        document = document.add(*people)
        ids = tuple(f"per-{k}" for k in range(n))
        document = document.replace(document.claim("c-0").update(about=ids))
        codes = (NUMBER, "entity-not-in-article", "work-not-in-article")
        return lambda: archive.validate(document, select=codes)

    assert grows(validating, 60) < MOST


def numbers_in(text: str, language: str) -> Iterator[Number]:
    return NumberSearch([language]).find(text)[0]


@pytest.mark.slow
def test_what_cannot_be_read_is_passed_over() -> None:
    assert [*numbers_in("", "en")] == []
    assert [*numbers_in("Hundreds of ships, no one, a few thousand.", "en")][
        -1
    ].certainty == "vague"
    hostile = f"{'7' * 5000} {'million ' * 5000} ٣٤ ³ 1/0 99:99 2015-99-99 1.1.1.1 ½½ twenty and and half of a a million ,5 5, IIII {'and ' * 500} {'1 ' * 500}"
    for language in ("en", "de", "fr", "es"):
        assert [*numbers_in(hostile, language)]


@each_case(
    ("ground", "reported"),
    [
        ({}, True),
        ({"reason": "He left the year before the fair."}, False),
        ({"rests_on": 1}, False),
    ],
)
def test_a_time_explains_a_date_only_by_what_it_rests_on(
    ground: dict[str, object], reported: bool
) -> None:
    document = record("He left before the fair.", "He left in 1938.")
    [claim] = document.claims
    if "rests_on" in ground:
        ground = {"rests_on": claim.anchors}
    time = {"date": "1938", "basis": "inferred", **ground}
    timed = document.update(claims=(claim.update(time=time),))
    assert bool(archive.validate(timed, select=[NUMBER]).findings) is reported
