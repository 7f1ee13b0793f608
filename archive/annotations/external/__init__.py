"""Remarks of other people: what their files say, and how it comes into a record.

A reader of a format finds `Remarks`; `laying.lay` places their words in the text of a record, maps
what they say to statements (`mapping`), and adds these.
"""

from archive.annotations.external.data_model import Body, Maker, Remark, Remarks, Status, Target

__all__ = ["Body", "Maker", "Remark", "Remarks", "Status", "Target"]
