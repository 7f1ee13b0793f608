"""arXiv: preprints, with numbers in the form since 2007 or in the earlier form."""

from archive.model.identifiers.schemes.scheme import Scheme

_FORM = (
    r"(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d\d(?:0[1-9]|1[0-2])\d{3})"
    r"(?:v[1-9]\d*)?"
)

SCHEME = Scheme(_FORM, "2101.00001 or hep-th/9901001")
