"""The files of pictures and documents, each for those who may see the collection that it is in.

Pictures are below `MEDIA_URL`, and nothing else is there: documents have an address of Wagtail's,
and an upload that waits for the rest of its form is nobody's yet. What is in a collection that is
made private is shut from the next request on, with every size of a picture.
"""

from functools import wraps
from mimetypes import guess_type
from pathlib import PurePath
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404
from django.urls import path
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe
from PIL import Image
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.wagtail_hooks import check_view_restrictions
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile
from wagtail.utils import sendfile_streaming_backend
from wagtail.utils.sendfile import sendfile
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .conf import setting
from .visibility import Visibility

OK, FORBIDDEN = 200, 403
BROWSER_MAX_AGE = 24 * 60 * 60


def media_urls():
    """Return the URL patterns of what is below `MEDIA_URL`; none where that is all of a host."""
    prefix = urlsplit(settings.MEDIA_URL).path.strip("/")
    return [path(f"{prefix}/<path:name>", media, name="media")] if prefix else []


def document_urls():
    """Return the URL patterns of Wagtail's documents, which other caches than browsers' never keep.

    Wagtail says nothing of caches, so that they would keep a document for a while that somebody
    else may not see, or nobody any more. Needless once it does.
    """
    return decorate_urlpatterns(wagtaildocs_urls.urlpatterns, _asked_for_each_time)


def _asked_for_each_time(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        response = _without_encoding(view(*args, **kwargs))
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return wrapper


@require_safe
def media(request, name):
    """Serve an original or a size of an image, or the portrait of somebody who uses the admin.

    Who may not see an image is asked for a password or to sign in, as for a document of its
    collection. Raises `Http404` for every other name.
    """
    # PostgreSQL takes no text with a NUL.
    if "\x00" in name:
        raise Http404
    images = _images_of(name)
    if not images:
        return _private(_send(request, _portrait(request, name)))
    visibility = Visibility()
    hidden = [image for _, image in images if not visibility.collection_is_public(image.collection)]
    for image in hidden:
        if refusal := _refusal(request, image):
            return refusal
    response = _send(request, images[0][0])
    return _private(response) if hidden else _public(response)


def _images_of(name):
    """Return `(file, image)` for every image of which this is a size or the original."""
    model = get_image_model()
    sizes = model.get_rendition_model().objects.filter(file=name)
    originals = model.objects.filter(file=name).select_related("collection")
    return [(size.file, size.image) for size in sizes.select_related("image__collection")] or [
        (image.file, image) for image in originals
    ]


def _portrait(request, name):
    profile = UserProfile.objects.filter(avatar=name).first()
    if not profile or not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    return profile.avatar


def _refusal(request, image):
    """Return the answer to somebody who may not see an image, or None for everybody else."""
    policy = policy_registry.get_by_type(type(image))
    # Whoever chooses or edits it in the admin sees it there.
    if policy.user_has_any_permission_for_instance(
        request.user, ["choose", "change", "delete"], image
    ):
        return None
    refusal = check_view_restrictions(image, request)
    if refusal and refusal.status_code == OK:
        # The form for the password is not the picture that was asked for.
        refusal.status_code = FORBIDDEN
    return refusal and _private(refusal)


def _send(request, file):
    """Return the response of a file; the server in front sends it if `SENDFILE_BACKEND` says so.

    Raises `Http404` when there is no such file.
    """
    backend = getattr(settings, "SENDFILE_BACKEND", None)
    send = import_string(f"{backend}.sendfile") if backend else sendfile_streaming_backend.sendfile
    mimetype = _mimetype(file.name)
    is_picture = mimetype.startswith("image/")
    response = _without_encoding(
        sendfile(request, file.path, attachment=not is_picture, mimetype=mimetype, backend=send)
    )
    # As Wagtail does for documents: what is a picture by its name may be a web page as well.
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _without_encoding(response):
    # Wagtail writes "None" where there is none; needless once it leaves the header out.
    if response.headers.get("Content-Encoding") == "None":
        del response.headers["Content-Encoding"]
    return response


def _mimetype(name):
    # Not every system knows the newer formats, which Pillow does.
    kind = Image.registered_extensions().get(PurePath(name).suffix.lower())
    return Image.MIME.get(kind) or guess_type(name)[0] or "application/octet-stream"


def _public(response):
    """Let browsers keep a picture, and other caches too, which ask each time or after a while."""
    shared = setting("MEDIA_SHARED_MAX_AGE")
    patch_cache_control(response, public=True, max_age=BROWSER_MAX_AGE, s_maxage=shared)
    return response


def _private(response):
    add_never_cache_headers(response)
    return response
