from django.apps import apps
from django.core import checks


def ids():
    return {message.id for message in checks.run_checks() if message.id.startswith("home.")}


def test_the_site_as_it_is_has_nothing_to_report():
    assert ids() == set()


def test_another_image_model_is_a_warning(settings):
    settings.WAGTAILIMAGES_IMAGE_MODEL = "wagtailimages.Image"

    assert ids() == {"home.W001"}


def test_a_form_that_decodes_nothing_is_a_warning(settings):
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "wagtail.images.forms.BaseImageForm"

    assert ids() == {"home.W002"}


def test_settings_without_their_admin_are_an_error(monkeypatch):
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "wagtail.contrib.settings")

    assert ids() == {"home.E001"}
