from django.apps import apps
from django.core import checks


def ids():
    return {message.id for message in checks.run_checks() if message.id.startswith("home.")}


def test_the_site_as_it_is_has_nothing_to_report():
    assert ids() == set()


def test_another_image_model_is_a_warning(settings):
    settings.WAGTAILIMAGES_IMAGE_MODEL = "wagtailimages.Image"

    assert ids() == {"home.W001"}


def test_settings_without_their_admin_are_an_error(monkeypatch):
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "wagtail.contrib.settings")

    assert ids() == {"home.E001"}
