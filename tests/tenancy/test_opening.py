"""A clinic is opened whole, and again without harm."""

from wagtail.models import Collection, Page

from tenancy.models import Clinic
from tenancy.opening.clinics import open_clinic

from .conftest import ADDRESSES


def test_opening_twice_makes_one_clinic(group_tree, andover):
    pages, collections = Page.objects.count(), Collection.objects.count()

    again = open_clinic(group_tree.clinics, {"title": "Andover", **ADDRESSES["Andover"]})

    assert again == andover
    assert Clinic.objects.count() == 1
    assert (Page.objects.count(), Collection.objects.count()) == (pages, collections)


def test_its_people_may_work_there_and_nowhere_else(andover, san_diego, editor, manager):
    assert andover.page.permissions_for_user(editor).can_edit()
    assert not andover.page.permissions_for_user(editor).can_publish()
    assert andover.page.permissions_for_user(manager).can_publish()
    for user in (editor, manager):
        assert not san_diego.page.permissions_for_user(user).can_edit()
