"""Nothing hidden is named anywhere: secret words are planted, and every address is asked."""

import json
import re

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from locations.models import ClinicPhoto, Practitioner
from tests.api.builders import (
    links_to,
    local_answer,
    make_document,
    make_image,
    offer,
    own_section,
    some_blocks,
)
from tests.api.hiding import hide, hide_file, one_a_way
from tests.built_once import built_once
from treatments.models import ClinicPairing, ClinicTreatmentFAQ, Pairing, TreatmentFAQ

pytestmark = pytest.mark.proof

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
SECRET = "zqx"
OFFER = "treatments.ClinicTreatmentPage"
PAIRED = 2


@pytest.fixture
def hidden(north):
    """Pages hidden in every way, five types of them, all named with the secret word."""

    def treatment(title):
        return north.treatment(f"Zqx {title}", summary=f"Zqx {title}", class_label="Zqx")

    def clinic(title):
        return north.clinic(f"Zqx {title} clinic", trading_name=f"Zqx {title}")

    def question(title):
        return north.question(f"Zqx {title}?", f"<p>Zqx {title}</p>")

    def at_a_clinic(title):
        return offer(north.treatment(f"Offered {title}"), andover, local_title=f"Zqx {title}")

    def answer(title):
        return local_answer(
            north.question(f"Asked {title}?"), andover, "<p>Zqx</p>", title=f"Zqx answer {title}"
        )

    andover = north.clinic("Andover")
    makers = (treatment, clinic, question, at_a_clinic, answer)
    return [one_a_way(make) for make in makers]


@built_once
def image():
    return make_image("Zqx face", credit="Zqx credit")


@built_once
def leaflet():
    return make_document("Zqx leaflet")


@pytest.fixture
def public(north, hidden, image, leaflet):
    """Public pages that use all that is hidden, and then it is hidden."""
    pages = []
    vancouver = north.clinic(
        "Vancouver",
        introduction=links_to(hidden[0][0], leaflet),
        practitioners=[Practitioner(name="Imani Brandt", photo=image)],
        photos=[ClinicPhoto(image=image, caption="A door")],
    )
    andover = hidden[3][0].get_parent().specific
    for number, (treatment, clinic, question, _, answer) in enumerate(zip(*hidden, strict=True)):
        body = some_blocks(12, image=image, document=leaflet, treatment=treatment, clinic=clinic)
        page = north.treatment(
            f"Treatment {number}",
            hero_image=image,
            social_image=image,
            blocks=body,
            faqs=[
                TreatmentFAQ(faq=question),
                TreatmentFAQ(question="Why?", answer=links_to(clinic, leaflet)),
            ],
        )
        mine, other = (page, treatment) if number % PAIRED else (treatment, page)
        mine.pairings = [Pairing(treatment=other, rationale="Zqx reason")]
        mine.save()
        Redirect.objects.create(old_path=f"/old/{number}", redirect_page=treatment)
        # Hidden by the treatment, hidden by the clinic, and public with all that is hidden on it.
        offer(treatment, vancouver, summary="Zqx summary")
        offer(page, clinic, local_title="Zqx offered", summary="Zqx summary")
        for at in (vancouver, andover):
            here = offer(
                page,
                at,
                hero_image=image,
                sections=json.dumps([own_section("add", "cost", body)]),
                faqs=[ClinicTreatmentFAQ(faq=question), ClinicTreatmentFAQ(faq=answer.answers)],
                pairings=[ClinicPairing(treatment=treatment, rationale="Zqx reason")],
                practitioner_keys=[str(person.key) for person in vancouver.practitioners.all()],
            )
            pages.append(here)
        pages += [page, north.question(f"Here {number}?", links_to(question, leaflet))]
    pages += [vancouver, andover]
    for page in pages[:3]:
        draft = page.get_latest_revision_as_object()
        draft.title = draft.local_title = draft.summary = "Zqx draft"
        draft.save_revision()
    for of_a_type in hidden:
        hide(of_a_type)
    for treatment, _, question, _, _ in zip(*hidden, strict=True):
        pages.append(north.treatment(f"Alias {treatment.pk}"))
        type(treatment).objects.filter(pk=pages[-1].pk).update(alias_of=treatment)
        local = north.question(f"Local {question.pk}?")
        type(question).objects.filter(pk=local.pk).update(answers=question)
        pages.append(local)
    hide_file(image)
    hide_file(leaflet)
    return pages


