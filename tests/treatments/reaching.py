"""A group of clinics for the tests of reach: in every relation to one library page, “Peel”."""

import json
from dataclasses import dataclass, field

from django.test import Client, override_settings

from faq.models import FAQIndexPage, FAQPage
from locations.models import Practitioner
from tests.api.builders import block, item, make_image, make_site, restrict, section, shelf
from treatments.models import (
    Area,
    Citation,
    ClinicPairing,
    ClinicRisk,
    ClinicTreatmentFAQ,
    ClinicTreatmentPage,
    Pairing,
    Product,
    Risk,
    TreatmentArea,
    TreatmentFAQ,
    TreatmentProduct,
)


def link(page, text="this"):
    return f'<p>See <a linktype="page" id="{page.pk}">{text}</a>.</p>'


def paragraphs(key, text, **value):
    return section([block("paragraph", text)], key=key, heading=key.title(), **value)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


@dataclass
class Group:
    """The site, its library by name, its clinics by name and their pages by both."""

    tree: object
    library: dict = field(default_factory=dict)
    clinics: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)
    questions: dict = field(default_factory=dict)

    @property
    def peel(self):
        """The library page as its latest revision has it."""
        return fresh(self.library["peel"]).get_latest_revision_as_object()

    def offer(self, clinic, treatment="peel", **fields):
        page = ClinicTreatmentPage(
            treatment=self.library[treatment], slug=f"{treatment}-here", title="x", **fields
        )
        return fresh(self.clinics[clinic]).add_child(instance=page)


def make_group():
    """Build the group with five treatments and five clinics, none of which offers any yet."""
    group = Group(tree := make_site("Group", "group.example"))
    shared = {"summary": "In brief, at {clinic}.", "downtime_min": 1, "downtime_max": 2}
    peel = tree.treatment(
        "Peel",
        slug="peel",
        class_label="Acids",
        body=json.dumps(
            [
                paragraphs("overview", "<p>About {treatment}.</p>"),
                paragraphs("aftercare", "<p>Rest.</p>"),
                paragraphs("safety", "<p>Safe enough.</p>"),
            ]
        ),
        **shared,
    )
    group.library = {"peel": peel}
    for name in ("laser", "needling", "filler", "glow"):
        group.library[name] = tree.treatment(name.title(), slug=name, **shared)
    group.library["filler"].unpublish()
    peel.pairings = [Pairing(treatment=group.library["laser"], rationale="They add up.")]
    peel.risks = [Risk(kind="expected", text="Redness", severity="serious")]
    peel.citations = [Citation(title="A trial", publisher="A journal", claim="It works")]
    group.questions = {
        "hurt": tree.question("Does it hurt?"),
        "link": tree.question("Which peel?", answer=link(peel)),
    }
    peel.faqs = [TreatmentFAQ(faq=group.questions["hurt"])]
    peel.save_revision().publish()
    peel.refresh_from_db()
    needling = group.library["needling"]
    needling.pairings = [Pairing(treatment=peel, order="before", rationale="First.")]
    needling.faqs = [TreatmentFAQ(faq=group.questions["link"])]
    needling.save()
    for name in ("north", "south", "east", "draft", "private"):
        group.clinics[name] = tree.clinic(name.title(), slug=name)
    restrict(group.clinics["private"])
    group.clinics["draft"].unpublish()
    return group


def furnish(group):
    """Let other pages show the peel in every way: a person, answers, a home page, a filler."""
    peel = group.library["peel"]
    group.clinics["east"].practitioners = [Practitioner(name="Imani Brandt", bio=link(peel))]
    group.clinics["east"].save()
    index = group.clinics["south"].add_child(instance=FAQIndexPage(title="Ours", slug="faq"))
    index.add_child(
        instance=FAQPage(
            title="Does it hurt here?", answer=link(peel), answers=group.questions["hurt"]
        )
    )
    cards = block("treatment_cards", {"heading": "", "treatments": [item(peel.pk)]})
    group.tree.home.body = json.dumps([cards])
    group.tree.home.save()
    laser = group.library["laser"]
    laser.body = json.dumps([paragraphs("overview", link(peel))])
    laser.save()


def offer_everything(group):
    """Offer all treatments everywhere, inherited but for some of what three clinics say."""
    for clinic in group.clinics:
        for treatment in group.library:
            group.pages[clinic, treatment] = group.offer(clinic, treatment)
    page = group.pages["south", "peel"]
    page.local_title, page.summary = "Southern peel", "In the south."
    page.sections = json.dumps([{**paragraphs("safety", "<p>Ours.</p>"), "type": "replace"}])
    page.risks = [ClinicRisk(kind="expected", text="Warmth")]
    page.hidden = ["downtime", "section:aftercare"]
    page.pairings = [ClinicPairing(treatment=group.library["filler"], rationale="Ours alone.")]
    page.faqs = [ClinicTreatmentFAQ(question="Where?", answer="<p>Here.</p>")]
    page.save()
    laser = group.pages["south", "laser"]
    laser.pairings = [ClinicPairing(treatment=group.library["peel"], rationale="Ours.")]
    laser.save()
    east = group.pages["east", "peel"]
    east.hidden = [f"pairing:{group.library['laser'].pk}", "citations"]
    east.save()
    group.pages["east", "needling"].unpublish()


