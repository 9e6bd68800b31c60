"""The system checks say what an installation lacks."""

import pytest
from django.apps import apps
from django.test import override_settings

from treatments.checks import check_needed_apps, check_swapped_page


def test_this_project_lacks_nothing():
    assert check_needed_apps(None) == []
    assert check_swapped_page(None) == []


def test_a_missing_app_is_named(monkeypatch):
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "wagtail_modeladmin")

    (error,) = check_needed_apps(None)

    assert error.id == "treatments.E001"
    assert '"wagtail_modeladmin"' in error.hint


@pytest.mark.django_db
def test_a_page_type_that_is_no_treatment_is_refused():
    with override_settings(TREATMENTS_TREATMENTPAGE_MODEL="faq.FAQPage"):
        (error,) = check_swapped_page(None)

    assert error.id == "treatments.E002"
    assert "TreatmentPageMixin" in error.hint
