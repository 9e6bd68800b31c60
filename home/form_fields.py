"""The field of a picture's file: what is chosen is decoded and cleaned before anything is kept.

Wagtail reads no more than a picture's head before it stores it, and fails when it makes the first
size of a damaged one.
"""

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.models import SourceImageIOError

from home.images.cleaning import TOO_MANY_PIXELS, clean_image


class UploadedImageField(WagtailImageField):
    """Accepts a picture that can be decoded to its last pixel, and gives it clean."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.error_messages["file_too_many_pixels"] = TOO_MANY_PIXELS

    def check_image_pixel_size(self, f):
        """Raise a `ValidationError` for a picture that is too large, or whose head is damaged."""
        try:
            super().check_image_pixel_size(f)
        except ValidationError:
            raise
        except Exception as error:
            # A decoder may raise anything at all.
            raise self._invalid() from error

    def to_python(self, data):
        file = super().to_python(data)
        if file is None:
            return None
        try:
            return clean_image(file)
        except SourceImageIOError as error:
            raise self._invalid() from error

    def _invalid(self):
        return ValidationError(self.error_messages["invalid_image"], code="invalid_image")
