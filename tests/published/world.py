"""A small but complete installation: two groups of sites, a clinic with a site of its own."""

import json
from dataclasses import dataclass

from wagtail.models import Collection, Site

from faq.models import FAQTopic
from home.models import BrandSettings, BrandSocialLink
from locations.models import ClinicPhoto, OpeningHours, Practitioner
from tests.api.builders import (
    SiteTree,
    block,
    item,
    links_to,
    local_answer,
    make_document,
    make_image,
    make_site,
    offer,
    own_section,
    picture,
    private_collection,
    section,
    shelf,
)
from tests.published.edits import in_order
from treatments.models import (
    Area,
    Citation,
    ClinicPairing,
    ClinicPrice,
    ClinicTreatmentFAQ,
    Concern,
    Indication,
    Pairing,
    Product,
    Risk,
    TreatmentArea,
    TreatmentConcern,
    TreatmentFAQ,
    TreatmentProduct,
)

# A placeholder of every kind.
PLACEHOLDERS = "{treatment} at {clinic} in {city}, {region}: ring {phone}"


@dataclass
class World:
    north: SiteTree
    south: SiteTree
    nested: Site


def make_world():
    """Build it below an empty root; every page is live and has a revision."""
    north = make_site("North", "north.example", is_default=True)
    south = make_site("South", "south.example")
    Collection.get_first_root_node().add_child(name="Public")
    images = [make_image(f"Picture {number}") for number in range(3)]
    make_image("Secret", collection=private_collection())
    leaflet = make_document("Leaflet")
    topics = [FAQTopic.objects.create(title=name, slug=name.lower()) for name in ("Pain", "Cost")]
    shelf("Other")
    questions = [
        north.question("Does it hurt?", f"<p>{PLACEHOLDERS}.</p>", topic=topics[0], slug="hurt"),
        north.question("What does it cost?", links_to(north.treatments, leaflet), topic=topics[1]),
        north.question("How long?", links_to(north.clinics)),
    ]
    treatments = _library(north, questions, images, leaflet)
    clinics = [_clinic(north, name, images) for name in ("Andover", "Burnaby")]
    south_clinic = _clinic(south, "Cadiz", images)
    nested = Site.objects.create(
        hostname="andover.example", site_name="Andover", root_page=clinics[0]
    )
    _offers(treatments, clinics, questions, images)
    peel = south.treatment("Southern peel", slug="peel", summary=PLACEHOLDERS[:200])
    offer(peel, south_clinic)
    shared = south.question("Is it safe?")
    local_answer(shared, south_clinic, slug="safe")
    brand = BrandSettings.objects.create(
        site=north.site, name="Northern Skin", phone="+16045550199", logo=images[0]
    )
    BrandSocialLink.objects.create(brand=brand, label="Elsewhere", url="https://social.example/n")
    for tree in (north, south):
        tree.home.refresh_from_db()
        panel = block("contact_panel", {"heading": "", "text": "", "clinic": None})
        tree.home.body = json.dumps([panel])
        tree.home.introduction = links_to(tree.clinics, leaflet)
        tree.home.save()
    return World(north, south, nested)


def _library(tree, questions, images, leaflet):
    area = Area.objects.create(title="Neck", slug="neck")
    concern = Concern.objects.create(title="Lines", slug="lines")
    product = Product.objects.create(brand="Acidum", slug="acidum")
    found = []
    for number, title in enumerate(("Peel", "Laser", "Filler", "Needling")):
        page = tree.treatment(
            title,
            slug=title.lower(),
            summary=f"{title}: {PLACEHOLDERS}."[:250],
            category=shelf("Skin"),
            hero_image=images[number % len(images)],
            downtime_min=0,
            downtime_max=number + 1,
            body=json.dumps(
                [
                    section([block("paragraph", links_to(found[0] if found else None, leaflet))]),
                    section(
                        [
                            block("paragraph", f"<p>{PLACEHOLDERS}.</p>"),
                            block("contact_panel", {"heading": "", "text": "", "clinic": None}),
                            block("image", {"image": picture(images[0]), "caption": ""}),
                            _cards(found),
                        ],
                        key="aftercare",
                        heading="Aftercare",
                    ),
                ]
            ),
        )
        found.append(page)
    peel, laser, filler, _ = found
    peel.products = [TreatmentProduct(product=product)]
    peel.areas = [TreatmentArea(area=area)]
    peel.concerns = [TreatmentConcern(concern=concern)]
    peel.indications = [
        Indication(product=product, use="Lines", jurisdiction="CA", status="approved")
    ]
    peel.risks = [Risk(kind="rare", text="Scars: ring {phone}", severity="serious")]
    peel.citations = [Citation(title="A trial", publisher="A journal", claim="It works")]
    peel.pairings = [Pairing(treatment=laser, order="before", rationale="They add up.")]
    peel.faqs = [TreatmentFAQ(faq=questions[0]), TreatmentFAQ(question="Why?", answer="<p>So.</p>")]
    laser.faqs = [TreatmentFAQ(faq=questions[0]), TreatmentFAQ(faq=questions[1])]
    filler.pairings = [Pairing(treatment=peel, kind="do_not_combine", rationale="Wait.")]
    for page in (peel, laser, filler):
        in_order(page)
        page.save()
    return found


def _cards(pages):
    return block("treatment_cards", {"heading": "", "treatments": [item(p.pk) for p in pages]})


def _clinic(tree, title, images):
    clinic = tree.clinic(
        title,
        slug=title.lower(),
        trading_name=f"{title} Skin",
        introduction=links_to(tree.questions),
        booking_url=f"https://book.example/{title.lower()}",
    )
    clinic.practitioners = [
        Practitioner(name="Imani Brandt", bio=links_to(tree.home), photo=images[1]),
        Practitioner(name="Ravi Shah"),
    ]
    clinic.opening_hours = [OpeningHours(day=1, opens="09:00", closes="17:00")]
    clinic.photos = [ClinicPhoto(image=images[2])]
    in_order(clinic)
    clinic.save()
    return clinic


def _offers(treatments, clinics, questions, images):
    peel, laser, filler, needling = treatments
    for clinic in clinics:
        local_answer(questions[0], clinic, f"<p>Here: {PLACEHOLDERS}.</p>", slug="hurt")
    andover, burnaby = clinics
    offer(peel, burnaby)
    offer(laser, burnaby, hidden=["summary", "section:aftercare"])
    own = own_section(
        "replace", "aftercare", [block("paragraph", links_to(filler)), _cards([laser, needling])]
    )
    people = [str(person.key) for person in andover.practitioners.all()]
    offer(
        peel,
        andover,
        local_title="Andover peel",
        sections=json.dumps([own]),
        hero_image=images[2],
        practitioner_keys=people[:1],
        faqs=[ClinicTreatmentFAQ(faq=questions[2])],
        pairings=[ClinicPairing(treatment=needling, rationale="Ours.")],
        prices=[
            ClinicPrice(label="Session", amount="120.00", sort_order=1, valid_to="2026-12-01"),
            ClinicPrice(label="Session", amount="130.00", sort_order=2, valid_from="2026-12-02"),
        ],
    )
    offer(laser, andover)
    offer(needling, andover, booking_url="https://book.example/needling")
