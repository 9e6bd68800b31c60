"""The endpoints of images and documents."""

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from delivery.conf import setting
from delivery.documents.envelope import DocumentSerializer
from delivery.documents.fields import WholeObjectField
from delivery.documents.shapes import focal_point_shape
from delivery.schema.shapes import integer, nullable, text, url
from delivery.search.fulltext import tokens
from delivery.urls import absolute
from delivery.usage import shown_files

from .backends import (
    FieldsFilter,
    OrderingFilter,
    SearchFilter,
    found_in_index,
    titles_first,
)
from .base import SiteViewSetMixin


class DownloadUrlField(WholeObjectField):
    """The address of the file itself."""

    def schema(self, schemas):
        return url(description="The address of the file itself.")

    def to_representation(self, document):
        return absolute(document.url)


class OriginalUrlField(WholeObjectField):
    """The address of an image as it was uploaded, uncropped; null unless the setting gives it."""

    def schema(self, schemas):
        words = "The address of the uncropped original, where the installation gives it."
        return nullable(url(description=words))

    def to_representation(self, image):
        return absolute(image.file.url) if setting("ORIGINAL_IMAGE_URLS") else None


class AltField(WholeObjectField):
    """The alternative text; `""` for decoration."""

    def schema(self, schemas):
        return text(description="The alternative text; empty for decoration.")

    def to_representation(self, image):
        return image.default_alt_text


class CreditField(WholeObjectField):
    """Whom the licence asks to name, or null; an image model without credits has none."""

    def schema(self, schemas):
        return nullable(text(description="Whom the licence asks to name."))

    def to_representation(self, image):
        return getattr(image, "credit", "") or None


class FocalPointField(WholeObjectField):
    """`{"x", "y", "width", "height"}` in pixels of the original, or null."""

    keys = ("x", "y", "width", "height")

    def schema(self, schemas):
        return nullable(schemas.shape("FocalPoint"))

    def to_representation(self, image):
        return focal_point_shape(image)


class RenditionsField(WholeObjectField):
    """`{"card": {"url", "width", "height"}, …}`: the sizes of `CLINICSITE["IMAGE_RENDITIONS"]`."""

    @property
    def keys(self):
        return tuple(setting("IMAGE_RENDITIONS"))

    def schema(self, schemas):
        return schemas.renditions()

    def prefetch(self, instances):
        renditions = (
            type(instances[0])
            .get_rendition_model()
            .objects.filter(filter_spec__in=set(setting("IMAGE_RENDITIONS").values()))
        )
        prefetch_related_objects(
            instances, Prefetch("renditions", renditions, to_attr="prefetched_renditions")
        )

    def to_representation(self, image):
        return self.references.renditions(image)


class FilenameField(WholeObjectField):
    """The name of the file, without its folder."""

    def schema(self, schemas):
        return text()

    def to_representation(self, document):
        return document.filename


class FileSizeField(WholeObjectField):
    """The size of the file in bytes, or null when it is not known."""

    def schema(self, schemas):
        return nullable(integer(minimum=0, description="In bytes."))

    def to_representation(self, document):
        return document.file_size


class ImageSerializer(DocumentSerializer):
    # Decoration has an empty alternative text, which is not a missing one.
    keeps_empty = frozenset({"alt"})

    download_url = OriginalUrlField()
    alt = AltField()
    credit = CreditField()
    focal_point = FocalPointField()
    renditions = RenditionsField()


class LibraryDocumentSerializer(DocumentSerializer):
    download_url = DownloadUrlField()
    filename = FilenameField()
    size = FileSizeField()


class FilesViewSetMixin(SiteViewSetMixin):
    """Images and documents: those that are shown by what is public, in no private collection."""

    filter_backends = [FieldsFilter, OrderingFilter, SearchFilter]
    known_query_parameters = BaseAPIViewSet.known_query_parameters | {"site"}

    def get_queryset(self):
        return shown_files(BaseAPIViewSet.get_queryset(self), self.site, self.visibility)

    def found(self, queryset, text, operator):
        """By title, description and tags; those with the words in their title come first."""
        words = tokens(text)
        if not words:
            return queryset.none()
        found = queryset.filter(pk__in=found_in_index(queryset, words, operator))
        return found if "order" in self.request.GET else titles_first(found, words, operator)


class ImagesViewSet(FilesViewSetMixin, ImagesAPIViewSet):
    """`/images/`: pictures in the shape they have inside pages, with Wagtail's `meta`."""

    endpoint = "images"
    base_serializer_class = ImageSerializer
    body_fields = [
        *ImagesAPIViewSet.body_fields,
        "alt",
        "focal_point",
        "credit",
        "renditions",
    ]


class DocumentsViewSet(FilesViewSetMixin, DocumentsAPIViewSet):
    """`/documents/`: files in the shape they have inside pages, with Wagtail's `meta`."""

    endpoint = "documents"
    base_serializer_class = LibraryDocumentSerializer
    body_fields = [*DocumentsAPIViewSet.body_fields, "filename", "size"]
