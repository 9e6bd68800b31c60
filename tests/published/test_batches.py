"""How many queries it takes to keep documents."""

import json

from wagtail.models import Page, Site

from delivery.published.models import Document
from delivery.published.upkeep import keeping
from tests.api.builders import block, make_site, offer, section


def queries_of_a_change(count_queries, monkeypatch, clinics):
    """Change a treatment that so many clinics offer; return how many queries keeping takes."""
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.delete()
    tree = make_site("Group", "group.example", is_default=True)
    peel = tree.treatment("Peel", summary="Before.")
    pages = [
        offer(peel, tree.clinic(f"Clinic {number}", slug=f"clinic-{number}"))
        for number in range(clinics)
    ]
    keeping.keep(None)
    peel.summary = "After."
    peel.body = json.dumps([section([block("paragraph", "<p>Other words.</p>")])])
    peel.save()
    found = count_queries(lambda: keeping.keep(None))
    kept = Document.objects.filter(page_id__in=[page.pk for page in pages], body__contains="After.")
    assert kept.count() == clinics
    return found


def test_a_batch_takes_as_many_queries_for_three_clinics_as_for_nine(
    db, count_queries, monkeypatch
):
    three = queries_of_a_change(count_queries, monkeypatch, 3)
    assert queries_of_a_change(count_queries, monkeypatch, 9) == three
