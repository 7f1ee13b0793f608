"""`verbatim-1`: the text of the bytes in their encoding, without any change."""

from __future__ import annotations

from archive.derivations.derivation import DerivationOfStretches
from archive.text.decoding import decode_received


class Verbatim1(DerivationOfStretches):
    r"""Decodes the bytes and removes a byte order mark at the beginning.

    >>> DERIVATION.text_of(b"\xef\xbb\xbfTwo  blanks\r\n", "text/plain")
    'Two  blanks\r\n'
    >>> DERIVATION.text_of(b"\x93Quoted\x94", "text/plain;charset=windows-1252")
    '“Quoted”'
    """

    name = "verbatim-1"

    def text_of(self, data: bytes, media_type: str) -> str:
        """Return the text, decoded by the `charset` of the media type; without one, as UTF-8."""
        return decode_received(data, media_type)


DERIVATION = Verbatim1()
