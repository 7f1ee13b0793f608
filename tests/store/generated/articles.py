"""The text of an article, drawn sentence by sentence, and what is said where in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Literal, NamedTuple

from tests.store.generated.languages import (
    Language,
    drawn_language,
    drawn_words,
    rare_word,
)
from tests.store.generated.shared_parts import (
    ENTITIES,
    WORKS,
    SharedEntity,
    SharedWork,
    drawn_number,
    drawn_person,
    drawn_title,
    shared_entity,
    shared_work,
)

BlockKind = Literal["title", "byline", "heading", "paragraph", "item", "quotation", "credit", "furniture"]  # fmt: skip

ATTRIBUTED, CITED, ASSERTED = 0.06, 0.035, 0.05
"""How many of the sentences are a claim of somebody, of a work, of the author."""
NAMED, DATED, NUMBERED = 0.21, 0.08, 0.1
"""How many of the sentences have a name, a date, a number in them."""


class Words(NamedTuple):
    """A stretch of a block's text, in code points, and what it names."""

    start: int
    end: int
    names: SharedEntity | SharedWork | str
    """An entity, a work, or a date in EDTF."""


class DrawnClaim(NamedTuple):
    """Words that assert something, and those that say who asserts it."""

    start: int
    end: int
    cue: tuple[int, int] | None
    source: SharedEntity | SharedWork | None


@dataclass
class Block:
    """A block of the text."""

    kind: BlockKind
    text: str = ""
    named: list[Words] = field(default_factory=list)
    claims: list[DrawnClaim] = field(default_factory=list)

    def add(self, text: str) -> tuple[int, int]:
        """Add text at the end, and return where it stands."""
        start = len(self.text)
        self.text += text
        return start, len(self.text)


@dataclass
class Article:
    """A drawn article."""

    number: int
    language: Language
    year: int
    date: str
    author: tuple[str, str]
    sections: list[list[Block]]
    """The first begins with the title and the byline, the others with a heading."""
    furniture: Block

    def blocks(self) -> Iterator[Block]:
        for section in self.sections:
            yield from section
        yield self.furniture


def drawn_article(seed: int, number: int) -> Article:
    """Return the article of this number."""
    return _Writer(seed, number).article()


