"""What is asked before a treatment of the library goes while clinics' pages show it."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import AbstractPage
from wagtail.permissions import policy_registry

from treatments.querysets import clinic_treatment_model, treatment_model

from .forms import ReleaseForm
from .release import clinics_of, give_treatment, may_release, uses_of, withdraw_all

ANSWERED = "clinics-answered"


def ask_before_deletion(request, pages):
    """Return the page that asks what becomes of clinics' pages; None when there is no question.

    `pages` are about to be deleted, by the view that calls this. With a valid answer, what it
    says is done first, in the view's transaction. Raises PermissionDenied for an answer about
    pages of which the person may not decide.
    """
    pages = list(pages)
    users = list(uses_of(pages))
    if not users:
        return None
    visible, hidden = _by_visibility(users, request.user)
    withheld = [page for page in users if not may_release(page, request.user)]
    form = _release_form(request, pages, users)
    if form.is_bound:
        if withheld:
            raise PermissionDenied
        if type_to_delete_confirmation(request) and form.is_valid():
            _carry_out(form, request.user)
            return None
    count = sum(page.get_descendant_count() + 1 for page in pages)
    limit = getattr(settings, "WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT", 10)
    return TemplateResponse(
        request,
        "treatments/offering/delete.html",
        {
            "pages": pages,
            "form": form,
            "total_page_count": count,
            "type_to_confirm": count >= limit,
            "withheld": [page for page in withheld if page in visible],
            "withheld_count": len(withheld),
            "hidden_count": len(hidden),
            "next": get_valid_next_url_from_request(request),
            "action_url": request.get_full_path(),
            "wagtail_site_name": getattr(settings, "WAGTAIL_SITE_NAME", "wagtail"),
        },
    )


def ask_before_unpublishing(request, pages, include_descendants=False):
    """Return the page that says which clinics' pages go off the site with `pages`; or None."""
    if ANSWERED in request.POST:
        return None
    treatments = [page for page in pages if issubclass(page.specific_class, treatment_model())]
    if include_descendants:
        treatments = pages
    users = [page for page in uses_of(treatments) if page.live and page.treatment.live]
    if not users:
        return None
    visible, hidden = _by_visibility(users, request.user)
    return TemplateResponse(
        request,
        "treatments/offering/unpublish.html",
        {
            "pages": pages,
            "clinics": [(clinic, page) for page, clinic in clinics_of(visible).items()],
            "count": len(users),
            "hidden_count": len(hidden),
            "fields": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name != "csrfmiddlewaretoken"
            ],
            "action_url": request.get_full_path(),
            "next": get_valid_next_url_from_request(request),
        },
    )


def before_delete_page(request, page):
    return ask_before_deletion(request, [page])


def before_unpublish_page(request, page):
    return ask_before_unpublishing(request, [page], "include_descendants" in request.POST)


def before_bulk_action(request, action_type, objects, action):
    if not issubclass(action.model, AbstractPage):
        return None
    if action_type == "delete":
        return ask_before_deletion(request, objects)
    if action_type == "unpublish":
        descendants = action.cleaned_form.cleaned_data["include_descendants"]
        return ask_before_unpublishing(request, objects, descendants)
    return None


def _release_form(request, pages, users):
    uses = {}
    for page in users:
        uses.setdefault(page.treatment, []).append(page)
    going = [treatment.pk for treatment in uses]
    replacements = treatment_model().objects.live().filter(alias_of=None).exclude(pk__in=going)
    for page in pages:
        replacements = replacements.exclude(path__startswith=page.path)
    data = request.POST if ANSWERED in request.POST else None
    return ReleaseForm(
        data, uses=uses, replacements=replacements.order_by("title"), clinics=clinics_of(users)
    )


def _carry_out(form, user):
    for pages, other in form.decisions():
        if other is None:
            withdraw_all(pages, user)
        else:
            give_treatment(pages, other, user)


def _by_visibility(pages, user):
    """Split `pages` into those that a person may see in the explorer and the others."""
    policy = policy_registry.get_by_type(clinic_treatment_model())
    explorable = policy.explorable_instances(user).filter(pk__in=[page.pk for page in pages])
    ids = set(explorable.values_list("pk", flat=True))
    visible = [page for page in pages if page.pk in ids]
    return visible, [page for page in pages if page.pk not in ids]
