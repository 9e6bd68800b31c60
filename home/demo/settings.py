"""Fills the brand and the menus of the demo's site, unless an editor has done so."""

from home.models import (
    BrandSettings,
    BrandSocialLink,
    FooterNavigationItem,
    MainNavigationItem,
    NavigationSettings,
)

from .texts import text


def fill_settings(site, directory, images):
    fill_brand(site, text("site")["brand"], images)
    fill_navigation(site, text("site")["navigation"], directory)


def fill_brand(site, entry, images):
    brand = BrandSettings.for_site(site)
    if brand.name:
        return
    for name in ("name", "tagline", "legal_name", "phone", "email", "booking_url"):
        setattr(brand, name, entry[name])
    brand.disclaimer = f"<p>{entry['disclaimer']}</p>"
    brand.logo = images.get("logo", entry["name"])
    brand.social_links = [
        BrandSocialLink(**row, sort_order=position) for position, row in enumerate(entry["social"])
    ]
    brand.full_clean()
    brand.save()


def fill_navigation(site, entry, directory):
    navigation = NavigationSettings.for_site(site)
    if navigation.main_items.exists() or navigation.footer_items.exists():
        return
    navigation.main_items = items(MainNavigationItem, entry["main"], directory)
    navigation.footer_items = items(FooterNavigationItem, entry["footer"], directory)
    navigation.save()


def items(model, rows, directory):
    made = []
    for position, row in enumerate(rows):
        page, url = directory.destination(row["link"])
        made.append(model(label=row["label"], page=page, url=url, sort_order=position))
    return made
