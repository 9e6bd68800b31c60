"""Shows in the admin how documents are kept after a change, if that takes longer than a moment.

The answer to the change sets a cookie. With it, a script on the next page of the admin asks for
what is left, mostly nothing. Otherwise it says how much that is, and asks again and again for it to
be kept, a step each time.
"""

from django.conf import settings
from django.http import JsonResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin.staticfiles import versioned_static

from delivery.conf import setting

from .models import Touch
from .upkeep.building import outdated_documents
from .upkeep.keeping import keep, suppress_to_log

# What the script keeps in it is of how many documents; it takes the cookie away at the end.
COOKIE = "documents_progress"
# For how many seconds the cookie waits for a page of the admin.
COOKIE_AGE = 10 * 60
# For how many seconds each step goes on; others wait for the lock as long, readers among them.
STEP = 1


def show_progress(request, response):
    """Have the next page of the admin ask what is left, if the request was one to the admin."""
    root = admin_root()
    if root and request.path.startswith(root):
        response.set_cookie(
            COOKIE,
            "0",
            max_age=COOKIE_AGE,
            path=root,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )


def admin_root():
    """Return the path below which the admin is, None where there is none."""
    try:
        return reverse("wagtailadmin_home")
    except NoReverseMatch:
        return None


def documents_left():
    """Return how many documents, and changes that nobody has looked into, wait to be kept."""
    return Touch.objects.count() + outdated_documents().count()


@never_cache
@require_POST
def documents_progress(request):
    """Keep documents for a moment; return how many are left: `{"left": 120, "is_done": false}`.

    At the end only those are left that cannot be made. Wagtail lets nobody in who may not enter the
    admin. Whatever is wrong with keeping them is in the log, and their number is that of before.
    """
    if not setting("PUBLISHED_DOCUMENTS"):
        return JsonResponse({"left": 0, "is_done": True})
    is_done = False
    with suppress_to_log():
        is_done = keep(STEP)
    return JsonResponse({"left": documents_left(), "is_done": is_done})


urlpatterns = [path("documents/progress/", documents_progress, name="documents_progress")]


def script():
    """Return what every page of the admin loads; it does nothing without the cookie."""
    return format_html(
        '<script src="{}" data-url="{}" data-cookie="{}" data-path="{}" data-age="{}"></script>',
        versioned_static("published/progress.js"),
        reverse("documents_progress"),
        COOKIE,
        admin_root(),
        COOKIE_AGE,
    )


def stylesheet():
    return format_html(
        '<link rel="stylesheet" href="{}">', versioned_static("published/progress.css")
    )
