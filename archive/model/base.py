"""`Model`, the base class of all values in a record, and the types of their strings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from inspect import Signature
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    ValidationError,
)
from pydantic_core import CoreSchema, from_json

from archive.errors import ArchiveError, InvalidPart
from archive.findings import Finding, error
from archive.reprs import NARROW, OneLineRepr, ReprItems, repr_arguments
from archive.text.characters import NOT_XML

Text = Annotated[str, StringConstraints(pattern=rf"^[^{NOT_XML}]*$")]
"""Text that is kept code point for code point, and has only characters that XML allows."""

Words = Annotated[str, StringConstraints(pattern=rf"^[^{NOT_XML}]+$")]
"""`Text` with at least one code point."""

Prose = Annotated[
    str, StringConstraints(pattern=rf"^[^{NOT_XML}]*[^\x00-\x20\uFFFE\uFFFF][^{NOT_XML}]*$")
]
"""`Text` with at least one code point that is not white space."""

Line = Annotated[
    str,
    StringConstraints(pattern=r"^[^\x00-\x20\uFFFE\uFFFF]+( [^\x00-\x20\uFFFE\uFFFF]+)*$"),
]
"""One line: not empty, trimmed, words separated by single spaces. White space that another program
adds in XML therefore does not change the line."""

Token = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x20\uFFFE\uFFFF]+$")]
"""One word without white space."""

Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9._-]*$")]
"""A word of a vocabulary that others may extend: a role, a scheme."""

Count = Annotated[int, Field(ge=0, strict=True)]
"""A number of things, or an offset; a string of digits is refused."""

PositiveCount = Annotated[int, Field(gt=0, strict=True)]
"""A number of things, at least one."""

_ALWAYS_WRITTEN = ("schema_version", "type")
_FIRST = (*_ALWAYS_WRITTEN, "id")
"""The fields that come first in JSON: type, schema version and id."""


class IdFrom(NamedTuple):
    """How the id of a part is made if the part has none."""

    prefix: str
    """The beginning of the id."""
    paths: tuple[str, ...]
    """The paths of the fields from whose words the id is made, the most specific first. A path to
    an object or array means all text in that object or array."""


class Shown(NamedTuple):
    """How a field is shown to people, if it has text, a word of a closed list, or yes and no."""

    label: str = ""
    """The label on pages; if left out, the name of the field."""
    meanings: Mapping[Any, str] = MappingProxyType({})
    """The meaning of each allowed value: words of a closed list, or yes and no."""
    column: str = ""
    """The description of the column in a sheet; if left out, the docstring of the field."""
    example: str = ""
    """An example of a cell in that column."""
    is_usual: bool = False
    """Whether a new, empty sheet has the column."""
    is_answer: bool = False
    """Whether the answer of a language model has the column."""


if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass
else:
    ModelMetaclass = type(BaseModel)


class _ModelType(ModelMetaclass):
    # The metaclass of the models: it determines what `help` and completion show. Python uses these
    # properties, not the attributes of a class, where pydantic sets its own signature.

    __hash__ = type.__hash__  # otherwise pyright uses the hash of an instance

    @property
    def __doc__(cls) -> str | None:  # type: ignore[override]  # noqa: N805
        """The docstring of a class, with the docstrings of its fields."""
        from archive.model.docstrings import with_fields

        own: str | None = cls.__dict__.get("__doc__")
        return with_fields(own, cls) if own else own  # type: ignore[arg-type]

    @property
    def __signature__(cls) -> Signature:  # noqa: N805
        """The signature of the constructor, with the fields."""
        from archive.model.docstrings import signature_of

        return signature_of(cls)  # type: ignore[arg-type]

    @__signature__.setter
    def __signature__(cls, _: object) -> None:  # noqa: N805
        pass

    def __dir__(cls) -> list[str]:  # noqa: N805
        """Return the public names, without pydantic's own."""
        own = Model.__dict__.keys() - {"model_config", "model_post_init"}
        hidden = {*dir(BaseModel)} - own
        return [
            name for name in super().__dir__() if name not in hidden and not name.startswith("_")
        ]


_set_attribute = object.__setattr__


@lru_cache(1024)  # bounded: a hostile record may give each of its values other fields
def _shared_set(names: frozenset[str]) -> set[str]:
    return set(names)


