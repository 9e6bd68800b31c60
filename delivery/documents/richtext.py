"""Rich text for the API: display-ready, and without links to what is not public.

Wagtail's own rewriters find the links and embedded objects; what they become is looked up in the
batch's references, so that the number of queries does not depend on the number of links.
"""

import re

from django.utils.html import escape
from wagtail.api.rich_text import APIRichText
from wagtail.images.formats import get_image_format
from wagtail.rich_text import features
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from delivery.placeholders.text import HTML, Markdown

# How the editor knows paragraphs from each other; it may change when a page is only saved again.
EDITORS_KEY = re.compile(r' data-block-key="[^"<>]*"')
# Digits of the largest number below which every integer fits a column of 64 bits.
LONGEST_ID = 18

_LINKS = LinkRewriter()
_EMBEDS = EmbedRewriter()


def collect(db_html, references):
    """Note in `references` every page, document and image that the text refers to."""
    wants = {
        "page": references.want_page,
        "document": references.want_document,
    }
    for kind, tags in _LINKS.extract_tags(db_html).items():
        if kind in wants:
            for tag in tags:
                _want(wants[kind], tag.attrs)
    for tag in _EMBEDS.extract_tags(db_html).get("image", []):
        try:
            spec = get_image_format(tag.attrs.get("format", "")).filter_spec
        except KeyError:
            continue
        references.want_rendition(spec)
        _want(references.want_image, tag.attrs)


class RichTextWriter:
    """Writes rich text in one of the formats of Wagtail's `rich_text_format`."""

    def __init__(self, references, output_format):
        self.output_format = output_format
        keeps_database_form = output_format in (
            APIRichText.FORMAT_DB_HTML,
            APIRichText.FORMAT_DB_MARKDOWN,
        )
        make = _withholding_rewriter if keeps_database_form else _display_rewriter
        self._rewrite = make(references)

    def __call__(self, db_html):
        html = self._rewrite(db_html)
        if self.output_format != APIRichText.FORMAT_DB_HTML:
            html = EDITORS_KEY.sub("", html)
        if self.output_format in (APIRichText.FORMAT_HTML, APIRichText.FORMAT_DB_HTML):
            return HTML(html)
        return Markdown(APIRichText.serialize(html, format=self.output_format))


def _id(attrs):
    """The id that a tag refers to; None for what no database would take as one."""
    text = attrs.get("id", "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_ID else None


def _want(want, attrs):
    want(_id(attrs))


def _found(lookup, attrs):
    return lookup(_id(attrs))


def _tag(name, attrs, end=">"):
    inner = "".join(f' {key}="{escape(value)}"' for key, value in attrs.items())
    return f"<{name}{inner}{end}"


def _display_rewriter(references):
    def page_link(attrs):
        page = _found(references.page, attrs)
        return f'<a href="{escape(page["url"])}">' if page and page["url"] else "<a>"

    def document_link(attrs):
        document = _found(references.document, attrs)
        return f'<a href="{escape(document["url"])}">' if document else "<a>"

    def image_embed(attrs):
        image = _found(references.image_instance, attrs)
        if image is None:
            return ""
        try:
            image_format = get_image_format(attrs.get("format", ""))
        except KeyError:
            return ""
        if not references.has_rendition(image, image_format.filter_spec):
            return ""
        return image_format.image_to_html(image, attrs.get("alt", ""))

    def bulk(handlers, own):
        rules = {kind: handler.expand_db_attributes_many for kind, handler in handlers.items()}
        return {kind: rule for kind, rule in rules.items() if kind not in own}

    links = {"page": page_link, "document": document_link}
    embeds = {"image": image_embed}
    return MultiRuleRewriter(
        [
            LinkRewriter(rules=links, bulk_rules=bulk(features.get_link_types(), links)),
            EmbedRewriter(rules=embeds, bulk_rules=bulk(features.get_embed_types(), embeds)),
        ]
    )


def _withholding_rewriter(references):
    """Keep the database form, but drop references to what is not public."""

    def keep_if(lookup, name, otherwise, end=">"):
        return lambda attrs: _tag(name, attrs, end) if _found(lookup, attrs) else otherwise

    def unchanged(name, end=">"):
        return lambda attrs: _tag(name, attrs, end)

    links = {kind: unchanged("a") for kind in features.get_link_types()}
    links["page"] = keep_if(references.page, "a", "<a>")
    links["document"] = keep_if(references.document, "a", "<a>")
    embeds = {kind: unchanged("embed", "/>") for kind in features.get_embed_types()}
    embeds["image"] = keep_if(references.image_instance, "embed", "", "/>")
    return MultiRuleRewriter([LinkRewriter(rules=links), EmbedRewriter(rules=embeds)])
