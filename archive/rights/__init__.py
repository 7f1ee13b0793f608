"""The permitted uses of a record and its content, and what public output leaves out."""

from archive.rights.sieve import Publication, public_record, publication
from archive.rights.text_reuse import article_runs
from archive.rights.uses import Condition, Permission, Permissions, permissions
from archive.rights.withheld import Withheld

__all__ = [
    "Condition",
    "Permission",
    "Permissions",
    "Publication",
    "Withheld",
    "article_runs",
    "permissions",
    "public_record",
    "publication",
]
