"""Algorithms for check digits that several schemes share."""


def mod_11(text: str) -> tuple[str, str]:
    """Return the check digits of an ISBN-10 or ISSN: the weights rise from 2, right to left."""
    total = sum(weight * int(digit) for weight, digit in enumerate(text[-2::-1], start=2))
    return text[-1], "0123456789X"[-total % 11]


def mod_11_2(text: str) -> tuple[str, str]:
    """Return the check digits of an ORCID or ISNI (ISO/IEC 7064, MOD 11-2)."""
    total = 0
    for digit in text[:-1]:
        total = (total + int(digit)) * 2
    return text[-1], "0123456789X"[(12 - total % 11) % 11]
