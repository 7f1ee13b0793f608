"""A record becomes a bag whose payload is an RO-Crate."""

import json
from pathlib import Path

import archive
from archive.workflows.preserve import write_bag

note = archive.receive(b"It rained.", "text", id="note")
archive.save(note.document, "note/", files=note.files)
write_bag("note", "bag")
metadata = json.loads(Path("bag/data/ro-crate-metadata.json").read_text("utf-8"))
files = {entity["@id"] for entity in metadata["@graph"]}
assert "note/document.json" in files, files
assert metadata["@context"].startswith("https://w3id.org/ro/crate/"), metadata["@context"]
