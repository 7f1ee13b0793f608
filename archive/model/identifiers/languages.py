"""Languages, by their tags (BCP 47)."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

_LANGUAGE = (
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+"
    r"|en-gb-oed|sgn-(?:be-fr|be-nl|ch-de)"
    r"|i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)"
)
"""RFC 5646, section 2.1. The regular grandfathered tags match the ordinary form."""


def _check_language(text: str) -> str:
    if re.fullmatch(_LANGUAGE, text, re.ASCII | re.IGNORECASE):
        return text
    raise PydanticCustomError(
        "language-not-bcp47",
        '"{value}" is not a language tag of BCP 47: write a language, and script or country if '
        "they matter, with hyphens, such as en, en-GB or zh-Hant",
        {"value": text},
    )


Language = Annotated[
    str,
    AfterValidator(_check_language),
    Field(
        description="A language tag of BCP 47: language, script, country.",
        examples=["en", "en-GB", "zh-Hant"],
    ),
]
"""A well-formed language tag of BCP 47, kept as written. Such a tag is also an `xsd:language`."""
