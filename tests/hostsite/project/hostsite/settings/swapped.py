"""Every app, on a base page and with pictures of the project's own."""

from .all_apps import *  # noqa: F403
from .all_apps import INSTALLED_APPS

INSTALLED_APPS = ["content", "base", "pictures", *INSTALLED_APPS]

WAGTAIL_PAGE_MODEL = "base.BasePage"
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"

FAQ_FAQINDEXPAGE_MODEL = "content.FAQIndexPage"
FAQ_FAQPAGE_MODEL = "content.FAQPage"
HOME_HOMEPAGE_MODEL = "content.HomePage"
LOCATIONS_LOCATIONINDEXPAGE_MODEL = "content.LocationIndexPage"
LOCATIONS_LOCATIONPAGE_MODEL = "content.LocationPage"
TREATMENTS_CLINICTREATMENTPAGE_MODEL = "content.ClinicTreatmentPage"
TREATMENTS_TREATMENTINDEXPAGE_MODEL = "content.TreatmentIndexPage"
TREATMENTS_TREATMENTPAGE_MODEL = "content.TreatmentPage"

# The project asks for alternative texts in its own way.
SILENCED_SYSTEM_CHECKS = ["home.W001"]
