"""Edited texts that know where each of their code points comes from.

Nobody has to compare two texts to find out what became of words: whoever edits a text carries along
the source of every code point. A `Trace` holds them, and says what is wrong with a place that
somebody found for a stretch; it judges any text, however it was edited. Two kinds are made:

- `cases`: records of all kinds of blocks, edited step by step as a publisher would (`scripts`), in
  texts of which every part follows from an integer, so that a failing case can be shrunk;
- `corpus`: articles in five languages, of which quotations are drawn, each changed in one way
  (`ways`), token by token (`sheet`), and so carefully that of each quotation not only a wrong place
  is known to be wrong but the right one is known: its `Truth`. On it, accuracy is measured.
"""
