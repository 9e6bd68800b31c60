"""What an editor may type into each type of page; each takes the page in hand and a `Chance`."""

import json
from datetime import date, timedelta

from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from faq.models import FAQPage, FAQTopic
from home.models import HomePage
from locations.models import ClinicPhoto, LocationPage, OpeningHours, Practitioner, SocialLink
from tests.api.builders import block, item, links_to, own_section, picture, section
from treatments.models import (
    Area,
    Citation,
    ClinicPairing,
    ClinicPrice,
    ClinicRisk,
    ClinicTreatmentFAQ,
    ClinicTreatmentPage,
    Indication,
    Pairing,
    Product,
    Risk,
    TreatmentArea,
    TreatmentCategory,
    TreatmentFAQ,
    TreatmentPage,
    TreatmentProduct,
)

KEYS = ("overview", "aftercare", "safety")


def words(chance):
    """A few words; sometimes with a placeholder."""
    name = chance.pick(["treatment", "clinic", "city", "region", "phone", "booking", None, None])
    return f"Words {chance.below(4)}" + (f" of {{{name}}}" if name else "")


def text(chance):
    """A rich text; sometimes with links."""
    page = chance.one(Page.objects.filter(depth__gt=1)) if chance.below(2) else None
    document = chance.one(get_document_model().objects.all()) if chance.below(2) else None
    return f"{links_to(page, document)}<p>{words(chance)}</p>"


def image(chance):
    return chance.one(get_image_model().objects.all()) if chance.below(4) else None


def blocks(chance):
    """One or two blocks of a body."""
    treatments = [chance.one(TreatmentPage.objects.all()) for _ in range(2)]
    clinic = chance.one(LocationPage.objects.all()) if chance.below(2) else None
    shown = chance.one(get_image_model().objects.all())
    page = chance.one(Page.objects.filter(depth__gt=1))
    known = [
        block("paragraph", text(chance)),
        block("contact_panel", {"heading": "", "text": "", "clinic": clinic and clinic.pk}),
        block(
            "treatment_cards",
            {"heading": "", "treatments": [item(t.pk) for t in treatments if t]},
        ),
    ]
    if page:
        button = {"heading": "", "text": words(chance), "label": "On", "page": page.pk, "url": ""}
        known.append(block("call_to_action", button))
    if shown:
        known.append(block("image", {"image": picture(shown), "caption": ""}))
    return [chance.pick(known), chance.pick(known)][: 1 + chance.below(2)]


def sections(chance):
    keys = [key for key in KEYS if chance.below(3)] or ["overview"]
    return json.dumps([section(blocks(chance), key=key, heading=key) for key in keys])


# Every page


def title(page, chance):
    page.title = f"{page.title.split(' ')[0]} {chance.below(5)}"


def slug(page, chance):
    page.slug = f"{page.slug.split('-')[0]}-{chance.below(5)}"


def search_texts(page, chance):
    page.seo_title, page.search_description = words(chance), words(chance)


def social_image(page, chance):
    page.social_image = image(chance)


def expiry(page, chance):
    hours = chance.pick([None, 1, 30])
    page.expire_at = hours and timezone.now() + timedelta(hours=hours)


def nothing(page, chance):
    """The page is saved as it is."""


EVERY = [title, title, slug, search_texts, social_image, expiry, nothing]


def setter(**makers):
    """Return an edit that gives fields what their makers make."""

    def edit(page, chance):
        for name, make in makers.items():
            setattr(page, name, make(chance))

    edit.__name__ = "-".join(makers)
    return edit


def some(model, chance, **fields):
    return [model(**fields)] if chance.below(3) else []


# The library


def library_rows(page, chance):
    product = chance.one(Product.objects.all())
    area = chance.one(Area.objects.all())
    page.products = some(TreatmentProduct, chance, product=product) if product else []
    page.areas = some(TreatmentArea, chance, area=area) if area else []
    page.risks = some(Risk, chance, kind="rare", text=words(chance), severity="serious")
    page.citations = some(Citation, chance, title=words(chance), publisher="P", claim="C")
    if product:
        page.indications = some(
            Indication, chance, product=product, use="Use", jurisdiction="CA", status="approved"
        )


def questions(model):
    def edit(page, chance):
        shared = chance.one(FAQPage.objects.filter(answers=None))
        page.faqs = [
            *(some(model, chance, faq=shared) if shared else []),
            *some(model, chance, question=words(chance), answer=text(chance)),
        ]

    edit.__name__ = "questions"
    return edit


def pairings(page, chance):
    other = chance.one(TreatmentPage.objects.exclude(pk=page.pk))
    kind = chance.pick(["pairs_with", "do_not_combine"])
    rows = some(Pairing, chance, treatment=other, kind=kind, rationale=words(chance))
    page.pairings = rows if other else []


LIBRARY = [
    setter(summary=words),
    setter(class_label=words),
    setter(hero_image=image),
    setter(body=sections),
    setter(body=sections),
    setter(downtime_max=lambda chance: 1 + chance.below(5)),
    setter(category=lambda chance: chance.one(TreatmentCategory.objects.all())),
    setter(reviewer=words, reviewed_on=lambda chance: date(2026, 9, 1 + chance.below(9))),
    library_rows,
    questions(TreatmentFAQ),
    pairings,
    pairings,
]


