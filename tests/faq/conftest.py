"""A group with a shared FAQ and two clinics, each with a FAQ of its own.

The clinics are plain pages: `faq` asks nothing of the pages that its indexes stand under.
"""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, Site

from faq.models import FAQIndexPage, FAQPage, FAQTopic
from tests.built_once import built_once


@built_once
def group_home():
    return Site.objects.get(is_default_site=True).root_page


@built_once
def shared_faq(group_home):
    return group_home.add_child(instance=FAQIndexPage(title="Questions", slug="faq"))


@built_once
def vancouver_faq(group_home):
    clinic = group_home.add_child(instance=Page(title="Vancouver", slug="vancouver"))
    return clinic.add_child(instance=FAQIndexPage(title="FAQ", slug="faq"))


@built_once
def andover_faq(group_home):
    clinic = group_home.add_child(instance=Page(title="Andover", slug="andover"))
    return clinic.add_child(instance=FAQIndexPage(title="FAQ", slug="faq"))


@pytest.fixture
def ask():
    """Create a question: `ask(index, "Does it hurt?", answers=shared, live=False)`."""

    def ask(index, title, answer="<p>It depends.</p>", **fields):
        return index.add_child(instance=FAQPage(title=title, answer=answer, **fields))

    return ask


@pytest.fixture
def shared_question(shared_faq, ask):
    return ask(shared_faq, "Does it hurt?")


@built_once
def safety():
    return FAQTopic.objects.create(title="Safety", slug="safety", sort_order=1)


@built_once
def cost():
    return FAQTopic.objects.create(title="Cost", slug="cost", sort_order=2)


@pytest.fixture
def editor_of(django_user_model):
    """Return a person who may edit one page and what is below it, and nothing else."""

    def editor_of(page):
        group = Group.objects.create(name=f"Editors of {page.title}")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for permission in ("add", "change", "publish"):
            GroupPagePermission.objects.create(
                group=group,
                page=page,
                permission=Permission.objects.get(codename=f"{permission}_page"),
            )
        user = django_user_model.objects.create_user(f"editor-{page.pk}", password="password")
        user.groups.add(group)
        return user

    return editor_of
