from django.apps import apps
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .clinic_listing import ClinicTreatmentListingViewSet
from .overrides import hooks as override_hooks
from .reach import hooks as reach_hooks
from .register_admin import RegisterGroup
from .viewsets import TreatmentListingViewSet

modeladmin_register(RegisterGroup)
reach_hooks.register()


@hooks.register("register_admin_viewset")
def register_treatment_listing():
    return TreatmentListingViewSet()


@hooks.register("register_admin_viewset")
def register_clinic_treatment_listing():
    return ClinicTreatmentListingViewSet()


@hooks.register("register_admin_urls")
def register_override_urls():
    return override_hooks.urlpatterns


@hooks.register("register_reports_menu_item")
def register_stale_overrides_menu_item():
    return override_hooks.menu_item()


@hooks.register("register_log_actions")
def register_override_log_actions(actions):
    override_hooks.register_log_actions(actions)


# Its redirects are models of that app; without it, a check says what is missing.
if apps.is_installed("wagtail.contrib.redirects"):
    from .offering import hooks as offering_hooks

    offering_hooks.register()
