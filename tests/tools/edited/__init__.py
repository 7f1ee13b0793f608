"""Edited texts that know where each of their code points comes from.

Nobody has to compare two texts to find out what became of words: whoever edits a text carries along
the source of every code point. A `Trace` holds them, and says what is wrong with a place that
somebody found for a stretch; it judges any text, however it was edited. Two kinds are made:

- `cases`: records of all kinds of blocks, edited step by step as a publisher would (`scripts`), in
  texts of which every part follows from an integer, so that a failing case can be shrunk;
- `corpus`: articles in five languages, of which quotations are drawn, each changed in one way
  (`ways`), token by token (`sheet`), and so carefully that of each quotation not only a wrong place
  is known to be wrong but the right one is known: its `Truth`. On it, accuracy is measured.

So there are two judges. A `Trace` proves a place wrong and never says that a better one was there to
be found; a `Truth` knows the one place that is right, which no script of random edits can tell: words
of it may have gone and come again. Each place that a `Truth` has must stand before the `Trace`
(tests/tools/test_corpus.py).
"""
