"""What says nothing in a Word file."""

from tests.articles.deletions.says_nothing import Nothing

NOTHING: tuple[Nothing, ...] = ()
