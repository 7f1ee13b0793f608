"""The tuned numbers that are used to find the article of a page.

`Case` is a page, in `tests/articles/html` or among the real files in `../shared`, that is read
differently if the number is halved or doubled. For numbers without a case, no such page is known.
`tests/articles/html/finding` measures the effect of all numbers together. Lengths are in code
points, shares are from 0 to 1.
"""

# --- work ---
LOOKED_AT = 300
"""The maximum number of elements within an element that are checked, to limit the time."""
MOST_COMPARED = 300
"""The maximum number of quotations that are searched for in the rest of the page."""
MOST_AROUND = 20
"""The maximum number of enclosing elements that are checked for a font size."""

# --- the lines that trafilatura finds ---
WORDS_IN_ROW = 3
"""The length of the sequences of words that are searched for in the page.

Case: `pages/broken`.
"""
SHORTEST_OMITTED = 80
"""If trafilatura finds nothing, a line must be longer than this to belong to the article."""
MOST_OF_LINE = 0.5
"""A line belongs to the article if trafilatura found at least this share of it."""
PARAGRAPH_TAKEN = 0.5
"""A paragraph belongs to the article if trafilatura found at least this share of it."""
LINE_TAKEN = 0.5
"""A line counts as a sentence of the article if trafilatura found at least this share of it."""
BLOCK_TAKEN = 0.3
"""A block may be furniture if trafilatura found less than this share of it.

Case: `ingest/html/cc-participe-gsoc-pt.html`.
"""
LARGE_SHARE = 0.5
"""An element with this share of the lines of a page is not furniture, whatever its name."""
OF_GRANDCHILD = 0.5
"""The weight of a paragraph for the element two levels above the paragraph's element."""

# --- where the article begins and ends ---
MAIN_SHARE = 0.9
"""The minimum share of the words found by trafilatura that must be in the main element.

Case: `pages/drupal`.
"""
LONGEST_TITLE = 300
"""A longer text is not a title."""
SHORTEST_TITLE = 10
"""A shorter text is not a title, unless it is a heading."""
TITLE_AGREES = 0.8
"""The minimum agreement between a heading and the title in the page's metadata, from 0 to 2.

Case: `pages/only-divs`.
"""
FARTHEST_TITLE = 20_000
"""The maximum distance of a title before the main element."""
LONGEST_HEAD = 2_500
"""The maximum length of the text between the title and the first line of the article.

Case: `ingest/html/clinicaltrials.html`.
"""
LONGEST_LINE_OF_HEAD = 150
"""The first line of the article that is longer than this is its first paragraph.

Case: `ingest/html/aozora-shift-jis.html`.
"""
LONGEST_WITH_NOTES = 500
"""The maximum length of other text between notes, beyond the length of the notes."""
LONGEST_WHOLE = 20_000
"""A shorter list, quotation or table that is partly in the article belongs to it as a whole.

Case: `ingest/html/gutenberg-civil-disobedience.html`.
"""
SHORTEST_LAST = 60
"""A longer paragraph after the article, with the classes of its last paragraph, belongs to it."""

# --- containers of the same kind ---
CONTAINER_LINKED = 0.3
"""The maximum share of a container that may be in links."""
CONTAINER_PROSE = 0.5
"""The minimum share of a container that must be prose."""
CONTAINERS_TAKEN = 0.3
"""The minimum share of the article that must be in containers of one kind, for others of that kind
to belong to the article. A comment that trafilatura found by mistake has less."""
LONGEST_AUTHOR = 80
"""A longer text is not the name of an author."""

# --- furniture ---
ARTICLE_SHARE = 0.35
"""An element with this share of the article is not furniture, whatever its name."""
ALSO_READ_LINKED = 0.4
"""A line with "Also read" or the like is furniture if a larger share of it is in links.

Case: `pages/wordpress`.
"""
FEW_LINKED = 0.2
"""The maximum share of prose that may be in links."""
MOSTLY_LINKED = 0.75
"""An element with a larger share in links, and enough of them, is a list of links.

Case: `pages/medium`.
"""
FEWEST_LINKS = 3
"""The minimum number of links in a list of links.

Case: `pages/medium`.
"""
LONG_LINK = 100
"""A block within the article with more text than this for each link is not a list of links."""
SHORT_PHRASE = 200
"""A longer text is not a phrase of furniture.

Case: `pages/ghost`.
"""
FEWEST_COMMENTS = 3
"""The minimum number of comments in a discussion; a single comment may be the author's."""
LONGEST_RELATED_HEADING = 60
"""A longer line is not a heading of related articles."""
FEWEST_RELATED = 2
"""The minimum number of links after a heading of related articles.

Case: `pages/broken`.
"""
RELATED_LINKED = 0.3
"""After related articles, a paragraph continues the article if a smaller share is in links."""
SHORTEST_GOING_ON = 60
"""A shorter paragraph does not continue the article."""
LONGEST_TEASER = 400
"""The maximum length of a teaser of another page, including its heading."""
ENOUGH_BEFORE_RELATED = 0.25
"""The minimum share of the article that must be before a heading of related articles."""
LONGEST_PULLED = 400
"""A longer text is not a pull quote."""
SHORTEST_PULLED = 12
"""A shorter quotation is not searched for in the rest of the article.

Case: `pages/substack`.
"""
LONG_TEXT = 200
"""A longer text is not furniture if trafilatura found nearly all of it, whatever its name.

Case: `pages/newspaper-walled`.
"""
NEARLY_ALL = 0.8
"""The share that counts as nearly all."""

# --- what a block is ---
LONGEST_CAPTION = 700
"""A longer text is not a caption."""
LONGEST_IN_HEAD = 100
"""A longer line between title and text is not furniture, such as a byline.

Case: `pages/newspaper-amp`.
"""
LONGEST_ASIDE = 1_500
"""A longer text within an article is not a box beside it."""
LEAST_FOLLOWING = 0.05
"""A box of prose is part of the article if more than this share of the article follows it."""
MOST_QUOTED = 0.5
"""A block quotation may be the whole article if more than this share of the article is in it."""
SENTENCE_END = 20
"""The length of the end of a line that is checked for the end of a sentence."""
LARGE_PIXELS = 16
"""The font size of running text; bold text of at least this size may be a heading.

Case: `pages/only-divs`.
"""
LARGEST_PIXELS = 24
"""A heading of at least this font size has level 2, a smaller heading level 3.

Case: `pages/only-divs`.
"""
LONGEST_HEADING = 120
"""A longer line in large letters is not a heading."""
BESIDE_ELEMENT = 100
"""The length of the text beside an inline element that is checked for an unfinished sentence."""
SHORTEST_TWICE = 80
"""A paragraph of at least this length may be a copy of an earlier paragraph.

Case: `ingest/html/aozora-shift-jis.html`.
"""

# --- whether the page has an article ---
SHORT_ARTICLE = 40
"""An article with fewer words is reported as doubtful."""
FEW_WORDS = 25
"""A page that asks for consent or scripts needs a multiple of this number of words."""
DOUBTFUL_LINKS = 0.6
"""A page with a larger share in links may be a list of articles."""
FEWEST_TEASERS = 3
"""At least this number of articles with links in their headings are teasers."""