# At a clinic


def own_sections(page, chance):
    kind = chance.pick(["replace", "add"])
    key = chance.pick(KEYS) if kind == "replace" else "custom"
    more = {"custom_key": "here", "anchor": "overview"} if kind == "add" else {}
    own = own_section(kind, key, blocks(chance), **more)
    page.sections = json.dumps([own] if chance.below(3) else [])


def own_pairings(page, chance):
    other = chance.one(TreatmentPage.objects.exclude(pk=page.treatment_id))
    rows = some(ClinicPairing, chance, treatment=other, rationale=words(chance)) if other else []
    page.pairings = rows


def hidden(page, chance):
    keys = ["summary", "hero_image", "section:aftercare", "downtime", "citations", "risks"]
    page.hidden = [key for key in keys if not chance.below(3)]


def prices(page, chance):
    today = timezone.now().date()
    turn = today + timedelta(days=chance.below(3))
    page.prices = [
        ClinicPrice(label="Session", amount=f"{100 + chance.below(3)}.00", valid_to=turn),
        ClinicPrice(label="Session", amount="140.00", valid_from=turn + timedelta(days=1)),
    ][: 1 + chance.below(2)]


def people(page, chance):
    known = Practitioner.objects.order_by("pk")
    page.practitioner_keys = [str(row.key) for row in known if chance.below(2)]


AT_CLINIC = [
    setter(local_title=lambda chance: chance.pick(["", "Ours", "Own"])),
    setter(summary=lambda chance: words(chance) if chance.below(2) else ""),
    setter(class_label=lambda chance: words(chance) if chance.below(2) else ""),
    setter(hero_image=image),
    setter(booking_url=lambda chance: chance.pick(["", "https://book.example/own"])),
    setter(risks=lambda chance: some(ClinicRisk, chance, kind="rare", text=words(chance))),
    setter(treatment=lambda chance: chance.one(TreatmentPage.objects.all())),
    own_sections,
    own_pairings,
    questions(ClinicTreatmentFAQ),
    hidden,
    prices,
    prices,
    people,
]


# Questions, clinics and the pages above


def answers(page, chance):
    page.answers = (
        chance.one(FAQPage.objects.filter(answers=None).exclude(pk=page.pk))
        if chance.below(3)
        else None
    )


QUESTION = [
    setter(answer=text),
    setter(answer=text),
    setter(topic=lambda chance: chance.one(FAQTopic.objects.all())),
    answers,
]


def staff(page, chance):
    rows = list(page.practitioners.all())
    if rows and chance.below(2):
        rows[0].name, rows[0].photo = words(chance), image(chance)
        page.practitioners = rows
    else:
        page.practitioners = [*rows[1:], Practitioner(name="New", bio=text(chance))]


def rows_of_clinic(page, chance):
    page.opening_hours = [OpeningHours(day=1 + chance.below(5), opens="09:00", closes="17:00")]
    shown = image(chance)
    page.photos = [ClinicPhoto(image=shown)] if shown else []
    page.social_links = some(SocialLink, chance, label="Elsewhere", url="https://social.example/")


CLINIC = [
    setter(phone=lambda chance: f"+1604555014{chance.below(5)}"),
    setter(trading_name=lambda chance: chance.pick(["", "Skin", "Derma"])),
    setter(booking_url=lambda chance: chance.pick(["", "https://book.example/new"])),
    setter(locality=lambda chance: chance.pick(["Vancouver", "Surrey"])),
    setter(timezone=lambda chance: chance.pick(["America/Vancouver", "Asia/Tokyo"])),
    setter(currency=lambda chance: chance.pick(["CAD", "USD"])),
    setter(status=lambda chance: chance.pick(["open", "opening_soon"])),
    setter(introduction=text),
    staff,
    staff,
    rows_of_clinic,
]
HOME = [
    setter(headline=words),
    setter(introduction=text),
    setter(hero_image=image),
    setter(body=lambda chance: json.dumps(blocks(chance))),
]
INDEX = [setter(introduction=text)]

BY_TYPE = {
    TreatmentPage: LIBRARY,
    ClinicTreatmentPage: AT_CLINIC,
    FAQPage: QUESTION,
    LocationPage: CLINIC,
    HomePage: HOME,
}


def in_order(page):
    """Number the rows of a page as its form does: the database keeps no order by itself."""
    for relation in get_all_child_relations(type(page)):
        rows = list(getattr(page, relation.get_accessor_name()).all())
        if rows and hasattr(rows[0], "sort_order"):
            for position, row in enumerate(rows):
                row.sort_order = position
            setattr(page, relation.get_accessor_name(), rows)


def edit(page, chance):
    """Change something of a page in hand; return what, as a word."""
    own = BY_TYPE.get(type(page), INDEX)
    chosen = chance.pick(own if chance.below(3) else EVERY)
    chosen(page, chance)
    in_order(page)
    return f"{type(page).__name__} {chosen.__name__}"
