"""People, beside those of the world."""

import pytest

from tests.world import make_person


@pytest.fixture
def person(db):
    """Give the function that makes a person who belongs to some groups."""
    return make_person