def of_lists(pages):
    types = sorted({f"{page._meta.app_label}.{type(page).__name__}" for page in pages})
    for page_type in types:
        for search in ({}, {"search": SECRET}, {"search": SECRET, "order": "title"}):
            yield "pages/", {"type": page_type, "fields": "*", "limit": 100, **search}
    for operator in ("and", "or"):
        yield "pages/", {"search": f"{SECRET} treatment", "search_operator": operator}
    yield "pages/", {"limit": 100, "fields": "*"}
    yield "pages/", {"limit": 100, "order": "-title"}


def of_pages(tree, public, hidden):
    for page in (tree.home, tree.treatments, *public, *hidden):
        yield f"pages/{page.pk}/", {}
        yield "pages/find/", {"html_path": f"/{page.url_path.removeprefix(tree.home.url_path)}"}
        yield "pages/", {"ancestor_of": page.pk, "fields": "*"}
        yield "pages/", {"descendant_of": page.pk, "limit": 100}
        yield "pages/", {"child_of": page.pk, "fields": "*", "type": OFFER}
    for page in hidden:
        yield "pages/", {"slug": page.slug}
        yield "pages/", {"type": "treatments.TreatmentPage", "pairs_with": page.slug}
        for name in ("clinic", "treatment"):
            yield "pages/", {"type": OFFER, "fields": "*", name: page.slug}
    for rich_text_format in ("db_html", "markdown", "db_markdown"):
        for page in public[:2]:
            yield f"pages/{page.pk}/", {"rich_text_format": rich_text_format}


def of_files(image, leaflet):
    for endpoint, file in (("images", image), ("documents", leaflet)):
        yield f"{endpoint}/", {"fields": "*"}
        yield f"{endpoint}/", {"search": SECRET}
        yield f"{endpoint}/{file.pk}/", {}
    yield "redirects/", {"fields": "*"}
    for redirect in Redirect.objects.all():
        yield f"redirects/{redirect.pk}/", {}
        yield "redirects/find/", {"html_path": redirect.old_path}


def test_no_answer_holds_a_secret_word(read_as_both, north, public, hidden, image, leaflet):
    hidden = [page for of_a_type in hidden for page in of_a_type]
    everything = [
        *of_lists(public),
        *of_pages(north, public, hidden),
        *of_files(image, leaflet),
    ]

    telling = [
        (path, params)
        for path, params in everything
        if SECRET in read_as_both.response(path, params).content.decode().lower()
    ]

    assert telling == []
    assert len(everything) > 300
    # The words are found where they may be, so the search above would have found them.
    PageViewRestriction.objects.all().delete()
    assert SECRET in read_as_both.response("pages/", {"fields": "*"}).content.decode().lower()


def test_no_page_of_the_site_holds_a_secret_word(client, north, public, hidden):
    telling, statuses = [], set()
    for page in [*public, *(page for of_a_type in hidden for page in of_a_type)]:
        path = f"/{page.url_path.removeprefix(north.home.url_path)}"
        response = client.get(path, headers={"host": "north.example"})
        statuses.add(response.status_code)
        # A token is made of random letters, and may spell anything.
        text = TOKEN.sub("", response.content.decode()).lower()
        if SECRET in text.replace(path.lower(), ""):
            telling.append(path)

    assert telling == []
    assert statuses >= {200, 404}
