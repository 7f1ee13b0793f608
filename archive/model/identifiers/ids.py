"""The types of ids: of a record, which is also the name of its folder, and of its parts."""

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from archive.model.identifiers.files import DEVICES
from archive.text.slugs import slug, slug_digest, words_for_ids

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_-]*$", max_length=200)]
"""The id of a part of a record: an XML name of ASCII letters, digits, `_` and `-`. It has no dot,
because ids with a dot are made by the TEI writer."""


def _check_document_id(text: str) -> str:
    if text.lower() in DEVICES:
        raise PydanticCustomError(
            "document-id-reserved",
            '"{value}" cannot be a folder on Windows, where it is a device; choose another id',
            {"value": text},
        )
    return text


DocumentId = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_-]*$", max_length=100),
    AfterValidator(_check_document_id),
]
"""The id of a record and the name of its folder: an `Id` that is not a device name on Windows."""


def document_id_from(name: str) -> str:
    """Return an id for a record, made from the name of a file.

    The id depends only on the name. If ASCII cannot represent the name, the id has a digest of the
    name; composed and decomposed accents give the same digest.

    >>> document_id_from("My Article (2)"), document_id_from("Łódź"), document_id_from("2016")
    ('my-article-2', 'lodz', 'article-2016')
    >>> document_id_from("新闻")
    'article-d39567b2'
    """
    words = words_for_ids(name)
    id = slug(words, _LONGEST_MADE)
    if not id:
        return f"article-{slug_digest(' '.join(words) or name)}"
    return id if id[0].isalpha() and id not in DEVICES else f"article-{id}"


_LONGEST_MADE = 80
"""The most characters in a generated id, because people type ids and ids name folders."""


_LONGEST = 200
"""The most characters in the id of a part."""


def id_from(name: str) -> str:
    """Return the id that is most similar to a name, such as the id of a part in another format.

    Characters that are not allowed in ids become `_`. A name without ASCII letters becomes a
    digest.

    >>> id_from("p-7"), id_from("s.1.2"), id_from("2b")
    ('p-7', 's_1_2', '_2b')
    """
    id = re.sub(r"[^A-Za-z0-9_-]+", "_", name)[:_LONGEST]
    if not re.search(r"[A-Za-z0-9]", id):
        return f"id-{slug_digest(name)}"
    return id if re.match(r"[A-Za-z_]", id) else f"_{id}"[:_LONGEST]
