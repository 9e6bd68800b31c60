"""Blocks that are rendered from the document that the API serves."""

from . import streams
from .references import References


def block_document(block, value):
    """Return the document of one value of a block, as it stands in the API.

    Costs the queries of a batch of its own: a page's template takes the blocks of `page_document`
    instead, which fetches for all of them together.
    """
    references = References(rich_text_format="html")
    raw = block.get_prep_value(value)
    streams.collect(block, raw, references)
    references.resolve()
    return streams.serialize(block, raw, references)


class DocumentBlockMixin:
    """A block whose template finds the block's document under `value`.

    So one template serves the page, which includes it with a part of its document, and the
    preview of the block, which renders the block itself.
    """

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["value"] = block_document(self, value)
        return context
