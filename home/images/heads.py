"""What a picture's head says of its size, read without decoding the picture.

Willow decodes a picture to tell its size, so Wagtail's bound on pixels (the setting
`WAGTAILIMAGES_MAX_IMAGE_PIXELS`) speaks when the memory is spent; and it counts one frame of a
moving picture. Once Willow reads the head alone and counts frames, `register_head_readers` is not
needed.
"""

from PIL import Image
from willow import image as willow_image
from willow.registry import registry

# Willow knows no other that move. The further frames of other formats are previews, or pages.
MOVING_FORMATS = frozenset({"GIF", "WEBP"})

READ_BY_PILLOW = (
    willow_image.AvifImageFile,
    willow_image.BMPImageFile,
    willow_image.GIFImageFile,
    willow_image.HeicImageFile,
    willow_image.IcoImageFile,
    willow_image.JPEGImageFile,
    willow_image.PNGImageFile,
    willow_image.TIFFImageFile,
    willow_image.WebPImageFile,
)


def read_head(file):
    """Return a picture of Pillow's that is not decoded yet; its size is the stored one."""
    file.seek(0)
    return Image.open(file)


def count_frames(picture):
    """Return of how many frames a picture of Pillow's is made; 1 unless it moves."""
    return getattr(picture, "n_frames", 1) if picture.format in MOVING_FORMATS else 1


def register_head_readers():
    """Let Willow, and so Wagtail, tell sizes and count frames from the heads of files."""
    for image_class in READ_BY_PILLOW:
        registry.register_operation(image_class, "get_size", lambda image: read_head(image.f).size)
        registry.register_operation(
            image_class, "get_frame_count", lambda image: count_frames(read_head(image.f))
        )
