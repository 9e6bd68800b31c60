"""A group of clinics whose sites have front ends, its people, and drafts."""

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from faq.models import FAQIndexPage, FAQPage
from tests.built_once import built_once
from tests.sweep.forms import largest_form

API = "/api/v2/preview/"
GROUP_FRONT_END = "https://www.group.example/preview/"
ANDOVER_FRONT_END = "https://www.andover.example/draft/"


@pytest.fixture
def front_ends(settings):
    """Give a function that sets the front ends: `{host: address}`."""

    def change(urls, **options):
        settings.WAGTAIL_HEADLESS_PREVIEW = {
            "CLIENT_URLS": urls,
            "REDIRECT_ON_PREVIEW": True,
            **options,
        }

    return change


@pytest.fixture
def front_end(front_ends):
    """The front end of the group's site."""
    front_ends({"group.example": GROUP_FRONT_END})
    return GROUP_FRONT_END


@built_once
def index(andover):
    return FAQIndexPage.objects.child_of(andover.page).get()


@built_once
def question(index):
    """A question of Andover's that was never published, and was changed since it was made."""
    page = index.add_child(instance=FAQPage(title="Old words", answer="<p>Old.</p>", live=False))
    page.title = "Is there parking?"
    page.answer = "<p>Behind the house.</p>"
    page.save_revision()
    return FAQPage.objects.get(pk=page.pk)


@pytest.fixture
def type_into(client, editor):
    """Give a function that types into the form of a page, as the side panel sees it.

    It returns the address of the preview.
    """
    forms = {}

    def type_into(page, user=editor, **words):
        client.force_login(user)
        if page.pk not in forms:
            edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
            forms[page.pk] = largest_form(client.get(edit).content.decode(), edit)
        form = forms[page.pk]
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        assert client.post(url, form | words).json() == {"is_valid": True, "is_available": True}
        return url

    return type_into


def led_to(response):
    """Return where a preview leads: the address without parameters, and the parameters."""
    assert response.status_code == 302
    parts = urlsplit(response.headers["Location"])
    parameters = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return SimpleNamespace(
        url=parts._replace(query="").geturl(), parameters=parameters, token=parameters["token"]
    )


def preview(page):
    """Preview a page as it is in hand, on its front end."""
    return led_to(page.make_preview_request(preview_mode="front-end"))
