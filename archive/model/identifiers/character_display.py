"""Displays a character in a message."""


def display_character(character: str) -> str:
    """Return a character in quotation marks, or its name where it cannot be seen."""
    if character == " ":
        return "a space"
    return f'"{character}"' if character.isprintable() else f"the character U+{ord(character):04X}"
