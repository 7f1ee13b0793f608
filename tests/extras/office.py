"""Articles of Word and OpenDocument are received, and their text is derived again."""

import pypandoc

import archive

for form in ("docx", "odt"):
    pypandoc.convert_text("# The wall\n\nIt *held*.\n", form, format="md", outputfile=f"a.{form}")
    received = archive.receive(f"a.{form}", id=form)
    texts = [block.text for block in received.document.text_blocks()]
    assert texts[:2] == ["The wall", "It held."], texts
    archive.save(received.document, form, files=received.files)
    assert archive.validate(form).ok
