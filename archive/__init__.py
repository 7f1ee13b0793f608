from archive.formats import load, read, write, save
from archive.model.document import Document
