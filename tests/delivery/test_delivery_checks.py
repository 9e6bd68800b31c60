"""The system checks of `delivery`: silent when all is well, plain when it is not."""

import pytest
from django.core.checks import run_checks

OURS = "delivery."


def ids():
    return [message.id for message in run_checks() if message.id.startswith(OURS)]


def test_the_project_as_it_stands_has_nothing_to_report():
    assert ids() == []


@pytest.mark.parametrize("spec", ["fill-wide", "nonsense"])
def test_a_rendition_that_cannot_be_made_is_an_error(settings, spec):
    settings.CLINICSITE = {"IMAGE_RENDITIONS": {"card": spec}}
    assert ids() == ["delivery.E001"]


def test_a_misspelt_setting_is_named(settings):
    settings.CLINICSITE = {"IMAGE_RENDITION": {}}
    messages = [message for message in run_checks() if message.id == "delivery.W001"]
    assert "IMAGE_RENDITION" in messages[0].msg
    assert "IMAGE_RENDITIONS" in messages[0].hint


@pytest.mark.parametrize("limit", [None, 0])
def test_an_api_without_a_limit_is_reported(settings, limit):
    settings.WAGTAILAPI_LIMIT_MAX = limit
    assert ids() == ["delivery.W002"]


def test_an_api_mounted_under_another_name_is_reported(settings):
    settings.CLINICSITE = {"API_NAMESPACE": "elsewhere"}
    assert ids() == ["delivery.W003"]
