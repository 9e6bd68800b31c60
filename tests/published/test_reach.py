"""What publishing a library page is said to change is what its publication changes in the feed."""

import pytest
from wagtail.models import Page, Site

from delivery.published.models import Document
from delivery.published.upkeep import keeping
from tests.built_once import built_once
from tests.treatments.reaching import EDITS, furnish, make_group, offer_everything
from treatments.reach.reach import reach, reach_of_unpublishing


@built_once
def group():
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.delete()
    group = make_group()
    furnish(group)
    offer_everything(group)
    keeping.keep(None)
    return group


def sequences():
    return dict(Document.objects.values_list("page_id", "sequence"))


def changed_by(act):
    """Return the ids of the pages whose kept documents `act()` changes, makes or takes away."""
    before = sequences()
    act()
    keeping.keep(None)
    after = sequences()
    return {pk for pk in before.keys() | after.keys() if before.get(pk) != after.get(pk)}


@pytest.mark.parametrize(
    "names",
    [
        ["one section"],
        ["title"],
        ["question added"],
        ["question with a link"],
        ["pairing made"],
        ["slug", "summary", "pairings removed"],
    ],
    ids=", ".join,
)
def test_exactly_the_foretold_documents_are_kept_anew(group, names):
    page = group.peel
    for name in names:
        EDITS[name](group, page)
    revision = page.save_revision()
    foretold = reach(revision.as_object()).documents
    assert foretold
    assert changed_by(revision.publish) == foretold


def test_exactly_the_foretold_documents_change_with_a_page_that_goes(group):
    peel = group.library["peel"]
    foretold = reach_of_unpublishing(peel).documents
    assert changed_by(peel.unpublish) == foretold
