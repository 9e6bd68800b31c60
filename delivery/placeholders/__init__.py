"""Placeholders in shared text: `{clinic}` is filled, page by page, when a document is delivered.

`text` fills finished documents, `values` finds what to fill them with, `validation` refuses what
would not be filled, `forms` and `panels` are for editors.
"""

from .text import NAMES, PLACEHOLDER, Address, fill, names_in
from .values import fill_documents, own_values, register_source, sources_of

__all__ = [
    "NAMES",
    "PLACEHOLDER",
    "Address",
    "fill",
    "fill_documents",
    "names_in",
    "own_values",
    "register_source",
    "sources_of",
]
