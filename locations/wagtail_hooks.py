from wagtail import hooks

from .viewsets import ClinicListingViewSet


@hooks.register("register_admin_viewset")
def register_clinic_listing():
    return ClinicListingViewSet()
