"""The demo's clinics as tenants: their teams and pictures, and a host for each where asked."""

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils.html import escape
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from home.demo.tenants import host_of
from home.demo.texts import texts
from home.models import HomePage
from locations.models import LocationPage
from tenancy.models import Clinic, ClinicGroup
from tests.home.demo_site import build

CLINICS = ["andover", "san-diego", "vancouver"]


def state():
    return (
        list(Page.objects.order_by("path").values_list("url_path", "latest_revision", "live")),
        list(Site.objects.order_by("pk").values_list("hostname", "port", "root_page")),
        list(Clinic.objects.order_by("pk").values_list("page", "editors", "image_collection")),
        list(get_user_model().objects.order_by("pk").values_list("username", "password")),
        list(get_image_model().objects.order_by("pk").values_list("title", "collection")),
    )


def get(client, host, **params):
    return client.get("/api/v2/pages/", {"limit": 100, **params}, headers={"host": host}).json()


def test_both_ways_and_again_without_harm(demo, client):
    assert Site.objects.count() == 1
    plain = state()
    build(base_url="https://clinics.example")
    assert state() == plain

    build(base_url="https://clinics.example", sites=True)

    assert sorted(Site.objects.values_list("hostname", "port")) == [
        ("andover.clinics.example", 443),
        ("clinics.example", 443),
        ("san-diego.clinics.example", 443),
        ("vancouver.clinics.example", 443),
    ]
    check_hosts(client)
    with_sites = state()
    assert with_sites[0] == plain[0]
    build(base_url="https://clinics.example", sites=True)
    build(base_url="https://clinics.example")
    assert state() == with_sites
    check_what_each_clinic_has()
    check_people()
    check_a_closed_clinic_stays_closed()


def check_hosts(client):
    everything = get(client, "clinics.example")["meta"]["total_count"]
    for slug in CLINICS:
        page = LocationPage.objects.get(slug=slug)
        answer = get(client, f"{slug}.clinics.example")
        assert answer["meta"]["total_count"] == page.get_descendant_count() + 1 < everything
        for item in answer["items"]:
            assert item["meta"]["html_url"].startswith(f"https://{slug}.clinics.example/")
        front = client.get("/", headers={"host": f"{slug}.clinics.example"})
        assert f"<h1>{escape(page.trading_name)}</h1>" in front.content.decode()


def check_what_each_clinic_has():
    assert Clinic.objects.count() == len(CLINICS)
    group = ClinicGroup.objects.get()
    assert group.root_page_id == HomePage.objects.get().pk
    for clinic in Clinic.objects.select_related("page"):
        entry = texts("clinics")[clinic.page.slug]
        assert clinic.workflow.active
        own = set(get_image_model().objects.filter(collection=clinic.image_collection))
        assert {photo.image for photo in clinic.page.photos.all()} <= own
        assert {person.photo for person in clinic.page.practitioners.all()} <= own
        assert len(own) == 1 + len(entry["practitioners"])
    shared = get_image_model().objects.filter(collection=group.shared_collection)
    of_clinics = sum(1 + len(entry["practitioners"]) for entry in texts("clinics").values())
    assert shared.count() + of_clinics == get_image_model().objects.count()


def check_people():
    def person(name):
        return get_user_model().objects.get(username=name)

    def may(name, page):
        permissions = page.permissions_for_user(person(name))
        return permissions.can_edit(), permissions.can_publish()

    clinics = {slug: LocationPage.objects.get(slug=slug) for slug in CLINICS}
    library = HomePage.objects.get().get_children().get(slug="treatments")
    assert may("andover-editor", clinics["andover"]) == (True, False)
    assert may("andover-manager", clinics["andover"]) == (True, True)
    assert may("central-editor", library) == (True, False)
    for name in ("andover-editor", "andover-manager"):
        assert may(name, clinics["san-diego"]) == may(name, library) == (False, False)
    assert may("central-editor", clinics["andover"]) == (False, False)
    for name in ("admin", "andover-editor", "andover-manager", "central-editor"):
        assert person(name).check_password("clinicsite-demo")

    get_user_model().objects.filter(username="andover-editor").delete()
    call_command("demo", verbosity=0)
    assert not get_user_model().objects.filter(username="andover-editor").exists()


def check_a_closed_clinic_stays_closed():
    clinic = Clinic.objects.get(page__slug="andover")
    Clinic.objects.filter(pk=clinic.pk).update(closed_at="2026-11-20T12:00:00Z", site=None)
    clinic.site.delete()

    build(sites=True)

    clinic.refresh_from_db()
    assert clinic.is_closed
    assert clinic.site is None


def test_on_ones_own_machine_hosts_are_below_localhost():
    for name in ("127.0.0.1", "localhost"):
        site = Site(hostname=name, port=8001)
        assert host_of("andover", site) == {"hostname": "andover.localhost", "port": 8001}
