"""What says nothing in HTML."""

from tests.articles.deletions.says_nothing import Nothing

NOTHING: tuple[Nothing, ...] = ()
