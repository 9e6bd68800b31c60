"""Redirects, as far as it must be known when those of a site have changed.

Wagtail's app of redirects may be absent.
"""

from django.apps import apps
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.signals import page_slug_changed, post_page_move

from delivery.conf import setting
from delivery.documents.dependencies import model_tag, tag
from delivery.documents.references import References
from delivery.signals import redirects_made
from delivery.sites import group_roots
from delivery.visibility import Visibility

from .touching import note, touch

APP = "wagtail.contrib.redirects"


def redirect_model():
    return apps.get_model("wagtailredirects", "Redirect")


def content(site, now):
    """Return `(content, tags)` of the redirects that hold on a site: what they are, in any order,
    without those to a page that is not public, and what that depends on."""
    root = site.root_page.url_path
    references = References(visibility=Visibility(now, group=group_roots(root)), site_root=root)
    rows = list(
        redirect_model()
        .objects.filter(Q(site=site) | Q(site=None))
        .values_list(
            "redirect_page_id",
            "old_path",
            "site_id",
            "is_permanent",
            "redirect_link",
            "redirect_page_route_path",
        )
    )
    for pk, *_ in rows:
        references.want_page(pk)
    references.resolve()
    found, tags = [], {model_tag(redirect_model())}
    for pk, old_path, owner, *rest in rows:
        page = references.page(pk)
        if pk is not None:
            tags.add(tag("ref", pk))
        if pk is None or page:
            place = [page["path"], page["url"]] if page else []
            found.append([old_path, owner is None, *rest, *place])
    return sorted(found, key=repr), tags


def connect():
    """Watch the redirects, where there are any."""
    if apps.is_installed(APP):
        uid = "published.redirects"
        for signal in (pre_save, pre_delete):
            signal.connect(_note_before, sender=redirect_model(), dispatch_uid=uid)
        for signal in (post_save, post_delete):
            signal.connect(_touch, sender=redirect_model(), dispatch_uid=uid)
        redirects_made.connect(_touch, dispatch_uid=uid)
        # Wagtail makes redirects for pages with a new address when it hears of that, by a
        # statement of which no signal tells. What hears of it later finds them there: so this
        # waits until every app has connected what it has.
        connection_created.connect(_connect_later, dispatch_uid=uid)


def _connect_later(**kwargs):
    for signal in (page_slug_changed, post_page_move):
        signal.connect(_touch, dispatch_uid="published.redirects")


def _note_before(**kwargs):
    # Should the process end between a change that no transaction holds and its note.
    if not connection.in_atomic_block and setting("PUBLISHED_DOCUMENTS"):
        note(model_tag(redirect_model()))


def _touch(**kwargs):
    touch(model_tag(redirect_model()))