class _Writer:
    def __init__(self, seed: int, number: int) -> None:
        self.random = random = Random(f"{seed} article {number}")
        self.number = number
        self.language = drawn_language(random)
        self.year = random.randint(2004, 2025)
        self.paragraphs = min(200, max(4, round(random.lognormvariate(3.18, 0.65))))
        some = max(3, self.paragraphs // 5)
        entities = dict.fromkeys(drawn_number(random, ENTITIES) for _ in range(some + 2))
        works = dict.fromkeys(drawn_number(random, WORKS) for _ in range(some))
        named = {one.names[0]: one for one in (shared_entity(seed, n) for n in entities)}
        titled = {one.title: one for one in (shared_work(seed, n) for n in works)}
        self.entities, self.works = [*named.values()], [*titled.values()]
        self.speakers = [one for one in self.entities if one.type != "place"]

    def article(self) -> Article:
        random = self.random
        author = drawn_person(random)
        date = f"{self.year}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        sections = [
            [
                Block("title", drawn_title(self.language, random, rare=1)),
                Block("byline", f"{author[0]} {author[1]}, {date}"),
            ]
        ]
        left = self.paragraphs
        while left:
            some = min(left, random.randint(3, 12))
            left -= some
            blocks = [self.paragraph() for _ in range(some)]
            if random.random() < 0.15:
                blocks += [self.item() for _ in range(random.randint(2, 5))]
            if random.random() < 0.2:
                blocks += self.quotation()
            if len(sections) == 1 and len(sections[0]) == 2:
                sections[0] += blocks
            else:
                heading = Block("heading", drawn_title(self.language, random, rare=0))
                sections.append([heading, *blocks])
        furniture = Block("furniture", "Share this page")
        return Article(self.number, self.language, self.year, date, author, sections, furniture)

    def paragraph(self) -> Block:
        block = Block("paragraph")
        for n in range(max(1, round(self.random.lognormvariate(1.0, 0.45)))):
            if n:
                block.add(self.language.blank)
            self.sentence(block)
        block.text = block.text.rstrip(" ")  # where a blank ends a sentence
        return block

    def item(self) -> Block:
        block = Block("item")
        self.clause(block, self.random.randint(3, 9), begins=True)
        return block

    def quotation(self) -> list[Block]:
        given, family = drawn_person(self.random)
        block = Block("quotation")
        self.clause(block, self.random.randint(12, 30), begins=True)
        block.add(self.language.stop)
        return [block, Block("credit", f"{given} {family}")]

    def sentence(self, block: Block) -> None:
        drawn = self.random.random()
        if drawn < ATTRIBUTED and self.speakers:
            speaker = self.random.choice(self.speakers)
            template = self.random.choice(self.language.said)
            self.reported(block, template, "{name}", speaker, speaker.names[0])
        elif drawn < ATTRIBUTED + CITED and drawn >= ATTRIBUTED:
            work = self.random.choice(self.works)
            self.reported(block, self.language.cited, "{title}", work, work.title)
        else:
            start, end = self.clause(block, self.random.randint(6, 26), begins=True)
            if drawn < ATTRIBUTED + CITED + ASSERTED:
                block.claims.append(DrawnClaim(start, end, None, None))
        block.add(self.language.stop)

    def reported(
        self, block: Block, template: str, slot: str, source: SharedEntity | SharedWork, name: str
    ) -> None:
        """Add a sentence that lays a claim to a source."""
        cue, _, rest = template.partition("{claim}")
        before, _, after = cue.partition(slot)
        start, _ = block.add(before)
        block.named.append(Words(*block.add(name), source))
        block.add(after)
        words = block.text[start:].rstrip(" ,،，、")
        claim = self.clause(block, self.random.randint(7, 20), begins=False)
        block.claims.append(DrawnClaim(*claim, (start, start + len(words)), source))
        block.add(rest)

    def clause(self, block: Block, count: int, *, begins: bool) -> tuple[int, int]:
        """Add words, with what they name, and return where they stand."""
        random, language = self.random, self.language
        words: list[str | Words] = [*drawn_words(language, random, count)]
        if random.random() < 0.25:
            words[random.randrange(count)] = rare_word(language, random)
        if begins:
            first = str(words[0])
            words[0] = first[:1].upper() + first[1:]
        if random.random() < NUMBERED:
            words.insert(random.randint(1, count), f"{random.randint(2, 99_999):,}")
        if random.random() < NAMED:
            words.insert(random.randint(1, count), Words(0, 0, random.choice(self.entities)))
        if random.random() < DATED:
            year = random.randint(1960, self.year)
            words.insert(random.randint(1, count), Words(0, 0, f"{year}"))
        begin = len(block.text)
        run: list[str] = []
        for word in words:
            if isinstance(word, str) and (word.isalpha() or language.blank):
                run.append(word)
                continue
            # Names and numbers are kept apart in every script.
            self.run(block, run)
            run = []
            if len(block.text) > begin and not block.text.endswith(" "):
                block.add(" ")
            if isinstance(word, str):
                block.add(word)
            else:
                names = word.names
                printed = names.names[0] if isinstance(names, SharedEntity) else str(names)
                block.named.append(Words(*block.add(printed), names))
            block.add(" ")
        self.run(block, run)
        block.text = block.text.rstrip(" ")
        return begin, len(block.text)

    def run(self, block: Block, words: list[str]) -> None:
        """Add words that name nothing, with a comma between some of them."""
        language = self.language
        middle = len(words) // 2
        if middle > 3 and self.random.random() < 0.4:
            halves = (words[:middle], words[middle:])
            block.add(language.comma.join(map(language.blank.join, halves)))
        else:
            block.add(language.blank.join(words))
