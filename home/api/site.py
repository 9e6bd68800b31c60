"""The document of a site: its brand, its menus and its clinics, as every page shows them."""

import swapper
from django.utils import timezone
from wagtail.api import APIField

from delivery.documents.dependencies import model_tag, record_tag, tag
from delivery.documents.expiry import earliest, next_expiry
from delivery.documents.fields import TextField
from delivery.documents.references import References
from delivery.documents.serializers import values_serializer_class
from delivery.placeholders import fill, fill_documents, sources_of
from delivery.placeholders.values import NEUTRAL
from delivery.sites import group_roots
from delivery.urls import link_to
from delivery.visibility import Visibility
from home.models import BrandSettings, NavigationSettings
from locations.api.brief import opening_state

MENUS = ("main", "footer")
# What the clock alone changes of a clinic.
BY_CLOCK = frozenset({"open_now", "next_change"})
BRAND_FIELDS = tuple(
    APIField("name", serializer=TextField(source="display_name")) if field.name == "name" else field
    for field in BrandSettings.api_fields
)


def brand_serializer(references=None):
    """Return the serializer of a brand; a brand without a name is called like its site."""
    return values_serializer_class(BrandSettings, BRAND_FIELDS)(context={"references": references})


def site_document(site, now=None):
    """Return `(document, changes_at)` of a site as it is at `now`.

    `{"id", "name", "host", "root": page reference, "locale", "brand": {…}, "navigation": {"main":
    [{"label", "url", "page"}], "footer": […]}, "clinics": [card with "timezone", "open_now",
    "next_change"]}`. `changes_at` is the moment from which on it says something else by itself: a
    clinic opens or closes, or a page expires. The number of queries does not depend on how much
    there is.
    """
    document, changes_at, _ = _make(site, now or timezone.now())
    return document, changes_at


def lasting_site_document(site, now=None):
    """Return `(document, tags)`: what of the document somebody has to change, and what it is
    made from (`delivery.documents.dependencies`)."""
    document, _, tags = _make(site, now or timezone.now())
    clinics = [
        {name: value for name, value in clinic.items() if name not in BY_CLOCK}
        for clinic in document["clinics"]
    ]
    return {**document, "clinics": clinics}, tags


def _make(site, now):
    root = site.root_page
    visibility = Visibility(now, group=group_roots(root.url_path))
    references = References(visibility=visibility, site_root=root.url_path)
    clinic_model = swapper.load_model("locations", "LocationPage")
    brand = BrandSettings.in_force([site])[site.pk]
    settings = NavigationSettings.in_force([site])[site.pk]
    menus = {name: list(getattr(settings, f"{name}_items").all()) for name in MENUS}
    serializer = brand_serializer(references)

    owner = ("site", site.pk)
    serializer.prefetch([brand])
    with references.notes.of(owner):
        serializer.collect(brand, references)
        references.want_page(root.pk)
        for item in (item for items in menus.values() for item in items):
            references.want_page(item.page_id)
        references.want_all_cards(clinic_model)
    references.resolve()

    clinics, changes = [], [next_expiry(visibility)]
    for card in references.all_cards(clinic_model):
        state, changes_at = opening_state(references.page_instance(card["id"]), now)
        clinics.append({**card, **state})
        changes.append(changes_at)
    document = {
        "id": site.pk,
        "name": site.site_name or site.hostname,
        "host": site.root_url.partition("://")[2],
        "root": references.page(root.pk),
        "locale": root.locale.language_code,
        "brand": serializer.to_representation(brand),
        "navigation": {name: _links(items, references) for name, items in menus.items()},
        "clinics": clinics,
    }
    tags = references.sources_of(owner) | sources_of(document, root)
    # A site without settings of its own has those of another.
    tags |= {model_tag(BrandSettings), model_tag(NavigationSettings), record_tag(settings)}
    # The root page fills placeholders; of a clinic more is shown than its card.
    tags |= {tag("page", pk) for pk in (root.pk, *(clinic["id"] for clinic in clinics))}
    (filled,) = fill_documents([document], [root], visibility)
    # What a placeholder was filled with may hold one itself, as a brand's name can.
    return fill(filled, NEUTRAL), earliest([*changes, references.retry_at]), tags


def _links(items, references):
    """Return `[{"label", "url", "page"}]` without what leads to a page that is not public."""
    links = []
    for item in items:
        page = references.page(item.page_id)
        url = link_to(page["path"], page["url"]) if page else item.url
        if url:
            links.append({"label": item.label or page["title"], "url": url, "page": page})
    return links
