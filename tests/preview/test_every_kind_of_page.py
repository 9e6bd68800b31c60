"""The draft of a published page without changes is the document that the API serves."""

from django.test import Client
from wagtail.models import Page

from tests.preview.test_document import document
from tests.site.conftest import HOST, tree, whole_site  # noqa: F401


def test_every_kind_of_page_has_the_document_of_the_api(
    whole_site,  # noqa: F811
    front_ends,
):
    front_ends({"default": "https://front.example/"})
    pages = [page for page in Page.objects.filter(depth__gt=1).specific() if page.live]
    assert len({type(page) for page in pages}) >= 8
    for page in pages:
        published = Client().get(f"/api/v2/pages/{page.pk}/", headers={"host": HOST})
        assert document(page) == published.json()
