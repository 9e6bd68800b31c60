"""The images and documents that a batch points at: noted, fetched together, looked up."""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from delivery.conf import setting
from delivery.urls import absolute

from .dependencies import Notes, record_tag_of
from .renditions import AFTER_FAILED_PICTURE, find_renditions, rendition_shapes, rendition_url
from .shapes import document_shape, image_shape


class FileReferences:
    """The part of `References` that is about files."""

    def __init__(self, visibility):
        self.visibility = visibility
        self.notes = Notes()
        self._wanted_images = set()
        self._wanted_documents = set()
        self._filter_specs = set(setting("IMAGE_RENDITIONS").values())
        self._images = {}
        self._renditions = {}
        # The tags of images that lack a size, since their file could not be read or written.
        self.unrendered = set()
        self._documents = {}

    # Noting

    def want_image(self, pk):
        if pk is not None:
            self._wanted_images.add(pk)
            self.notes.add(record_tag_of(get_image_model(), pk))

    def want_rendition(self, filter_spec):
        self._filter_specs.add(filter_spec)

    def want_document(self, pk):
        if pk is not None:
            self._wanted_documents.add(pk)
            self.notes.add(record_tag_of(get_document_model(), pk))

    # Fetching

    def _resolve_files(self):
        self._resolve_images()
        self._resolve_documents()

    def _resolve_images(self):
        pks = self._wanted_images - self._images.keys()
        if pks:
            queryset = get_image_model().objects.filter(pk__in=pks).select_related("collection")
            for image in queryset.prefetch_renditions(*self._filter_specs):
                if self.visibility.collection_is_public(image.collection):
                    self._images[image.pk] = image
        self._wanted_images.clear()

    def _resolve_documents(self):
        pks = self._wanted_documents - self._documents.keys()
        if pks:
            queryset = get_document_model().objects.filter(pk__in=pks)
            for document in queryset.select_related("collection"):
                if self.visibility.collection_is_public(document.collection):
                    self._documents[document.pk] = document
        self._wanted_documents.clear()

    # Looking up

    def image_instance(self, pk):
        return self._images.get(pk)

    def image(self, pk, alt=None):
        """Return the image shape of an image in a public collection, or None.

        `alt` replaces the alternative text of the image itself.
        """
        image = self._images.get(pk)
        return image and image_shape(image, alt, self.renditions(image))

    def renditions(self, image):
        """Return the image's sizes by name; a size whose file cannot be read is None.

        The image must come from a queryset with `prefetch_renditions`. A size that does not
        exist yet is made now and kept.
        """
        if image.pk not in self._renditions:
            self._renditions[image.pk] = shapes = rendition_shapes(image)
            if None in shapes.values():
                self._note_unrendered(image)
        return self._renditions[image.pk]

    def has_rendition(self, image, spec):
        """Whether a size of an image can be shown, as `renditions` finds or makes it."""
        found = rendition_url(image, find_renditions(image, [spec])[spec])
        if found is None:
            self._note_unrendered(image)
        return found is not None

    def _note_unrendered(self, image):
        self.unrendered.add(record_tag_of(type(image), image.pk))

    @property
    def retry_at(self):
        """The moment at which pictures that failed are tried again, None where none has."""
        return self.visibility.now + AFTER_FAILED_PICTURE if self.unrendered else None

    def document(self, pk):
        """Return the document shape of a document in a public collection, or None."""
        document = self._documents.get(pk)
        return document and document_shape(document, absolute(document.url))
