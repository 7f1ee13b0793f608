"""ROR: research organisations."""

from archive.model.identifiers.schemes.scheme import Scheme


def _mod_97(text: str) -> tuple[str, str]:
    """Return the check digits of a ROR (Crockford's base 32; ISO/IEC 7064, MOD 97-10)."""
    number = 0
    for digit in text[:-2]:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(digit)
    return text[-2:], f"{98 - number * 100 % 97:02}"


SCHEME = Scheme(r"0[0-9a-hjkmnp-tv-z]{6}\d\d", "05dxps055", _mod_97)
