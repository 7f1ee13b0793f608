"""Hypothesis strategies that draw any valid record, every field of every model set and left out.

Hypothesis draws only the outline: one integer for each part of the record. All that a part holds
follows from its integer, which is also how rich it is: from 0, with nothing but what is required
in plain words, to `RICHEST`, with every field in every script. So drawing is fast, and shrinking
takes parts away and makes those that stay plainer, each on its own.

What fields there are is read from the models; a field added there is drawn here at once. Only what
several fields owe each other is written down by hand, in `TIES`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache
from itertools import count
from random import Random
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, Le, MinLen
from hypothesis import strategies as st
from pydantic import Tag
from pydantic.fields import FieldInfo

from archive.model import blocks as b
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import Annotation, DateMention, Mention
from archive.model.assessments import WITHOUT_EVIDENCE, Assessment, Verdict
from archive.model.base import Line, Model, Prose, Text, Token, Word, Words
from archive.model.basis import Absence
from archive.model.captures import (
    BlockOrigin,
    Capture,
    CaptureOrigin,
    Derivation,
    ElementOrigin,
    ElementPath,
    LinesOrigin,
    TextOrigin,
)
from archive.model.claims import Attribution, Claim
from archive.model.dates import Edtf, Instant
from archive.model.document import SCHEMA_VERSION, Document
from archive.model.entities import Entity, EntityName, Organisation, Person
from archive.model.identifiers import Address, DocumentId, FileName, Id, Language, MediaType, Sha256
from archive.model.index import kinds_of
from archive.model.metadata import Metadata
from archive.model.names import Identifier, Name
from archive.model.references import To
from archive.model.relations import Relation, ToClaim, ToSource
from archive.model.revisions import Revision
from archive.model.rights import Rights, RightsLayers
from archive.model.statements import Agent, Change, Former, Statement, Status
from archive.model.works import Evidence, Source, Work

T = TypeVar("T")

RICHEST = 2**24 - 1
"""The integer of the richest part."""

DEEPEST = 32
"""How deep sections and lists may nest (invariant nested-too-deeply)."""

LEFT_OUT: Any = object()
"""A field is to be left out, so that it has its default."""

MISSING: Any = object()
"""No such value can be drawn: it would refer to a kind of part that the record does not have."""

# --- what texts and other strings are made of ---

# fmt: off

PLAIN = (
    *("words", "of", "the", "text", "a", "council", "says", "that", "trade", "fell", "in", "2015"),
    *("and", "if", "nobody", "acts,", "it", "will", "fall", "again.", "experts", "disagree;"),
)

SCRIPTS: dict[str, tuple[str, ...]] = {
    "latin": ("naïve", "e\u0301tude", "A\u030a", "ﬁn", "Straße", "İstanbul", "Zu\u0308rich", "ǆ"),
    "greek": ("ἀλήθεια", "Ωμέγα", "σοφός", "ᾳ\u0301"),
    "cyrillic": ("Правда", "и\u0306", "Њујорк", "ѣ"),
    "arabic": ("الحقيقة", "مَدْرَسَة", "\u200fنص\u200f", "لا"),
    "hebrew": ("אֱמֶת", "\u2067שלום\u2069", "ירושלים"),
    "devanagari": ("सत्य", "क्षि", "हिन्दी"),
    "cjk": ("眞實", "葛\U000e0100", "𠮷野家", "「引用」", "ﾊﾝｶｸ"),
    "hangul": ("한국어", "\u1112\u1161\u11ab", "ㄱ"),
    "emoji": ("👩‍👩‍👧", "🏳️‍🌈", "👍🏽", "🇪🇺", "1️⃣", "❤\ufe0f"),
    "astral": ("𝔄𝔟", "𐍈", "\U0010fffd", "\U0001fffe", "\U000f0000", "𝟙"),
    "typography": ("“quoted”", "‘so’", "it’s", "–", "—", "…", "„so“", "«là»", "½", "№"),
    "xml": (
        *("<", ">", "&", '"', "'", "]]>", "--", "-->", "<!--", "&amp;", "&#10;", "&lt;b&gt;"),
        *("<?pi?>", "<![CDATA[", "<p>", "</p>", "{}", "$1", "<p xml:id='p-1'/>"),
    ),
    "pointer": (
        *("#p-1", "#string-range(p-1,0,5)", "received/a.txt#char=0,5", "/claims/0", "cito:disputes"),
        *('{"a": 1}', "[]", "null", "true", "0", "-1", "1e5", "NaN", "not-stated", "none", "~"),
        *("\\u0000", "\\n", "\\", "%20", "%", "archive:", "a:b", "en", "2016-03", "1970-01-01"),
    ),
    "odd": (
        *("\ufeff", "\ufffd", "\x7f", "\x80", "\x85", "\x9f", "\xad", "\ufffc", "\ufdd0", "\ue000"),
        *("\u2028", "\u2029", "\u200b", "\u200d", "\u2060", "\u0301", "\xa0", "\u3000", "\u202e"),
    ),
}
"""Fragments without XML white space, by script or by the trouble they make."""

BLANKS = (
    *(" ", "  ", "\t", "\n", "\r", "\r\n", "\n\n", "\xa0", "\xa0 ", " \n ", "\u3000", "\u2003"),
    *("\x85", "\u2028", "\u202f"),
)
"""Blank text, in the sense of `str.strip`."""

_WILD = tuple(fragment for script in SCRIPTS.values() for fragment in script)
_BETWEEN = (" ", " ", " ", " ", "", *BLANKS)
_JOINERS = ("", "", " ", "-", "\xa0", ", ")

LANGUAGES = ("en", "en-GB", "de", "zh-Hant", "sr-Latn-RS", "ko-Latn", "x-klingon", "i-default", "fr-1694acad", "DE-ch")
ADDRESSES = (
    *("https://example.org/", "https://example.org/a?b=1&c=2#d", "http://例え.jp/ä/%20", "urn:isbn:9780306406157"),
    *("mailto:a@example.org", "#p-1", "../a b.html", "/", "https://example.org/a (1).pdf", "javascript:alert(1)"),
    *("example.org", "https://[::1]:80/'\"<>", "doi:10.1000/182", "//example.org", "https://example.org/%ZZ", "?"),
)
FILES = (
    *("received/page.html", "a.txt", "images/één.jpg", "deep/er/still/x.y.z", "with space.txt", "данные/файл"),
    *("-a", "a&b<c>'.txt", "100%.txt", "#1?.txt", "e\u0301.txt", ".hidden"),
)
MEDIA = (
    *("text/plain", "text/plain;charset=utf-8", "text/html", "image/jpeg", "application/vnd.a+xml"),
    *('text/html;x="<&>\'";y', "!#$/&^_.+-"),
)
PATHS = (
    *("/html[1]/body[1]/p[3]", "/html[1]", "/html[1]/head[1]/meta[12]", "/a[9999999]/b.c-d_e:f[1]"),
    *("/html[1]/body[1]/*[2]/b[1]", "/html[1]/emotion-😍[1]", "/_a[1]/ő\u0301\u00b7[3]", "/*[1]/*[9]"),
    "/html[1]/body[1]" + "/div[1]" * 254,
)
VOCABULARY = ("editor", "share-bar", "comment-form", "Photographer", "x", "a.b_c-1.", "none", "xml")
IDENTIFIERS = (
    *(("DOI", "10.1000/182"), ("DOI", "10.1000/a<b>&(c)'\""), ("DOI", "10.1000.10/Ä")),
    *(("ISBN", "978-0-306-40615-7"), ("ISBN", "0306406152"), ("ISBN", "080442957X")),
    *(("ISSN", "0317-8471"), ("ISSN", "2434-561X"), ("ORCID", "0000-0002-1825-0097")),
    *(("ORCID", "0000-0002-1694-233X"), ("ROR", "05dxps055"), ("ISNI", "0000000121032683")),
    *(("Wikidata", "Q42"), ("VIAF", "75121530"), ("GeoNames", "2950159"), ("arXiv", "2101.00001v2")),
    *(("arXiv", "hep-th/9901001"), ("Handle", "2027.42/97915"), ("ARK", "ark:/12345/x54xz321")),
    *(("URN", "urn:nbn:de:101:1-201102033592"), ("PMID", "31978945"), ("LCCN", "n79018774")),
    *(("OCLC", "41266045"), ("doi", "lower-case-is-unknown"), ("inventory", "A/1:2"), ("x.y_z-1", "№五")),
    *(("URI", "https://example.org/a?b=1&c=<d>#e"), ("Hypothesis", "zAqQ_mvK-pEeu"), ("brat", "a.ann#T1")),
)
LICENCES = (
    ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by-nc-sa/2.0/", "CC-BY-NC-SA-2.0"),
    ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
    ("http://www.creativecommons.org/licenses/by/2.0/deed.de", "CC-BY-2.0"),
    ("https://spdx.org/licenses/MIT.html", "MIT"),
)
"""Addresses of licences with the identifiers that SPDX gives them."""
SPDX = ("LicenseRef-house", "GPL-3.0-or-later", "CC-BY-4.0 OR MIT", "MIT AND LicenseRef-house")
STATEMENTS_OF_RIGHTS = (
    "http://rightsstatements.org/vocab/UND/1.0/",
    "http://rightsstatements.org/vocab/InC-RUU/1.0/",
    "https://example.org/terms",
    "(CC)",
)
DATES = (
    *("2016", "2016-03", "2016-03-20", "2016-02-29", "0000", "-0044-03-15", "9999-12-31"),
    *("2016-03-20T09:30:00Z", "2016-03-20T09:30:00+05:30", "2016-03-20T09:30:00", "2016-03-20T09:30:00+01"),
    *("2016?", "2016-03~", "2016-03-20%", "201X", "20XX", "2016-XX", "2016-03-XX", "2016-XX-XX", "156X-12-25"),
    *("2016-21", "2016-24", "2001-34", "2016-41", "2015/2016-03", "2016/..", "../2016", "2016/", "/2016"),
    *("2015~/2016?", "2016-21/2016-23", "Y170000002", "Y-170000002", "Y17E7", "1950S2", "Y171010000S3"),
    *("2016-?03-20", "?2016-03-~20", "2016~-03-20", "[2015,2016]", "{2015..2016}", "[..1983-12-03]"),
    *("{2016-03,2016-05..}", "[1667,1668,1670..1672]", "-0100/0100", "XXXX"),
)
INSTANTS = (
    *("2016-03-20T09:30:00Z", "2016-03-20T10:30:00+01:00", "2026-11-25T00:00:00.123456789-05:00"),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9+14:00", "2024-02-29T12:00:00.0Z"),
)
NUMBERS = (2, 3, 7, 100, 640, 4096, 65_536, 2**31, 2**53 + 1, 2**63)
FRACTIONS = (0.0, 1.0, 0.5, 0.1, 1 / 3, 0.1 + 0.2, 1e-7, 5e-324, 0.9999999999999999)
JSON_LEAVES = (
    *(None, True, False, 0, 1, -1, 2**53 + 1, -(2**64), 1.5, -0.0, 1e308, 5e-324, 1e22, "", "a", "none"),
    *("\x00", "\x1b[0m\x07", "\ufffe\uffff", "\r\n", "]]>", "<a>&amp;", '"\\/', "\U0010ffff", "\u2028"),
    *([], {}, [[]], [{}], {"": {}}),
)
JSON_KEYS = ("", "a", "b c", "$ref", "~1/0", "type", "\x00", "\x1f\ufffe", "ключ", "😀", '"', "<k>", "__proto__")
# fmt: on


class World:
    """What the parts of one record share: the ids given out, the texts, where captures have got to."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.ids: dict[str, list[str]] = {}
        self.texts: list[tuple[str, str]] = []
        self.reached: dict[str, int] = {}
        self.pending = 0
        self.number = count(1)
        self.items = 60

    def register(self, id: str, cls: type[Model]) -> str:
        """Make an id known as that of a part of this class."""
        for kind in _kinds(cls):
            self.ids.setdefault(kind, []).append(id)
        return id

    def of(self, to: To) -> list[str]:
        """The ids that a reference may name."""
        if len(to.kinds) == 1:
            return self.ids.get(next(iter(to.kinds)), [])
        return [id for kind in sorted(to.kinds) for id in self.ids.get(kind, ())]


