"""What says nothing in TEI."""

from tests.articles.deletions.says_nothing import Nothing

NOTHING: tuple[Nothing, ...] = ()
