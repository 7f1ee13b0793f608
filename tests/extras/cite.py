"""BibTeX and RIS are read, and a bibliography is printed in a style."""

import archive

BIBTEX = b"@book{wall, author = {Lind, Ada}, title = {The Wall}, date = {1962}}"
RIS = b"TY  - BOOK\r\nAU  - Berg, Bo\r\nTI  - The Ferry\r\nPY  - 1963\r\nER  - \r\n"

document = archive.add(archive.Document(id="notes"), BIBTEX, "bibtex").document
document = archive.add(document, RIS, "ris").document
assert {work.title for work in document.works} == {"The Wall", "The Ferry"}, document.works
printed = str(archive.bibliography(document, "apa"))
assert "Lind, A. (1962)" in printed, printed