class Draw:
    """Draws values for one part of a record, all from one integer."""

    def __init__(self, seed: int, world: World, kind: str = "") -> None:
        self.random = Random(f"{kind}{seed}")
        self.richness = seed / RICHEST
        self.world = world
        self.depth = 1
        self.deep = self.random.random() < 0.15
        self.given: dict[str, Any] = {}

    def often(self, share: float = 1.0) -> bool:
        """Whether something optional is there: never in the plainest part."""
        return self.random.random() < self.richness * share

    def choice(self, pool: Sequence[T]) -> T:
        """One of these; the plainer the part, the nearer to the first."""
        return pool[int(self.random.random() * min(1.0, self.richness * 2) * len(pool) * 0.999999)]

    def evenly(self, pool: Sequence[T]) -> T:
        """One of these, however plain the part."""
        return pool[int(self.random.random() * len(pool))]

    def number(self, most: int, least: int = 0) -> int:
        """How many of something: few in a plain part."""
        return least + int(self.random.random() ** 2 * (self.richness * (most - least) + 0.999999))

    # --- strings ---

    def fragment(self) -> str:
        """A word, or what is no word."""
        if not self.often(0.6):
            return self.evenly(PLAIN)
        if self.random.random() < 0.1:
            return self.evenly(self.evenly(tuple(SCRIPTS.values())))
        return self.evenly(_WILD)

    def text(self, least: int = 0, most: int = 14) -> str:
        """Any `Text`."""
        wild, parts = self.often(0.7), []
        for n in range(least + int(self.random.random() * (2 + self.richness * (most - least)))):
            if n:
                parts.append(self.evenly(_BETWEEN) if wild else " ")
            parts.append(self.fragment() if wild else self.evenly(PLAIN))
        if self.often(0.15):
            parts.insert(0, self.evenly(BLANKS))
        if self.often(0.15):
            parts.append(self.evenly(BLANKS))
        return "".join(parts)

    def words(self) -> str:
        """Any `Words`."""
        return self.text(1, 8)

    def prose(self) -> str:
        """Any `Prose`."""
        text = self.words()
        return text if text.strip(" \t\r\n") else f"{text}{self.evenly(PLAIN)}"

    def line(self) -> str:
        """Any `Line`."""
        return " ".join([self.fragment() for _ in range(self.number(4, 1))])

    def token(self) -> str:
        """Any `Token`."""
        if not self.often(0.4):
            return self.evenly(VOCABULARY)
        parts = (self.fragment(), self.evenly(_JOINERS), self.fragment())
        return "".join(parts).replace(" ", "_")

    def blank(self) -> str:
        """Text that is blank, or empty."""
        return "".join([self.choice(BLANKS) for _ in range(self.number(3))])

    def address(self) -> str:
        """Any `Address`."""
        if self.often(0.2):
            return self.line()
        return self.choice(ADDRESSES)

    def id(self, cls: type[Model]) -> str:
        """A new id for a part of this class, made known at once."""
        world, name = self.world, cls.__name__.lower()
        number = next(world.number)
        if not self.often(0.3):
            id = f"{name}-{number}"
        else:
            id = self.evenly(
                (
                    f"{name[0].upper()}_{number}",
                    f"_{number}",
                    f"xml{number}",
                    f"a-{number}-",
                    f"{name}-{self.random.randrange(9)}",
                    f"{'x' * 90}{number}",
                )
            )
        while id in world.taken:
            id = f"{id}_{number}"
        world.taken.add(id)
        return world.register(id, cls)

    def lost_id(self) -> str:
        """The id of a block that may be gone."""
        pool = self.world.ids.get("text block", ())
        return self.evenly(pool) if pool and self.random.random() < 0.5 else "gone-1"

    def sha256(self) -> str:
        """A digest."""
        return f"{self.random.getrandbits(256):064x}"

    def edtf(self) -> str:
        """A date: one of the pool, or a plain one."""
        random = self.random
        if random.random() < 0.6:
            return self.choice(DATES)
        year, month, day = (
            random.randrange(10_000),
            random.randrange(1, 13),
            random.randrange(1, 29),
        )
        date = (f"{year:04}", f"{year:04}-{month:02}", f"{year:04}-{month:02}-{day:02}")[
            random.randrange(3)
        ]
        return date + ("", "", "?", "~", "%")[random.randrange(5)]

    def instant(self) -> str:
        """A date and time with its zone."""
        return self.choice(INSTANTS)

    def json(self, depth: int = 0) -> Any:
        """Any JSON value."""
        if depth > 5 or not self.often(0.6):
            return self.evenly(JSON_LEAVES)
        if self.random.random() < 0.05:
            value: Any = self.evenly(JSON_LEAVES)
            for _ in range(30):
                value = [value] if self.random.random() < 0.5 else {self.evenly(JSON_KEYS): value}
            return value
        if self.random.random() < 0.3:
            return self.text()
        if self.random.random() < 0.5:
            return [self.json(depth + 1) for _ in range(self.number(4))]
        return {
            self.evenly(JSON_KEYS) if self.often(0.7) else self.line(): self.json(depth + 1)
            for _ in range(self.number(4))
        }

    # --- models ---

    def make(self, cls: type[Model], **given: Any) -> Any:
        """A value of this class with these fields, or `MISSING`; now and then a plainer one."""
        richness = self.richness
        if self.random.random() < 0.25:
            self.richness *= self.random.random()
        try:
            return self._make(cls, given)
        finally:
            self.richness = richness

    def _make(self, cls: type[Model], given: dict[str, Any]) -> Any:
        plan = _plan(cls)
        for tie in plan.ties:
            tied = tie(self, cls, given)
            if tied is MISSING:
                return MISSING
            given |= tied
        for name, required, drawn in plan.fields:
            if name in given:
                continue
            if required:
                if (value := drawn(self)) is MISSING:
                    return MISSING
                given[name] = value
            elif self.often() and (value := drawn(self)) is not MISSING:
                given[name] = value
        return cls(**{name: value for name, value in given.items() if value is not LEFT_OUT})

    def several(self, cls: type[Model], most: int, least: int = 0) -> tuple[Any, ...]:
        """Some values of this class."""
        made = [self.make(cls) for _ in range(self.number(most, least))]
        return tuple(part for part in made if part is not MISSING)


