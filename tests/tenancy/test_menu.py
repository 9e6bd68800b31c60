"""No entry of the menu leads to a screen on which somebody can do nothing."""

import pytest
from bs4 import BeautifulSoup
from wagtail.admin.menu import admin_menu
from wagtail.models import Page

from faq.models import FAQTopic
from tenancy.models import ClinicGroup
from tests.api.builders import local_answer, make_document, make_image, offer
from tests.built_once import built_once
from tests.world import make_person
from treatments.models import Area, Concern, Product, TreatmentCategory

# Stands in the title of everything that belongs to the person, and in nothing else.
MINE = "Myne"


@built_once
def content(group_tree, andover, editor, manager):
    """Something of Andover’s in every screen of the admin, and the same of the library’s."""
    group = ClinicGroup.objects.get()
    clinic = andover.page
    clinic.title = f"{MINE} Andover"
    clinic.save_revision(user=editor, log_action=True).publish()
    library = group_tree.treatments
    library.title = f"{MINE} library"
    library.save_revision().publish()
    for register in (TreatmentCategory, Concern, Area, FAQTopic):
        register.objects.create(title=f"{MINE} words", slug="words")
    Product.objects.create(brand=f"{MINE} brand", slug="brand")
    treatment = group_tree.treatment(f"{MINE} treatment", summary="Before.")
    offered = offer(treatment, clinic, summary="Ours.", local_title=f"{MINE} offer")
    answer = local_answer(
        group_tree.question(f"{MINE} shared question"), clinic, title=f"{MINE} question"
    )
    treatment.summary = "After."
    for page in (treatment, offered, answer):
        page.save_revision(user=editor, log_action=True).publish()
        page.refresh_from_db()
    Page.objects.filter(pk__in=[offered.pk, treatment.pk]).update(locked=True)
    for page in (answer, treatment):
        page.save_revision(user=editor)
        if page.get_workflow():
            page.get_workflow().start(page, editor)
    for images, documents in (
        (andover.image_collection, andover.document_collection),
        (group.shared_collection, group.shared_collection),
    ):
        make_image(f"{MINE} picture", collection=images)
        make_document(f"{MINE} leaflet", collection=documents)


def entries(menu, request):
    """Yield the items of a menu that lead somewhere in the admin, and those of its submenus."""
    for item in menu.menu_items_for_request(request):
        submenu = getattr(item, "menu", None)
        if submenu is not None:
            yield from entries(submenu, request)
        elif item.url.startswith("/"):
            yield item


@pytest.fixture
def menu_of(client, rf):
    """Give a function that returns `{name: address}` of all that a person has in the menu."""

    def menu_of(user):
        # The first request lets Wagtail register the listings.
        client.force_login(user)
        client.get("/admin/")
        request = rf.get("/admin/")
        request.user = user
        return {item.name: item.url for item in entries(admin_menu, request)}

    return menu_of


@built_once
def people(andover, editor, manager):
    group = ClinicGroup.objects.get()
    return {
        "editor": editor,
        "manager": manager,
        "central editor": make_person("central-editor", group.editors),
        "central manager": make_person("central-manager", group.managers),
    }


ROLES = ["editor", "manager", "central editor", "central manager"]


@pytest.mark.proof
@pytest.mark.parametrize("role", ROLES)
def test_every_entry_leads_to_something_of_ones_own(client, people, content, menu_of, role):
    menu = menu_of(people[role])
    assert {"explorer", "images", "documents", "questions", "site-history"} <= set(menu)
    empty = []
    for name, url in menu.items():
        response = client.get(url, follow=True)
        assert response.status_code == 200, name
        main = BeautifulSoup(response.content, "html.parser").select_one("main")
        if MINE not in main.get_text():
            empty.append(name)
    assert not empty


def test_each_has_what_is_for_him(people, content, menu_of):
    menus = {role: set(menu_of(user)) for role, user in people.items()}
    clinic = {"clinic-treatments", "clinics", "stale-overrides"}
    for role in ("editor", "manager"):
        assert clinic <= menus[role]
        assert "treatments" not in menus[role]
    for role in ("central editor", "central manager"):
        assert "treatments" in menus[role]
        assert not clinic & menus[role]
    publishers = {role for role, menu in menus.items() if "aging-pages" in menu}
    assert publishers == {"manager", "central manager"}


def test_a_superuser_keeps_every_report(admin_user, content, menu_of):
    assert {"aging-pages", "stale-overrides", "locked-pages"} <= set(menu_of(admin_user))


def test_who_has_no_pages_has_no_reports_on_them(person, andover, menu_of):
    assert not {"stale-overrides", "aging-pages"} & set(menu_of(person("stranger")))
