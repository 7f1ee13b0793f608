"""`verbatim-1`: the text of the bytes in their encoding, code point for code point."""

from __future__ import annotations

from archive.derivations.derivation import DerivationOfStretches
from archive.text.decoding import decode_received


class Verbatim1(DerivationOfStretches):
    r"""The bytes are only decoded, without a byte order mark at their beginning.

    >>> DERIVATION.text_of(b"\xef\xbb\xbfTwo  blanks\r\n", "text/plain")
    'Two  blanks\r\n'
    >>> DERIVATION.text_of(b"\x93Quoted\x94", "text/plain;charset=windows-1252")
    '“Quoted”'
    """

    name = "verbatim-1"

    def text_of(self, data: bytes, media_type: str) -> str:
        """Return the text by the `charset` of the media type, or else as UTF-8."""
        return decode_received(data, media_type)


DERIVATION = Verbatim1()
