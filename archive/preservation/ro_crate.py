"""The metadata of an RO-Crate: what records are, who made the articles, and under which rights.

`data/` of a bag is the crate, as the specification of RO-Crate proposes for BagIt, so the file lies
beside the records. The package `rocrate` writes it, in the version of RO-Crate that it has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from archive.english import counted
from archive.errors import MissingExtra
from archive.exports import schema_org
from archive.files.layout import PUBLISHED, RECORD
from archive.files.manifest import MANIFEST
from archive.model.basis import ABSENCES, Absence
from archive.model.blocks import Figure, Image
from archive.model.document import Document
from archive.model.identifiers import as_uri
from archive.model.licences import recognise
from archive.model.rights import Rights
from archive.preservation.record_files import PackedRecord

if TYPE_CHECKING:
    from rocrate.rocrate import ROCrate  # type: ignore[import-untyped]

METADATA = "ro-crate-metadata.json"
"""The file name of the metadata."""

_OF_ARTICLE = (
    *("headline", "alternativeHeadline", "author", "editor", "translator", "contributor"),
    *("datePublished", "dateModified", "dateCreated", "inLanguage", "url", "identifier", "sameAs"),
    *("publisher", "isPartOf", "genre", "keywords", "pagination", "articleSection"),
    *("license", "copyrightNotice", "copyrightHolder"),
)
"""What the metadata says of an article: the properties that `schema-org` writes, without those
about single statements and figures."""

_ADDRESSES = frozenset(("license", "sameAs", "url", "inDefinedTermSet"))
"""The properties of `schema-org` whose values are addresses."""

_TYPES = {RECORD: "application/json", PUBLISHED: "application/tei+xml", MANIFEST: "text/plain"}


class CrateMetadata:
    """Collects the facts about the records of a crate, and writes its metadata.

    Facts that nobody has looked for are left out. Rights are named for each layer: the text of an
    article and the record about it seldom have the same.

    Raises:
        MissingExtra: The package `rocrate` is not installed.
    """

    def __init__(self) -> None:
        try:
            from rocrate.rocrate import ROCrate
        except ImportError:
            raise MissingExtra("rocrate", "the metadata of RO-Crate") from None
        self._crate: ROCrate = ROCrate()
        self._titles: list[str] = []
        self._licences: list[str] = []

    def add_record(
        self, record: PackedRecord, sizes: Mapping[str, int], rendered: Mapping[str, str]
    ) -> None:
        """Add the facts about a record and its files.

        Args:
            record: The record.
            sizes: The size of each file in bytes, by its path in the crate.
            rendered: The files made from the record, by their paths in the crate, each with its
                media type.
        """
        document = record.document
        title = document.metadata.title or document.id
        self._titles.append(title)
        self._article(document)
        whole, text = self._rights(document)
        self._licences.append(whole)
        images = {image.file: image for _, image in document.index.of_type(Image)}
        media = {file: image.media_type for file, image in images.items()}
        media |= {capture.file: capture.media_type for capture in document.captures}
        licences = {
            figure.image.file: self._licence(figure.rights.uri)
            for _, figure in document.index.of_type(Figure)
            if figure.image and figure.rights and figure.rights.uri
        } | {capture.file: text for capture in document.captures}
        parts = []
        for file in record.files:
            path = f"{record.place}/{file.name}"
            kind = media.get(file.name) or _TYPES.get(file.name)
            licence = licences.get(file.name, whole)
            parts.append(self._file(path, kind, sizes.get(path), licence))
        for path, kind in rendered.items():
            made_from = {"@id": quote(f"{record.place}/{RECORD}")}
            self._file(path, kind, sizes.get(path), whole, isBasedOn=made_from)
        last = next((one.at for one in reversed(document.revisions) if one.at), None)
        self._crate.add_dataset(
            dest_path=f"{record.place}/",
            properties=_known(
                name=title,
                identifier=document.id,
                description=_OF_RECORD,
                about={"@id": f"#{document.id}"},
                url=as_uri(document.base_iri) if document.base_iri else None,
                dateModified=last,
                license={"@id": whole},
                hasPart=parts,
            ),
        )

    def add_file(self, path: str, size_bytes: int) -> None:
        """Add a file that belongs to no record."""
        self._file(path, None, size_bytes, None)

    def data(self, name: str, published: str) -> bytes:
        """Return the bytes of the metadata.

        Args:
            name: The name of the crate; if empty, the title of its only record, or how many there
                are.
            published: The date of the crate (`2026-12-01`).
        """
        records = f"{counted(len(self._titles), 'records')} of articles"
        if len(self._titles) == 1:
            records = "A record of an article"
        root = self._crate.root_dataset
        root["name"] = name or (self._titles[0] if len(self._titles) == 1 else records)
        root["description"] = f"{records}, with the files as they were received."
        root["datePublished"] = published
        licences = list(dict.fromkeys(self._licences))
        if len(licences) == 1:
            root["license"] = {"@id": licences[0]}
        else:
            self._entity("#rights", "CreativeWork", name="Rights", description=_EACH_ITS_OWN)
            root["license"] = {"@id": "#rights"}
        written = json.dumps(self._crate.metadata.generate(), ensure_ascii=False, indent=2)
        return f"{written}\n".encode()

    # --- entities ---

    def _entity(self, id: str, kind: str | Sequence[str], **properties: Any) -> None:
        from rocrate.model.contextentity import ContextEntity  # type: ignore[import-untyped]

        found = {"@type": kind, **_known(**properties)}
        self._crate.add(ContextEntity(self._crate, id, properties=found))

    def _file(
        self,
        path: str,
        media_type: str | None,
        size_bytes: int | None,
        licence: str | None,
        **more: Any,
    ) -> dict[str, str]:
        size = None if size_bytes is None else str(size_bytes)
        file: Any = self._crate.add_file(
            dest_path=path,
            properties=_known(
                name=path.rpartition("/")[2],
                encodingFormat=media_type,
                contentSize=size,
                license={"@id": licence} if licence else None,
                **more,
            ),
        )
        return {"@id": file.id}

    def _licence(self, uri: str) -> str:
        """Add a licence with its name, and return its id."""
        licence = recognise(uri)
        id = as_uri(uri)
        self._entity(id, "CreativeWork", name=licence.name if licence else uri)
        return id

    def _rights(self, document: Document) -> tuple[str, str]:
        """Add the rights of a record; return the id of those of the whole, and of the text."""
        layers = {
            "The text of the article": document.rights.text,
            "The record about it": document.rights.record,
        }
        uris = {rights.uri if rights else None for rights in layers.values()}
        if len(uris) == 1 and (uri := uris.pop()):
            return self._licence(uri), self._licence(uri)
        whole, text = f"#{document.id}.rights", f"#{document.id}.rights-of-text"
        words = {layer: _in_words(rights) for layer, rights in layers.items()}
        description = " ".join(f"{layer}: {said}." for layer, said in words.items())
        self._entity(whole, "CreativeWork", name=f"Rights in {document.id}",
                     description=description)  # fmt: skip
        for rights in filter(None, layers.values()):
            if rights.uri:
                self._licence(rights.uri)
        own = document.rights.text
        if own is not None and own.uri:
            return whole, self._licence(own.uri)
        [(layer, said), _] = words.items()
        self._entity(text, "CreativeWork", name=f"Rights in the text of {document.id}",
                     description=f"{layer}: {said}.")  # fmt: skip
        return whole, text

    def _article(self, document: Document) -> None:
        graph = json.loads(schema_org.write(document).data)["@graph"]
        node = graph[0]
        found = {name: value for name, value in node.items() if name in _OF_ARTICLE}
        numbers = count(1)
        values = {
            name: self._flat(value, name, f"#{document.id}.", numbers)
            for name, value in found.items()
        }
        values.setdefault("headline", document.id)
        kinds = list(dict.fromkeys(("Article", node["@type"])))
        kind = kinds if len(kinds) > 1 else kinds[0]
        self._entity(f"#{document.id}", kind, name=values["headline"], **values)

    def _flat(self, value: Any, name: str, start: str, numbers: Iterator[int]) -> Any:
        """Return a value of `schema-org` without nested nodes, which become entities."""
        if isinstance(value, list):
            return [self._flat(one, name, start, numbers) for one in value]
        if isinstance(value, str) and name in _ADDRESSES:
            return {"@id": self._licence(value)} if name == "license" else {"@id": value}
        if not isinstance(value, dict):
            return value
        inner = {
            key: self._flat(one, key, start, numbers)
            for key, one in value.items()
            if not key.startswith("@")
        }
        if not inner:
            return value
        id = f"{start}{name}-{next(numbers)}"
        self._entity(id, value.get("@type", "Thing"), **inner)
        return {"@id": id}


_OF_RECORD = (
    "A record of an article: its text as it was received, what it claims in which words, and what "
    "was found about that."
)
_EACH_ITS_OWN = "Each record has rights of its own, and they differ: see the record."


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], "")}


def _in_words(rights: Rights | None) -> str:
    """Return what is known of the rights in a layer.

    >>> _in_words(None)
    'nobody has looked'
    >>> _in_words(Rights(uri="https://creativecommons.org/licenses/by/4.0/"))
    'CC BY 4.0, https://creativecommons.org/licenses/by/4.0/'
    """
    if rights is None:
        return "nobody has looked"
    said = []
    if rights.uri:
        licence = recognise(rights.uri)
        said.append(f"{licence.name}, {rights.uri}" if licence else rights.uri)
    elif rights.spdx:
        said.append(rights.spdx)
    if isinstance(rights.notice, str) and not isinstance(rights.notice, Absence):
        said.append(f"printed as “{rights.notice}”")
    elif isinstance(rights.notice, Absence):
        said.append(f"the notice: {ABSENCES[rights.notice]}")
    if rights.holders:
        said.append(f"held by {', '.join(rights.holders)}")
    return "; ".join(said) or "not known"
