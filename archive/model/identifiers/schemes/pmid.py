"""PMID: articles in PubMed."""

from archive.model.identifiers.schemes.scheme import Scheme

SCHEME = Scheme(r"[1-9]\d{0,7}", "31978945")
