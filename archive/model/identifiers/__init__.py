"""The types of ids, addresses, file names, language tags, digests and public identifiers."""

from archive.model.identifiers.addresses import Address, address_problem, as_uri
from archive.model.identifiers.files import FileName, MediaType, Sha256, file_name_problem
from archive.model.identifiers.ids import DocumentId, Id, document_id_from, id_from
from archive.model.identifiers.languages import Language
from archive.model.identifiers.schemes import SCHEMES, check_identifier

__all__ = [
    "SCHEMES",
    "Address",
    "DocumentId",
    "FileName",
    "Id",
    "Language",
    "MediaType",
    "Sha256",
    "address_problem",
    "as_uri",
    "check_identifier",
    "document_id_from",
    "file_name_problem",
    "id_from",
]
