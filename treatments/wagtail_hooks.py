from django.apps import apps
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .clinic_listing import ClinicTreatmentListingViewSet
from .register_admin import RegisterGroup
from .viewsets import TreatmentListingViewSet

modeladmin_register(RegisterGroup)


@hooks.register("register_admin_viewset")
def register_treatment_listing():
    return TreatmentListingViewSet()


@hooks.register("register_admin_viewset")
def register_clinic_treatment_listing():
    return ClinicTreatmentListingViewSet()

# Its redirects are models of that app; without it, a check says what is missing.
if apps.is_installed("wagtail.contrib.redirects"):
    from .offering import hooks as offering_hooks

    offering_hooks.register()
