"""What the brand of a site fills placeholders with, where no clinic is nearer."""

from wagtail.models import Site

from delivery.documents.dependencies import model_tag
from home.models import BrandSettings


def brand_values(pages, visibility):
    """Return `[{"clinic", "city", "region", "phone", "booking"}]`, one for each of the pages.

    A page of no site gets nothing; a site without a brand of its own has that of the site around
    it. It takes two queries, whatever the number of sites.
    """
    site_ids = [_site_id(page) for page in pages]
    sites = Site.objects.in_bulk({pk for pk in site_ids if pk})
    brands = BrandSettings.in_force(sites.values())
    by_site = {pk: _values_of(brand) for pk, brand in brands.items()}
    return [by_site.get(pk, {}) for pk in site_ids]


def brand_tags(page):
    """Return the tags of what the brand fills a page's placeholders from."""
    return [model_tag(BrandSettings)]


def _site_id(page):
    """The id of the site that holds the page, or None."""
    for root in Site.get_site_root_paths():
        if page.url_path and page.url_path.startswith(root.root_path):
            return root.site_id
    return None


def _values_of(brand):
    return {
        "clinic": brand.display_name,
        "city": brand.city_wording,
        "region": brand.region_wording,
        "phone": brand.phone.as_national if brand.phone else "",
        "booking": brand.booking_url,
    }
