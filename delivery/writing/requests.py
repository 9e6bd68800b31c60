"""Reading requests: what Wagtail's schemas could not bear is refused or left out before."""

from functools import wraps
from http import HTTPStatus

import swapper
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import Http404
from ninja.errors import HttpError
from ninja.parser import Parser
from wagtail.api.v3.errors import problem_response
from wagtail.models import Site
from wagtail.utils.forms import FormValidationError

from .aliases import refuse_alias
from .values import clean_text

Page = swapper.load_model("wagtailcore", "Page")

# What a search makes nothing of, and SQLite’s refuses.
UNSEARCHABLE = str.maketrans({'"': " ", "\x00": " "})

# What every database can count to.
FARTHEST = 2**31 - 1

NO_LENGTH = "The Content-Length is no number. Send how many bytes the body has."
IN_UTF_8 = "The Content-Type names no character set. Send UTF-8."
BELOW = ("first-child", "last-child")
BESIDE_THE_ROOT = (
    "Nothing can stand beside the root of the tree. Name a page, or “first-child” or “last-child” "
    "as the position."
)


class RequestParser(Parser):
    """Takes bodies that are objects, as all of the API's are, and searches for words."""

    def parse_body(self, request):
        body = super().parse_body(request)
        if not isinstance(body, dict):
            raise TypeError("The body is no JSON object.")  # which is answered with 400
        return body

    def parse_querydict(self, data, list_fields, request):
        found = super().parse_querydict(data, list_fields, request)
        if isinstance(found.get("search"), str):
            found["search"] = found["search"].translate(UNSEARCHABLE).strip()
            if not found["search"]:
                raise HttpError(HTTPStatus.BAD_REQUEST, "Give a word to search for.")
        _check_person(found.get("user_id"))
        offset = str(found.get("offset", ""))
        if offset.isdecimal() and int(offset) > FARTHEST:
            found["offset"] = str(FARTHEST)  # where nothing is, in any list
        return found


def _check_person(key):
    try:
        get_user_model()._meta.pk.to_python(key)
    except ValidationError as error:
        raise HttpError(HTTPStatus.BAD_REQUEST, f"user_id: {' '.join(error.messages)}") from error


def readable(run):
    """Refuse a request with headers of its body at which Django itself would fail.

    415 where they name a character set that is none, though Python knows it; 400 for a length
    that is no number.
    """

    @wraps(run)
    def wrapper(request, **path):
        try:
            "".encode(request.encoding or "utf-8")
        except LookupError:
            return problem_response(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail=IN_UTF_8)
        if not (request.META.get("CONTENT_LENGTH") or "0").isdecimal():
            return problem_response(status=HTTPStatus.BAD_REQUEST, detail=NO_LENGTH)
        return run(request, **path)

    return wrapper


def root_of_site(request):
    """Return the page that a list means by “root”.

    Raises Site.DoesNotExist, which is answered with 422, where no site answers for the host.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Site.DoesNotExist
    return site.root_page


def possible(operation):
    """Refuse before an action on a page what Wagtail would fail at in the midst of it.

    Answers 404 for the root of the tree, which is no page and with which nothing can be done.
    """

    @wraps(operation)
    def wrapper(request, *args, page_id, **kwargs):
        root = Page.get_first_root_node().pk
        if page_id == root:
            raise Http404("The root of the tree is no page.")
        data = kwargs.get("data")
        if operation.__name__ == "publish":
            _check_publishable(request.user, page_id)
        if operation.__name__ == "move" and data.destination_id == root:
            _check_position(data.position)
        if isinstance(title := getattr(data, "title", None), str):
            _check_title(title)
        return operation(request, *args, page_id=page_id, **kwargs)

    return wrapper


def _check_publishable(user, page_id):
    page = Page.objects.filter(pk=page_id).first()
    # Whoever may not publish it is told so, and nothing else.
    if page and page.permissions_for_user(user).can_publish():
        refuse_alias(page)


def _check_position(position):
    if position not in BELOW:
        raise FormValidationError({("destination_id",): [(BESIDE_THE_ROOT, "position")]})


def _check_title(title):
    try:
        clean_text(title)
    except ValueError as error:
        raise FormValidationError({("title",): [(str(error), "invalid")]}) from None
