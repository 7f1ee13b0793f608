"""The numbers by which the article of a page is found.

A case is a page that is read otherwise when the number is half or twice as large, of
`tests/articles/html` or of the real files in `../shared`. Of a number without one no such page is
known; `tests/articles/html/finding` measures what they do together. Lengths are in code points,
shares from 0 to 1.
"""

# --- work ---
LOOKED_AT = 300
"""How many elements within one are looked at, so that elements in one another cost no more."""
MOST_COMPARED = 300
"""How many quotations of a page are looked for in the rest of it."""
MOST_AROUND = 20
"""How many elements around a text are looked at for its size."""

# --- the lines that trafilatura takes ---
WORDS_IN_ROW = 3
"""How many words in a row are looked for.

Case: `pages/broken`.
"""
SHORTEST_OMITTED = 80
"""From how many code points on a line may be of the article though trafilatura omits it."""
MOST_OF_LINE = 0.5
"""The share from which on a line is of the article."""
PARAGRAPH_TAKEN = 0.5
"""The share of a paragraph that trafilatura takes, if it takes the paragraph."""
LINE_TAKEN = 0.5
"""The share of a line that is of the article, if the line is."""
BLOCK_TAKEN = 0.3
"""The share of a block that trafilatura takes at least, if the block is of the article.

Case: `ingest/html/cc-participe-gsoc-pt.html`.
"""
LARGE_SHARE = 0.5
"""An element with this share of the lines of a page is no furniture, whatever its name."""
OF_GRANDCHILD = 0.5
"""How much a line counts for the element round that in which its paragraphs stand side by side."""

# --- where the article begins and ends ---
MAIN_SHARE = 0.9
"""The share of the words that trafilatura found that is in the main element.

Case: `pages/drupal`.
"""
LONGEST_TITLE = 300
"""A longer text is no title."""
SHORTEST_TITLE = 10
"""A shorter text is no title, unless it is a heading."""
TITLE_AGREES = 0.8
"""The likeness of a heading and the title that the page states, if the heading is it.

Case: `pages/only-divs`.
"""
FARTHEST_TITLE = 20_000
"""How far before the main element a title may stand."""
LONGEST_HEAD = 2_500
"""How much stands at most between a title and the text of its article.

Case: `ingest/html/clinicaltrials.html`.
"""
LONGEST_LINE_OF_HEAD = 150
"""A longer line that trafilatura takes is the first paragraph.

Case: `ingest/html/aozora-shift-jis.html`.
"""
LONGEST_WITH_NOTES = 500
"""How much other text may be between notes, in code points."""
LONGEST_WHOLE = 20_000
"""A shorter list, quotation or table of which a part is of the article is of it as a whole.

Case: `ingest/html/gutenberg-civil-disobedience.html`.
"""
SHORTEST_LAST = 60
"""A longer paragraph of the same class as those before is of the article too."""

# --- containers of the same kind ---
CONTAINER_LINKED = 0.3
"""The share of a container that is in links at most."""
CONTAINER_PROSE = 0.5
"""The share of a container that is prose at least."""
CONTAINERS_TAKEN = 0.3
"""The share of what trafilatura takes that stands in containers of a kind, if more of the kind are
of the article; a comment that it takes by mistake has less."""
LONGEST_AUTHOR = 80
"""A longer text is no name of an author."""

# --- furniture ---
ARTICLE_SHARE = 0.35
"""An element with this share of the article is no furniture, whatever its name."""
ALSO_READ_LINKED = 0.4
"""A line such as "Also read" of which more is in links leads to related articles.

Case: `pages/wordpress`.
"""
FEW_LINKED = 0.2
"""The share of prose that is in links at most."""
MOSTLY_LINKED = 0.75
"""What has a larger share in links, and enough of them, is a list of links.

Case: `pages/medium`.
"""
FEWEST_LINKS = 3
"""How many links are a list.

Case: `pages/medium`.
"""
LONG_LINK = 100
"""How many code points a link to a work has at least; links to other pages of a site have fewer."""
SHORT_PHRASE = 200
"""A longer text is no phrase of furniture.

Case: `pages/ghost`.
"""
FEWEST_COMMENTS = 3
"""Elements named so that make a discussion; one may be a comment of the author."""
LONGEST_RELATED_HEADING = 60
"""A longer line is no heading of related articles."""
FEWEST_RELATED = 2
"""How many links follow such a line at least.

Case: `pages/broken`.
"""
RELATED_LINKED = 0.3
"""A paragraph with a smaller share in links may go on with the article."""
SHORTEST_GOING_ON = 60
"""A shorter paragraph does not go on with it."""
LONGEST_TEASER = 400
"""How many code points a teaser of another page has at most, its heading included."""
ENOUGH_BEFORE_RELATED = 0.25
"""The share of what trafilatura takes that is before such a line at least."""
LONGEST_PULLED = 400
"""A longer text is no quotation that is pulled out of the article."""
SHORTEST_PULLED = 12
"""A shorter one is not looked for in the rest of it.

Case: `pages/substack`.
"""
LONG_TEXT = 200
"""A longer text of which trafilatura takes nearly all is of the article, whatever its name.

Case: `pages/newspaper-walled`.
"""
NEARLY_ALL = 0.8
"""The share of it that is nearly all."""

# --- what a block is ---
LONGEST_CAPTION = 700
"""A longer text is no caption."""
LONGEST_IN_HEAD = 100
"""A longer line between title and text is no byline.

Case: `pages/newspaper-amp`.
"""
LONGEST_ASIDE = 1_500
"""A longer text within an article is no box beside it."""
LEAST_FOLLOWING = 0.05
"""The share of the article that stands after a box of prose that is part of it."""
MOST_QUOTED = 0.5
"""The share of the article that a block quotation has at most, if it cannot be the article."""
SENTENCE_END = 20
"""How much of a line is looked at for the end of a sentence."""
LARGE_PIXELS = 16
"""The size of running text; what is larger may be a heading.

Case: `pages/only-divs`.
"""
LARGEST_PIXELS = 24
"""From this size on a heading is of the higher level.

Case: `pages/only-divs`.
"""
LONGEST_HEADING = 120
"""A longer line in large letters is no heading."""
BESIDE_ELEMENT = 100
"""How many code points beside an element in a line tell whether a sentence goes on."""
SHORTEST_TWICE = 80
"""From how many code points on a paragraph is never written twice.

Case: `ingest/html/aozora-shift-jis.html`.
"""

# --- whether it is one ---
SHORT_ARTICLE = 40
"""An article of fewer words than this is reported."""
FEW_WORDS = 25
"""Fewer words than this are no article, if they ask for consent or scripts."""
DOUBTFUL_LINKS = 0.6
"""A page with a larger share in links may be a list of articles."""
FEWEST_TEASERS = 3
"""So many articles in a page with linked headings are teasers."""
