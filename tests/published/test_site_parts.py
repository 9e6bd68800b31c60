"""What stands around pages: whoever must be told hears of it when it is another, and only then."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from delivery.published.changes import sites_changed
from delivery.published.models import Clock, SitePart
from delivery.published.upkeep import keeping, settling, site_parts
from home.models import BrandSettings, MainNavigationItem, NavigationSettings
from locations.models import OpeningHours
from tenancy.closing.close import close_clinic
from tenancy.closing.reopen import reopen_clinic
from tenancy.opening.clinics import furnish
from tests.api.builders import make_image, make_site, offer


@pytest.fixture
def told(north, south):
    """Give a function that keeps everything and returns what that told, `{(site, kind)}`."""
    heard = []

    def hear(changes, **kwargs):
        heard.extend((change.site_id, change.kind) for change in changes)

    def told():
        heard.clear()
        keeping.settle_all(None)
        return set(heard)

    sites_changed.connect(hear)
    for tree in (north, south):
        BrandSettings.objects.create(site=tree.site, name=f"{tree.site.site_name} Skin")
        tree.clinic("Andover", slug="andover")
    told()
    yield told
    sites_changed.disconnect(hear)


@pytest.fixture
def looked_at(monkeypatch):
    """The parts that are looked at from now on, as `(site, kind)`."""
    found, real = [], site_parts.parts

    def recorded(kind, make):
        return lambda site, now: found.append((site, kind)) or make(site, now)

    monkeypatch.setattr(
        site_parts,
        "parts",
        lambda: {kind: recorded(kind, make) for kind, make in real().items()},
    )
    return found


def menu(tree, **values):
    settings, _ = NavigationSettings.objects.get_or_create(site=tree.site)
    return MainNavigationItem.objects.create(navigation=settings, **values)


def edit(item, **values):
    for name, value in values.items():
        setattr(item, name, value)
    item.save()


@pytest.mark.parametrize(
    "values",
    [{"tagline": "Well."}, {"legal_name": "Skin Inc."}, {"primary_colour": "#000000"}],
)
def test_a_brand_is_told_to_its_site_alone(told, north, values):
    sequence = Clock.objects.get().sequence
    edit(BrandSettings.objects.get(site=north.site), **values)
    assert told() == {(north.site.pk, "site")}
    assert Clock.objects.get().sequence > sequence
    assert SitePart.objects.get(site=north.site, kind="site").sequence > sequence


def test_what_is_saved_as_it_was_is_not_told(told, north):
    BrandSettings.objects.get(site=north.site).save()
    assert told() == set()


def test_a_site_inside_another_hears_of_the_brand_and_the_menu_that_it_shares(told, north):
    clinic = Page.objects.get(url_path__startswith=north.clinics.url_path, slug="andover")
    inner = Site.objects.create(hostname="andover.example", root_page=clinic)
    assert (inner.pk, "site") in told()
    both = {(north.site.pk, "site"), (inner.pk, "site")}
    edit(BrandSettings.objects.get(site=north.site), tagline="Well.")
    assert told() == both
    item = menu(north, label="Offers", url="/offers/")
    assert told() == both
    edit(item, label="Deals")
    assert told() == both


def test_a_menu_is_told_when_its_page_appears_and_has_another_title(told, north):
    page = north.treatment("Peel", live=False)
    menu(north, page=page)
    assert told() == set()
    page.save_revision().publish()
    assert told() == {(north.site.pk, "site")}
    page.title = "Deep peel"
    page.save_revision().publish()
    assert told() == {(north.site.pk, "site")}
    page.delete()
    assert told() == {(north.site.pk, "site")}


def test_a_logo_is_told_when_its_text_changes(told, north):
    image = make_image("Logo")
    edit(BrandSettings.objects.get(site=north.site), logo=image)
    assert told() == {(north.site.pk, "site")}
    edit(image, description="Two leaves")
    assert told() == {(north.site.pk, "site")}


def test_clinics_are_told_but_not_what_the_clock_changes(told, north):
    clinic = north.clinic("Burnaby", slug="burnaby")
    assert told() == {(north.site.pk, "site")}
    clinic.timezone = "America/Vancouver"
    clinic.opening_hours = [OpeningHours(day=1, opens="09:00", closes="17:00")]
    clinic.save_revision().publish()
    told()
    for hour in (12, 20):
        now = datetime(2026, 11, 30, hour, tzinfo=UTC)
        with patch("django.utils.timezone.now", lambda now=now: now):
            BrandSettings.objects.get(site=north.site).save()
            assert told() == set()


def test_a_page_that_no_site_document_shows_is_no_reason_to_look(told, north, looked_at):
    page = north.treatment("Peel")
    page.summary = "Another."
    page.save_revision().publish()
    told()
    assert looked_at == []


def test_redirects_are_told_to_the_sites_on_which_they_hold(told, north, south):
    own = Redirect.objects.create(old_path="/old", redirect_link="/new/", site=north.site)
    assert told() == {(north.site.pk, "redirects")}
    edit(own, redirect_link="/newer/")
    assert told() == {(north.site.pk, "redirects")}
    Redirect.objects.create(old_path="/all", redirect_link="/new/")
    assert told() == {(tree.site.pk, "redirects") for tree in (north, south)}
    own.delete()
    assert told() == {(north.site.pk, "redirects")}


def test_a_redirect_to_a_page_is_told_when_the_page_can_be_read_or_moves(told, north):
    page = north.treatment("Peel", slug="peel", live=False)
    Redirect.objects.create(old_path="/old", redirect_page=page, site=north.site)
    assert told() == set()
    page.save_revision().publish()
    assert told() == {(north.site.pk, "redirects")}
    page.title = "Deep peel"
    page.save_revision().publish()
    assert told() == set()
    page.slug = "deep-peel"
    page.save_revision().publish()
    assert told() == {(north.site.pk, "redirects")}


def test_redirects_of_what_a_clinic_withdraws_are_told(told, north):
    clinic = north.clinic("Burnaby", slug="burnaby")
    page = offer(north.treatment("Peel"), clinic)
    told()
    page.unpublish()
    assert (north.site.pk, "redirects") in told()


def test_redirects_of_a_closed_clinic_are_told(told, north):
    page = north.clinic("Burnaby", slug="burnaby")
    clinic = furnish(page)
    told()
    close_clinic(clinic)
    assert (north.site.pk, "redirects") in told()
    reopen_clinic(clinic)
    assert (north.site.pk, "redirects") in told()


def test_a_clinic_that_is_reopened_while_its_page_is_live_is_told(told, north):
    page = north.clinic("Burnaby", slug="burnaby")
    clinic = furnish(page)
    close_clinic(clinic)
    page.refresh_from_db()
    page.save_revision().publish()
    told()
    reopen_clinic(clinic)
    page.refresh_from_db()
    assert page.status == "open"
    assert (north.site.pk, "site") in told()


def test_redirects_that_wagtail_makes_by_itself_are_told(commits, told, north):
    page, index = north.treatment("Peel", slug="peel"), north.question("Why?").get_parent()
    told()
    with patch.object(keeping, "LEASE", 0):
        page.slug = "deep-peel"
        page.save_revision().publish()
        assert Redirect.objects.filter(old_path__endswith="/peel").exists()
        assert not site_parts.differing_parts(datetime.now(UTC))
        Page.objects.get(pk=page.pk).move(index, pos="last-child")
        assert Redirect.objects.filter(old_path__endswith="/deep-peel").exists()
        assert not site_parts.differing_parts(datetime.now(UTC))


def test_a_part_that_cannot_be_made_holds_nothing_up_and_is_told_later(told, north, south):
    def broken(site, now):
        raise ZeroDivisionError

    for tree in (north, south):
        edit(BrandSettings.objects.get(site=tree.site), tagline="Well.")
    with patch.object(site_parts, "lasting_site_document", lambda: broken):
        assert told() == set()
    call_command("documents", "build", verbosity=0)
    assert SitePart.objects.exclude(fingerprint="").count() == 2 * Site.objects.count()


def test_another_release_looks_at_all_of_them(told, looked_at):
    SitePart.objects.update(made_by="another release")
    call_command("documents", "build", verbosity=0)
    assert len(looked_at) == SitePart.objects.count()
    call_command("documents", "build", verbosity=0)
    assert len(looked_at) == SitePart.objects.count()


def test_what_was_not_told_is_found_by_a_check(told, north, capsys):
    BrandSettings.objects.filter(site=north.site).update(tagline="Well.")
    with pytest.raises(CommandError):
        call_command("documents", "check")
    assert f"untold: site {north.site.pk}, site" in capsys.readouterr().out
    call_command("documents", "build", "--again", verbosity=0)
    call_command("documents", "check")


def test_many_sites_are_looked_at_bit_by_bit(told, monkeypatch):
    monkeypatch.setattr(site_parts, "AT_ONCE", 1)
    SitePart.objects.update(is_outdated=True, fingerprint="0" * 32)
    assert settling.settle(None)
    assert SitePart.objects.filter(is_outdated=True).count() == SitePart.objects.count() - 1
    assert len(told()) == SitePart.objects.count() - 1


def test_the_queries_depend_on_neither_the_menu_nor_the_redirects(told, north, count_queries):
    def queries():
        SitePart.objects.filter(site=north.site).update(is_outdated=True)
        return count_queries(lambda: settling.settle(None))

    def add(numbers):
        for number in numbers:
            page = north.treatment(f"Peel {number}")
            menu(north, page=page)
            Redirect.objects.create(old_path=f"/{number}", redirect_page=page, site=north.site)
        told()

    add(range(3))
    few = queries()
    add(range(3, 9))
    assert queries() == few


def test_a_page_costs_as_much_to_keep_however_many_sites_there_are(told, north, count_queries):
    page = north.treatment("Peel")
    told()

    def queries():
        page.summary += "."
        page.save()
        return count_queries(lambda: keeping.settle_all(None))

    few = queries()
    for number in range(6):
        make_site(f"Site {number}", f"site-{number}.example")
    told()
    assert queries() == few
