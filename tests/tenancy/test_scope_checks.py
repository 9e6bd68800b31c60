"""The checks of what a project can forget or list too late."""

import pytest
from django.core.checks import run_checks
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from tenancy import checks

SCOPED = path("admin/", include("tenancy.scope.urls"))
WAGTAIL = path("admin/", include(wagtailadmin_urls))
SITE = path("", include(wagtail_urls))


class Forgotten:
    urlpatterns = [WAGTAIL, SITE]


class TooLate:
    urlpatterns = [WAGTAIL, SCOPED, SITE]


class Elsewhere:
    urlpatterns = [path("cms/", include(wagtailadmin_urls)), SCOPED, SITE]


class Headless:
    urlpatterns = [SITE]


def errors(settings, urls):
    settings.ROOT_URLCONF = urls
    return [message.id for message in run_checks(tags=["urls"]) if message.id.startswith("tenancy")]


def test_it_tells_a_project_that_forgot_them_or_lists_them_too_late(settings):
    assert errors(settings, Forgotten) == ["tenancy.E001"]
    assert errors(settings, TooLate) == ["tenancy.E001"]
    assert errors(settings, Elsewhere) == ["tenancy.E001"]


def test_it_is_silent_where_they_come_first_or_there_is_no_admin(settings):
    assert errors(settings, "clinicsite.urls") == []
    assert errors(settings, Headless) == []


@pytest.mark.parametrize(("app", "found"), [("wagtail", ["tenancy.W002"]), ("tenancy", [])])
def test_it_tells_when_wagtails_own_command_publishes_what_is_scheduled(monkeypatch, app, found):
    monkeypatch.setattr(checks, "get_commands", lambda: {"publish_scheduled": app})
    ids = [message.id for message in checks.check_schedules(None)]
    assert ids == found
