"""Reads annotations from RecogitoJS and the Text Annotator, in W3C's model or in their own format.

{"id": "…", "bodies": [{"purpose": "commenting", "value": "…"}],
 "target": {"selector": [{"quote": "…", "start": 67, "end": 86}], "creator": {…}}}
"""

from __future__ import annotations

from typing import Any

from archive.annotations.external.data_model import AnnotationFile, Body, ExternalAnnotation, Target
from archive.annotations.external.selectors import add_unknown, as_list, dicts, target_of, text_of
from archive.annotations.external.web_annotation_json import (
    WebAnnotationReader,
    id_of,
    location_at,
    not_annotations,
)

_KNOWN_FIELDS = frozenset(("id", "bodies", "target", "motivation", "type"))
_TARGET_FIELDS = frozenset(
    ("annotation", "selector", "creator", "created", "updated", "updatedBy", "id", "type")
)


def read(raw: Any, scheme: str) -> AnnotationFile:
    """Return the annotations of a file in either format.

    Raises:
        ReadError: The file holds no annotation.
    """
    own = [one for one in as_list(raw) if isinstance(one, dict)]
    if own and all(_is_text_annotator(one) for one in own):
        return _read_text_annotator(as_list(raw), scheme)
    reader = WebAnnotationReader(scheme, "utf-16")
    file = reader.read(raw)
    if not file.annotations and raw != []:
        raise not_annotations(
            "this holds no annotation from Recogito", "one has `target` and `body`"
        )
    return file


def _is_text_annotator(raw: dict[str, Any]) -> bool:
    return isinstance(raw.get("bodies"), list) and isinstance(raw.get("target"), dict)


def _read_text_annotator(raw: Any, scheme: str) -> AnnotationFile:
    reader = WebAnnotationReader(scheme, "utf-16")
    losses = reader.losses
    annotations = []
    for number, one in enumerate(raw):
        pointer = f"/{number}"
        location = location_at(pointer)
        if not isinstance(one, dict):
            losses.add("a value that is not an annotation", location)
            continue
        add_unknown(one, _KNOWN_FIELDS, "an annotation", losses, location)
        target = one["target"]
        add_unknown(target, _TARGET_FIELDS, "a target", losses, location)
        bodies: list[Body] = []
        for n, raw_body in enumerate(dicts(one["bodies"])):
            body = reader.body(raw_body, location_at(f"{pointer}/bodies/{n}"))
            bodies += [body] if body else []
        maker = reader.maker(target.get("creator"), location)
        if "updatedBy" in target and reader.maker(target["updatedBy"], location) != maker:
            losses.add("a further person who changed an annotation", location)
        targets = [
            found
            for selector in as_list(target.get("selector"))
            if (found := target_of([selector], "utf-16", losses, location))
        ]
        annotations.append(
            ExternalAnnotation(
                id=id_of(one),
                targets=targets or [Target(other_selectors={"target": "without a selector"})],
                bodies=bodies,
                maker=maker,
                made_at=text_of(target.get("created")),
                changed_at=text_of(target.get("updated")),
                location=location,
            )
        )
    return AnnotationFile(scheme=scheme, annotations=annotations, findings=tuple(losses.findings()))
