"""The settings of `tenancy`, read when they are used: the project's `CLINICSITE` dictionary."""

from django.conf import settings

DEFAULTS = {
    # For how many weeks a clinic's home shows what the library has changed.
    "SHARED_CHANGES_WEEKS": 6,
}


def setting(name):
    """Return the value of `CLINICSITE[name]`, or its default."""
    return getattr(settings, "CLINICSITE", {}).get(name, DEFAULTS[name])