Drawn = Callable[[Draw], Any]
Tie = Callable[[Draw, type[Model], dict[str, Any]], dict[str, Any]]

# --- a field drawn by its type ---


class _Plan:
    """How a class is drawn: what ties its fields, and each field that no tie has set."""

    def __init__(self, cls: type[Model]) -> None:
        hints = get_type_hints(cls, include_extras=True)
        self.ties = [TIES[base] for base in reversed(cls.__mro__) if base in TIES]
        self.fields = [
            (name, field.is_required(), _drawn(hints[name], name, cls))
            for name, field in cls.model_fields.items()
        ]


@cache
def _plan(cls: type[Model]) -> _Plan:
    return _Plan(cls)


@cache
def _kinds(cls: type[Model]) -> frozenset[str]:
    return kinds_of(cls.model_construct())


_STRINGS: tuple[tuple[Any, Drawn], ...] = (
    (FileName, lambda draw: draw.choice(FILES)),
    (Language, lambda draw: draw.choice(LANGUAGES)),
    (MediaType, lambda draw: draw.choice(MEDIA)),
    (Sha256, Draw.sha256),
    (ElementPath, lambda draw: draw.choice(PATHS)),
    (Edtf, Draw.edtf),
    (Instant, Draw.instant),
    (Token, Draw.token),
    (Word, lambda draw: draw.choice(VOCABULARY)),
    (Prose, Draw.prose),
    (Words, Draw.words),
    (Text, Draw.text),
)
_ADDRESSES = frozenset({"address", "base_iri", "record_id", "scheme", "target", "uri"})
"""`Address` and `Line` may be one type in Python's eyes: then the field's name tells them apart."""


