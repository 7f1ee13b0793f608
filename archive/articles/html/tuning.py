"""The numbers by which the article of a page is found.

The case of a number is a page, in `tests/articles/html` or among the real files in `../shared`,
that is read differently if the number is halved or doubled. No such page is known for a number
without a case; `tests/articles/html/finding` measures the effect of all numbers together. Lengths
are in code points, shares from 0 to 1.
"""

# --- work ---
LOOKED_AT = 300
"""How many elements within one are checked, so that deep nesting costs no more."""
MOST_COMPARED = 300
"""How many quotations of a page are searched for in the rest of it."""
MOST_AROUND = 20
"""How many elements around a text are checked for its size."""

# --- the lines that trafilatura takes ---
WORDS_IN_ROW = 3
"""How many words in a row are searched for.

Case: `pages/broken`.
"""
SHORTEST_OMITTED = 80
"""A line of at least so many code points may be of the article though trafilatura omits it."""
MOST_OF_LINE = 0.5
"""A line with at least this share belongs to the article."""
PARAGRAPH_TAKEN = 0.5
"""The least share of a paragraph of the article that trafilatura takes."""
LINE_TAKEN = 0.5
"""The least share of a line of the article that is in the article's words."""
BLOCK_TAKEN = 0.3
"""The least share of a block of the article that trafilatura takes.

Case: `ingest/html/cc-participe-gsoc-pt.html`.
"""
LARGE_SHARE = 0.5
"""An element with this share of the lines of a page is not furniture, whatever its name."""
OF_GRANDCHILD = 0.5
"""How much a line counts for the element around the one that directly holds its paragraphs."""

# --- where the article begins and ends ---
MAIN_SHARE = 0.9
"""The share of the words that trafilatura found that is in the main element.

Case: `pages/drupal`.
"""
LONGEST_TITLE = 300
"""A longer text is not a title."""
SHORTEST_TITLE = 10
"""A shorter text is not a title, unless it is a heading."""
TITLE_AGREES = 0.8
"""The least likeness between the heading that is the title and the title that the page states.

Case: `pages/only-divs`.
"""
FARTHEST_TITLE = 20_000
"""How far before the main element a title may be."""
LONGEST_HEAD = 2_500
"""The most text between a title and the text of its article.

Case: `ingest/html/clinicaltrials.html`.
"""
LONGEST_LINE_OF_HEAD = 150
"""A longer line that trafilatura takes is the first paragraph.

Case: `ingest/html/aozora-shift-jis.html`.
"""
LONGEST_WITH_NOTES = 500
"""How much other text may be between notes, in code points."""
LONGEST_WHOLE = 20_000
"""A shorter list, quotation or table with a part in the article belongs to it as a whole.

Case: `ingest/html/gutenberg-civil-disobedience.html`.
"""
SHORTEST_LAST = 60
"""A longer paragraph of the same class as those before belongs to the article too."""

# --- containers of the same kind ---
CONTAINER_LINKED = 0.3
"""The largest share of a container that is in links."""
CONTAINER_PROSE = 0.5
"""The least share of a container that is prose."""
CONTAINERS_TAKEN = 0.3
"""The share of what trafilatura takes that must be in containers of a kind before others of that
kind count as the article; a comment that it takes by mistake has less."""
LONGEST_AUTHOR = 80
"""A longer text is not the name of an author."""

# --- furniture ---
ARTICLE_SHARE = 0.35
"""An element with this share of the article is not furniture, whatever its name."""
ALSO_READ_LINKED = 0.4
"""A line such as "Also read" with a larger share in links leads to related articles.

Case: `pages/wordpress`.
"""
FEW_LINKED = 0.2
"""The largest share of prose that is in links."""
MOSTLY_LINKED = 0.75
"""An element with a larger share in links, and enough of them, is a list of links.

Case: `pages/medium`.
"""
FEWEST_LINKS = 3
"""How many links make a list.

Case: `pages/medium`.
"""
LONG_LINK = 100
"""How many code points a link to a work has at least; links to other pages of a site have fewer."""
SHORT_PHRASE = 200
"""A longer text is not a phrase of furniture.

Case: `pages/ghost`.
"""
FEWEST_COMMENTS = 3
"""How many elements with such a name make a discussion; a single one may be the author's comment.
"""
LONGEST_RELATED_HEADING = 60
"""A longer line is not a heading of related articles."""
FEWEST_RELATED = 2
"""How many links follow such a line at least.

Case: `pages/broken`.
"""
RELATED_LINKED = 0.3
"""A paragraph with a smaller share in links may continue the article."""
SHORTEST_GOING_ON = 60
"""A shorter paragraph does not continue it."""
LONGEST_TEASER = 400
"""How many code points a teaser of another page has at most, its heading included."""
ENOUGH_BEFORE_RELATED = 0.25
"""The least share of what trafilatura takes that is before such a line."""
LONGEST_PULLED = 400
"""A longer text is not a pull quote."""
SHORTEST_PULLED = 12
"""A shorter one is not searched for in the rest of the article.

Case: `pages/substack`.
"""
LONG_TEXT = 200
"""A longer text that trafilatura takes nearly whole belongs to the article, whatever its name.

Case: `pages/newspaper-walled`.
"""
NEARLY_ALL = 0.8
"""The share that counts as nearly whole."""

# --- what a block is ---
LONGEST_CAPTION = 700
"""A longer text is not a caption."""
LONGEST_IN_HEAD = 100
"""A longer line between title and text is not a byline.

Case: `pages/newspaper-amp`.
"""
LONGEST_ASIDE = 1_500
"""A longer text within an article is not a box beside it."""
LEAST_FOLLOWING = 0.05
"""The share of the article after a box of prose that is part of the article."""
MOST_QUOTED = 0.5
"""The largest share of the article in a block quotation that cannot be the article."""
SENTENCE_END = 20
"""How much of a line is searched for the end of a sentence."""
LARGE_PIXELS = 16
"""The size of running text; larger text may be a heading.

Case: `pages/only-divs`.
"""
LARGEST_PIXELS = 24
"""A heading of at least this size has the higher level.

Case: `pages/only-divs`.
"""
LONGEST_HEADING = 120
"""A longer line in large letters is not a heading."""
BESIDE_ELEMENT = 100
"""How many code points beside an inline element show whether a sentence goes on."""
SHORTEST_TWICE = 80
"""A paragraph of at least so many code points is never written twice.

Case: `ingest/html/aozora-shift-jis.html`.
"""

# --- whether it is one ---
SHORT_ARTICLE = 40
"""An article of fewer words than this is reported."""
FEW_WORDS = 25
"""Fewer words than this are not an article, if they ask for consent or scripts."""
DOUBTFUL_LINKS = 0.6
"""A page with a larger share in links may be a list of articles."""
FEWEST_TEASERS = 3
"""So many articles with linked headings in a page are teasers."""
