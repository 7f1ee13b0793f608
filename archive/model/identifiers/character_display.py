"""Displays a character in a message."""


def display_character(character: str) -> str:
    """Return a character in quotation marks, or its code point if it is invisible."""
    if character == " ":
        return "a space"
    return f'"{character}"' if character.isprintable() else f"the character U+{ord(character):04X}"