# What an editor may do to the library's page, by name


def _sections(page, change):
    raw = list(page.body.raw_data)
    page.body = json.dumps(change([dict(child) for child in raw]))


def _reworded(sections):
    sections[1] = paragraphs("aftercare", "<p>Rest for a day.</p>")
    return sections


def _emphasised(sections):
    sections[2] = paragraphs("safety", "<p><b>Safe</b> enough.</p>")
    return sections


def _reword_pairing(group, page):
    row = page.pairings.all()[0]
    row.rationale = "One after the other."
    page.pairings.add(row)


EDITS = {
    "nothing": lambda group, page: None,
    "title": lambda group, page: setattr(page, "title", "Chemical peel"),
    "class label": lambda group, page: setattr(page, "class_label", "Exfoliants"),
    "summary": lambda group, page: setattr(page, "summary", "Shorter."),
    "slug": lambda group, page: setattr(page, "slug", "acid-peel"),
    "category": lambda group, page: setattr(page, "category", shelf("Other")),
    "downtime": lambda group, page: setattr(page, "downtime_max", 5),
    "session": lambda group, page: setattr(page, "session_min", 15),
    "comfort": lambda group, page: setattr(page, "comfort", "mild"),
    "picture": lambda group, page: setattr(page, "hero_image", make_image("Face")),
    "social picture": lambda group, page: setattr(page, "social_image", make_image("Shared")),
    "search title": lambda group, page: setattr(page, "seo_title", "Peels"),
    "search text": lambda group, page: setattr(page, "search_description", "All of it."),
    "one section": lambda group, page: _sections(page, _reworded),
    "markup": lambda group, page: _sections(page, _emphasised),
    "section added": lambda group, page: _sections(
        page, lambda found: [*found, paragraphs("cost", "<p>It varies.</p>")]
    ),
    "section removed": lambda group, page: _sections(page, lambda found: found[:-1]),
    "sections turned": lambda group, page: _sections(page, lambda found: found[::-1]),
    "question added": lambda group, page: page.faqs.add(
        TreatmentFAQ(question="How long?", answer="<p>An hour.</p>", sort_order=9)
    ),
    "question with a link": lambda group, page: page.faqs.add(
        TreatmentFAQ(faq=group.questions["link"], sort_order=8)
    ),
    "questions removed": lambda group, page: setattr(page, "faqs", []),
    "pairing made": lambda group, page: page.pairings.add(
        Pairing(treatment=group.library["glow"], rationale="New.", sort_order=9)
    ),
    "warning made": lambda group, page: page.pairings.add(
        Pairing(
            treatment=group.library["glow"], kind="do_not_combine", rationale="No.", sort_order=6
        )
    ),
    "pairing with what is hidden": lambda group, page: page.pairings.add(
        Pairing(treatment=group.library["filler"], rationale="New.", sort_order=7)
    ),
    "pairing doubled": lambda group, page: page.pairings.add(
        Pairing(
            treatment=group.library["needling"],
            kind="do_not_combine",
            rationale="Wait.",
            sort_order=8,
        )
    ),
    "pairing reworded": _reword_pairing,
    "pairings removed": lambda group, page: setattr(page, "pairings", []),
    "risk added": lambda group, page: page.risks.add(Risk(kind="rare", text="Scars")),
    "risks removed": lambda group, page: setattr(page, "risks", []),
    "citations removed": lambda group, page: setattr(page, "citations", []),
    "area": lambda group, page: page.areas.add(
        TreatmentArea(area=Area.objects.get_or_create(title="Neck", slug="neck")[0])
    ),
    "product": lambda group, page: page.products.add(
        TreatmentProduct(product=Product.objects.get_or_create(brand="Acidum", slug="acidum")[0])
    ),
    "review": lambda group, page: (
        setattr(page, "reviewer", "Dr A. Osei"),
        setattr(page, "reviewed_on", "2026-09-14"),
    ),
}


# What a draft would change, and what it changes

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
    with override_settings(WAGTAILAPI_LIMIT_MAX=None):
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


def foretold_and_seen(act, foretell, before=None):
    """Return what `foretell()` says and the ids of the pages whose documents `act()` changes.

    `before` are the documents as they are until then, if they have been read already.
    """
    before = before or documents()
    foretold = foretell()
    act()
    after = documents()
    pages = before.keys() | after.keys()
    return foretold, {pk for pk in pages if before.get(pk) != after.get(pk)}
