"""The languages of the articles: their share, their words, and how they name a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[3]
OWN = Path(__file__).parent / "words"
CORPUS = ROOT / "tests" / "revision" / "corpus"

FORMS = 20_000
"""The different words of a language: those of its texts, then words made of two of them."""
OFFSET = 2.7
"""The second parameter of Zipf's law as Mandelbrot has it: the word of rank r has the weight
1 / (r + 2.7), which fits texts in many languages."""


@dataclass(frozen=True)
class Language:
    """A language, with a template for each way to name somebody or a work."""

    tag: str
    share: int
    """How many of 100 records are in this language."""
    said: tuple[str, ...]
    """Sentences that attribute `{claim}` to `{name}`."""
    cited: str
    """The sentence that attributes `{claim}` to the work with this `{title}`."""
    stop: str = "."
    comma: str = ", "
    blank: str = " "
    """What stands between two words: nothing in some scripts."""
    texts: tuple[Path, ...] = ()
    """The texts whose words the language has; if left out, the one in `words/`."""


LANGUAGES = (
    Language(
        "en",
        48,
        ("According to {name}, {claim}", "{name} says that {claim}", "{name} insists that {claim}"),
        "The report “{title}” says that {claim}",
        texts=tuple(
            sorted(
                path
                for path in (ROOT / "documents").glob("*/received/*.txt")
                if "draft" not in path.name
            )
        ),
    ),
    Language(
        "de",
        8,
        ("Laut {name} {claim}", "{name} erklärt, dass {claim}"),
        "Der Bericht „{title}“ hält fest, dass {claim}",
    ),
    Language(
        "fr",
        8,
        ("Selon {name}, {claim}", "{name} affirme que {claim}"),
        "Le rapport «\u00a0{title}\u00a0» constate que {claim}",
    ),
    Language(
        "nb",
        5,
        ("Ifølge {name} {claim}", "{name} sier at {claim}"),
        "Rapporten «{title}» viser at {claim}",
    ),
    Language(
        "pl",
        4,
        ("Według {name} {claim}", "{name} twierdzi, że {claim}"),
        "Raport „{title}” podaje, że {claim}",
    ),
    Language("tr", 3, ("{name} verilerine göre {claim}",), "“{title}” raporuna göre {claim}"),
    Language("vi", 2, ("Theo {name}, {claim}",), "Báo cáo “{title}” cho biết {claim}"),
    Language(
        "ru",
        5,
        ("По данным {name}, {claim}", "{name} сообщает, что {claim}"),
        "В докладе «{title}» сказано, что {claim}",
    ),
    Language("el", 2, ("Σύμφωνα με {name}, {claim}",), "Η έκθεση «{title}» αναφέρει ότι {claim}"),
    Language(
        "ar",
        4,
        ("بحسب {name} {claim}", "وقال {name} إن {claim}"),
        "وجاء في تقرير «{title}» أن {claim}",
        comma="، ",
        texts=(CORPUS / "arabic.txt",),
    ),
    Language(
        "hi",
        3,
        ("{name} के अनुसार {claim}",),
        "रिपोर्ट “{title}” के अनुसार {claim}",
        stop="।",
        texts=(CORPUS / "hindi.txt",),
    ),
    Language(
        "zh",
        4,
        ("据{name}，{claim}", "{name}表示，{claim}"),
        "报告《{title}》指出，{claim}",
        "。",
        "，",
        "",
        (CORPUS / "chinese.txt",),
    ),
    Language(
        "ja", 2, ("{name}によると、{claim}",), "報告書『{title}』によれば、{claim}", "。", "、", ""
    ),
    Language("ko", 1, ("{name}에 따르면 {claim}",), "보고서 “{title}”에 따르면 {claim}"),
    Language("th", 1, ("ตามที่ {name} ระบุ {claim}",), "รายงาน “{title}” ระบุว่า {claim}", " ", " ", ""),
)


def drawn_language(random: Random) -> Language:
    return random.choices(LANGUAGES, [language.share for language in LANGUAGES])[0]


def drawn_words(language: Language, random: Random, count: int) -> list[str]:
    """Return words, each drawn by its rank with Zipf's law."""
    words, weights = _vocabulary(language)
    return random.choices(words, cum_weights=weights, k=count)


def rare_word(language: Language, random: Random) -> str:
    """Return one of the words that the texts have rarely, or that are made up."""
    words, _ = _vocabulary(language)
    return words[random.randrange(len(words) // 20, len(words))]


@cache
def _vocabulary(language: Language) -> tuple[list[str], list[float]]:
    """Return the words of a language by rank, and the sums of their weights."""
    words = list(_ranked(language))
    return words, list(accumulate(1 / (rank + OFFSET) for rank in range(1, len(words) + 1)))


def _ranked(language: Language) -> Iterator[str]:
    found: dict[str, int] = {}
    for path in language.texts or (OWN / f"{language.tag}.txt",):
        for word in _words_of(path.read_text("utf-8"), language):
            found[word] = found.get(word, 0) + 1
    real = sorted(found, key=lambda word: (-found[word], word))
    yield from real
    seen, random = set(real), Random(language.tag)
    for _ in range(FORMS - len(real)):
        word = _made_of(*random.choices(real, k=2), language)
        if word not in seen:
            seen.add(word)
            yield word


def _words_of(text: str, language: Language) -> Iterator[str]:
    """Yield the words of a text; of Chinese, runs of one to three characters."""
    letters = re.findall(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0dff\u0e00-\u0e7f]+[^\W\d_]*)*", text)
    if language.tag != "zh":
        kept = (word for word in letters if word[1:] == word[1:].lower())
        yield from (text.split() if language.tag in ("th", "ja") else map(str.lower, kept))
        return
    random = Random(0)
    for run in letters:
        at = 0
        while at < len(run):
            size = random.choice((1, 1, 2, 2, 2, 3))
            yield run[at : at + size]
            at += size


def _made_of(one: str, other: str, language: Language) -> str:
    """Return a word that looks like one of the language: the beginning of one word, the end of another.

    Where a letter has signs above or below it, or words have no blanks between them, it is two
    whole words.
    """
    if language.blank and language.tag not in ("hi", "ar"):
        return one[: (len(one) + 2) // 2] + other[len(other) // 2 :]
    return one + other
