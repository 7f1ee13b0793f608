"""LCCN: records of the Library of Congress."""

from archive.model.identifiers.schemes.scheme import Scheme

SCHEME = Scheme(r"[a-z]{0,3}\d{8}|[a-z]{0,2}\d{10}", "n79018774")
