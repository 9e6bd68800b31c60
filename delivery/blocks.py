"""Blocks that are rendered from the document that the API serves."""

from wagtail.api.rich_text import APIRichText
from wagtail.models import Site

from .documents import streams
from .documents.references import References
from .placeholders import fill_documents


def block_document(block, value, site=None):
    """Return the document of one value of a block, as it stands in the API on the site's pages.

    It costs the queries of a batch of its own: a page's template takes its blocks from the page's
    document instead, which fetches for all of them together.
    """
    references = References(APIRichText.FORMAT_HTML, site_root=site and site.root_page.url_path)
    raw = block.get_prep_value(value)
    streams.collect(block, raw, references)
    references.resolve()
    document = streams.serialize(block, raw, references)
    return fill_documents([document], [site and site.root_page], references.visibility)[0]


class DocumentBlockMixin:
    """A block whose template finds the block's document under `value`.

    So one template serves both the page, which includes it with a part of its document, and the
    preview in the editor, which renders the block itself.
    """

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        request = context.get("request")
        site = request and Site.find_for_request(request)
        context["value"] = block_document(self, value, site)
        return context
