"""The tuned numbers that are used to find the article of a page.

`Case` is a test in `tests/articles/html` that fails with another number, or a page, there or among
the real files in `../shared`, that is read differently if the number is halved or doubled. `Guard`
is a test in its `test_tuning.py` with a made-up page, which keeps the number where it is.
`tests/articles/html/finding` measures the effect of all numbers together. Lengths are in code
points, shares are from 0 to 1.
"""

# --- work ---
LOOKED_AT = 300
"""The maximum number of elements within an element that are checked, to limit the time.

Guard: `test_a_heading_is_among_the_first_elements`.
"""
MOST_COMPARED = 300
"""The maximum number of quotations that are searched for in the rest of the page.

Guard: `test_some_quotations_of_a_page_are_compared`.
"""
MOST_AROUND = 20
"""The maximum number of enclosing elements that are checked for a font size.

Guard: `test_the_size_of_letters_is_that_of_a_near_element`.
"""

# --- the lines that trafilatura finds ---
WORDS_IN_ROW = 3
"""The length of the sequences of words that are searched for in the page.

Case: `pages/broken`.
"""
SHORTEST_OMITTED = 80
"""If trafilatura finds nothing, a line must be longer than this to belong to the article.

Guard: `test_a_line_is_long_if_trafilatura_finds_nothing`.
"""
MOST_OF_LINE = 0.5
"""A line belongs to the article if trafilatura found at least this share of it.

Guard: `test_half_of_a_line_makes_it_one_of_the_article`.
"""
PARAGRAPH_TAKEN = 0.5
"""A paragraph belongs to the article if trafilatura found at least this share of it.

Guard: `test_half_of_a_paragraph_makes_it_one_of_the_article`.
"""
LINE_TAKEN = 0.5
"""A line counts as a sentence of the article if trafilatura found at least this share of it.

Guard: `test_half_of_a_sentence_makes_it_one_of_the_article`.
"""
BLOCK_TAKEN = 0.3
"""A block may be furniture if trafilatura found less than this share of it.

Case: `ingest/html/cc-participe-gsoc-pt.html`.
Guard: `test_a_list_of_links_has_little_of_the_article`.
"""
LARGE_SHARE = 0.5
"""An element with this share of the lines of a page is not furniture, whatever its name.

Guard: `test_an_element_with_half_of_the_lines_may_hold_the_article`.
"""
OF_GRANDCHILD = 0.5
"""The weight of a paragraph for the element two levels above the paragraph's element.

Guard: `test_a_paragraph_counts_half_for_the_second_element_around`.
"""

# --- where the article begins and ends ---
MAIN_SHARE = 0.9
"""The minimum share of the words found by trafilatura that must be in the main element.

Case: `test_posts_that_link_to_pages_of_their_own_are_teasers`.
Guard: `test_the_main_element_has_nearly_all_words`.
"""
LONGEST_TITLE = 300
"""A longer text is not a title.

Guard: `test_a_long_text_is_no_title`.
"""
SHORTEST_TITLE = 10
"""A shorter text is not a title, unless it is a heading.

Guard: `test_a_short_text_is_no_title`.
"""
TITLE_AGREES = 0.8
"""The minimum agreement between a heading and the title in the page's metadata, from 0 to 2.

Case: `test_a_heading_with_the_name_of_the_site_is_not_the_title`.
"""
FARTHEST_TITLE = 20_000
"""The maximum distance of a title before the main element.

Guard: `test_a_title_is_not_far_before_the_article`.
"""
LONGEST_HEAD = 2_500
"""The maximum length of the text between the title and the first line of the article.

Case: `ingest/html/clinicaltrials.html`. Guard: `test_the_title_is_near_the_first_line`.
"""
LONGEST_LINE_OF_HEAD = 150
"""The first line of the article that is longer than this is its first paragraph.

Case: `ingest/html/aozora-shift-jis.html`.
Guard: `test_the_first_paragraph_is_longer_than_the_lines_of_the_head`.
"""
LONGEST_WITH_NOTES = 500
"""The maximum length of other text between notes, beyond the length of the notes.

Guard: `test_notes_are_close_together`.
"""
LONGEST_WHOLE = 20_000
"""A shorter list, quotation or table that is partly in the article belongs to it as a whole.

Case: `ingest/html/gutenberg-civil-disobedience.html`.
Guard: `test_a_long_list_may_be_partly_in_the_article`.
"""
SHORTEST_LAST = 60
"""A longer paragraph after the article, with the classes of its last paragraph, belongs to it.

Guard: `test_a_last_paragraph_is_not_short`.
"""

# --- containers of the same kind ---
CONTAINER_LINKED = 0.3
"""The maximum share of a container that may be in links.

Guard: `test_a_container_of_the_article_has_few_links`.
"""
CONTAINER_PROSE = 0.5
"""The minimum share of a container that must be prose.

Guard: `test_a_container_of_the_article_is_prose`.
"""
CONTAINERS_TAKEN = 0.3
"""The minimum share of the article that must be in containers of one kind, for others of that kind
to belong to the article. A comment that trafilatura found by mistake has less.

Guard: `test_containers_of_the_article_have_much_of_it`.
"""
LONGEST_AUTHOR = 80
"""A longer text is not the name of an author.

Guard: `test_a_long_text_is_no_author`.
"""

