"""The brand and the menus: their forms, and that each site has its own."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from faq.models import FAQIndexPage
from home.models import BrandSettings, HomePage, MainNavigationItem, NavigationSettings


def edit_url(model, site):
    return reverse("wagtailsettings:edit", args=("home", model._meta.model_name, site.pk))


def post_brand(client, site, links=(), **fields):
    data = {
        "name": "North Clinics",
        "tagline": "",
        "legal_name": "",
        "logo": "",
        "primary_colour": "#1f5f6b",
        "phone": "",
        "email": "",
        "booking_url": "",
        "disclaimer": rich_text("<p>Results vary.</p>"),
        "social_links": inline_formset(links),
        **fields,
    }
    return client.post(edit_url(BrandSettings, site), nested_form_data(data))


def post_navigation(client, site, main=(), footer=()):
    rows = {
        name: inline_formset([{"page": "", "url": "", "label": "", **row} for row in items])
        for name, items in (("main_items", main), ("footer_items", footer))
    }
    return client.post(edit_url(NavigationSettings, site), nested_form_data(rows))


def row_errors(response, formset="main_items"):
    assert response.status_code == 200
    return [row for row in response.context_data["form"].formsets[formset].errors if row]


def test_the_brand_is_kept_per_site(admin_client, north, south):
    response = post_brand(
        admin_client,
        north,
        phone="+1 604 555 0100",
        links=[{"label": "Instagram", "url": "https://example.com/north"}],
    )
    assert response.status_code == 302
    post_brand(admin_client, south, name="South Clinics", phone="+1 978 555 0100")

    brand, other = BrandSettings.for_site(north), BrandSettings.for_site(south)
    assert (brand.name, other.name) == ("North Clinics", "South Clinics")
    assert brand.phone.as_e164 == "+16045550100"
    assert [link.label for link in brand.social_links.all()] == ["Instagram"]
    assert not other.social_links.exists()


def test_a_brand_without_a_name_goes_by_that_of_its_site(north):
    brand = BrandSettings.for_site(north)

    assert brand.display_name == "North Clinics"

    north.site_name = ""
    assert brand.display_name == "north.example"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("phone", "604 555 0100", "valid phone number"),
        ("phone", "+1 604", "valid phone number"),
        ("primary_colour", "#f5a623", "contrast is 2.0"),
        ("primary_colour", "teal", "six digits"),
        ("booking_url", "book here", "valid URL"),
        ("email", "hello", "valid email"),
        ("name", "", "required"),
    ],
)
def test_a_mistake_in_the_brand_is_named_and_loses_nothing(
    admin_client, north, field, value, message
):
    response = post_brand(admin_client, north, tagline="Skin, plainly", **{field: value})

    assert response.status_code == 200
    assert message in response.context_data["form"].errors[field][0]
    assert "Skin, plainly" in response.content.decode()
    assert not BrandSettings.objects.filter(tagline="Skin, plainly").exists()


def test_a_menu_leads_to_pages_and_to_other_addresses(admin_client, north):
    response = post_navigation(
        admin_client,
        north,
        main=[
            {"page": north.root_page.pk},
            {"url": "https://shop.example", "label": "Shop"},
        ],
        footer=[{"url": "/privacy/", "label": "Privacy"}],
    )

    assert response.status_code == 302
    assert NavigationSettings.for_site(north).links() == {
        "main": [
            {"label": "North Clinics", "url": "/"},
            {"label": "Shop", "url": "https://shop.example"},
        ],
        "footer": [{"label": "Privacy", "url": "/privacy/"}],
    }


@pytest.mark.parametrize(
    ("row", "field", "message"),
    [
        ({"label": "Nowhere"}, "page", "Choose a page"),
        ({"url": "https://shop.example"}, "label", "Say what the link is called"),
        ({"url": "javascript:alert(1)", "label": "Click"}, "url", "Write a full address"),
        ({"url": "/faq/", "page": "home", "label": "FAQ"}, "url", "not both"),
    ],
)
def test_a_mistake_in_a_menu_is_named(admin_client, north, row, field, message):
    if "page" in row:
        row = {**row, "page": north.root_page.pk}

    response = post_navigation(admin_client, north, main=[row])

    (errors,) = row_errors(response)
    assert list(errors) == [field]
    assert message in errors[field][0]
    assert row.get("label", row.get("url")) in response.content.decode()


def render(source, request=None):
    template = Template("{% load home_tags %}" + source)
    return template.render(Context({"request": request} if request else {}))


def show(source, site, path="/"):
    return render(source, RequestFactory().get(path, headers={"host": site.hostname}))


MENU = (
    "{% navigation as menus %}{% for link in menus.main %}"
    "{{ link.label }}={{ link.url }}{% if link.current %}*{% endif %} {% endfor %}"
)


def add_main_items(site, *rows):
    navigation = NavigationSettings.for_site(site)
    navigation.main_items = [MainNavigationItem(**row) for row in rows]
    navigation.save()


def test_templates_see_the_brand_and_menu_of_their_site(north, south):
    for site in (north, south):
        BrandSettings.objects.create(site=site, name=f"Brand of {site.hostname}")
    add_main_items(north, {"label": "Shop", "url": "/shop/"})
    add_main_items(south, {"page": south.root_page})

    assert show("{% brand as brand %}{{ brand.name }}", north) == "Brand of north.example"
    assert show("{% brand as brand %}{{ brand.name }}", south) == "Brand of south.example"
    assert show(MENU, north, "/shop/") == "Shop=/shop/* "
    assert show(MENU, south, "/shop/") == "South Clinics=/ "


def test_templates_without_a_request_or_a_site_show_nothing(north):
    assert render("{% brand as brand %}{{ brand|default:'none' }}") == "none"
    assert render(MENU) == ""

    north.delete()
    request = RequestFactory().get("/", headers={"host": "unknown.example"})
    assert render("{% brand as brand %}{{ brand|default:'none' }}", request) == "none"
    assert render(MENU, request) == ""


def test_a_menu_leaves_out_what_is_not_public(north):
    def make(title, **fields):
        return north.root_page.add_child(instance=FAQIndexPage(title=title, **fields))

    draft, private = make("Draft", live=False), make("Private")
    elsewhere = north.root_page.get_parent().add_child(
        instance=HomePage(title="Elsewhere", slug="elsewhere")
    )
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    add_main_items(
        north, {"page": draft}, {"page": private}, {"page": elsewhere}, {"page": make("FAQ")}
    )

    assert NavigationSettings.for_site(north).links()["main"] == [{"label": "FAQ", "url": "/faq/"}]


def test_a_menu_takes_as_many_queries_for_nine_items_as_for_three(north, count_queries):
    def fill(count):
        pages = [
            north.root_page.add_child(instance=FAQIndexPage(title=f"{count} {number}"))
            for number in range(count)
        ]
        add_main_items(north, *[{"page": page} for page in pages])

    fill(3)
    show(MENU, north)
    of_three = count_queries(lambda: show(MENU, north))
    fill(9)

    assert count_queries(lambda: show(MENU, north)) == of_three


def test_a_menu_forgets_a_page_that_is_deleted(north):
    page = north.root_page.add_child(instance=FAQIndexPage(title="FAQ"))
    add_main_items(north, {"page": page}, {"label": "Shop", "url": "/shop/"})

    page.delete()

    assert NavigationSettings.for_site(north).links()["main"] == [
        {"label": "Shop", "url": "/shop/"}
    ]


# A site inside another


@pytest.mark.parametrize("model", [BrandSettings, NavigationSettings])
def test_looking_at_the_form_makes_no_settings(admin_client, north, model):
    assert admin_client.get(edit_url(model, north)).status_code == 200

    assert not model.objects.exists()


def test_the_nearest_settings_hold(north, south):
    inner = Site.objects.create(hostname="inner.example", root_page=add_index(north.root_page))
    deep = Site.objects.create(hostname="deep.example", root_page=add_index(inner.root_page))
    for site in (north, inner):
        BrandSettings.objects.create(site=site, name=site.hostname)

    def in_force():
        brands = BrandSettings.in_force([north, inner, deep, south])
        return [brands[site.pk].name for site in (north, inner, deep, south)]

    assert in_force() == ["north.example", "inner.example", "inner.example", ""]
    BrandSettings.objects.filter(site=inner).delete()
    assert in_force() == ["north.example", "north.example", "north.example", ""]


def test_settings_for_any_number_of_sites_are_one_query(north, count_queries):
    sites = [
        Site.objects.create(hostname=f"{number}.example", root_page=add_index(north.root_page))
        for number in range(5)
    ]
    BrandSettings.in_force(sites)

    assert count_queries(lambda: BrandSettings.in_force(sites)) == 1


def add_index(parent):
    parent.refresh_from_db()
    number = parent.numchild
    return parent.add_child(instance=FAQIndexPage(title=f"Index {number}", slug=f"i-{number}"))
