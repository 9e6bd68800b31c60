"""What is built once is as if it were built for each test; what commits leaves nothing behind."""

from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from wagtail.models import ReferenceIndex

from tests.api.builders import make_image, make_site
from tests.built_once import built_once
from treatments.models import TreatmentCategory

builds = []


@built_once
def skin():
    builds.append("skin")
    return TreatmentCategory.objects.create(title="Skin", slug="skin")


@built_once
def pictured(skin):
    return SimpleNamespace(category=skin, image=make_image("Face"))


@pytest.mark.parametrize("time", range(3))
def test_what_one_test_changes_the_next_does_not_see(skin, time):
    assert TreatmentCategory.objects.get().title == skin.title == "Skin"
    skin.title = "Changed"
    skin.save()

    assert builds == ["skin"]


@pytest.mark.parametrize("time", range(2))
def test_what_one_test_commits_the_next_does_not_see(commits, skin, time):
    assert not connection.in_atomic_block
    assert TreatmentCategory.objects.get().title == skin.title == "Skin"
    skin.title = "Changed"
    skin.save()

    assert builds == ["skin"]


def test_the_copies_of_one_test_belong_together(pictured, skin):
    assert pictured.category is skin


@pytest.mark.parametrize("time", range(2))
def test_files_are_as_they_were_too(pictured, time):
    assert default_storage.exists(pictured.image.file.name)
    default_storage.delete(pictured.image.file.name)


def test_what_was_saved_is_found_and_what_refers_to_it_is_known(db):
    tree = make_site("Group", "group.example", is_default=True)
    treatment = tree.treatment("Peel")
    treatment.title = "Needling"
    treatment.save()

    found = type(treatment).objects.search("needling")

    assert list(found) == [treatment]
    assert ReferenceIndex.get_references_to(treatment.category).exists()