def _drawn(hint: Any, name: str, cls: type[Model]) -> Drawn:
    """How a value of this type is drawn."""
    if get_origin(hint) is Annotated and isinstance(hint.__metadata__[-1], Tag):
        inner = (hint.__origin__, *hint.__metadata__[:-1])
        return _drawn(Annotated[inner] if len(inner) > 1 else inner[0], name, cls)
    metadata = [
        inner
        for outer in getattr(hint, "__metadata__", ())
        for inner in (outer.metadata if isinstance(outer, FieldInfo) else (outer,))
    ]
    for constraint in metadata:
        if isinstance(constraint, To):
            return _reference(constraint)
    if hint in (Id, DocumentId):
        return (lambda draw: draw.id(cls)) if name == "id" else Draw.lost_id
    if hint == Address and (hint != Line or name in _ADDRESSES):
        return Draw.address
    if hint == Line:
        return Draw.line
    for alias, drawn in _STRINGS:
        if hint == alias:
            return drawn
    if get_origin(hint) is Annotated:
        least = next((c.min_length for c in metadata if isinstance(c, MinLen)), 0)
        inner = get_args(hint)[0]
        if inner is int:
            return _integer(metadata)
        if inner is float:
            return _fraction(metadata)
        if get_origin(inner) is tuple:
            return _sequence(inner, least, name, cls)
        return _drawn(inner, name, cls)
    if get_origin(hint) is tuple:
        return _sequence(hint, 0, name, cls)
    if get_origin(hint) in (Union, types.UnionType):
        members = [
            _drawn(member, name, cls)
            for member in get_args(hint)
            if member is not types.NoneType
            for _ in range(1 if _is_rare(member) else 5)
        ]
        return _one_of(members)
    if get_origin(hint) is Literal:
        values = get_args(hint)
        return lambda draw: draw.evenly(values)
    if hint is bool:
        return lambda draw: draw.random.random() < 0.5
    if isinstance(hint, type) and issubclass(hint, Enum):
        options = tuple(hint)
        return lambda draw: draw.evenly(options)
    if isinstance(hint, type) and issubclass(hint, Model):
        return lambda draw: draw.make(hint)

    def refuse(draw: Draw) -> Any:
        raise TypeError(f"tests/strategies.py cannot draw {cls.__name__}.{name}, a {hint}")

    return refuse


def _is_rare(member: Any) -> bool:
    """Orphans and absences are rarer than what they stand beside."""
    return member is Orphan or Absence in (member, *get_args(member))


def _one_of(members: Sequence[Drawn]) -> Drawn:
    def drawn(draw: Draw) -> Any:
        first = draw.random.randrange(len(members))
        for member in (*members[first:], *members[:first]):
            if (value := member(draw)) is not MISSING:
                return value
        return MISSING

    return drawn


def _sequence(hint: Any, least: int, name: str, cls: type[Model]) -> Drawn:
    item = _drawn(get_args(hint)[0], name, cls)

    def drawn(draw: Draw) -> Any:
        found = [item(draw) for _ in range(draw.number(3, max(least, 1)))]
        found = [value for value in found if value is not MISSING]
        return tuple(found) if len(found) >= least else MISSING

    return drawn


def _reference(to: To) -> Drawn:
    def drawn(draw: Draw) -> Any:
        pool = draw.world.of(to)
        return draw.evenly(pool) if pool else MISSING

    return drawn


def _integer(metadata: Sequence[Any]) -> Drawn:
    least = max(
        [c.ge for c in metadata if isinstance(c, Ge)]
        + [c.gt + 1 for c in metadata if isinstance(c, Gt)]
    )
    most = min([c.le for c in metadata if isinstance(c, Le)], default=None)
    pool = (
        least,
        least + 1,
        *(n for n in NUMBERS if n > least + 1 and (most is None or n <= most)),
    )
    return lambda draw: draw.choice(pool)


