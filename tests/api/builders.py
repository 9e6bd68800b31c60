"""Whole sites, pages and files, each in one call, for the tests of the API."""

import io
import json
from dataclasses import dataclass
from itertools import cycle, islice

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)

from faq.models import FAQIndexPage, FAQPage, FAQTopic
from home.models import HomePage
from locations.models import (
    ClinicPhoto,
    LocationIndexPage,
    LocationPage,
    OpeningException,
    OpeningHours,
    Practitioner,
    SocialLink,
)
from treatments.models import (
    Area,
    Citation,
    ClinicPairing,
    ClinicPrice,
    ClinicRisk,
    ClinicTreatmentFAQ,
    ClinicTreatmentPage,
    Concern,
    Contraindication,
    Indication,
    Pairing,
    Product,
    Risk,
    TreatmentArea,
    TreatmentCategory,
    TreatmentConcern,
    TreatmentFAQ,
    TreatmentIndexPage,
    TreatmentPage,
    TreatmentProduct,
)

BLOCK_TYPES = (
    "paragraph",
    "image",
    "treatment_cards",
    "steps",
    "call_to_action",
    "contact_panel",
    "before_after",
    "table",
    "callout",
    "do_and_dont",
    "video",
    "quote",
)


@dataclass
class SiteTree:
    """A site with its home page and the three indexes below it."""

    site: Site
    home: HomePage
    treatments: TreatmentIndexPage
    questions: FAQIndexPage
    clinics: LocationIndexPage

    def treatment(self, title, **fields):
        """Publish a treatment; `blocks` are those of its one section."""
        blocks = fields.pop("blocks", [block("paragraph", "<p>Text.</p>")])
        fields.setdefault("body", json.dumps([section(blocks)]))
        fields.setdefault("summary", f"What {title} does.")
        fields.setdefault("category", shelf("Shelf"))
        return self.treatments.add_child(instance=TreatmentPage(title=title, **fields))

    def question(self, title, answer="<p>It depends.</p>", **fields):
        return self.questions.add_child(instance=FAQPage(title=title, answer=answer, **fields))

    def clinic(self, title, **fields):
        fields = {
            "country": "CA",
            "address_lines": "1180 Wrenfield Street\nSuite 240",
            "locality": "Vancouver",
            "subdivision": "CA-BC",
            "postcode": "V6B 0Z9",
            "phone": "+16045550142",
            "timezone": "America/Vancouver",
            "currency": "CAD",
            **fields,
        }
        return self.clinics.add_child(instance=LocationPage(title=title, **fields))


def make_site(title, hostname, is_default=False):
    home = Page.get_first_root_node().add_child(instance=HomePage(title=title))
    if is_default:
        Site.objects.update(is_default_site=False)
    site = Site.objects.create(
        hostname=hostname, site_name=title, root_page=home, is_default_site=is_default
    )
    return SiteTree(
        site=site,
        home=home,
        treatments=home.add_child(
            instance=TreatmentIndexPage(title="Treatments", slug="treatments")
        ),
        questions=home.add_child(instance=FAQIndexPage(title="Questions", slug="faq")),
        clinics=home.add_child(instance=LocationIndexPage(title="Clinics", slug="locations")),
    )


def offer(treatment, clinic, **fields):
    """Publish a treatment at a clinic, which inherits all but the fields given."""
    fields.setdefault("slug", treatment.slug)
    clinic.refresh_from_db(fields=["numchild"])
    return clinic.add_child(instance=ClinicTreatmentPage(treatment=treatment, **fields))


def local_answer(shared, clinic, answer="<p>Here it is so.</p>", **fields):
    """Publish a clinic's own answer to a shared question, in the FAQ of the clinic."""
    fields.setdefault("title", shared.title)
    index = FAQIndexPage.objects.child_of(clinic).first()
    if index is None:
        clinic.refresh_from_db(fields=["numchild"])
        index = clinic.add_child(instance=FAQIndexPage(title="Questions", slug="faq"))
    return index.add_child(instance=FAQPage(answers=shared, answer=answer, **fields))


def unsaved_below(parent, page):
    """Give a page that was never saved a place below a parent, after all that stands there."""
    page.depth = parent.depth + 1
    page.path = parent.path + parent.alphabet[-1] * parent.steplen
    page.set_url_path(parent)
    return page


def shelf(title):
    """The treatment category of that title."""
    return TreatmentCategory.objects.get_or_create(title=title, slug=title.lower())[0]


# Files


def make_image(title="Picture", **fields):
    content = io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(content, "PNG")
    name = f"{title.lower().replace(' ', '-')}.png"
    fields.setdefault("description", f"{title}, seen from the front")
    return get_image_model().objects.create(
        title=title,
        file=SimpleUploadedFile(name, content.getvalue(), content_type="image/png"),
        **fields,
    )


