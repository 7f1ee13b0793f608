"""Does one thing with very many records, on this machine or on a cluster of others.

The inputs are divided into batches. One function, `tasks.perform`, takes a batch and returns rows
and files; an engine calls it for all batches, on many machines if there are many. What is done is
noted beside the results, so that an interrupted run goes on where it was.
"""

from archive.corpus.run import CorpusResult, run

__all__ = ["CorpusResult", "run"]
