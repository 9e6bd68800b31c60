"""Errors: where in a request each mistake stands, and no failure of the server for any."""

from http import HTTPStatus

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    FieldDoesNotExist,
    MultipleObjectsReturned,
    ObjectDoesNotExist,
    RequestDataTooBig,
    ValidationError,
)
from django.db import DataError
from django.db.models import ProtectedError, RestrictedError
from ninja.errors import ValidationError as RequestError
from treebeard.exceptions import InvalidMoveToDescendant, InvalidPosition
from wagtail.api.v3.errors import problem_response
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError
from wagtail.utils.forms import FormValidationError

from .places import UNREADABLE, form_errors, request_errors

# As Wagtail says it.
FAILED = "Validation failed"
NOWHERE = "What the request refers to is not there, or cannot take it. Name another."
NOT_READ = "The request cannot be read. {error}"
TOO_BIG = "The request is too big. Send less at once, and files as multipart/form-data."
TOO_MUCH = "A value in the request cannot be stored or looked for. Send a smaller or simpler one."


def located_errors(form):
    """Return `{path in the request: [(message, code)]}` for every error of a WritingMixin form."""
    found = list(_form_errors(form, ()))
    for relation, formset in form.formsets.items():
        places = form.row_places.get(relation, {})
        if messages := _coded(formset.non_form_errors().as_data()):
            found.append({(relation,): messages})
        for index, row_form in enumerate(formset.forms):
            place = places.get(index)
            if place is not None:
                found += _form_errors(row_form, (relation, place))
    return merged(found)


def merged(parts):
    """Return the errors of many parts as one dictionary."""
    found = {}
    for part in parts:
        for path, messages in part.items():
            known = found.setdefault(path, [])
            known += [each for each in messages if each not in known]
    return found


def _form_errors(form, path):
    for name, errors in form.errors.as_data().items():
        for error in errors:
            yield placed(error, path if name == NON_FIELD_ERRORS else (*path, name))


def placed(error, path):
    """Return the messages of a ValidationError, and of those within it, by their paths."""
    own, below = _parts(error)
    found = [{path: messages}] if (messages := _coded(own)) else []
    return merged([*found, *(placed(each, (*path, *steps)) for steps, each in below.items())])


def _parts(error):
    """Return the errors that are about the whole, and those of its parts by the steps there."""
    if isinstance(error, TypedTableBlockValidationError):
        own = error.non_block_errors.as_data() if error.non_block_errors else []
        return own, {
            ("rows", row, "values", column): each
            for row, columns in error.cell_errors.items()
            for column, each in columns.items()
        }
    if isinstance(error, StreamBlockValidationError):
        blocks = {(index, "value"): each for index, each in error.block_errors.items()}
        return error.non_block_errors.as_data(), blocks
    if isinstance(error, ListBlockValidationError | StructBlockValidationError):
        return error.non_block_errors.as_data(), {
            (key,): each for key, each in error.block_errors.items()
        }
    if hasattr(error, "error_dict"):
        fields = dict(error.error_dict)
        own = fields.pop(NON_FIELD_ERRORS, [])
        return own, {(name,): ValidationError(each) for name, each in fields.items()}
    return [error], {}


def _coded(errors):
    return [
        (message, error.code or "invalid")
        for each in errors
        for error in (each.error_list if isinstance(each, ValidationError) else [each])
        for message in error.messages
    ]


def register_handlers(api):
    """Let the API place the errors of a request's shape, and refuse what no database takes."""

    @api.exception_handler(RequestError)
    def _(request, exc):
        return problem_response(
            status=422, detail=FAILED, errors=request_errors(request, exc.errors)
        )

    @api.exception_handler(FormValidationError)
    def _(request, exc):
        return problem_response(
            status=422, detail=FAILED, errors=form_errors(request, exc.loc_errors)
        )

    def unreadable(request, exc):
        return problem_response(status=400, detail=NOT_READ.format(error=exc))

    for kind in UNREADABLE:
        api.add_exception_handler(kind, unreadable)

    @api.exception_handler(RequestDataTooBig)
    def _(request, exc):
        return problem_response(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail=TOO_BIG)

    @api.exception_handler(FieldDoesNotExist)
    def _(request, exc):
        return problem_response(status=422, detail=str(exc), errors=[{"msg": str(exc)}])

    @api.exception_handler(ProtectedError)
    @api.exception_handler(RestrictedError)
    def _(request, exc):
        # What is to be deleted is needed by something else; the first part says so.
        message = str(exc.args[0])
        return problem_response(status=422, detail=message, errors=[{"msg": message}])

    @api.exception_handler(MultipleObjectsReturned)
    @api.exception_handler(ObjectDoesNotExist)
    @api.exception_handler(InvalidMoveToDescendant)
    @api.exception_handler(InvalidPosition)
    def _(request, exc):
        return problem_response(status=422, detail=NOWHERE, errors=[{"msg": NOWHERE}])

    @api.exception_handler(DataError)
    @api.exception_handler(OverflowError)
    @api.exception_handler(UnicodeEncodeError)
    def _(request, exc):
        return problem_response(status=422, detail=TOO_MUCH, errors=[{"msg": TOO_MUCH}])
