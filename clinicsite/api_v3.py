"""The write API: Wagtail's v3 (a preview in Wagtail 8), behind a token in everything.

Front ends read v2, which needs no token and knows what is public of each page. v3 would let
anybody read the live pages as Wagtail stores them, so here it answers nobody without a token; and
with one it shows what that person sees in the admin. Pages, their drafts and all writes are held
to that by Wagtail's permissions; what these leave open is closed here.
"""

from functools import wraps

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404
from ninja.renderers import JSONRenderer
from wagtail.api.v3.urls import api
from wagtail.contrib.redirects.api.v3 import router as redirects_router
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.api.v3 import router as documents_endpoint
from wagtail.images.api.v3 import router as images_endpoint
from wagtail.permissions import policy_registry

from tenancy.scope.rules import choosable_documents, choosable_images, choosable_pages

RELATIVES = ("parent", "alias_of")


def with_token(operation):
    """Refuse, with 401, what is asked without a valid token of an active user."""

    @wraps(operation)
    def wrapper(request, *args, **kwargs):
        if not request.user.is_authenticated:
            raise PermissionDenied
        return operation(request, *args, **kwargs)

    return wrapper


def for_those_who_may(operation):
    """Show redirects, which have no clinic, to those alone who keep them."""

    @wraps(operation)
    def wrapper(request, *args, **kwargs):
        policy = policy_registry.get_by_type(Redirect)
        if not policy.user_has_any_permission(request.user, ["add", "change", "delete", "view"]):
            raise PermissionDenied
        return operation(request, *args, **kwargs)

    return wrapper


def with_number(run):
    """Answer 404 for a page whose number is none; Wagtail's own look-up would fail."""

    @wraps(run)
    def wrapper(request, **path):
        if not str(path.get("page_id", 0)).isdecimal():
            return api.on_exception(request, Http404("Not found"))
        return run(request, **path)

    return wrapper


class RelativesRenderer(JSONRenderer):
    """Leaves out the parent of a page, and the source of an alias, where they are not to be seen.

    Wagtail names them whoever asks; either may be a draft that is somebody else's.
    """

    def render(self, request, data, *, response_status):
        if isinstance(data, dict):
            for page in (data, data.get("content_object")):
                _hide_relatives(page, request.user)
        return super().render(request, data, response_status=response_status)


def _hide_relatives(page, user):
    meta = page.get("meta") if isinstance(page, dict) else None
    named = {name: meta[name]["id"] for name in RELATIVES if meta and meta.get(name)}
    if named:
        seen = choosable_pages(user).filter(pk__in=named.values()).values_list("pk", flat=True)
        meta.update({name: None for name, pk in named.items() if pk not in set(seen)})


def _replace(module, name, function):
    """Put `function` in the place of a module's: Wagtail has no hook for what its lists show."""
    if not hasattr(module, name):
        raise ImproperlyConfigured(f"{module.__name__} has no {name} that could be narrowed.")
    setattr(module, name, function)


def images_queryset(request):
    """Return the images of an endpoint's list: those that the token's person may choose."""
    return choosable_images(request.user).prefetch_related("tags").order_by("pk")


def documents_queryset(request):
    """Return the documents of an endpoint's list: those that the token's person may choose."""
    return choosable_documents(request.user).prefetch_related("tags").order_by("pk")


_replace(images_endpoint, "get_images_queryset", images_queryset)
_replace(documents_endpoint, "get_documents_queryset", documents_queryset)
api.renderer = RelativesRenderer()
redirects_router.add_decorator(for_those_who_may)
api.add_decorator(with_token)
api.add_decorator(with_number, mode="view")
