"""The home asks the database as often for a large group as for a small one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tenancy.models import ClinicGroup, FailedSchedule
from tenancy.opening.clinics import open_clinic
from tests.api.builders import make_site, offer
from tests.world import ADDRESSES

HOME = reverse("wagtailadmin_home")
# The pages of a clinic are in these by turns.
STATES = ("draft", "review", "scheduled")


def build(size, user):
    """Open that many clinics, the first with as many treatments in every state; return both."""
    site = make_site(f"Group of {size}", f"group-{size}.example")
    library = [
        site.treatment(
            f"Treatment {number}", reviewer="Dr A. Osei", reviewed_on=timezone.localdate()
        )
        for number in range(size)
    ]
    opened = []
    for number in range(size):
        address = list(ADDRESSES.values())[number % len(ADDRESSES)]
        details = {"title": f"Clinic {size}-{number}", **address}
        opened.append(open_clinic(site.clinics, details, publish=True))
    for clinic, treatments in ((opened[0], library), (opened[1], library[:3])):
        for position, treatment in enumerate(treatments):
            in_state(STATES[position % 3], offer(treatment, clinic.page), user)
            in_state("stale", offer_of(treatment, clinic), user)
    for treatment in library:
        treatment.summary = "In other words than before."
        treatment.save_revision().publish()
    library[0].save_revision(user=user)
    return site, opened


def offer_of(treatment, clinic):
    return treatment.clinic_pages.child_of(clinic.page).get()


def in_state(state, page, user):
    if state == "stale":
        # In the columns alone: the drafts stay drafts.
        page.class_label = "Ours"
        page.save()
    elif state == "scheduled":
        page.expire_at = timezone.now() + timedelta(days=9)
        page.save_revision(user=user, log_action=True).publish()
        FailedSchedule.objects.create(
            base_content_type=page.get_base_content_type(),
            object_id=page.pk,
            action=FailedSchedule.Action.UNPUBLISH,
            due_at=page.expire_at,
            title=page.title,
        )
    else:
        page.save_revision(user=user, log_action=True).publish()
        page.refresh_from_db()
        page.search_description = "Ours."
        page.save_revision(user=user, log_action=True)
        if state == "review":
            page.get_workflow().start(page, user)


@pytest.fixture
def count_home(client, count_queries):
    """Give a function that counts the queries of an address for somebody who has logged in."""

    def count(user, url):
        client.force_login(user)
        # What is kept for the next time: content types, site root paths.
        assert client.get(url).status_code == 200
        return count_queries(lambda: client.get(url))

    return count


ADDRESSES_OF_HOME = [
    HOME,
    f"{reverse('tenancy_work')}?state=drafts",
    f"{reverse('tenancy_work')}?state=in-review",
    f"{reverse('tenancy_work')}?state=scheduled",
    f"{reverse('tenancy_work')}?state=reviews-due",
    f"{reverse('tenancy_work')}?state=approvals",
    "/admin/clinic_prices/",
]


def test_the_size_does_not_matter(db, person, count_home):
    author = person("author")
    counts = {}
    for size in (3, 9):
        site, clinics = build(size, author)
        group = ClinicGroup.objects.get(root_page=site.home)
        teams = {
            "editor": [clinics[0].editors],
            "manager": [clinics[0].managers],
            "manager of several": [clinic.managers for clinic in clinics],
            "central": [group.editors],
        }
        for role, groups in teams.items():
            user = person(f"{role}-{size}", *groups)
            for url in ADDRESSES_OF_HOME:
                counts.setdefault((role, url), []).append(count_home(user, url))
    differing = {at: found for at, found in counts.items() if len(set(found)) > 1}
    assert not differing
