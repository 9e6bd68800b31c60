"""Template tags that let a site's templates show the same documents that the API serves."""

from django import template

from delivery.documents import page_document

register = template.Library()


@register.simple_tag
def document(page):
    """Return the document of a page: `{% document page as document %}`.

    What a template shows from it has the fixed shapes of the API, costs a fixed number of
    queries, and holds nothing that is not public.
    """
    return page_document(page)
