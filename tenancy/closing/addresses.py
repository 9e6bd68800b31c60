"""Where the addresses of a closed clinic lead.

Each leads to the clinic index or, while that is not public, to the next page above it that is.
The addresses of the clinic's treatments lead to the library, as whenever one is withdrawn
(`treatments.offering.addresses`). All are permanent when the clinic is closed for good, and none
while it is closed temporarily. A website of the clinic's own stays: its addresses lead to the
group's site. An editor's own redirects are left alone.
"""

from wagtail.contrib.redirects.models import Redirect

from delivery.signals import redirects_made
from delivery.visibility import Visibility
from treatments.offering.addresses import WRITTEN


def target_of(page):
    """Return the page that a closed clinic's addresses lead to; None where nothing is public."""
    above = page.get_ancestors().filter(depth__gt=1)
    return Visibility().public_pages(above).order_by("-depth").first()


def lead_away(addresses, clinic_page, is_permanent):
    """Make redirects from `(site id, path)` pairs that have none; return what they are.

    Each is a dictionary of its values, by which `lead_back` knows it again.
    """
    target = target_of(clinic_page)
    if target is None or not addresses:
        return []
    paths = {path for _, path in addresses}
    taken = set(Redirect.objects.filter(old_path__in=paths).values_list("site_id", "old_path"))
    made = Redirect.objects.bulk_create(
        Redirect(
            site_id=site,
            old_path=path,
            redirect_page_id=target.pk,
            is_permanent=is_permanent,
            automatically_created=True,
        )
        for site, path in dict.fromkeys(addresses)
        if not taken & {(site, path), (None, path)}
    )
    redirects_made.send(sender=Redirect)
    return [_values(redirect) for redirect in made]


def lead_back(made):
    """Delete the redirects that closing made, `made`, and nobody has changed since."""
    for_pk = {values["pk"]: values for values in made}
    found = Redirect.objects.filter(pk__in=for_pk)
    unchanged = [each.pk for each in found if _values(each) == for_pk[each.pk]]
    Redirect.objects.filter(pk__in=unchanged).delete()


def _values(redirect):
    return {name: getattr(redirect, name) for name in ("pk", "automatically_created", *WRITTEN)}