def make_document(title="Leaflet", **fields):
    name = f"{title.lower().replace(' ', '-')}.txt"
    return get_document_model().objects.create(
        title=title, file=SimpleUploadedFile(name, b"Words"), file_size=len(b"Words"), **fields
    )


def private_collection(name="Private"):
    """A collection below one that asks for a password."""
    closed = Collection.get_first_root_node().add_child(name=f"Above {name}")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.PASSWORD, password="open"
    )
    return closed.add_child(name=name)


def restrict(page, kind=PageViewRestriction.LOGIN, **fields):
    """Close a page and all below it to the public."""
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)


# Bodies, as the database holds them


def block(kind, value):
    return {"type": kind, "value": value, "id": f"id-of-{kind}"}


def section(blocks, key="overview", **value):
    value = {
        "key": key,
        "custom_key": "",
        "heading": "Overview",
        "content": list(blocks),
        **value,
    }
    return block("section", value)


def own_section(kind, key, blocks, **value):
    """A section of a clinic's own: `kind` is `"replace"` or `"add"`."""
    own = section(blocks, key, **value)
    if kind == "add":
        own["value"] = {"position": "after", "anchor": "", "custom_anchor": "", **own["value"]}
    return {**own, "type": kind}


def item(value):
    return {"type": "item", "value": value, "id": "id-of-item"}


def picture(image, alt="What it shows"):
    return {"image": image.pk, "alt_text": alt, "decorative": False}


def links_to(page=None, document=None):
    text = "<p>See"
    if page:
        text += f' <a linktype="page" id="{page.pk}">the page</a>'
    if document:
        text += f' <a linktype="document" id="{document.pk}">the leaflet</a>'
    return f"{text}.</p>"


def some_blocks(count, *, image, document, treatment, clinic):
    """Return `count` blocks of all types in turn, which refer to what is given."""
    text = links_to(treatment, document)
    values = {
        "paragraph": text,
        "image": {"image": picture(image), "caption": ""},
        "treatment_cards": {"heading": "", "treatments": [item(treatment.pk)]},
        "steps": {"items": [item({"title": "First", "text": text})]},
        "call_to_action": {
            "heading": "",
            "text": "",
            "label": "Read on",
            "page": treatment.pk,
            "url": "",
        },
        "contact_panel": {"heading": "", "text": "", "clinic": clinic.pk},
        "before_after": {
            "before": picture(image),
            "after": picture(image),
            "caption": "",
            "consent": True,
            "disclaimer": "Results vary.",
        },
        "table": {
            "caption": "Depths",
            "columns": [
                {"type": "text", "heading": "Depth"},
                {"type": "rich_text", "heading": "More"},
            ],
            "rows": [{"values": ["Light", text]}],
        },
        "callout": {"tone": "tip", "title": "Mind", "text": text},
        "do_and_dont": {"do": [item("Rest")], "dont": [item("Rub")]},
        "video": {"url": "https://video.example/1", "title": "A visit", "transcript": text},
        "quote": {"text": "Less is more.", "attribution": ""},
    }
    return [block(kind, values[kind]) for kind in islice(cycle(BLOCK_TYPES), count)]


# Whole pages


def whole_treatment(tree, title, *, blocks=5, faqs=3, pairings=3):
    """Publish a treatment with something in every part, all of it its own."""
    slug = title.lower().replace(" ", "-")
    image, document = make_image(f"{title} face"), make_document(f"{title} leaflet")
    topic = FAQTopic.objects.create(title=f"{title} topic", slug=f"{slug}-topic")
    category = TreatmentCategory.objects.create(title=f"{title} shelf", slug=f"{slug}-shelf")
    product = Product.objects.create(brand=f"{title} brand", slug=f"{slug}-brand")
    others = [
        tree.treatment(f"{title} other {number}", hero_image=make_image(), category=category)
        for number in range(pairings)
    ]
    other = others[0] if others else tree.treatment(f"{title} other")
    body = some_blocks(
        blocks,
        image=image,
        document=document,
        treatment=other,
        clinic=tree.clinic(f"{title} clinic"),
    )
    page = TreatmentPage(
        title=title,
        slug=slug,
        summary=f"What {title} does.",
        class_label=f"{title} class",
        category=category,
        hero_image=image,
        social_image=image,
        body=json.dumps([section(body)]),
        session_min=20,
        session_max=40,
        downtime_min=0,
        downtime_max=2,
        sessions_min=1,
        sessions_max=3,
        age_min=18,
        comfort="mild",
        anaesthesia="topical",
        reviewer="Dr A. Osei",
        reviewer_credentials="MD",
        reviewed_on="2026-09-14",
        review_due="2027-09-14",
    )
    page.products = [TreatmentProduct(product=product)]
    page.areas = [TreatmentArea(area=Area.objects.create(title=title, slug=f"{slug}-area"))]
    page.concerns = [
        TreatmentConcern(concern=Concern.objects.create(title=title, slug=f"{slug}-concern"))
    ]
    page.indications = [
        Indication(
            product=product,
            use="Fine lines",
            jurisdiction="CA",
            status="approved",
            since="2002-04",
            source_title="Monograph",
            source_url="https://health.example/monograph",
        )
    ]
    page.contraindications = [Contraindication(kind="absolute", text="Infection of the skin")]
    page.risks = [Risk(kind="rare", text="Scarring", severity="serious", seek_care=True)]
    page.citations = [
        Citation(title="A trial", publisher="A journal", year=2014, doi="10.1000/182", claim="Ok")
    ]
    answer = links_to(other, document)
    page.faqs = [
        TreatmentFAQ(faq=tree.question(f"{title} question {number}?", answer, topic=topic))
        if number % 2
        else TreatmentFAQ(question=f"{title} typed {number}?", answer=answer)
        for number in range(faqs)
    ]
    made_here = (len(others) + 1) // 2
    page.pairings = [
        Pairing(treatment=other, kind="pairs_with", order="before", rationale="They add up.")
        for other in others[:made_here]
    ]
    tree.treatments.add_child(instance=page)
    for other in others[made_here:]:
        other.pairings = [Pairing(treatment=page, order="before", rationale="They add up.")]
        other.save()
    return page


