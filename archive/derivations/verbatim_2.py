"""`verbatim-2`: like `verbatim-1`, but control characters that a record cannot store are replaced.

Texts for printers, such as the RFCs, have a form feed at the end of a page, and old systems filled
the end of a file with other control characters. XML cannot represent them.
"""

from __future__ import annotations

import re

from archive.derivations.derivation import DerivationOfStretches
from archive.text.decoding import decode_received

_FILLING = re.compile(r"[\0\x1a]+\Z")
"""Matches the end of a file that CP/M and DOS (U+001A) or other systems (U+0000) filled up."""


class Verbatim2(DerivationOfStretches):
    r"""The text of `verbatim-1` with these two changes.

    - U+000B and U+000C are replaced by a line end (UAX #14, class BK): U+000A, or U+000D if the
      text has no other line ends.
    - U+001A and U+0000 at the end of the text are replaced by U+0020.

    >>> DERIVATION.text_of(b"Postel  [Page 1]\n\x0cRFC 791\n\x1a", "text/plain")
    'Postel  [Page 1]\n\nRFC 791\n '
    >>> DERIVATION.text_of(b"One.\r\x0cTwo.\r", "text/plain;charset=macintosh")
    'One.\r\rTwo.\r'
    >>> DERIVATION.text_of(b"Words\x00 and\x1a words", "text/plain")
    'Words\x00 and\x1a words'
    """

    name = "verbatim-2"

    def text_of(self, data: bytes, media_type: str) -> str:
        """Return the text, decoded by the `charset` of the media type; without one, as UTF-8."""
        text = decode_received(data, media_type)
        end = "\r" if "\r" in text and "\n" not in text else "\n"
        text = text.replace("\v", end).replace("\f", end)
        return _FILLING.sub(lambda found: " " * len(found[0]), text)


DERIVATION = Verbatim2()
