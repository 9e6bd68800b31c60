"""A module that asks for two clinics begins with the whole world, and the next test sees it too."""

import pytest

from tenancy.models import Clinic


@pytest.mark.parametrize("time", range(2))
def test_the_world_is_whole(andover, san_diego, editor, time):
    titles = Clinic.objects.values_list("page__title", flat=True).order_by("page__title")
    assert list(titles) == ["Andover", "San Diego", "Vancouver"]
    assert set(editor.groups.all()) == {andover.editors}
    san_diego.page.delete()
