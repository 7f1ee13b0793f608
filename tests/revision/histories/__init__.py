"""How often words are found again in real texts: `python -m tests.revision.histories FOLDER`.

The folder holds a folder for each text, and in it the versions of the text in the order of time,
`1.txt`, `2.txt` and so on: real ones, from somebody's history. Neighbouring versions are a pair, and
so are the first and the last. Other programs than ours say where words stand now (`truth`).
"""
