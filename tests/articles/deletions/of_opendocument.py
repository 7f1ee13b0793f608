"""What says nothing in an OpenDocument file."""

from tests.articles.deletions.says_nothing import Nothing

NOTHING: tuple[Nothing, ...] = ()
