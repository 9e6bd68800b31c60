"""Asks before publishing, when clinics' pages would change or overrides turn stale."""

import json
from hashlib import sha256

from django.core.serializers.json import DjangoJSONEncoder
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import AbstractPage

from treatments.querysets import treatment_model

from .reach import reach
from .summary import Summary

ANSWERED = "reach-answered"
# What `Page.save_revision` says of the page's saving, and not its editor.
OF_SAVING = (
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
)


def fingerprint(revision):
    """Tell what a revision says, however often it is saved.

    An autosave that was on its way when the editor pressed Publish saves the same words again.
    """
    says = {name: value for name, value in revision.content.items() if name not in OF_SAVING}
    text = json.dumps(says, cls=DjangoJSONEncoder, sort_keys=True)
    return sha256(text.encode()).hexdigest()


def before_publish_page(request, page):
    """Return the page that asks, or None. What was typed is saved as the latest revision."""
    revision = _revision_of(page)
    if revision is None:
        return None
    draft = revision.as_object()
    found = reach(draft)
    if not found.matters:
        return None
    return TemplateResponse(
        request,
        "treatments/reach/confirm.html",
        {
            "page": draft,
            "summary": Summary(found, request.user),
            "scheduled": draft.go_live_at if _is_later(draft.go_live_at) else None,
            "publish_url": reverse("treatments_reach_publish", args=[draft.pk]),
            "fields": _fields_of(revision, request),
            "back_url": reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        },
    )


def _fields_of(revision, request):
    fields = [("confirmed", fingerprint(revision))]
    reverted = request.resolver_match.kwargs.get("revision_id")
    for name, value in (("next", get_valid_next_url_from_request(request)), ("reverted", reverted)):
        if value:
            fields.append((name, value))
    return fields


def before_bulk_action(request, action_type, objects, action):
    """Return the page that asks before several pages are published at once, or None."""
    if (
        action_type != "publish"
        or ANSWERED in request.POST
        or not issubclass(action.model, AbstractPage)
    ):
        return None
    summaries = []
    for page in _published_with(objects, action):
        revision = _revision_of(page)
        draft = revision.as_object() if revision else page
        found = reach(draft)
        if found.matters:
            summaries.append((draft, Summary(found, request.user)))
    if not summaries:
        return None
    return TemplateResponse(
        request,
        "treatments/reach/confirm_bulk.html",
        {
            "summaries": summaries,
            "publish_url": request.get_full_path(),
            "fields": [
                *(
                    (name, value)
                    for name, values in request.POST.lists()
                    for value in values
                    if name != "csrfmiddlewaretoken"
                ),
                (ANSWERED, "1"),
            ],
            "back_url": action.next_url,
        },
    )


def _published_with(objects, action):
    """The pages of the library that the bulk action publishes."""
    model = treatment_model()
    found = model.objects.filter(pk__in=[page.pk for page in objects])
    if action.cleaned_form.cleaned_data["include_descendants"]:
        for page in objects:
            found |= model.objects.descendant_of(page).not_live()
    return found.order_by("path").distinct()


def _revision_of(page):
    """The latest revision of a page of the library; None of any other page."""
    return page.get_latest_revision() if isinstance(page, treatment_model()) else None


def _is_later(moment):
    return moment is not None and moment > timezone.now()
