"""The released versions of the schema, in schemas/released/: how one is made, and what holds it.

A folder for each version has the schemas that have a name, and records that must always load: some
drawn ones that together set every field, with every closed word and every member of a union. Their
digests are kept apart, in tests/data/released.sha256.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from archive.formats import json as json_format
from archive.formats import tei
from archive.model.document import Document
from archive.model.json_schema import document_schema
from tests import strategies
from tests.seen_fields import Seen, choices, reachable

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "schemas"
DIGESTS = Path(__file__).parent / "data" / "released.sha256"
"""In the form of `sha256sum`, whose `-c` checks it in schemas/released/."""
NAMED = ("archive.rng", "archive.sch", "archive.odd", "document.schema.json")
"""The schemas that have a name."""


def folders(schemas: Path = SCHEMAS) -> list[Path]:
    """The folder of each released version, the oldest first."""
    found = [path for path in schemas.glob("released/*") if path.is_dir()]
    return sorted(found, key=lambda path: [int(number) for number in path.name.split(".")])


# --- what is compared ---


def model_schema() -> Any:
    """The JSON Schema that the model makes, for the caller to change."""
    return json.loads(_made_once())


@cache
def _made_once() -> str:
    return json.dumps(document_schema())


_EXPLAINS = {"description", "examples", "title"}


def bare(value: Any) -> Any:
    """A JSON Schema without what only explains."""
    if isinstance(value, dict):
        return {
            key: {name: bare(inner) for name, inner in item.items()}
            if key in ("properties", "$defs")
            else bare(item)
            for key, item in value.items()
            if key not in _EXPLAINS
        }
    if isinstance(value, list):
        return [bare(item) for item in value]
    return value


def breaks(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What a newer JSON Schema does to old records, against the promise of a minor version.

    A field or a word that is gone, a default that changed, a field that is required now.
    """
    return sorted(_broken(_models(old), _models(new)))


def _models(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"Document": schema, **schema["$defs"]}


def _broken(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name, model in old.items():
        if name not in new:
            yield f"{name} is gone"
            continue
        required = {*new[name].get("required", ())} - {*model.get("required", ())}
        yield from (f"{name}.{field} is required now" for field in required)
        for field, was in model.get("properties", {}).items():
            where = f"{name}.{field}"
            if field not in new[name].get("properties", {}):
                yield f"{where} is gone"
                continue
            now = new[name]["properties"][field]
            default, given = (value.get("default", ...) for value in (was, now))
            if default != given:
                shown = [
                    "none" if value is ... else json.dumps(value) for value in (default, given)
                ]
                yield f"{where}: the default {shown[0]} became {shown[1]}"
            yield from (f"{where}: {word} is gone" for word in _words(was) - _words(now))
        yield from (f"{name}: {word} is gone" for word in _words(model) - _words(new[name]))


def _words(schema: Any) -> set[str]:
    """The closed words and the kinds of part that stand in one field."""
    if isinstance(schema, list):
        return {word for item in schema for word in _words(item)}
    if not isinstance(schema, dict):
        return set()
    own = {json.dumps(word) for word in schema.get("enum", ())}
    own |= {json.dumps(schema["const"])} if "const" in schema else set()
    own |= {schema["$ref"].rpartition("/")[2]} if "$ref" in schema else set()
    inside = (value for key, value in schema.items() if key not in ("properties", "$defs"))
    return own.union(*map(_words, inside))


# --- a release ---


def release(version: str, schemas: Path = SCHEMAS, digests: Path = DIGESTS) -> None:
    """Freeze the schemas as they are now, with records, as this version.

    Raises:
        FileExistsError: The version has been released.
    """
    folder = schemas / "released" / version
    (folder / "records").mkdir(parents=True)
    for name in NAMED:
        shutil.copyfile(schemas / name, folder / name)
    for number, record in enumerate(records(), start=1):
        path = folder / "records" / f"{number:02}"
        path.with_suffix(".json").write_bytes(json_format.write(record).data)
        path.with_suffix(".tei.xml").write_bytes(tei.write(record).data)
    digests.write_text(listed(schemas), "utf-8")


def withdraw(version: str, schemas: Path = SCHEMAS) -> None:
    """Take back a version that no published version of the library has."""
    shutil.rmtree(schemas / "released" / version, ignore_errors=True)


def listed(schemas: Path = SCHEMAS) -> str:
    """The digest of each file in released/."""
    released = schemas / "released"
    return "".join(
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(released).as_posix()}\n"
        for folder in folders(schemas)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )


