"""What may be done with a record and with what it holds, by the rights that are stated."""

from archive.permissions.withheld import Withheld, withheld

__all__ = ["Withheld", "withheld"]
