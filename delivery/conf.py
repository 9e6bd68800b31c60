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
    # The namespace that the API router was made with.
    "API_NAMESPACE": "wagtailapi",
    # For how many weeks a clinic's home shows what the library has changed; 0 for not at all.
    "SHARED_CHANGES_WEEKS": 6,
}


def setting(name):
    """Return the value of `CLINICSITE[name]`, or its default."""
    return getattr(settings, "CLINICSITE", {}).get(name, DEFAULTS[name])
