"""Where an address leads at which a clinic has withdrawn a treatment.

A redirect of Wagtail's leads from the page's address to the treatment in the library or, while
that is not public, to the clinic; while neither is, there is none. It is permanent, unless the
clinic is closed temporarily. An editor's own redirect from the same address is left alone, and so
is one that was made here and that an editor has changed since (see `keep_changed`).
"""

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from delivery.signals import redirects_made
from delivery.urls import site_paths
from delivery.visibility import Visibility
from treatments.querysets import (
    clinic_path,
    clinic_treatment_model,
    closed_clinics,
    location_model,
    treatment_model,
)

LONGEST = Redirect._meta.get_field("old_path").max_length
# What an editor may change of a redirect.
WRITTEN = (
    "old_path",
    "site_id",
    "is_permanent",
    "redirect_page_id",
    "redirect_page_route_path",
    "redirect_link",
)


def addresses_of(pages):
    """Return `[(page, (site id, path))]` as redirects hold addresses, on every site of a page."""
    found = (
        (page, (site, Redirect.normalise_path(path))) for page, site, path in site_paths(pages)
    )
    return [(page, address) for page, address in found if len(address[1]) <= LONGEST]


def settle(pages, were_live=False, departing=False):
    """Make the redirects from the addresses of clinics' treatments right, in a few queries.

    A live page needs none, unless it is `departing`: about to be deleted. One that has never been
    live needs none either; `were_live` says of pages without a date that they have been.
    """
    at = addresses_of(pages)
    if not at:
        return
    pages = {page for page, _ in at}
    targets = _targets(pages)
    resting = set() if departing else _at_resting_clinics(pages)
    found = Redirect.objects.filter(old_path__in={path for _, (_, path) in at})
    own = {(r.site_id, r.old_path): r for r in found if r.automatically_created}
    others = {(r.site_id, r.old_path) for r in found if not r.automatically_created}
    needless, wanted = [], []
    for page, (site, path) in at:
        redirect = own.get((site, path))
        has_left = departing if page.live else were_live or page.first_published_at or redirect
        target = targets[page] if has_left else None
        is_permanent = page not in resting
        if redirect and (target is None or not _is_same(redirect, target, is_permanent)):
            needless.append(redirect.pk)
            redirect = None
        if target and not redirect and not others & {(site, path), (None, path)}:
            wanted.append(_redirect(site, path, target, is_permanent))
    Redirect.objects.filter(pk__in=needless).delete()
    _make(wanted)


def settle_below(place):
    """Make the redirects right that depend on whether a page, and those below it, are public."""
    pages = clinic_treatment_model().objects.filter(live=False)
    settle(pages.filter(Q(treatment__path__startswith=place.path) | Q(path__startswith=place.path)))
    # What led from a deleted page to the library is known by its address alone.
    treatments = treatment_model().objects.filter(path__startswith=place.path)
    hidden = treatments.exclude(pk__in=Visibility().public_pages(treatments).values("pk"))
    leading = _automatic().filter(redirect_page__in=hidden.values("pk"))
    _make_anew(_clinics_of(leading))


def leave_library(treatment):
    """Lead from a treatment that is being deleted to the clinics whose addresses led to it."""
    leading = _automatic().filter(redirect_page=treatment.pk)
    _make_anew(_clinics_of(leading))


def leave_clinic(page):
    """Lead on from a clinic's treatment that is being deleted, and from its former addresses."""
    settle([page], departing=True)
    leading = list(_automatic().filter(redirect_page=page.pk))
    if leading and (target := target_of(page)):
        _make_anew(dict.fromkeys(leading, target))


def keep_changed(redirect):
    """Make a redirect that was made automatically an editor's own when it is about to change.

    All that is automatic makes and deletes redirects; it is people who change them.
    """
    if redirect.pk is None or not redirect.automatically_created:
        return
    stored = Redirect.objects.filter(pk=redirect.pk).values(*WRITTEN).first()
    if stored and any(getattr(redirect, name) != value for name, value in stored.items()):
        redirect.automatically_created = False


def forget(**what):
    """Delete the redirects that a deletion made while their page or site was deleted with it."""
    _automatic().filter(**what).delete()


def target_of(page):
    """Return the page that the address of a clinic's treatment leads to without it; or None."""
    return _targets([page])[page]


def _targets(pages):
    visibility = Visibility()
    treatments = treatment_model().objects.filter(pk__in={p.treatment_id for p in pages})
    clinics = location_model().objects.filter(path__in={clinic_path(p.path) for p in pages})
    by_pk = {page.pk: page for page in visibility.public_pages(treatments)}
    by_path = {page.path: page for page in visibility.public_pages(clinics)}
    return {
        page: by_pk.get(page.treatment_id) or by_path.get(clinic_path(page.path)) for page in pages
    }


def _at_resting_clinics(pages):
    """Return those of `pages` whose clinic is closed temporarily."""
    model = location_model()
    clinics = closed_clinics().filter(
        status=model.Status.TEMPORARILY_CLOSED, path__in={clinic_path(p.path) for p in pages}
    )
    paths = set(clinics.values_list("path", flat=True))
    return {page for page in pages if clinic_path(page.path) in paths}


def _automatic():
    return Redirect.objects.filter(automatically_created=True)


def _clinics_of(redirects):
    """Return `{redirect: clinic}` for the redirects from an address just below a public clinic."""
    redirects = list(redirects)
    if not redirects:
        return {}
    roots = {site.pk: site.root_page.url_path for site in Site.objects.select_related("root_page")}
    above = {
        redirect: roots[redirect.site_id] + redirect.old_path[1:].rpartition("/")[0] + "/"
        for redirect in redirects
        if redirect.site_id in roots
    }
    clinics = location_model().objects.filter(url_path__in=set(above.values()))
    public = {page.url_path: page for page in Visibility().public_pages(clinics)}
    return {redirect: public[path] for redirect, path in above.items() if path in public}


def _make_anew(targets):
    """Put redirects to the values of `targets` in the place of the keys, each a new row.

    A deletion that has chosen the rows that lead to a page leaves new ones alone.
    """
    Redirect.objects.filter(pk__in=[redirect.pk for redirect in targets]).delete()
    _make([_redirect(old.site_id, old.old_path, target) for old, target in targets.items()])


def _make(redirects):
    if redirects:
        Redirect.objects.bulk_create(redirects, ignore_conflicts=True)
        redirects_made.send(sender=Redirect)


def _is_same(redirect, target, is_permanent):
    return redirect.redirect_page_id == target.pk and redirect.is_permanent == is_permanent


def _redirect(site_id, path, target, is_permanent=True):
    return Redirect(
        site_id=site_id,
        old_path=path,
        redirect_page_id=target.pk,
        is_permanent=is_permanent,
        automatically_created=True,
    )
