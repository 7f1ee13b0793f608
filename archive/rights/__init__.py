"""What may be done with a record and what it holds, by the rights that are stated."""

from archive.rights.text_reuse import reused_text
from archive.rights.uses import Condition, Permission, Permissions, permissions
from archive.rights.withheld import Withheld, unlicensed, withheld

__all__ = [
    "Condition",
    "Permission",
    "Permissions",
    "Withheld",
    "permissions",
    "reused_text",
    "unlicensed",
    "withheld",
]
