"""The part of an image model that keeps its file clean, whoever stores it."""

import io

from django.core.files import File
from django.db import models
from wagtail.images.models import ImageQuerySet, get_upload_to
from wagtail.utils.file import hash_filelike

from home.images.cleaning import clean_image
from home.images.fields import CleanImageField
from home.images.focal_points import clip

# What a new file decides.
FILE_FIELDS = frozenset({"file", "width", "height", "file_size", "file_hash", "clean_hash"})
# Wagtail makes three sizes at once, each from a decoded picture of its own.
MAX_PIXELS_AT_ONCE = 50_000_000
SIZES_AT_ONCE = 3


class CleanImageQuerySet(ImageQuerySet):
    """Images that are clean in whatever number they are made."""

    def bulk_create(self, objs, *args, **kwargs):
        """Insert images; their files are stored first, as they decide the other columns."""
        objs = list(objs)
        for image in objs:
            image.store_file()
        return super().bulk_create(objs, *args, **kwargs)


class CleanImageMixin(models.Model):
    """Stands before Wagtail's `AbstractImage`: stored files are upright and clean.

    Saving an image with a new file raises `SourceImageIOError` when it cannot be read or has more
    pixels than `WAGTAILIMAGES_MAX_IMAGE_PIXELS`.
    """

    file = CleanImageField(
        "file", upload_to=get_upload_to, width_field="width", height_field="height"
    )
    clean_hash = models.CharField(
        max_length=40,
        blank=True,
        editable=False,
        help_text="The SHA-1 hash of the file as it was cleaned; another file has yet to be.",
    )

    objects = CleanImageQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        """Save the image; a new file is stored first, as it decides what is saved of it."""
        self.store_file()
        if update_fields is not None and "file" in update_fields:
            update_fields = FILE_FIELDS.union(update_fields)
        super().save(*args, update_fields=update_fields, **kwargs)

    def store_file(self):
        """Store a new file, clean, and keep the focal point inside it; nothing else is saved."""
        self.file.store()
        self.clip_focal_point()

    def clip_focal_point(self):
        """Cut off what of the focal point lies outside the picture."""
        if self.has_focal_point():
            self.focal_point_x, self.focal_point_width = clip(
                self.focal_point_x, self.focal_point_width, self.width
            )
            self.focal_point_y, self.focal_point_height = clip(
                self.focal_point_y, self.focal_point_height, self.height
            )

    def is_clean(self, file):
        """Whether a file is the one that was cleaned for this image."""
        return hash_filelike(file) == self.clean_hash

    def create_renditions(self, *filters):
        """Make sizes, of a large picture one after the other: each decodes it again."""
        if SIZES_AT_ONCE * self.width * self.height > MAX_PIXELS_AT_ONCE:
            return {filter: self.create_rendition(filter) for filter in filters}
        return super().create_renditions(*filters)

    def generate_rendition_file(self, filter, *, source=None):
        """Return one size of the picture, clean even where the stored file is not yet."""
        if source is None:
            with self.open_file() as file:
                source = File(io.BytesIO(file.read()), name=self.file.name)
        if not self.is_clean(source):
            source = clean_image(source)
        return super().generate_rendition_file(filter, source=source)