class Model(OneLineRepr, BaseModel, metaclass=_ModelType):
    """An immutable value that refuses unknown fields.

    Its repr is one line; `model_dump()` returns everything.

    Raises:
        InvalidPart: From the constructor and from `model_validate`, with every problem. Within
            another library's model, pydantic collects the problems and raises its own
            `ValidationError`.
    """

    # Field docstrings are part of the published JSON Schema. Facts about a field are read from its
    # type (archive.model.introspection). Facts about a class are in the class variables below.

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        revalidate_instances="always",  # `model_construct` makes unchecked values
    )
    _WIDTH: ClassVar[int] = NARROW
    _HEADLINE: ClassVar[str] = "label"
    """The field or property that describes the value on one line."""
    _ID_FROM: ClassVar[IdFrom]
    """How the id of a part is made; every class of parts with ids sets this."""
    _SHOWN: ClassVar[Mapping[str, Shown]] = MappingProxyType({})
    """How plain fields are shown to people, if names and docstrings are not enough."""

    def __init__(self, /, **fields: Any) -> None:
        __tracebackhide__ = True
        try:
            self.__pydantic_validator__.validate_python(fields, self_instance=self)
        except ValidationError as problems:
            raise self._refusal(problems, fields) from None

    # Without this, pydantic would call `__init__` for nested values too: all problems of a nested
    # value would become one problem without a place, and reading would take a sixth longer.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    def model_post_init(self, context: Any, /) -> None:
        """Share the set of the fields that were given with other values that have the same.

        pydantic makes a set for each value: of a record of 7.5 MB, two fifths of the memory.
        """
        given = _shared_set(frozenset(self.__pydantic_fields_set__))
        _set_attribute(self, "__pydantic_fields_set__", given)

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """Return the value of this class for a mapping, checked as by the constructor."""
        __tracebackhide__ = True
        try:
            return super().model_validate(obj, **options)
        except ValidationError as problems:
            raise cls._refusal(problems, obj) from None

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """Return the value of this class for JSON, checked as by the constructor."""
        __tracebackhide__ = True
        try:
            return super().model_validate_json(json_data, **options)
        except ValidationError as problems:
            first = problems.errors(include_url=False)[0]
            if first["type"] == "json_invalid":
                raise cls._invalid([error("not-json", "", first["msg"])]) from None
            raise cls._refusal(problems, from_json(json_data)) from None

    @classmethod
    def _refusal(cls, problems: ValidationError, data: Any) -> ArchiveError:
        """Return the exception for data that are not valid for this class."""
        from archive.model.pydantic_errors import findings_of

        return cls._invalid(findings_of(problems, data, cls))

    @classmethod
    def _invalid(cls, findings: Iterable[Finding]) -> ArchiveError:
        return InvalidPart(cls.__name__, findings)

    def __dir__(self) -> list[str]:
        """Return the fields and the public names of the class, for completion."""
        return [*type(self).model_fields, *dir(type(self)), "model_dump", "model_dump_json"]

    def __str__(self) -> str:
        return repr(self)

    def __repr_args__(self) -> Any:
        return repr_arguments(self._repr_items(), self._WIDTH - len(f"{type(self).__name__}()"))

    def _repr_items(self) -> ReprItems:
        """Yield id and headline, then other fields with values: required first, parts last."""
        values = self.__dict__
        headline = getattr(self, self._HEADLINE, None)
        items = dict.fromkeys((values.get("id"), headline))
        yield from ((None, value) for value in items if isinstance(value, str))
        fields = [
            (name, value, needed)
            for name, default, needed in _fields_by_class(type(self))
            if name not in ("id", self._HEADLINE)
            and (value := values.get(name, default)) != default
            and not (self._HEADLINE == "label" and value == headline)  # `label` repeats a field
        ]
        fields.sort(key=lambda field: (not field[2], isinstance(field[1], tuple | dict | Model)))
        yield from ((name, value) for name, value, _ in fields)

    def update(self, **fields: Any) -> Self:
        """Return a checked copy with new values in these fields.

        Raises:
            InvalidPart: A field cannot have this value. A document raises `InvalidDocument`.
        """
        own = {name: self.__dict__[name] for name in type(self).model_fields}
        return type(self)(**{**own, **fields})

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy; with `update`, the copy is checked, as by `update()`."""
        return self.update(**update) if update else super().model_copy(deep=deep)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Write union tags, schema version and id first; never omit tags and version.

        When defaults are excluded from JSON, pydantic drops every field that equals its default,
        even a tag, and the record would no longer load. It never drops a field with its own
        serialiser.
        """
        schema: Any = handler(source)
        inner = schema
        while inner["type"] != "model-fields" and "schema" in inner:
            inner = inner["schema"]
        fields = inner.get("fields", {})
        for name in _ALWAYS_WRITTEN:
            if name in fields:
                fields[name]["schema"]["serialization"] = {"type": "to-string", "when_used": "json"}
        if fields:
            first = {name: fields[name] for name in _FIRST if name in fields}
            inner["fields"] = {**first, **fields}
        return schema  # type: ignore[no-any-return]


@cache
def _fields_by_class(cls: type[Model]) -> Sequence[tuple[str, Any, bool]]:
    """Return name, default and "is required" of each field of a class, inherited fields last."""
    bases = [base for base in cls.__mro__ if issubclass(base, Model)]

    def declared(name: str) -> int:
        return max(n for n, base in enumerate(bases) if name in base.model_fields)

    return [
        (name, field.get_default(call_default_factory=True), field.is_required())
        for name, field in sorted(cls.model_fields.items(), key=lambda item: declared(item[0]))
    ]


def every_model(cls: type[Model] = Model) -> Iterator[type[Model]]:
    """Yield a class and every imported class that is derived from it."""
    yield cls
    for derived in cls.__subclasses__():
        yield from every_model(derived)
