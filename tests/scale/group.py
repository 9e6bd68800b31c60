"""A group of clinics of any size, as people would have made it.

One clinic is filled as its editor and its manager fill it. All others are opened as ever, and then
given copies of that clinic's rows (see `copies`), which takes seconds where the editor takes hours.
"""

import json
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from faq.models import FAQIndexPage, FAQPage
from tenancy.models import ClinicGroup
from tenancy.opening.clinics import open_clinic
from tests.api.builders import (
    SiteTree,
    block,
    make_document,
    make_image,
    make_site,
    own_section,
    section,
)
from treatments.models import ClinicPrice, ClinicTreatmentPage, Pairing, TreatmentFAQ
from treatments.offering.offers import offer

from .copies import Copier

ADDRESS = {
    "country": "CA",
    "address_lines": "1180 Wrenfield Street",
    "locality": "Vancouver",
    "subdivision": "CA-BC",
    "postcode": "V6B 0Z9",
    "phone": "+16045550142",
    "timezone": "America/Vancouver",
    "currency": "CAD",
}
QUESTIONS = 4
PICTURES = 3
# Of so many treatments of a clinic, one has words of its own that are stale and one is in review.
EVERY = 8
STALE, IN_REVIEW = range(2)
# Of its questions one is a draft, which is locked, and one is scheduled.
DRAFT, SCHEDULED = range(2)


@dataclass
class Group:
    """A group and its people; `clinics` are the tenants, the first of them the filled one."""

    tree: SiteTree
    library: list
    people: dict
    clinics: list = field(default_factory=list)

    @property
    def clinic(self):
        """The clinic at which the figures are taken: one as all the others."""
        return self.clinics[1]

    def open_clinics(self, count):
        """Open clinics until there are `count`, two at the least."""
        if not self.clinics:
            self.clinics.append(self._open(0))
            _fill(self.clinics[0], self)
        copier = Copier(self.clinics[0])
        for number in range(len(self.clinics), count):
            clinic = self._open(number)
            self.clinics.append(clinic)
            copier.copy_to(clinic, self.people[f"editor-{number}"])

    def _open(self, number):
        details = {"title": f"Clinic {number:03}", **ADDRESS}
        clinic = open_clinic(self.tree.clinics, details, publish=True)
        self.invite(f"editor-{number}", clinic.editors)
        self.invite(f"manager-{number}", clinic.managers)
        return clinic

    def invite(self, name, *groups, **fields):
        """Make a user of a name in some groups, who is one of `people` from now on."""
        user = get_user_model().objects.create_user(
            name, f"{name}@example.com", first_name=name.capitalize(), **fields
        )
        user.groups.add(*groups)
        self.people[name] = user


def build_group(clinics, treatments, host="testserver"):
    """Build a group of clinics that all offer every treatment; return it as a `Group`."""
    tree = make_site("Group", host)
    group = Group(tree, _library(tree, treatments), {})
    group.open_clinics(1)
    team = ClinicGroup.objects.get(root_page=tree.home)
    group.invite("central editor", team.editors)
    group.invite("central manager", team.managers)
    group.invite("superuser", is_superuser=True)
    group.open_clinics(clinics)
    return group


def _library(tree, treatments):
    """Publish treatments, each of which goes well with the one before."""
    questions = [tree.question(f"Does it hurt, in case {number}?") for number in range(QUESTIONS)]
    words = "<p>Ring {clinic} in {city}.</p>" + "<p>Light peels the skin, and calms it.</p>" * 8
    body = [
        section([block("paragraph", words)], key=key, heading=key.capitalize())
        for key in ("overview", "aftercare", "cost")
    ]
    library = []
    for number in range(treatments):
        pairings = [Pairing(treatment=library[-1], rationale="Both.")] if library else []
        page = tree.treatment(
            f"Treatment {number:02}",
            body=json.dumps(body),
            faqs=[TreatmentFAQ(faq=question) for question in questions],
            pairings=pairings,
            reviewer="Dr A. Osei",
            reviewed_on="2024-09-14",
            review_due="2025-09-14",
        )
        page.save_revision(log_action=True).publish()
        library.append(page)
    return library


def _fill(clinic, group):
    """Let a clinic offer all treatments, and let its people do some of everything."""
    editor, manager = group.people["editor-0"], group.people["manager-0"]
    for number in range(PICTURES):
        make_image(
            f"Room {number}", collection=clinic.image_collection, uploaded_by_user=editor
        ).tags.add("room")
        make_document(
            f"Leaflet {number}", collection=clinic.document_collection, uploaded_by_user=editor
        ).tags.add("leaflet")
    picture = make_image("Door", collection=clinic.image_collection)
    for number, treatment in enumerate(group.library):
        (page,) = offer(treatment, [clinic.page], user=manager, live=True)
        page.hero_image = picture
        page.prices = [
            ClinicPrice(label="Session", amount="120.00"),
            ClinicPrice(label="Three sessions", amount="330.00", note="Paid at once"),
        ]
        kind = number % EVERY
        if kind == STALE:
            page.summary = "What we say of it here."
            own = own_section("replace", "cost", [block("paragraph", "<p>Less here.</p>")])
            page.sections = json.dumps([own])
        page.save_revision(user=editor, log_action=True).publish(user=manager)
        if kind == IN_REVIEW:
            page.summary = "What we would like to say."
            page.save_revision(user=editor, log_action=True)
            clinic.workflow.start(page, editor)
    _ask_questions(clinic, group, editor, manager)
    _edit_library(group)


def _ask_questions(clinic, group, editor, manager):
    index = FAQIndexPage.objects.child_of(clinic.page).get()
    shared = FAQPage.objects.child_of(group.tree.questions)
    for number, answered in enumerate(shared):
        question = index.add_child(
            instance=FAQPage(
                title=f"Is it so here, in case {number}?",
                slug=f"here-{number}",
                answer="<p>Here it is so.</p>",
                answers=answered if number > SCHEDULED else None,
                owner=editor,
                live=False,
            )
        )
        if number == SCHEDULED:
            question.go_live_at = timezone.now() + timedelta(days=30)
        revision = question.save_revision(user=editor, log_action=True)
        if number != DRAFT:
            revision.publish(user=manager)
    draft = FAQPage.objects.child_of(index)[DRAFT]
    draft.locked, draft.locked_by, draft.locked_at = True, editor, timezone.now()
    draft.save()


def _edit_library(group):
    """Change what clinics have words of their own for, so that these are stale."""
    for treatment in group.library[STALE::EVERY]:
        treatment.summary = f"Newly said of {treatment.title}."
        treatment.save_revision(log_action=True).publish()


def pages_of(clinic, model=ClinicTreatmentPage):
    """Return a clinic's pages of one type, in tree order."""
    return model.objects.descendant_of(clinic.page).order_by("path")
