"""Runs tests and writes down how each of them ended."""

import json
import os
from pathlib import Path

from django.contrib.auth.models import Group
from django.test.runner import DiscoverRunner
from wagtail.models import Collection, Locale, Page, Site


class OutcomeRunner(DiscoverRunner):
    """Writes `{"ran": [id…], "skipped": {id: reason}, "failed": {id: traceback}}` as JSON.

    The file is named by `WAGTAIL_V2_OUTCOME`. What fails is no failure of the run.
    """

    def setup_databases(self, **kwargs):
        databases = super().setup_databases(**kwargs)
        self.write_initial_data()
        return databases

    def write_initial_data(self):
        """Write what Wagtail's migrations write and its tests begin with."""
        Locale.objects.create(language_code="en")
        root = Page.add_root(instance=Page(title="Root", slug="root"))
        home = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
        Collection.add_root(name="Root")
        Group.objects.create(name="Moderators")
        Group.objects.create(name="Editors")

    def run_suite(self, suite, **kwargs):
        ids = [test.id() for test in suite]
        result = super().run_suite(suite, **kwargs)
        outcome = {
            "ran": ids,
            "skipped": {test.id(): reason for test, reason in result.skipped},
            "failed": {
                getattr(test, "test_case", test).id(): traceback
                for test, traceback in [*result.failures, *result.errors]
            },
        }
        Path(os.environ["WAGTAIL_V2_OUTCOME"]).write_text(json.dumps(outcome))
        return result

    def suite_result(self, suite, result, **kwargs):
        return 0
