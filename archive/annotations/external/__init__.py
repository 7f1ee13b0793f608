"""Annotations from the files of other tools, and their conversion to statements of a record.

The reader of a format returns an `AnnotationFile`. `overlay.add` then anchors the words in the text
of a record (`anchoring`), maps the bodies to statements (`mapping`), and adds the statements.
"""

from archive.annotations.external.data_model import (
    AnnotationFile,
    Body,
    ExternalAnnotation,
    Maker,
    Status,
    Target,
)

__all__ = ["AnnotationFile", "Body", "ExternalAnnotation", "Maker", "Status", "Target"]
