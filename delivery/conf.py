"""The settings of `delivery`, read when they are used: the project's `CLINICSITE` dictionary."""

from django.conf import settings

DEFAULTS = {
    # Every image in the API comes in these sizes: name -> Wagtail filter specification.
    "IMAGE_RENDITIONS": {
        "thumbnail": "fill-160x160",
        "card": "fill-640x480",
        "medium": "width-800",
        "large": "width-1600",
        "social": "fill-1200x630",
    },
    # Whether the API gives the address of an image's original, which nobody has cropped.
    "ORIGINAL_IMAGE_URLS": False,
    # The namespace that the API router was made with.
    "API_NAMESPACE": "wagtailapi",
    # For how many seconds caches may keep an answer of the content API, and for how many more they
    # may serve it while they ask for a new one.
    "CACHE_MAX_AGE": 60,
    "CACHE_STALE_WHILE_REVALIDATE": 600,
    # For how many seconds caches that many share, such as CDNs, may show a public picture without
    # asking again. For as long they go on showing one whose collection is made private.
    "MEDIA_SHARED_MAX_AGE": 0,
    # Whether documents of public pages are kept finished (`delivery.published`). Switched on again,
    # they are true after `manage.py documents build --again`.
    "PUBLISHED_DOCUMENTS": True,
    # How much memory of a process keeps finished answers, in bytes; 0 for none.
    "RESPONSE_CACHE_BYTES": 32 * 1024 * 1024,
    # For how many weeks a clinic's home shows what the library has changed; 0 for not at all.
    "SHARED_CHANGES_WEEKS": 6,
    # For how many seconds a front end may read the draft that it was shown, a day at most.
    "PREVIEW_MAX_AGE": 60 * 60,
    # For how many days the link to a draft may be good; the first unless another is chosen.
    "SHARE_LINK_DAYS": [1, 7, 30],
    # What `delivery.webhooks` is told; its own defaults stand in `delivery/webhooks/conf.py`.
    "WEBHOOKS": {},
}


def setting(name):
    """Return the value of `CLINICSITE[name]`, or its default."""
    return getattr(settings, "CLINICSITE", {}).get(name, DEFAULTS[name])
