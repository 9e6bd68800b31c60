"""The sizes in which every image is served: `CLINICSITE["IMAGE_RENDITIONS"]`."""

import logging

from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from delivery.conf import setting
from delivery.urls import absolute

logger = logging.getLogger(__name__)


def rendition_shapes(image):
    """Return `{name: {"url", "width", "height"}}` of an image; None where its file fails.

    Sizes that do not exist yet are made and kept.
    """
    return {
        name: rendition
        and {
            "url": absolute(rendition.url),
            "width": rendition.width,
            "height": rendition.height,
        }
        for name, rendition in _renditions(image).items()
    }


def _renditions(image):
    specs = setting("IMAGE_RENDITIONS")
    try:
        # All at once: one by one, each would be written to the cache again at every reading.
        found = image.get_renditions(*specs.values())
        return dict(zip(specs, found.values(), strict=True))
    except (OSError, ValueError):
        return {name: _rendition(image, name, spec) for name, spec in specs.items()}


def _rendition(image, name, spec):
    try:
        return image.get_rendition(spec)
    except (SourceImageIOError, InvalidFilterSpecError, OSError) as error:
        logger.warning("Image %s has no %s rendition: %s", image.pk, name, error)
        return None
