from django.urls import path

from .views import AddFromLibraryView, OfferView, WithdrawView

urlpatterns = [
    path("treatments/<int:pk>/offer/", OfferView.as_view(), name="treatments_offer"),
    path(
        "treatments/clinics/<int:pk>/add-from-library/",
        AddFromLibraryView.as_view(),
        name="treatments_add_from_library",
    ),
    path(
        "treatments/clinic-pages/<int:page_id>/withdraw/",
        WithdrawView.as_view(),
        name="treatments_withdraw",
    ),
]
