"""Drafts that a front end may read for a while: kept when they are previewed, read with a token.

They are rows of wagtail-headless-preview. A row belongs to an editor and a page, and a token names
it with the time at which it was made, signed: while somebody types there is one row, not one for
every refresh, and each token ends by itself.
"""

import datetime
import json
from hashlib import sha256

from django.core.signing import BadSignature
from wagtail_headless_preview.models import HeadlessPreviewMixin, PagePreview

from delivery.conf import setting
from delivery.documents.references import base_page_model

signer = HeadlessPreviewMixin.get_preview_signer


def keep(page, request):
    """Keep a page as it is in hand, saved or not, and return a token with which it can be read."""
    collect()
    content = page.to_json()
    name = _name_of(page, request, content)
    PagePreview.objects.update_or_create(
        token=name,
        defaults={
            "content_type": page.cached_content_type,
            "content_json": content,
            "created_at": datetime.date.today(),  # of the server, as the package reckons
        },
    )
    return signer().sign(name)


def _name_of(page, request, content):
    what = f"id={page.pk}" if page.pk else f"parent={page.get_parent().pk};type={page._meta.label}"
    who = f"by={getattr(getattr(request, 'user', None), 'pk', None)}"
    if getattr(request, "is_editing", False):
        return f"{what};{who}"
    # An old revision that somebody looks at must not change while he goes on typing elsewhere.
    return f"{what};{who};is={sha256(content.encode()).hexdigest()[:32]}"


def draft_behind(token, content_type):
    """Return the page that a token shows, None when there is any fault.

    `content_type` must be that of the page, such as `"faq.faqpage"`. What was deleted since is not
    shown, and a page stands where it stands now.
    """
    try:
        name = signer().unsign(token, max_age=setting("PREVIEW_MAX_AGE"))
    except BadSignature:
        return None
    row = PagePreview.objects.select_related("content_type").filter(token=name).first()
    if row is None or ".".join(row.content_type.natural_key()) != content_type.lower():
        return None
    content = json.loads(row.content_json)
    if content["pk"] is None:
        return _new_page(row.content_type.model_class(), content)
    page = base_page_model().objects.filter(pk=content["pk"]).first()
    if page is None:
        return None
    draft = page.with_content_json(content)
    # JSON keeps no more than milliseconds.
    draft.first_published_at = page.first_published_at
    return draft


def _new_page(model, content):
    """Return a page that was never saved, at the place that is free for it now."""
    page = model.from_serializable_data(content)
    parent = model.base_page_model.objects.filter(
        path=model._get_basepath(page.path, page.depth - 1)
    )
    parent = parent.first()
    if parent is None:
        return None
    page.path = (
        model._get_path(parent.path, parent.depth + 1, 1)
        if parent.is_leaf()
        else parent.get_last_child()._inc_path()
    )
    page.set_url_path(parent)
    return page


def collect():
    """Delete the drafts that were kept before yesterday; return how many went.

    No token is good for so long.
    """
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    return PagePreview.objects.filter(created_at__lt=yesterday).delete()[0]
