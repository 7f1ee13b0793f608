"""What says nothing in JATS."""

from tests.articles.deletions.says_nothing import Nothing

NOTHING: tuple[Nothing, ...] = ()
