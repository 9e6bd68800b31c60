"""The field of a picture's file: what is chosen is decoded once before anything is kept.

Wagtail reads no more than a picture's head before it stores it, and fails when it makes the first
size of a damaged one. Once its own field decodes what it accepts, none of this is needed.
"""

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps, ImageSequence
from wagtail.images.fields import WagtailImageField

# The formats whose further frames are shown. Those of a JPEG are a camera's previews.
MOVING_FORMATS = frozenset({"AVIF", "GIF", "PNG", "WEBP"})


class DecodedImageField(WagtailImageField):
    """Accepts a picture that can be decoded to its last pixel."""

    def check_image_pixel_size(self, f):
        """Raise a `ValidationError` for a picture that is too large or damaged."""
        try:
            super().check_image_pixel_size(f)
            # Pillow knows no SVG, of which no other size is made.
            if f.image.format_name != "svg":
                self._decode(f.image.f)
        except ValidationError:
            raise
        except Exception as error:
            # A decoder may raise anything at all.
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error

    def _decode(self, file):
        file.seek(0)
        with Image.open(file) as picture:
            if picture.format in MOVING_FORMATS:
                self._check_frames(picture)
                for frame in ImageSequence.Iterator(picture):
                    frame.load()
                picture.seek(0)
            picture.load()
            # As it will be for every size: what a camera says of it may be damaged as well.
            ImageOps.exif_transpose(picture)
        file.seek(0)

    def _check_frames(self, picture):
        """Bound the pixels of all frames together; Wagtail counts those of one."""
        pixels = picture.width * picture.height * getattr(picture, "n_frames", 1)
        if self.max_image_pixels is not None and pixels > self.max_image_pixels:
            raise ValidationError(
                self.error_messages["file_too_many_pixels"]
                % {"num_pixels": pixels, "max_pixels_count": self.max_image_pixels},
                code="file_too_many_pixels",
            )