# --- its records ---

DRAWN = 600
"""So many are drawn; of them some are kept that together have all."""
_SIZES = {
    "blocks": 6, "annotations": 4, "claims": 3, "relations": 3, "entities": 3, "works": 2, "sources": 2,
    "assessments": 3, "agents": 2, "captures": 2, "revisions": 2, "metadata": 1, "rights": 1, "extensions": 1,
}  # fmt: skip


class _Drawn(NamedTuple):
    outline: Mapping[str, list[int]]
    head: int
    document: Document
    has: set[str]
    parts: int

    @classmethod
    def of(cls, outline: Mapping[str, list[int]], head: int) -> _Drawn:
        document = strategies.document_of(outline, head)
        return cls(outline, head, document, had_by([document]), len(document.index.parts))


def records() -> list[Document]:
    """Records that together set every field; the same ones as long as the model is the same.

    No part can be taken out of one of them without a field, a word or a kind being lost.

    Raises:
        ValueError: Nothing that was drawn has some field, or some word.
    """
    drawn = []
    for seed in range(DRAWN):
        random = Random(seed)
        outline = {name: [_integer(random) for _ in range(n)] for name, n in _SIZES.items()}
        drawn.append(_Drawn.of(outline, _integer(random)))
    chosen = _chosen(drawn)
    for n, one in enumerate(chosen):
        others = set[str]().union(*(other.has for other in chosen if other is not one))
        chosen[n] = _smaller(one, all_there_is() - others)
    return [one.document for one in chosen]


def _integer(random: Random) -> int:
    return random.randint(0, strategies.RICHEST)


def _chosen(drawn: list[_Drawn]) -> list[_Drawn]:
    """The first that has most of what is wanted still for its size, and so on."""
    wanted, chosen = set(all_there_is()), list[_Drawn]()
    while wanted:
        best = max(drawn, key=lambda one: len(one.has & wanted) / (20 + one.parts))
        if not best.has & wanted:
            raise ValueError(f"no record was drawn with {', '.join(sorted(wanted))}")
        wanted -= best.has
        chosen.append(best)
    return chosen


def _smaller(one: _Drawn, needed: set[str]) -> _Drawn:
    """The record without the parts that are not needed."""
    for name, seeds in one.outline.items():
        for seed in seeds:
            fewer = {**one.outline, name: [other for other in one.outline[name] if other != seed]}
            without = _Drawn.of(fewer, one.head)
            if needed <= without.has:
                one = without
    return one


@cache
def all_there_is() -> frozenset[str]:
    """What records can have: each field set, each word of each closed list, each kind in a union."""
    return frozenset(_short(Seen().unseen))


def had_by(documents: list[Document]) -> set[str]:
    """What some records have of all there is."""
    seen = Seen()
    before = set(seen.unseen)
    for document in documents:
        seen.look_at(document)
    return _short(before - seen.unseen)


_NOT_ASKED = (": one", ": another", ": left out", ": several", "Document.schema_version: set")


def _short(labels: set[str]) -> set[str]:
    """A word of a closed list is wanted once, not once in each field that takes it."""
    found = set()
    for label in labels:
        where, _, what = label.partition(": ")
        if not label.endswith(_NOT_ASKED):
            found.add(f"{_closed_words()[where]}: {what}" if not what[0].isalpha() else label)
    return found


@cache
def _closed_words() -> Mapping[str, str]:
    """The closed list of each field."""
    return {
        f"{cls.__name__}.{name}": " ".join(
            sorted(c for c in {*choices(hint)} if not c[0].isalpha())
        )
        for cls, hints in reachable(Document).items()
        for name, hint in hints.items()
    }
