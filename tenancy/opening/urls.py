from django.urls import path

from tenancy.closing.views import CloseView, ReopenView
from tenancy.people.views import InviteView, RemoveView, SendAgainView

from .views import AddClinicView, ClinicView, SetUpView

PERSON = "clinics/<int:pk>/people/<str:user_id>"
urlpatterns = [
    path("clinics/add/<int:pk>/", AddClinicView.as_view(), name="tenancy_add_clinic"),
    path("clinics/<int:pk>/", ClinicView.as_view(), name="tenancy_clinic"),
    path("clinics/<int:pk>/set-up/", SetUpView.as_view(), name="tenancy_set_up"),
    path("clinics/<int:pk>/close/", CloseView.as_view(), name="tenancy_close"),
    path("clinics/<int:pk>/reopen/", ReopenView.as_view(), name="tenancy_reopen"),
    path("clinics/<int:pk>/invite/", InviteView.as_view(), name="tenancy_invite"),
    path(f"{PERSON}/send-again/", SendAgainView.as_view(), name="tenancy_send_again"),
    path(f"{PERSON}/remove/", RemoveView.as_view(), name="tenancy_remove_person"),
]
