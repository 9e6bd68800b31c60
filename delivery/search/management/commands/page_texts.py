"""`manage.py page_texts`: read again what editors wrote, for the search in the admin."""

import swapper
from django.core.management.base import BaseCommand

from delivery.search.texts import mark_outdated, outdated_texts, refresh_texts


class Command(BaseCommand):
    help = (
        "Reads the texts of all pages again, live and draft, for the search in the admin. Needed "
        "after pages were changed by SQL or by a bulk statement; interrupted, it begins anew."
    )

    def handle(self, *, verbosity, **options):
        pages = swapper.load_model("wagtailcore", "Page").objects.values_list("pk", flat=True)
        mark_outdated(pages)
        total = outdated_texts().count()
        while left := outdated_texts().count():
            self.progress(total - left, total)
            refresh_texts(1)
        self.progress(total, total)
        if verbosity:
            self.stdout.write(f"The texts of {total} pages were read.")

    def progress(self, done, total):
        """Draw a bar on a terminal."""
        if self.stderr.isatty() and total:
            bar = "#" * (30 * done // total)
            ending = "\n" if done >= total else ""
            self.stderr.write(f"\r  [{bar:30}] {done} of {total} pages", str, ending)
