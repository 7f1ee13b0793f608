"""An article in Markdown is received, and its text is derived again."""

import archive

received = archive.receive(b"# The wall\n\nIt *held*, says Ada Lind.\n", "markdown", id="wall")
assert [block.text for block in received.document.text_blocks()] == [
    "The wall",
    "It held, says Ada Lind.",
]
archive.save(received.document, "wall", files=received.files)
assert archive.validate("wall").ok