def whole_clinic(tree, title):
    """Publish a clinic with something in every part."""
    clinic = LocationPage(
        title=title,
        country="CA",
        trading_name=f"{title} Skin",
        legal_name=f"{title} Skin Inc.",
        introduction=links_to(tree.home, make_document(f"{title} leaflet")),
        address_lines="1180 Wrenfield Street\nSuite 240",
        locality="Vancouver",
        subdivision="CA-BC",
        postcode="V6B 0Z9",
        latitude="49.279400",
        longitude="-123.119300",
        map_url="https://maps.example/vancouver",
        phone="+16045550142",
        email="vancouver@clinic.example",
        booking_url="https://book.example/vancouver",
        timezone="America/Vancouver",
        currency="CAD",
        languages="en-CA, yue",
        social_image=make_image(f"{title} social"),
    )
    clinic.opening_hours = [OpeningHours(day=1, opens="09:00", closes="17:00")]
    clinic.opening_exceptions = [
        OpeningException(reason="Canada Day", starts="2027-07-01", ends="2027-07-01", closed=True)
    ]
    clinic.practitioners = [
        Practitioner(
            name="Imani Brandt",
            credentials="RN",
            bio=links_to(tree.questions),
            photo=make_image(f"{title} portrait"),
            languages="en-CA",
        )
    ]
    clinic.photos = [ClinicPhoto(image=make_image(f"{title} door"), caption="The door")]
    clinic.social_links = [SocialLink(label="Instagram", url="https://social.example/clinic")]
    return tree.clinics.add_child(instance=clinic)


def whole_clinic_treatment(tree, title, *, clinic=None, blocks=5, faqs=3, pairings=3):
    """Offer a whole treatment at a clinic that says something of its own in every way.

    The clinic, a whole one of its own unless given, offers what the treatment is paired with too.
    """
    library = whole_treatment(tree, title, blocks=blocks, faqs=faqs, pairings=pairings)
    clinic = clinic or whole_clinic(tree, f"{title} town")
    others = [
        offer(other, clinic)
        for other in TreatmentPage.objects.filter(title__startswith=f"{title} other")
    ]
    shared = [row.faq for row in library.faqs.all() if row.faq]
    if shared:
        local_answer(shared[0], clinic, slug=f"{library.slug}-answer")
    own = own_section(
        "add",
        "custom",
        [
            block("paragraph", links_to(library)),
            block("image", {"image": picture(make_image(f"{title} room"))}),
        ],
        custom_key="here",
        heading="At {clinic}",
        anchor="overview",
    )
    return offer(
        library,
        clinic,
        local_title=f"{title} here",
        hero_image=make_image(f"{title} here"),
        sections=json.dumps([own]),
        downtime_min=1,
        hidden=["citations"],
        booking_url="https://book.example/here",
        practitioner_keys=[str(person.key) for person in clinic.practitioners.all()],
        risks=[ClinicRisk(kind="rare", text="Scarring: ring {phone}", severity="serious")],
        faqs=[ClinicTreatmentFAQ(question="Where?", answer=links_to(clinic))],
        pairings=[
            ClinicPairing(treatment=other.treatment, rationale="Here they add up.")
            for other in others[:1]
        ],
        prices=[
            ClinicPrice(
                label="Session", amount="120.50", valid_to="2098-12-31", note="With a chat"
            ),
            ClinicPrice(label="Session", amount="130.00", valid_from="2099-01-01"),
        ],
    )
