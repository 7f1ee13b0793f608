"""Phrases of page furniture: text that belongs to the page, not to the article on it."""

from __future__ import annotations

import re

_LONGEST = 200
"""The most code points of a text that may be furniture."""
_WHOLE = re.compile(
    r"\s*(?:(?:advertisement|read more|related (?:posts|articles|stories))\W*"
    r"|if you (?:like|liked|enjoy|enjoyed) this (?:page|article|post|story|site)\b[^.!?]*"
    r"\b(?:link|share|subscribe|follow|donate|sign up)\b[^.!?]*(?:[.!?][^.!?]*)?)$",
    re.IGNORECASE,
)
"""Phrases that are furniture if they are a whole text, wherever it is on the page."""
_BEGINNING = re.compile(
    r"\s*(?:post (?:a|your) comment|leave a (?:reply|comment)"
    r"|your email address will not be published|required fields are marked|this site uses akismet"
    r"|learn how your comment data"
    r"|share (?:this|on (?:facebook|twitter|linkedin|x)\b)"
    r"|subscribe to (?:our|the) |sign up (?:for|to) our |follow us on |you must be logged in"
    r"|(?:we|this (?:web)?site) uses? cookies|accept (?:all )?cookies"
    r"|(?:print|e-?mail) this (?:article|page)|skip to (?:main )?content)",
    re.IGNORECASE,
)
"""Beginnings of furniture. A heading of an article could begin with them too."""
_ANYWHERE = re.compile(
    r"post (?:a|your) comment|leave a (?:reply|comment)|email address will not be published"
    r"|required fields are marked|uses akismet|comment data is processed|share (?:this|on)\b"
    r"|related (?:posts|articles)|subscribe|sign up for|cookie|follow us|you must be logged in",
    re.IGNORECASE,
)
"""Phrases that furniture contains. An article could contain them too."""


def says_only_furniture(text: str) -> bool:
    """Return whether a text is furniture at any place of the page.

    >>> says_only_furniture("Read more »"), says_only_furniture("Read more books.")
    (True, False)
    """
    return len(text) <= _LONGEST and _WHOLE.match(text) is not None


def reads_like_furniture(text: str) -> bool:
    """Return whether a text is more likely furniture than a paragraph.

    >>> reads_like_furniture("Share this with friends"), reads_like_furniture("We share this.")
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    return says_only_furniture(text) or _BEGINNING.match(text) is not None


def is_furniture_at_the_end(text: str) -> bool:
    """Return whether furniture begins with this text, if no long paragraph follows it.

    An article of short paragraphs continues after "Read more", so that phrase does not count here.
    """
    return _ANYWHERE.search(text) is not None


def role_of_furniture(text: str) -> str | None:
    """Return the role of a piece of furniture on the page; `None` if unknown."""
    if re.search(r"comment|reply|email address|required fields", text, re.IGNORECASE):
        return "privacy-notice" if "data" in text else "comment-form"
    if re.search(r"share|follow us", text, re.IGNORECASE):
        return "share-bar"
    return None
