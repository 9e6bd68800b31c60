"""The sites and readers of `tests.api`, for endpoints that have a single address."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from tests.api.conftest import (  # noqa: F401  fixtures
    Reader,
    north,
    read,
    read_as_both,
    read_south,
    south,
    superuser_client,
)
from tests.built_once import built_once
from tests.endpoints.asking import API


@pytest.fixture
def resolve(client):
    """Ask what stands at a path, of the host `at`; returns `(status, answer)`."""

    def resolve(path, /, at="north.example", **params):
        response = client.get("/api/v2/resolve/", {"path": path, **params}, headers={"host": at})
        return response.status_code, response.json()

    return resolve


@pytest.fixture
def page_id(resolve):
    """Ask for the id of the page at a path; None where there is none."""

    def page_id(path, /, **params):
        _, answer = resolve(path, **params)
        return answer["page"]["id"] if answer["kind"] == "page" else None

    return page_id


@pytest.fixture
def door(north):  # noqa: F811
    """A clinic with a site of its own inside its group's."""
    clinic = north.clinic("Door")
    Site.objects.create(hostname="door.example", site_name="Door", root_page=clinic)
    return clinic


@pytest.fixture
def read_door(client):
    return Reader(client, host="door.example")


@built_once
def site(north):  # noqa: F811
    """A site on which every kind of answer can be had; returns the id of its treatment."""
    peel = north.treatment("Peel", summary="Much text. " * 200)
    for number in range(12):
        north.question(f"Question {number}?")
    Redirect.objects.create(old_path="/old", redirect_link="/treatments/")
    gone = north.treatment("Gone")
    gone.save_revision().publish()
    gone.refresh_from_db()
    gone.unpublish()
    return peel.pk


@pytest.fixture
def ask(site):
    """Ask as a stranger: `ask("pages/", origin="https://…")`; `{pk}` is the treatment's."""

    def ask(path, method="get", client=None, **headers):
        # An exception should become an answer, as it does on a server.
        client = client or Client(raise_request_exception=False, enforce_csrf_checks=True)
        address = API + path.replace("{pk}", str(site))
        return getattr(client, method)(address, headers={"host": "north.example", **headers})

    return ask
