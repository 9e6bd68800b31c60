"""The write API: Wagtail's v3 (a preview in Wagtail 8), behind a token in everything.

Front ends read v2, which needs no token and knows what is public of each page. v3 would let
anybody read the live pages as Wagtail stores them, so here it answers nobody without a token.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from wagtail.api.v3.urls import api


def with_token(operation):
    """Refuse, with 401, what is asked without a valid token of an active user."""

    @wraps(operation)
    def wrapper(request, *args, **kwargs):
        if not request.user.is_authenticated:
            raise PermissionDenied
        return operation(request, *args, **kwargs)

    return wrapper


api.add_decorator(with_token)
