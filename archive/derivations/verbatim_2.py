"""`verbatim-2`: like `verbatim-1`, with control characters replaced that a record cannot hold.

Texts for printers, such as the RFCs, have a form feed at the end of a page; old systems filled the
end of a file with other control characters. XML cannot carry either, and neither is part of a word.
"""

from __future__ import annotations

import re

from archive.derivations.derivation import DerivationOfStretches
from archive.text.decoding import decode_received

_FILLING = re.compile(r"[\0\x1a]+\Z")
"""CP/M and DOS ended a text with U+001A; other systems filled up a block with U+0000."""


class Verbatim2(DerivationOfStretches):
    r"""The text of `verbatim-1`, code point for code point, with these exceptions.

    - U+000B and U+000C end a line (UAX #14, class BK): they are the line end that the text has,
      U+000A, or U+000D where it has no other.
    - U+001A and U+0000 at the end of the text are U+0020.

    >>> DERIVATION.text_of(b"Postel  [Page 1]\n\x0cRFC 791\n\x1a", "text/plain")
    'Postel  [Page 1]\n\nRFC 791\n '
    >>> DERIVATION.text_of(b"One.\r\x0cTwo.\r", "text/plain;charset=macintosh")
    'One.\r\rTwo.\r'
    >>> DERIVATION.text_of(b"Words\x00 and\x1a words", "text/plain")
    'Words\x00 and\x1a words'
    """

    name = "verbatim-2"

    def text_of(self, data: bytes, media_type: str) -> str:
        """Return the text by the `charset` of the media type, or else as UTF-8."""
        text = decode_received(data, media_type)
        end = "\r" if "\r" in text and "\n" not in text else "\n"
        text = text.replace("\v", end).replace("\f", end)
        return _FILLING.sub(lambda found: " " * len(found[0]), text)


DERIVATION = Verbatim2()
