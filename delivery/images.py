"""What an image model needs, so that a picture that cannot be made is nowhere an error page."""

from contextlib import contextmanager, nullcontext

from django.db import connection, transaction
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError


class UnmadeRenditionsMixin:
    """An image whose sizes fail with `SourceImageIOError`, whatever is wrong with them.

    `class MyImage(UnmadeRenditionsMixin, AbstractImage)`. A full disk, a storage that refuses and a
    damaged file are then shown as a broken picture by the admin, `{% image %}` and Wagtail's
    fields. Unnecessary once `get_rendition_or_not_found` and its like in Wagtail expect more than
    that error, and `create_renditions` undoes what fails.
    """

    def create_rendition(self, filter):
        with _as_source_error(self):
            return super().create_rendition(filter)

    def create_renditions(self, *filters):
        with _as_source_error(self):
            return super().create_renditions(*filters)


def savepoint():
    """Return a context that leaves a transaction around it whole, whatever is raised inside.

    An error in the middle of `bulk_create` would leave it broken. Where there is no transaction
    none is begun: SQLite would let nobody else write while a picture is drawn.
    """
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


@contextmanager
def _as_source_error(image):
    try:
        with savepoint():
            yield
    except (SourceImageIOError, InvalidFilterSpecError):
        raise
    # Storages, decoders and encoders raise what they like.
    except Exception as error:
        raise SourceImageIOError(f"{image.file.name}: {error}") from error
