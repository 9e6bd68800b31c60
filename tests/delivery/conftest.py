"""The sites and readers of the API's tests serve here too."""

from tests.api.conftest import north, read, south  # noqa: F401
