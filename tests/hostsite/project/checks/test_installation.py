"""What the project installed is what it got, and all that it got."""

import os
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from wagtail.images import get_image_model
from wagtail.models import get_page_models

from checks.cases import HostTestCase

ALL_APPS = {"delivery", "faq", "home", "locations", "tenancy", "treatments"}


class InstallationTests(HostTestCase):
    def test_the_apps_come_from_the_wheel(self):
        wheel = Path(os.environ["HOSTSITE_WHEEL"]).resolve()
        installed = ALL_APPS & {config.name for config in apps.get_app_configs()}

        self.assertTrue(installed)
        for name in installed:
            folder = Path(import_module(name).__file__).resolve().parent
            self.assertEqual(folder, wheel / name)

    def test_no_other_app_is_imported(self):
        self.get("/admin/")

        for name in ALL_APPS & set(sys.modules):
            self.assertTrue(apps.is_installed(name), f"{name} is imported and not installed")

    def test_the_checks_have_nothing_to_say(self):
        call_command("check", fail_level="WARNING", stderr=StringIO())

    def test_the_migrations_are_complete(self):
        output = StringIO()
        try:
            call_command("makemigrations", check=True, dry_run=True, stdout=output)
        except SystemExit:
            self.fail(output.getvalue())

    def test_pictures_are_those_of_the_project(self):
        ours = [model for model in get_page_models() if hasattr(model, "social_image")]

        self.assertTrue(ours)
        for model in ours:
            field = model._meta.get_field("social_image")
            self.assertIs(field.related_model, get_image_model())
