"""What publishing a library page would change, compared with what it does change."""

import pytest
from django.test import Client

from tests.treatments.reaching import EDITS, furnish, make_group, offer_everything
from treatments.reach import reach


@pytest.fixture
def group(db, settings):
    settings.WAGTAILAPI_LIMIT_MAX = None
    return make_group()


@pytest.fixture
def full(group):
    furnish(group)
    offer_everything(group)
    return group


TYPES = (
    "home.HomePage",
    "treatments.TreatmentIndexPage",
    "treatments.TreatmentPage",
    "treatments.ClinicTreatmentPage",
    "locations.LocationIndexPage",
    "locations.LocationPage",
    "faq.FAQIndexPage",
    "faq.FAQPage",
)


def documents():
    """All whole documents of the site, as a stranger gets them, by page id."""
    client = Client(headers={"host": "group.example"})
    found = {}
    for name in TYPES:
        response = client.get(f"/api/v2/pages/?type={name}&fields=*&limit=100")
        found.update({document["id"]: document for document in response.json()["items"]})
    return found


def edit(group, *names):
    """Save a draft with the named edits; return its revision."""
    page = group.peel
    for name in names:
        EDITS[name](group, page)
    return page.save_revision()


def foretold_and_seen(act, foretell):
    """Return what `foretell()` says and the ids of the pages whose documents `act()` changes."""
    before = documents()
    foretold = foretell()
    act()
    after = documents()
    pages = before.keys() | after.keys()
    return foretold, {pk for pk in pages if before.get(pk) != after.get(pk)}


@pytest.mark.parametrize("name", EDITS)
def test_exactly_the_foretold_documents_change(full, name):
    revision = edit(full, name)
    foretold, seen = foretold_and_seen(revision.publish, lambda: reach(revision.as_object()))
    assert foretold.documents == seen
    assert bool(seen) == (name != "nothing")
