"""`help` and completion show the fields of a model: names, types and docstrings, and no noise."""

from __future__ import annotations

import inspect
import pydoc

import archive
from archive.model.base import Model, every_model
from archive.model.docstrings import FIELDS, field_docs
from tests import samples

CLASSES = [
    cls for cls in every_model() if cls is not Model and cls.__module__.startswith("archive.")
]


def test_help_shows_every_field_with_its_type_and_docstring() -> None:
    shown = pydoc.plain(pydoc.render_doc(archive.Claim))
    for field in (
        "kind: Literal['descriptive', 'causal', 'predictive', 'normative', 'evaluative']",
        "anchors: tuple[Anchor | Orphan, ...]",
        "checkable: bool | None = None",
        "about: The entities and works that the claim is about.",
    ):
        assert field in shown
    for noise in ("__pydantic", "model_config", "parse_obj", "Config", "defer_build"):
        assert noise not in shown


def test_every_model_has_a_signature_and_a_docstring_of_its_fields() -> None:
    for cls in CLASSES:
        parameters = inspect.signature(cls).parameters
        assert parameters.keys() == cls.model_fields.keys(), cls
        needed = {name for name in parameters if parameters[name].default is inspect._empty}
        assert needed == {name for name, one in cls.model_fields.items() if one.is_required()}
        doc = inspect.getdoc(cls) or ""
        lines = doc.partition(FIELDS)[2].splitlines()
        named = [line.split(":")[0].strip() for line in lines if not line.startswith(" " * 8)]
        assert set(named) == field_docs(cls).keys() & cls.model_fields.keys(), cls


def test_a_class_without_source_has_its_own_docstring() -> None:
    made_now = type("Claim", (archive.Claim,), {"__doc__": "Another.", "__module__": "x"})
    assert made_now.__doc__ == "Another."
    assert inspect.signature(made_now) == inspect.signature(archive.Claim)


def test_completion_offers_fields_and_methods_and_nothing_of_pydantic() -> None:
    claim = samples.small().claims[0]
    offered = set(dir(claim))
    assert {"restatement", "attribution", "update", "model_dump"} <= offered
    assert not {"dict", "copy", "parse_obj", "construct", "model_construct"} & offered
    assert not [name for name in offered if name.startswith("_")]
    document = set(dir(samples.small()))
    assert {"claims", "anchor", "text_blocks", "index", "claims_of"} <= document
    assert "claims_of" in dir(archive.Document)
