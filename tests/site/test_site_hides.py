"""What is not public is on no page: not as a card, a link, a menu item, a question or a picture."""

import json

import pytest

from faq.models import FAQIndexPage, FAQPage
from home.models import MainNavigationItem, NavigationSettings
from locations.models import ClinicPhoto, Practitioner
from tests.api.builders import block, item, links_to, make_image, picture, section
from tests.api.hiding import WAYS, hide_file
from tests.built_once import built_once
from treatments.models import Pairing, TreatmentFAQ

PATHS = (
    "/",
    "/treatments/",
    "/treatments/peel/",
    "/faq/",
    "/faq/cost/",
    "/locations/",
    "/locations/door/",
    "/locations/door/faq/",
    "/locations/door/faq/price/",
)


@built_once
def referring(tree):
    """Pages that refer to a treatment, a question and a clinic called Secret in every way."""
    treatment = tree.treatment("Secret treatment")
    question = tree.question("Secret question?")
    clinic = tree.clinic("Secret clinic")
    body = [
        block("paragraph", links_to(treatment)),
        block("treatment_cards", {"heading": "", "treatments": [item(treatment.pk)]}),
        block("contact_panel", {"heading": "", "text": "", "clinic": clinic.pk}),
        block("contact_panel", {"heading": "", "text": "", "clinic": None}),
        block(
            "call_to_action",
            {"heading": "", "text": "", "label": "Secret button", "page": treatment.pk, "url": ""},
        ),
    ]
    tree.home.body = json.dumps(body)
    tree.home.save_revision().publish()
    peel = tree.treatment("Peel", blocks=body)
    Pairing.objects.create(page=peel, treatment=treatment, rationale="Secret reason.")
    TreatmentFAQ.objects.create(page=peel, faq=question)
    tree.question("Cost", links_to(treatment))
    door = tree.clinic("Door", introduction=links_to(clinic))
    answers = door.add_child(instance=FAQIndexPage(title="Questions", slug="faq"))
    answers.add_child(
        instance=FAQPage(title="Price", answer="<p>It depends.</p>", answers=question)
    )
    menus = NavigationSettings.for_site(tree.site)
    menus.main_items.add(MainNavigationItem(page=treatment))
    menus.save()
    return [treatment, question, clinic]


def test_what_is_public_is_shown(visit, referring):
    shown = {path: visit(path) for path in PATHS}

    assert [path for path in PATHS if shown[path].status != 200] == []
    assert [path for path in PATHS if "Secret" not in shown[path].html] == []


@pytest.mark.parametrize("hide", WAYS, ids=lambda way: way.__name__)
def test_what_is_not_public_is_on_no_page(visit, referring, hide):
    for page in referring:
        hide(page)

    shown = {path: visit(path) for path in PATHS}

    assert [path for path in PATHS if shown[path].status != 200] == []
    assert [path for path in PATHS if "secret" in shown[path].html.lower()] == []


def test_a_picture_in_a_private_collection_is_on_no_page(visit, tree):
    image = make_image("Concealed")
    pair = {
        "before": picture(image),
        "after": picture(image),
        "caption": "Concealed",
        "consent": True,
    }
    tree.home.hero_image = image
    tree.home.social_image = image
    tree.home.save()
    tree.treatment(
        "Mask",
        hero_image=image,
        body=json.dumps(
            [
                section(
                    [
                        block("image", {"image": picture(image), "caption": "Concealed"}),
                        block("before_after", {**pair, "disclaimer": ""}),
                    ]
                )
            ]
        ),
    )
    tree.question("Cure")
    clinic = tree.clinic("Gate")
    ClinicPhoto.objects.create(page=clinic, image=image, caption="Concealed")
    Practitioner.objects.create(page=clinic, name="Imani Brandt", photo=image)
    paths = ("/", "/treatments/", "/treatments/mask/", "/faq/", "/faq/cure/")
    paths += ("/locations/", "/locations/gate/")
    assert [path for path in paths if "concealed" in visit(path).html.lower()] != []

    hide_file(image)

    assert [path for path in paths if "concealed" in visit(path).html.lower()] == []