# --- furniture ---
ARTICLE_SHARE = 0.35
"""An element with this share of the article is not furniture, whatever its name.

Guard: `test_an_element_with_much_of_the_article_is_no_furniture`.
"""
ALSO_READ_LINKED = 0.4
"""A line with "Also read" or the like is furniture if a larger share of it is in links.

Case: `pages/wordpress`. Guard: `test_a_line_that_names_other_articles_has_links`.
"""
FEW_LINKED = 0.2
"""The maximum share of prose that may be in links.

Guard: `test_prose_has_few_links`.
"""
MOSTLY_LINKED = 0.75
"""An element with a larger share in links, and enough of them, is a list of links.

Case: `pages/medium`. Guard: `test_a_list_of_links_is_mostly_links`.
"""
FEWEST_LINKS = 3
"""The minimum number of links in a list of links.

Case: `pages/medium`. Guard: `test_a_list_of_links_has_some_links`.
"""
LONG_LINK = 100
"""A block within the article with more text than this for each link is not a list of links.

Guard: `test_a_link_in_the_article_is_long`.
"""
SHORT_PHRASE = 200
"""A longer text is not a phrase of furniture.

Case: `pages/ghost`. Guard: `test_a_long_text_is_no_phrase_of_furniture`.
"""
FEWEST_COMMENTS = 3
"""The minimum number of comments in a discussion; a single comment may be the author's.

Case: `test_a_name_with_what_furniture_has_is_furniture`.
Guard: `test_a_discussion_has_some_comments`.
"""
LONGEST_RELATED_HEADING = 60
"""A longer line is not a heading of related articles.

Guard: `test_a_heading_of_related_articles_is_short`.
"""
FEWEST_RELATED = 2
"""The minimum number of links after a heading of related articles.

Case: `pages/broken`. Guard: `test_some_links_are_after_a_heading_of_related_articles`.
"""
RELATED_LINKED = 0.3
"""After related articles, a paragraph continues the article if a smaller share is in links.

Guard: `test_related_articles_are_links`.
"""
SHORTEST_GOING_ON = 60
"""A shorter paragraph does not continue the article.

Guard: `test_a_short_paragraph_does_not_continue_the_article`.
"""
LONGEST_TEASER = 400
"""The maximum length of a teaser of another page, including its heading.

Guard: `test_a_teaser_is_short`.
"""
ENOUGH_BEFORE_RELATED = 0.25
"""The minimum share of the article that must be before a heading of related articles.

Guard: `test_much_of_the_article_is_before_related_ones`.
"""
LONGEST_PULLED = 400
"""A longer text is not a pull quote.

Guard: `test_a_pull_quote_is_neither_long_nor_short`.
"""
SHORTEST_PULLED = 12
"""A shorter quotation is not searched for in the rest of the article.

Case: `pages/substack`. Guard: `test_a_pull_quote_is_neither_long_nor_short`.
"""
LONG_TEXT = 200
"""A longer text is not furniture if trafilatura found nearly all of it, whatever its name.

Case: `test_stretches_are_reported_one_by_one_and_then_counted`.
Guard: `test_a_long_text_is_of_the_article_if_nearly_all_is`.
"""
NEARLY_ALL = 0.8
"""The share that counts as nearly all.

Guard: `test_a_long_text_is_of_the_article_if_nearly_all_is`.
"""

# --- what a block is ---
LONGEST_CAPTION = 700
"""A longer text is not a caption.

Guard: `test_a_long_text_is_no_caption`.
"""
LONGEST_IN_HEAD = 100
"""A longer line between title and text is not furniture, such as a byline.

Case: `pages/newspaper-amp`. Guard: `test_a_long_line_of_the_head_is_no_furniture`.
"""
LONGEST_ASIDE = 1_500
"""A longer text within an article is not a box beside it.

Guard: `test_a_long_text_is_no_box`.
"""
LEAST_FOLLOWING = 0.05
"""A box of prose is part of the article if more than this share of the article follows it.

Guard: `test_some_of_the_article_follows_a_box_of_prose`.
"""
MOST_QUOTED = 0.5
"""A block quotation may be the whole article if more than this share of the article is in it.

Guard: `test_half_of_the_article_may_be_indented`.
"""
SENTENCE_END = 20
"""The length of the end of a line that is checked for the end of a sentence.

Guard: `test_the_end_of_a_sentence_is_near_the_end_of_its_line`.
"""
LARGE_PIXELS = 16
"""The font size of running text; bold text of at least this size may be a heading.

Case: `pages/only-divs`. Guard: `test_large_letters_are_a_heading`.
"""
LARGEST_PIXELS = 24
"""A heading of at least this font size has level 2, a smaller heading level 3.

Case: `pages/only-divs`. Guard: `test_large_letters_are_a_heading`.
"""
LONGEST_HEADING = 120
"""A longer line in large letters is not a heading.

Guard: `test_a_long_line_is_no_heading`.
"""
BESIDE_ELEMENT = 100
"""The length of the text beside an inline element that is checked for an unfinished sentence.

Guard: `test_an_element_is_near_the_sentence_before_it`.
"""
SHORTEST_TWICE = 80
"""A paragraph of at least this length may be a copy of an earlier paragraph.

Case: `ingest/html/aozora-shift-jis.html`. Guard: `test_a_short_paragraph_is_no_copy`.
"""

# --- whether the page has an article ---
SHORT_ARTICLE = 40
"""An article with fewer words is reported as doubtful.

Guard: `test_an_article_of_few_words_is_doubtful`.
"""
FEW_WORDS = 25
"""A page that asks for consent or scripts needs a multiple of this number of words.

Guard: `test_a_page_that_asks_for_scripts_has_few_words`.
"""
DOUBTFUL_LINKS = 0.6
"""A page with a larger share in links may be a list of articles.

Guard: `test_a_list_of_links_is_doubtful`.
"""
FEWEST_TEASERS = 3
"""At least this number of articles with links in their headings are teasers.

Guard: `test_some_articles_with_links_in_their_headings_are_teasers`.
"""
