"""The admin's API of images and documents, which lists what a person may choose."""

from rest_framework.authentication import SessionAuthentication
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from .rules import choosable_files


class ChoosableFilesMixin:
    authentication_classes = [SessionAuthentication]

    def get_queryset(self):
        choosable = choosable_files(self.request.user, self.model)
        return super().get_queryset().filter(pk__in=choosable.values("pk"))


class ScopedImagesAPIViewSet(ChoosableFilesMixin, ImagesAdminAPIViewSet):
    pass


class ScopedDocumentsAPIViewSet(ChoosableFilesMixin, DocumentsAdminAPIViewSet):
    pass


def construct_admin_api(router):
    router.register_endpoint("images", ScopedImagesAPIViewSet)
    router.register_endpoint("documents", ScopedDocumentsAPIViewSet)
