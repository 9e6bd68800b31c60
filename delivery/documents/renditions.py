"""The sizes of images: found, made where they are missing, and None where their file fails."""

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.utils import timezone
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter

from delivery.conf import setting
from delivery.images import savepoint
from delivery.urls import absolute

from .dependencies import record_tag_of

logger = logging.getLogger(__name__)

# How long a size that could not be made is left alone.
AFTER_FAILED_PICTURE = timedelta(minutes=5)
MOST = 10_000

_postponed = ContextVar("postponed renditions", default=None)


class FailedRenditions:
    """The sizes that one process could not make, and does not try again now."""

    def __init__(self):
        self._failed_at = {}

    def add(self, image, spec):
        if len(self._failed_at) >= MOST:
            self._failed_at.clear()
        self._failed_at[_key(image, spec)] = timezone.now()

    def remove(self, image, specs):
        for spec in specs:
            self._failed_at.pop(_key(image, spec), None)

    def holds(self, image, spec):
        moment = self._failed_at.get(_key(image, spec))
        return bool(moment) and timedelta(0) <= timezone.now() - moment < AFTER_FAILED_PICTURE

    def image_ids(self):
        """Return the ids of the images that lack a size, in their order."""
        return sorted({pk for pk, *_ in list(self._failed_at)})

    def clear(self):
        self._failed_at.clear()


failed_renditions = FailedRenditions()


class PostponedRenditions:
    """The sizes that were missing while none was made (`postponed_renditions`)."""

    def __init__(self):
        self._wanted, self._made = {}, {}
        # The tags of the images that lack a size.
        self.lacking = set()

    def take(self, image, specs):
        """Return `{spec: rendition}` of those made by `make`; None of the others, noted."""
        for spec in specs:
            key = _key(image, spec)
            if key not in self._made and not failed_renditions.holds(image, spec):
                self._wanted[key] = (image, spec)
        taken = {spec: self._made.get(_key(image, spec)) for spec in specs}
        if None in taken.values():
            self.lacking.add(record_tag_of(type(image), image.pk))
        return taken

    @property
    def can_be_made(self):
        """Whether any was missing that has not been tried."""
        return bool(self._wanted)

    def make(self):
        """Make what was missing, each once; what fails then is None."""
        wanted, self._wanted, self.lacking = self._wanted, {}, set()
        images = {image.pk: image for image, _ in wanted.values()}
        for pk, image in images.items():
            specs = [spec for owner, spec in wanted.values() if owner.pk == pk]
            for spec, rendition in make_renditions(image, specs).items():
                self._made[_key(image, spec)] = rendition


@contextmanager
def postponed_renditions():
    """Make no size meanwhile, and give the `PostponedRenditions`.

    For what holds a lock or a transaction that a slow or broken storage must not hold up.
    """
    token = _postponed.set(PostponedRenditions())
    try:
        yield _postponed.get()
    finally:
        _postponed.reset(token)


def rendition_shapes(image):
    """Return `{name: {"url", "width", "height"}}` of an image; None where its file fails."""
    specs = setting("IMAGE_RENDITIONS")
    found = find_renditions(image, dict.fromkeys(specs.values()))
    return {name: _shape(image, found[spec]) for name, spec in specs.items()}


def find_renditions(image, specs):
    """Return `{spec: rendition}` of an image; None where its file cannot be read or written.

    Sizes that do not exist yet are made and kept, unless that is postponed.
    """
    found = {spec: _existing(image, spec) for spec in specs}
    missing = [spec for spec, rendition in found.items() if rendition is None]
    if missing:
        postponed = _postponed.get()
        make = postponed.take if postponed else make_renditions
        found.update(make(image, missing))
    return found


def make_renditions(image, specs):
    """Make sizes of an image and return `{spec: rendition}`; None for one that fails.

    What fails is in the log, leaves a transaction around it whole, and is not tried again for
    `AFTER_FAILED_PICTURE`.
    """
    made = dict.fromkeys(specs)
    wanted = [spec for spec in specs if not failed_renditions.holds(image, spec)]
    if len(wanted) > 1:
        try:
            with savepoint():
                # All at once the file is read once, and several are drawn side by side.
                found = image.get_renditions(*wanted)
            made.update({spec: found[_stored_spec(image, spec)] for spec in wanted})
            failed_renditions.remove(image, wanted)
            return made
        except Exception as error:
            logger.info("Image %s is tried size by size: %s", image.pk, error)
    for spec in wanted:
        made[spec] = _make_rendition(image, spec)
    return made


def rendition_url(image, rendition):
    """Return the address of a size; None where there is no size, or its storage fails."""
    if rendition is None:
        return None
    try:
        return absolute(rendition.url)
    except Exception as error:
        logger.warning("Image %s has a rendition without an address: %r", image.pk, error)
        return None


def _make_rendition(image, spec):
    # Storages, decoders and encoders raise what they like.
    try:
        with savepoint():
            rendition = image.get_rendition(spec)
    except Exception as error:
        failed_renditions.add(image, spec)
        logger.warning("Image %s has no rendition %s: %r", image.pk, spec, error)
        return None
    failed_renditions.remove(image, [spec])
    return rendition


def _existing(image, spec):
    try:
        wanted = image.clean_filter_for_svg(Filter(spec))
        return image.find_existing_renditions(wanted).get(wanted)
    except InvalidFilterSpecError:
        return None


def _stored_spec(image, spec):
    return image.clean_filter_for_svg(Filter(spec)).spec


def _key(image, spec):
    return image.pk, image.file.name, spec


def _shape(image, rendition):
    url = rendition_url(image, rendition)
    if url is None:
        return None
    return {"url": url, "width": rendition.width, "height": rendition.height}
