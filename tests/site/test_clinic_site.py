"""A clinic's own host on the site: its menus, its links, its brand."""

from wagtail.models import Site

from faq.models import FAQIndexPage
from home.models import BrandSettings, MainNavigationItem, NavigationSettings
from tests.api.builders import make_image
from tests.built_once import built_once
from tests.site.clinic_treatments import offer
from treatments.models import Pairing

HOST = "door.example"


@built_once
def door(tree):
    door = tree.clinic("Door", phone="+16045550199", booking_url="https://book.example/door")
    Site.objects.create(hostname=HOST, site_name="Door", root_page=door)
    return door


@built_once
def page(tree, door):
    """A treatment at the clinic, paired with another there, and its questions."""
    peel, laser = tree.treatment("Peel"), tree.treatment("Laser")
    Pairing.objects.create(page=peel, treatment=laser, rationale="Both.")
    offer(door, laser)
    door.add_child(instance=FAQIndexPage(title="Questions here", slug="questions"))
    return offer(door, peel)


def links(visit):
    return [link.get("href") for link in visit.elements.of("a")]


def test_the_clinic_is_the_front_page_of_its_host(visit, page):
    found = visit("/", HOST)

    assert found.status == 200
    assert "<h1>Door</h1>" in found.html
    assert '<link rel="canonical" href="http://door.example/">' in found.html
    assert {"/peel/", "/laser/", "/questions/"} <= set(links(found))
    assert 'aria-label="Breadcrumb"' not in found.html


def test_breadcrumbs_stop_at_the_root_of_the_site(visit, page):
    crumbs = visit("/peel/", HOST).html.split("Breadcrumb")[1].split("</nav>")[0]

    assert crumbs.count("<a ") == 1
    assert '<a href="/">Door</a>' in crumbs


def test_what_the_clinic_shares_is_on_the_groups_host(visit, page):
    found = links(visit("/peel/", HOST))

    assert "http://north.example/treatments/peel/" in found
    assert "http://north.example/treatments/" in found
    assert "/laser/" in found
    assert not [link for link in found if link and link.startswith("/locations/")]


def test_the_groups_host_leads_to_the_clinics(visit, tree, page):
    tree.clinic("Gate")

    assert "http://door.example/" in links(visit("/locations/"))
    assert "/locations/gate/" in links(visit("/locations/"))
    found = links(visit("/treatments/peel/"))
    assert "http://door.example/peel/" in found
    assert "/locations/door/peel/" not in found


def test_the_same_page_has_one_canonical_address(visit, page):
    for path, host in (("/peel/", HOST), ("/locations/door/peel/", "north.example")):
        found = visit(path, host)
        assert found.status == 200
        assert '<link rel="canonical" href="http://door.example/peel/">' in found.html


def test_every_link_of_the_clinics_host_leads_somewhere(visit, tree, page):
    for path in ("/", "/peel/", "/laser/", "/questions/"):
        for link in links(visit(path, HOST)):
            if link and link.startswith("/") and link != "/jobs/":
                assert visit(link, HOST).status == 200, (path, link)


def test_the_footer_names_the_clinic_of_the_site_alone(visit, tree, page):
    tree.clinic("Gate")

    footer = visit("/peel/", HOST).html.split("<footer")[1]

    assert ">Door</a>" in footer
    assert "Gate" not in footer
    assert "Gate" in visit("/").html.split("<footer")[1]


def test_a_visit_is_booked_at_the_clinic_of_the_site(visit, tree, page):
    def booking(path, host):
        header = visit(path, host).html.split('class="site-header"')[1].split("</header>")[0]
        return header.rpartition('class="button" href="')[2].partition('"')[0]

    assert booking("/questions/", HOST) == "https://book.example/door"
    assert booking("/treatments/", "north.example") == "https://book.example/"


# Brand and menus


def test_the_brand_and_menus_are_the_groups_until_the_clinic_has_its_own(visit, tree, page):
    found = visit("/peel/", HOST)
    assert "<span>North Skin</span>" in found.html
    assert "--brand: #123456" in found.html
    assert "http://north.example/treatments/" in links(found)

    own = Site.objects.get(hostname=HOST)
    BrandSettings.objects.create(site=own, name="Door Skin", logo=make_image("Door logo"))
    menus = NavigationSettings(site=own)
    menus.main_items = [MainNavigationItem(page=page), MainNavigationItem(page=tree.home)]
    menus.save()

    found = visit("/peel/", HOST)
    assert "<span>Door Skin</span>" in found.html
    assert "--brand: #1f5f6b" in found.html
    nav = found.html.split('id="site-nav"')[1].split("</nav>")[0]
    assert '<a href="/peel/" aria-current="page">' in nav
    assert '<a href="http://north.example/">North</a>' in nav
    assert "<span>North Skin</span>" in visit("/").html


def test_reading_makes_no_settings(visit, tree, page):
    before = BrandSettings.objects.count(), NavigationSettings.objects.count()
    bare = Site.objects.create(hostname="bare.example", root_page=tree.clinics)

    for path, host in (("/", HOST), ("/peel/", HOST), ("/", "bare.example")):
        assert visit(path, host).status == 200

    assert BrandSettings.for_site(bare).pk is None
    assert (BrandSettings.objects.count(), NavigationSettings.objects.count()) == before


def test_placeholders_of_the_groups_texts_are_the_clinics_on_its_host(visit, tree, page):
    brand = BrandSettings.objects.get()
    brand.disclaimer = "<p>Ring {clinic}: {phone}.</p>"
    brand.save()

    assert "Ring Door: (604) 555-0199." in visit("/peel/", HOST).text
    assert "Ring North Skin: (604) 555-0100." in visit("/").text


def test_the_brand_fills_placeholders_on_a_site_without_one(client, tree):
    """A site below the group's that is no clinic: the index of clinics, say."""
    tree.clinics.introduction = "<p>Write to {clinic}, {phone}.</p>"
    tree.clinics.save_revision().publish()
    Site.objects.create(hostname="bare.example", root_page=tree.clinics)

    found = client.get(f"/api/v2/pages/{tree.clinics.pk}/", headers={"host": "bare.example"})

    assert "Write to North Skin, (604) 555-0100." in found.json()["introduction"]


# Queries


def test_a_page_costs_as_much_with_nine_sites_as_with_three(visit, tree, page, count_queries):
    def open_more(start, stop):
        for number in range(start, stop):
            clinic = tree.clinic(f"Clinic {number}")
            Site.objects.create(hostname=f"clinic-{number}.example", root_page=clinic)
            offer(clinic, page.treatment)

    def reads():
        for path, host in (("/peel/", HOST), ("/", HOST), ("/treatments/peel/", "north.example")):
            assert visit(path, host).status == 200

    open_more(0, 2)
    reads()
    of_three = count_queries(reads)
    open_more(2, 8)
    reads()

    assert count_queries(reads) == of_three
