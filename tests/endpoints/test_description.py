"""What the three endpoints answer is what the description of the API says of them."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from home.models import BrandSettings, BrandSocialLink, MainNavigationItem, NavigationSettings
from tests.api.builders import make_image, whole_clinic, whole_treatment
from tests.built_once import built_once
from tests.schema.conftest import Description


@pytest.fixture
def description(db):
    return Description()


@built_once
def filled(north):
    """A site with something in every part of its documents."""
    brand = BrandSettings(site=north.site, name="North", logo=make_image(), phone="+16045550100")
    brand.social_links = [BrandSocialLink(label="Video", url="https://social.example/")]
    brand.save()
    menus = NavigationSettings(site=north.site)
    menus.main_items = [
        MainNavigationItem(page=north.treatments),
        MainNavigationItem(label="Write", url="mailto:a@b.example"),
    ]
    menus.save()
    whole_clinic(north, "Vancouver")
    Redirect.objects.create(old_path="/old", redirect_page=north.home)
    whole_treatment(north, "Peel")
    gone = north.treatment("Gone")
    gone.save_revision().publish()
    gone.refresh_from_db()
    gone.unpublish()


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("site/", {}, 200),
        ("sitemap/", {}, 200),
        ("sitemap/", {"limit": "x"}, 400),
        ("resolve/", {"path": "/treatments/peel/"}, 200),
        ("resolve/", {"path": "/", "include": "site,breadcrumbs,children"}, 200),
        ("resolve/", {"path": "/old/"}, 200),
        ("resolve/", {"path": "/nowhere/"}, 404),
        ("resolve/", {"path": "/", "host": "nowhere.example"}, 404),
        ("resolve/", {"path": "/treatments/gone/"}, 410),
        ("resolve/", {"path": "nowhere"}, 400),
    ],
)
def test_an_answer_is_as_described(client, filled, description, path, params, status):
    address = f"/api/v2/{path}"
    response = client.get(address, params, headers={"host": "north.example"})

    assert response.status_code == status
    assert not description.errors(response.json(), description.answer(address, status))
