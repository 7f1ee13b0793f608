"""Wikidata: items of every kind."""

from archive.model.identifiers.schemes.scheme import Scheme

SCHEME = Scheme(r"Q[1-9]\d*", "Q42")
