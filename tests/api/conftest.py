"""Two sites, and ways to read them: as a stranger, and as somebody who may do everything."""

import pytest
from django.test import Client
from wagtail.models import Page, Site

from tests.api.builders import make_site
from tests.built_once import built_once

API = "/api/v2"


class Reader:
    """Reads the API of one host; every answer but the one asked for fails the test.

    With several clients, each of them must get the same.
    """

    def __init__(self, *clients, host="north.example"):
        self.clients = clients
        self.host = host

    def response(self, path, params):
        responses = [
            client.get(f"{API}/{path}", params, headers={"host": self.host})
            for client in self.clients
        ]
        assert len({(answer.status_code, answer.content) for answer in responses}) == 1
        return responses[0]

    def get(self, path, expected_status=200, /, **params):
        response = self.response(path, params)
        assert response.status_code == expected_status, response.content[:500]
        return response.json()

    def page(self, page, /, **params):
        return self.get(f"pages/{page.pk}/", **params)

    def pages(self, **params):
        """The items of a list of pages."""
        return self.get("pages/", **params)["items"]

    def titles(self, **params):
        return [page["title"] for page in self.pages(**params)]

    def refusal(self, path, /, **params):
        """The message of a 400."""
        answer = self.get(path, 400, **params)
        assert set(answer) == {"message"}
        return answer["message"]


@built_once
def north():
    """The default site, in an otherwise empty tree."""
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.delete()
    return make_site("North", "north.example", is_default=True)


@built_once
def south(north):
    """Another site on the same installation."""
    return make_site("South", "south.example")


@pytest.fixture
def read(client):
    """Read the API of the default site as a stranger."""
    return Reader(client)


@pytest.fixture
def read_south(client):
    """Read the API under the other site's host as a stranger."""
    return Reader(client, host="south.example")


@pytest.fixture
def superuser_client(django_user_model, db):
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("admin"))
    return client


@pytest.fixture
def read_as_both(client, superuser_client):
    """Read the API of the default site as a stranger and as a superuser, who get the same."""
    return Reader(client, superuser_client)
