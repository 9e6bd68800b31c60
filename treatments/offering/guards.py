"""What is asked before a treatment of the library goes while clinics' pages show it."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import AbstractPage
from wagtail.permissions import policy_registry

from delivery.sites import same_group
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
    visible = _explorable(users, request.user)
    withheld = [page for page in users if not may_release(page, request.user)]
    form = _release_form(request, pages, users)
    if form.is_bound:
        if withheld:
            raise PermissionDenied
        if type_to_delete_confirmation(request) and form.is_valid():
            _carry_out(form, request)
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
            "visible": visible,
            "withheld": withheld,
            "next": get_valid_next_url_from_request(request),
            "back_url": _back_url(pages),
            "submit_url": request.get_full_path(),
            "wagtail_site_name": getattr(settings, "WAGTAIL_SITE_NAME", "wagtail"),
        },
    )


def ask_before_unpublishing(request, pages, include_descendants=False):
    """Return the page that says which clinics' pages go off the site with `pages`; or None."""
    if ANSWERED in request.POST:
        return None
    if not include_descendants:
        pages = [page for page in pages if issubclass(page.specific_class, treatment_model())]
    # An alias is unpublished with its source.
    aliases = treatment_model().objects.filter(alias_of__in=[page.pk for page in pages])
    users = uses_of([*pages, *aliases])
    users = [page for page in users if page.live and page.treatment.live]
    if not users:
        return None
    visible = _explorable(users, request.user)
    return TemplateResponse(
        request,
        "treatments/offering/unpublish.html",
        {
            "pages": pages,
            "users": list(clinics_of(visible).items()),
            "visible": visible,
            "count": len(users),
            "hidden_count": len(users) - len(visible),
            "fields": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name != "csrfmiddlewaretoken"
            ],
            "submit_url": request.get_full_path(),
            "next": get_valid_next_url_from_request(request),
            "back_url": _back_url(pages),
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
    replacements = same_group(replacements, pages[0])
    data = request.POST if ANSWERED in request.POST else None
    return ReleaseForm(
        data, uses=uses, replacements=replacements.order_by("title"), clinics=clinics_of(users)
    )


def _carry_out(form, request):
    for pages, other in form.decisions():
        if other is None:
            withdraw_all(pages, request.user)
            outcome = "withdrawn"
        else:
            give_treatment(pages, other, request.user)
            outcome = f"showing “{other.title}”"
        count = "1 page of a clinic is" if len(pages) == 1 else f"{len(pages)} pages of clinics are"
        messages.success(request, f"{count} {outcome}.")


def _explorable(pages, user):
    """Return those of `pages` that a person may see in the explorer."""
    policy = policy_registry.get_by_type(clinic_treatment_model())
    explorable = policy.explorable_instances(user).filter(pk__in=[page.pk for page in pages])
    ids = set(explorable.values_list("pk", flat=True))
    return [page for page in pages if page.pk in ids]


def _back_url(pages):
    return reverse("wagtailadmin_explore", args=[pages[0].get_parent().pk])