def _fraction(metadata: Sequence[Any]) -> Drawn:
    least, most = (
        next(c.ge for c in metadata if isinstance(c, Ge)),
        next(c.le for c in metadata if isinstance(c, Le)),
    )
    pool = tuple(number for number in FRACTIONS if least <= number <= most)
    return lambda draw: (
        draw.evenly(pool) if draw.random.random() < 0.7 else draw.random.uniform(least, most)
    )


# --- what several fields owe each other ---


def _text_block(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """Marks fit the text, the origin has its length, blocks follow each other in the capture."""
    world = draw.world
    marker = _marker(draw) if "marker" in cls.model_fields else {}
    id, text = draw.id(cls), draw.text()
    world.texts.append((id, text))
    marks = tuple(_marks(draw, 0, len(text), 3)) if draw.often(0.9) else LEFT_OUT
    tied = {"id": id, "text": text, "marks": marks, "origin": LEFT_OUT, **marker}
    if draw.often(0.5):
        origin = draw.make(draw.evenly((ElementOrigin, ElementOrigin, LinesOrigin, CaptureOrigin)))
        tied["origin"] = LEFT_OUT if origin is MISSING else origin
    elif world.reached and draw.often():
        capture = draw.evenly(tuple(world.reached))
        start = (
            world.reached[capture]
            + world.pending
            + (draw.evenly((0, 1, 90)) if draw.often(0.1) else 0)
        )
        end = start + len(text)
        more = {"separator": draw.blank()} if draw.often() else {}
        tied["origin"] = BlockOrigin(capture=capture, start=start, end=end, **more)
        world.reached[capture] = end + len(tied["origin"].separator)
    world.pending = 0
    return tied


def _marker(draw: Draw) -> dict[str, str]:
    if not draw.often():
        return {"marker": LEFT_OUT}
    marker = (
        draw.evenly(("- ", "1. ", "•\xa0", "IV)\t", " * ", ""))
        if draw.often(0.8)
        else draw.text(0, 2)
    )
    draw.world.pending = len(marker)
    return {"marker": marker}


_SPANS = get_args(get_args(b.Mark)[0])
_ZERO_WIDTH = tuple(cls for cls in _SPANS if cls in (b.LineBreak, b.InlineImage, b.NoteCall))
_WIDE = tuple(cls for cls in _SPANS if cls not in (b.LineBreak, b.InlineImage))


def _marks(draw: Draw, start: int, end: int, deep: int) -> list[Model]:
    """Marks between two offsets: side by side, some with marks inside, some of no width."""
    found: list[Model] = []
    at = start
    while at <= end and len(found) < 6 and draw.random.random() < 0.75:
        if draw.random.random() < 0.3:
            found.append(draw.make(draw.evenly(_ZERO_WIDTH), start=at, end=at))
        elif at < end:
            stop = draw.random.randint(at + 1, end)
            found.append(draw.make(draw.evenly(_WIDE), start=at, end=stop))
            if deep and draw.random.random() < 0.5:
                found += _marks(draw, at, stop, deep - 1)
            at = stop
        if draw.random.random() < 0.6:
            at += draw.random.randint(0, max(0, end - at))
    # At the end of an outer mark, one of no width stands after it, not inside: still in order.
    return [mark for mark in found if mark is not MISSING]


def _item(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """Lists within lists, down to the bottom where there are few of them."""
    draw.world.items -= 1
    if draw.depth >= DEEPEST or draw.world.items < 0 or not draw.often(2.0 if draw.deep else 0.3):
        return {"lists": LEFT_OUT}
    draw.depth += 1
    lists = draw.several(b.List, 2, 1)
    draw.depth -= 1
    return {"lists": lists}


def _note(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """Its marker stands before its first paragraph."""
    return _marker(draw)


def _anchor(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """Words of the text."""
    random = draw.random
    for _ in range(3):
        if draw.world.texts:
            block, text = draw.evenly(draw.world.texts)
            if text:
                break
    else:
        return MISSING
    start = random.randrange(len(text))
    end = min(len(text), start + 1 + int(random.random() ** 2 * (4 + draw.richness * len(text))))
    if draw.often(0.1):
        start, end = 0, len(text)
    return {"block": block, "start": start, "end": end, "exact": text[start:end]}


def _orphan(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """Once a stretch of some block."""
    words, start = draw.words(), draw.choice((0, 1, 7, 500))
    return {"start": start, "end": start + len(words), "exact": words}


def _name(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """A literal name, or parts with a family or given name among them."""
    if draw.random.random() < 0.4:
        parts = ("family", "given", "dropping_particle", "non_dropping_particle", "suffix")
        return {"literal": draw.line(), **dict.fromkeys(parts)}
    which = draw.random.randrange(3)
    return {
        "literal": None,
        "family": draw.line() if which != 1 else None,
        "given": draw.line() if which != 2 else None,
    }


def _identifier(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    scheme, value = draw.choice(IDENTIFIERS)
    return {"scheme": scheme, "value": value}


def _rights(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """The address and the SPDX identifier name the same licence, or one of them is left out."""
    uri, spdx = draw.evenly(LICENCES)
    which = int(draw.random.random() * (1 + draw.richness * 4.999))
    return (
        {"uri": None, "spdx": None},
        {"uri": uri, "spdx": spdx},
        {"uri": uri, "spdx": None},
        {"uri": None, "spdx": spdx},
        {"uri": draw.evenly(STATEMENTS_OF_RIGHTS), "spdx": None},
        {"uri": None, "spdx": draw.evenly(("LicenseRef-house", "MIT", "GPL-3.0-or-later"))},
    )[which]


def _image(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    which = draw.random.randrange(3)
    return {
        "file": draw.choice(FILES) if which != 1 else None,
        "address": draw.address() if which != 2 else None,
    }


OF_MARKUP = tuple(name for name in get_args(Derivation) if not name.startswith("verbatim"))
"""Derivations of which an origin is no stretch of the text of the whole file."""


def _capture(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """Each has a file of its own; a derivation opens it to blocks."""
    id, lead = draw.id(cls), draw.blank() if draw.often() else ""
    file = f"{len(draw.world.ids['capture'])}-{draw.choice(FILES)}"
    if derived := draw.often():
        draw.world.reached[id] = len(lead)
    return {
        "id": id,
        "file": file,
        "lead": lead,
        "derivation": draw.choice(("verbatim-1", "verbatim-2"))
        if derived
        else draw.choice((LEFT_OUT, *OF_MARKUP)),
    }


def _text_origin(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """A stretch of a capture that has a text."""
    if not draw.world.reached:
        return MISSING
    start = draw.choice((0, 1, 7, 500))
    capture = draw.evenly(tuple(draw.world.reached))
    return {"capture": capture, "start": start, "end": start + draw.choice((1, 4, 4096))}


def _element_origin(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """All of the element's text, or a stretch of it."""
    if not draw.often():
        return {"start": LEFT_OUT, "end": LEFT_OUT}
    start = draw.choice((0, 1, 7, 500))
    return {"start": start, "end": start + draw.choice((1, 0, 4, 4096))}


def _lines_origin(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """One line or several, all of their text or a stretch of it."""
    first = draw.choice((1, 2, 40))
    last = first + draw.choice((0, 1, 9))
    return {"first": first, "last": last, **_element_origin(draw, cls, given)}


def _statement(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """The last decision in the history is the status."""
    status = draw.evenly(get_args(Status)) if draw.often() else "proposed"
    history = list(draw.several(Change, 3)) if draw.often(0.6) else []
    decided = [n for n, change in enumerate(history) if change.status != "modified"]
    if decided:
        history[decided[-1]] = history[decided[-1]].model_copy(update={"status": status})
    return {"status": status, "history": tuple(history)}


def _assessment(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """A verdict has evidence, or says why there is none."""
    evidence = draw.several(Evidence, 2, 1) if draw.often() else ()
    verdict = draw.evenly(get_args(Verdict) if evidence else sorted(WITHOUT_EVIDENCE))
    searched = {"reasoning": "No register was kept."} if verdict == "unverifiable" else {}
    return {"verdict": verdict, "evidence": evidence, **searched}


def _relation(draw: Draw, cls: type[Model], given: dict[str, Any]) -> dict[str, Any]:
    """The predicate fits what the relation points to."""
    claims, sources = draw.world.ids.get("claim", []), draw.world.ids.get("source", [])
    subject = draw.evenly(claims)
    others = [claim for claim in claims if claim != subject]
    if sources and (not others or draw.random.random() < 0.5):
        return {
            "subject": subject,
            "object": draw.evenly(sources),
            "predicate": draw.evenly(get_args(ToSource)),
        }
    return {
        "subject": subject,
        "object": draw.evenly(others),
        "predicate": draw.evenly(get_args(ToClaim)),
    }


TIES: dict[type, Tie] = {
    b.TextBlock: _text_block,
    b.Item: _item,
    b.Note: _note,
    Anchor: _anchor,
    Orphan: _orphan,
    Former: _orphan,
    Name: _name,
    Identifier: _identifier,
    Rights: _rights,
    b.Image: _image,
    Capture: _capture,
    TextOrigin: _text_origin,
    ElementOrigin: _element_origin,
    LinesOrigin: _lines_origin,
    Statement: _statement,
    Assessment: _assessment,
    Relation: _relation,
}
"""What is set before the other fields of a class are drawn each by itself; bases come first."""

# --- the whole ---

_BLOCKS = get_args(get_args(b.Block)[0])
_LIKELY = (*_BLOCKS, b.Note, b.Note)
"""There are calls only where there are notes."""
_ENTITIES = get_args(get_args(Entity)[0])
_ANNOTATIONS = get_args(get_args(Annotation)[0])

Outline = dict[str, list[int]]
"""One integer for each part of a record, by the collection that it stands in."""

_Planned = list[tuple[Draw, type[Model], str]]
"""Parts to be made. Their ids are known before, so that others can refer to them."""


def document_of(
    outline: Outline, head: int = 0, *, newer: bool = False, draw_with: type[Draw] = Draw
) -> Document:
    """The record that follows from an outline.

    Args:
        outline: The integers of its parts; "blocks" are those of all sections in reading order.
        head: The integer of what stands in no collection.
        newer: Whether it may follow a newer minor version of the schema.
        draw_with: What draws each part: others draw other strings.
    """
    world = World()
    top = draw_with(head, world, "document")
    fields: dict[str, Any] = {"id": top.id(Document), "schema_version": SCHEMA_VERSION}
    if newer and top.often():
        ours = int(SCHEMA_VERSION.partition(".")[2])
        fields["schema_version"] = f"1.{ours + top.random.randrange(1, 20)}"

    def draws(name: str) -> list[Draw]:
        return [draw_with(seed, world, name) for seed in outline.get(name, ())]

    def planned(name: str, *classes: type[Model]) -> _Planned:
        found = []
        for draw in draws(name):
            if possible := [cls for cls in classes if _possible(cls, world)]:
                cls = draw.evenly(possible)
                found.append((draw, cls, draw.id(cls)))
        return found

    plan = {
        "agents": planned("agents", Agent),
        "entities": planned("entities", *_ENTITIES),
        "works": planned("works", Work),
        "sources": planned("sources", Source),
        "claims": planned("claims", Claim),
        "annotations": planned("annotations", *_ANNOTATIONS),
        "assessments": planned("assessments", Assessment),
        "relations": planned("relations", Relation),
        "revisions": planned("revisions", Revision),
    }
    fields["captures"] = tuple(draw.make(Capture) for draw in draws("captures"))
    fields["sections"] = _sections(draws("blocks"), world)
    # Only now are there texts for anchors.
    for name, cls in (("metadata", Metadata), ("rights", RightsLayers)):
        fields[name] = next((draw.make(cls) for draw in draws(name)), cls())
    _superseding(plan["assessments"])
    for name, parts in plan.items():
        fields[name] = tuple(draw.make(cls, id=id, **draw.given) for draw, cls, id in parts)
    fields["extensions"] = {draw.address(): draw.json() for draw in draws("extensions")}
    return top.make(Document, **fields)


@cache
def _needs(cls: type[Model]) -> tuple[To, ...]:
    """The kinds of part without which there can be none of this class."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(
        to
        for name, field in cls.model_fields.items()
        if field.is_required()
        for to in getattr(hints[name], "__metadata__", ())
        if isinstance(to, To)
    )


def _possible(cls: type[Model], world: World) -> bool:
    if cls is Relation and len(world.of(To("claim", "source"))) < 2:
        return False
    return all(world.of(to) for to in _needs(cls))


def _superseding(assessments: _Planned) -> None:
    """Choose the claim of each, and for some the earlier assessment of that claim."""
    earlier: dict[str, list[str]] = {}
    for draw, _, id in assessments:
        claim = draw.choice(draw.world.ids["claim"])
        draw.given = {"claim": claim, "supersedes": None}
        if claim in earlier and draw.often():
            draw.given["supersedes"] = draw.evenly(earlier[claim])
        earlier.setdefault(claim, []).append(id)


class _Outlined:
    """A section in the making."""

    def __init__(self, draw: Draw, depth: int) -> None:
        self.draw, self.depth = draw, depth
        self.blocks: list[Any] = []
        self.sections: list[_Outlined] = []

    def made(self) -> Any:
        sections = tuple(section.made() for section in self.sections)
        return self.draw.make(b.Section, blocks=tuple(self.blocks), sections=sections)


def _sections(draws: Sequence[Draw], world: World) -> tuple[Any, ...]:
    """Sections with these blocks in them, in reading order.

    A block stays in the section of the block before, or opens one within it or after it.
    """
    roots: list[_Outlined] = []
    open_: list[_Outlined] = []
    plan: list[tuple[Draw, _Outlined, type[Model], dict[str, str]]] = []
    for draw in draws:
        if not open_ or draw.often(0.4):
            if draw.random.random() < 0.5:
                open_ = open_[: draw.random.randint(0, len(open_))]
            for _ in range(DEEPEST if draw.random.random() < 0.03 else 1):
                if len(open_) < DEEPEST:
                    section = _Outlined(draw, len(open_) + 1)
                    (open_[-1].sections if open_ else roots).append(section)
                    open_.append(section)
        section = open_[-1]
        cls = draw.evenly(_LIKELY) if draw.often() else b.Paragraph
        if cls is b.List and section.depth == DEEPEST:
            cls = b.Paragraph
        given = {"id": draw.id(cls)} if cls is b.Note else {}  # for the calls before it
        plan.append((draw, section, cls, given))
    for draw, section, cls, given in plan:
        draw.depth = section.depth + 1
        section.blocks.append(draw.make(cls, **given))
    return tuple(section.made() for section in roots)


# --- strategies ---

_MANY = ("blocks", "entities", "claims", "annotations", "relations")
_FEW = ("captures", "agents", "works", "sources", "assessments", "revisions")

# Hypothesis is asked for bytes: its integers are mostly small. And it is asked through `randoms`,
# since five of six examples that it makes are older ones with one value copied over another of the
# same strategy; here, where all follows from those values, that would be the same parts again.
_BYTES = st.randoms(use_true_random=False, note_method_calls=False)


def _seed(source: Random) -> int:
    return int.from_bytes(source.randbytes(3), "big")


def _seeds(source: Random, mean: float) -> list[int]:
    """Integers of parts, each drawn as one choice, so that shrinking can take out any of them."""
    found, last = [], 256 / (mean + 1)
    while (choice := source.randbytes(4))[0] >= last:
        found.append(int.from_bytes(choice[1:], "big"))
    return found


@st.composite
def documents(draw: st.DrawFn, *, newer: bool = False, draw_with: type[Draw] = Draw) -> Document:
    """Any valid record: most with a handful of blocks and statements, some with dozens.

    Args:
        draw: Given by Hypothesis.
        newer: Whether some follow a newer minor version of the schema than ours.
        draw_with: What draws each part (`document_of`).
    """
    source = draw(_BYTES)
    scale = 6 if source.randbytes(1)[0] > 240 else 1
    outline = {name: _seeds(source, 4.5 * scale) for name in _MANY}
    outline |= {name: _seeds(source, 2.0 * scale) for name in _FEW}
    outline |= {
        "extensions": _seeds(source, 1),
        "metadata": [_seed(source)],
        "rights": [_seed(source)],
    }
    return document_of(outline, _seed(source), newer=newer, draw_with=draw_with)


def large_document(seed: int = 0) -> Document:
    """A record with hundreds of blocks and a thousand annotations, as wild as any."""
    random = Random(seed)
    sizes = {"blocks": 300, "annotations": 1000, "claims": 200, "relations": 200, "entities": 60}
    sizes |= {"works": 40, "sources": 60, "assessments": 60, "agents": 8, "captures": 2}
    sizes |= {"revisions": 5, "metadata": 1, "rights": 1}
    outline = {name: [random.randint(0, RICHEST) for _ in range(n)] for name, n in sizes.items()}
    return document_of(outline, random.randint(0, RICHEST))


def large_documents() -> st.SearchStrategy[Document]:
    """Records with hundreds of blocks and a thousand annotations."""
    return st.builds(large_document, st.integers(0, 2**16))


def _alone(what: Callable[[Draw], T], kind: str) -> st.SearchStrategy[T]:
    return _BYTES.map(lambda source: what(Draw(_seed(source), World(), kind)))


def texts() -> st.SearchStrategy[str]:
    """Any `Text`, the empty one too."""
    return _alone(Draw.text, "text")


def lines() -> st.SearchStrategy[str]:
    """Any `Line`."""
    return _alone(Draw.line, "line")


def edtf() -> st.SearchStrategy[str]:
    """Dates in EDTF."""
    return _alone(Draw.edtf, "edtf")


def json_values() -> st.SearchStrategy[Any]:
    """Any JSON value, control characters in strings and deep nesting included."""
    return _alone(Draw.json, "json")


def blocks() -> st.SearchStrategy[Any]:
    """Any block that can stand in a record by itself."""
    return _alone(lambda draw: draw.make(draw.evenly(_BLOCKS)), "block")


# --- a record for measuring ---


def bench_document(
    paragraphs: int = 400, annotations: int = 1000, sources: int = 60, seed: int = 0
) -> Document:
    """A record such as a diligent desk makes of a long report.

    Beside the annotations it has two claims for five of them, each accepted, with attribution,
    relations to sources, and some assessments.
    """
    return _Bench(paragraphs, annotations, sources, seed).document()


class _Bench:
    """Makes one record for measuring."""

    def __init__(self, paragraphs: int, annotations: int, sources: int, seed: int) -> None:
        self.random = Random(seed)
        self.counts = (annotations, sources)
        self.made_by = {"status": "accepted", "revision": "rev-1"}
        words = (
            *PLAIN,
            "according",
            "to",
            "the",
            "ministry",
            "–",
            "“growth”",
            "Zürich",
            "Ελλάδα",
            "市場",
        )
        self.texts = [
            " ".join(self.random.choices(words, k=self.random.randint(40, 90)))
            for _ in range(paragraphs)
        ]

    def document(self) -> Document:
        annotations, sources = self.counts
        claims, entities = annotations * 2 // 5, max(2, sources // 2)
        return Document(
            id="bench",
            language="en",
            metadata=Metadata.model_validate({"titles": [{"text": "A record for measuring"}]}),
            captures=(
                Capture(
                    id="capture",
                    file="received/page.txt",
                    media_type="text/plain",
                    size_bytes=sum(len(text.encode()) + 2 for text in self.texts),
                    sha256="0" * 64,
                    derivation="verbatim-1",
                ),
            ),
            agents=(Agent(id="editor", name="A. N. Editor"),),
            sections=self.sections(),
            entities=tuple(
                (Person if n % 2 else Organisation)(
                    id=f"entity-{n}", names=(EntityName(text=f"Name {n}", basis="external"),)
                )
                for n in range(entities)
            ),
            works=tuple(
                Work(id=f"work-{n}", type="report", title=f"Report {n}", issued=f"{1990 + n % 30}")
                for n in range(sources)
            ),
            sources=tuple(
                Source(
                    id=f"source-{n}",
                    as_named=f"the report of {1990 + n % 30}",
                    named_at=(self.anchor(),),
                    work=f"work-{n}",
                )
                for n in range(sources)
            ),
            claims=tuple(self.claim(n, entities) for n in range(claims)),
            annotations=tuple(self.annotation(n, entities) for n in range(annotations)),
            assessments=tuple(
                Assessment(
                    id=f"assessment-{n}",
                    claim=f"claim-{n}",
                    verdict="supported",
                    reasoning="The report says the same in its third table.",
                    evidence=(Evidence(work=f"work-{n % sources}", quoted="trade fell in 2015"),),
                    **self.made_by,
                )
                for n in range(claims // 5 if sources else 0)
            ),
            relations=tuple(
                Relation(
                    id=f"relation-{n}",
                    subject=f"claim-{n}",
                    predicate="citesAsEvidence",
                    object=f"source-{n % sources}",
                    **self.made_by,
                )
                for n in range(claims if sources else 0)
            ),
            revisions=(Revision(id="rev-1", at="2026-11-24T09:00:00Z", by="editor"),),
        )

    def sections(self) -> tuple[b.Section, ...]:
        """Twenty paragraphs to a section."""
        found, at = [], 0
        for first in range(0, len(self.texts), 20):
            made = []
            for n, text in enumerate(self.texts[first : first + 20], start=first):
                origin = BlockOrigin(capture="capture", start=at, end=at + len(text))
                marks = (
                    b.Formatting(type="italic", start=0, end=5),
                    b.Link(start=6, end=20, target="https://example.org/"),
                )
                made.append(
                    b.Paragraph(
                        id=f"p-{n}", text=text, origin=origin, marks=marks if n % 4 == 0 else ()
                    )
                )
                at += len(text) + 2
            found.append(b.Section(id=f"section-{first // 20}", blocks=tuple(made)))
        return tuple(found)

    def anchor(self, longest: int = 30) -> Anchor:
        """Some whole words of a paragraph."""
        n = self.random.randrange(len(self.texts))
        text = self.texts[n]
        start = text.find(" ", self.random.randrange(len(text) - longest - 20)) + 1
        end = text.find(" ", start + self.random.randint(3, longest))
        end = len(text) if end < 0 else end
        return Anchor(block=f"p-{n}", start=start, end=end, exact=text[start:end])

    def claim(self, n: int, entities: int) -> Claim:
        reported = n % 3 == 0
        return Claim(
            id=f"claim-{n}",
            anchors=tuple(self.anchor(100) for _ in range(1 + (n % 4 == 0))),
            restatement=f"Trade fell by {n} per cent in 2015.",
            kind="descriptive",
            commitment="hedged" if n % 5 == 0 else "asserted",
            attribution=(Attribution(claimant=f"entity-{n % entities}", cue=(self.anchor(),)),)
            if reported
            else (),
            stance="neutral" if reported else None,
            about=(f"entity-{(n + 1) % entities}",),
            checkable=True,
            **self.made_by,
        )

    def annotation(self, n: int, entities: int) -> Model:
        anchors = (self.anchor(),)
        if n % 4 == 3:
            return DateMention(
                id=f"annotation-{n}", anchors=anchors, date=f"{1990 + n % 30}", **self.made_by
            )
        return Mention(
            id=f"annotation-{n}",
            anchors=anchors,
            refers_to=f"entity-{n % entities}",
            **self.made_by,
        )
