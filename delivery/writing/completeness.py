"""What a draft lacks that the editor would ask for before it may be published or reviewed."""

from functools import partial

from django.core.exceptions import ValidationError
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME
from wagtail.utils.forms import FormValidationError

from .errors import merged, placed


def check_complete(page):
    """Raise FormValidationError with all that is wrong with a page in hand, or missing in it.

    A draft is saved with less than a published page needs; the admin checks its form once more,
    Wagtail's API the columns of the page alone.
    """
    errors = [*_errors_of(page, (), page.full_clean)]
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name == COMMENTS_RELATION_NAME:
            continue
        for index, row in enumerate(getattr(page, name).all()):
            clean = partial(row.clean_fields, exclude={relation.field.name})
            errors += _errors_of(row, (name, index), clean)
    if found := merged(errors):
        raise FormValidationError(found)


def _errors_of(instance, path, clean):
    try:
        clean()
    except ValidationError as error:
        yield placed(error, path)
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            try:
                field.stream_block.clean(getattr(instance, field.name))
            except ValidationError as error:
                yield placed(error, (*path, field.name))
