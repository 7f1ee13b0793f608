"""ISNI: public identities of people and organisations (ISO 27729)."""

from archive.model.identifiers.schemes.check_digits import mod_11_2
from archive.model.identifiers.schemes.scheme import Scheme

_FORM = r"\d{4} \d{4} \d{4} \d{3}[\dX]|\d{15}[\dX]"

SCHEME = Scheme(_FORM, "0000 0001 2103 2683", mod_11_2)
