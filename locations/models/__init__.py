from .contact import ContactMixin, SocialLink
from .hours import HoursMixin, OpeningException, OpeningHours
from .index_pages import LocationIndexPage, LocationIndexPageMixin
from .pages import LocationPage, LocationPageMixin
from .people import Practitioner
from .photos import ClinicPhoto
from .place import PlaceMixin

__all__ = [
    "ClinicPhoto",
    "ContactMixin",
    "HoursMixin",
    "LocationIndexPage",
    "LocationIndexPageMixin",
    "LocationPage",
    "LocationPageMixin",
    "OpeningException",
    "OpeningHours",
    "PlaceMixin",
    "Practitioner",
    "SocialLink",
]
