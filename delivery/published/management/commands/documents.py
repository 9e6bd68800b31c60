"""`manage.py documents build|check|diff|restored`: keep the published documents by hand."""

import difflib
import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from wagtail.models import Site

from delivery.documents.dependencies import EVERYTHING, tag
from delivery.documents.references import base_page_model
from delivery.documents.renditions import AFTER_FAILED_PICTURE, failed_renditions
from delivery.management.progress import draw_progress
from delivery.published.models import (
    Clock,
    Document,
    PageFacts,
    SitePart,
    Touch,
    new_origin,
)
from delivery.published.upkeep.building import AT_ONCE, build, outdated_documents
from delivery.published.upkeep.checking import differences
from delivery.published.upkeep.keeping import suppress_to_log
from delivery.published.upkeep.made_by import made_by
from delivery.published.upkeep.settling import outdate_due, settle
from delivery.published.upkeep.site_parts import differing_parts, outdate_foreign_parts
from delivery.published.upkeep.touching import note

NOT_SETTLED = "Not every change could be looked into; the log says why."
SHOWN_LINES = 40
# A text that is no JSON has no lines.
SHOWN_LETTERS = 200
SHOWN_IMAGES = 20


class Command(BaseCommand):
    help = (
        "Keeps the finished documents of public pages. “build” makes those that are missing, "
        "outdated, due by time or made by another release, and pictures that failed; interrupted, "
        "it goes on where it stopped. “check” compares all with what would be made now, and fails "
        "when any differs. “diff” shows how. “restored” is for after the database was put back "
        "from a backup: what was read before holds no more, and whoever asks for changes begins "
        "anew."
    )

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["build", "check", "diff", "restored"])
        parser.add_argument(
            "pages", nargs="*", type=int, help="Ids of pages; all pages when none is given."
        )
        parser.add_argument(
            "--again", action="store_true", help="build: make all of them again, outdated or not."
        )

    def handle(self, *, action, pages, again, verbosity, **options):
        self.verbosity = verbosity
        if action == "restored":
            Clock.objects.update(origin=new_origin())
            return
        # What a picture failed for may have been put right.
        failed_renditions.clear()
        if action == "build":
            self.build(pages, again)
        else:
            self.compare(pages, shows=action == "diff")

    def settle(self):
        """Look into all that has changed, and say how far that is; return whether it went well."""
        total = self.waiting()
        has_more = True
        with suppress_to_log():
            while has_more:
                has_more = settle(None)
                left = self.waiting() if has_more else 0
                # What was touched may concern more that is to be looked into.
                total = max(total, left)
                if left or not has_more:
                    self.progress(total - left, total, "changes")
        return not has_more

    @staticmethod
    def waiting():
        return Touch.objects.count() + SitePart.objects.filter(is_outdated=True).count()

    def build(self, pages, again):
        self.settle()
        self.outdate(pages, again)
        is_settled = self.settle()
        failing, changed = set(), 0
        left = outdated_documents()
        if pages:
            left = left.filter(page_id__in=pages)
        total = left.count()
        while True:
            pks = list(
                left.exclude(pk__in=failing).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
            )
            if not pks:
                break
            _, came_out, failed = build(pks)
            changed += came_out
            failing.update(failed)
            self.progress(total - left.count() + len(failing), total, "documents")
        if self.verbosity:
            self.stdout.write(f"{total - len(failing)} documents are true; {changed} came out new.")
        problems = [*self.problems(failing), *([] if is_settled else [NOT_SETTLED])]
        if problems:
            raise CommandError(" ".join(problems))

    @staticmethod
    def problems(failing):
        """Say what could not be made; `failing` are the ids of documents."""
        if failing:
            yield (
                f"{len(failing)} documents could not be made; the log says why. Their pages are "
                "served as they are made for each request."
            )
        parts = SitePart.objects.filter(is_outdated=False, made_by="").count()
        if parts:
            yield f"What stands around pages could not be made {parts} times; the log says why."
        if failed_renditions.image_ids():
            yield unmade_pictures()

    def outdate(self, pages, again):
        if again:
            note(*([tag("page", pk) for pk in pages] or [EVERYTHING]))
            return
        # Pictures that failed are tried again, though it is not yet time.
        soon = timezone.now() + AFTER_FAILED_PICTURE
        outdate_due(soon)
        outdate_foreign_parts()
        SitePart.objects.filter(renew_at__isnull=False).update(is_outdated=True)
        there = Document.objects.filter(is_gone=False)
        # Another release may make known otherwise, and from other sources, what its pages are.
        foreign = set(there.exclude(made_by=made_by()).values_list("page_id", flat=True))
        there.filter(page_id__in=foreign).update(is_outdated=True)
        due = PageFacts.objects.filter(renew_at__lte=soon).values_list("pk", flat=True)
        note(*(tag("page", pk) for pk in sorted({*self.missing(), *foreign, *due})))

    @staticmethod
    def missing():
        """The ids of the live pages of sites that have no document and are not known to be
        withheld: whoever runs this every minute would look at those again each time."""
        roots = tuple(root.root_path for root in Site.get_site_root_paths())
        live = base_page_model().objects.filter(live=True, depth__gt=1)
        on_site = {pk for pk, path in live.values_list("pk", "url_path") if path.startswith(roots)}
        withheld = PageFacts.objects.filter(is_public=False).values_list("pk", flat=True)
        return on_site - {*Document.objects.values_list("page_id", flat=True), *withheld}

    def compare(self, pages, shows):
        is_settled = self.settle()
        found = 0
        for difference in differences(self.progress, pages=pages or None):
            found += 1
            self.stdout.write(
                f"{difference.kind}: page {difference.page_id}, site {difference.site_id}, "
                f"{difference.path}"
            )
            if shows:
                self.show(difference)
        parts = [] if pages else differing_parts(timezone.now())
        for part in parts:
            self.stdout.write(f"untold: site {part.site_id}, {part.kind}")
        if failed_renditions.image_ids():
            self.stdout.write(unmade_pictures())
        if found or parts:
            raise CommandError(
                f"{found + len(parts)} documents are not what they should be. “manage.py documents "
                "build --again” makes them again."
            )
        if not is_settled:
            raise CommandError(NOT_SETTLED)
        self.stdout.write("All documents are true.")

    def show(self, difference):
        texts = [lines_of(document) for document in (difference.kept, difference.made)]
        lines = list(difflib.unified_diff(*texts, "kept", "made", lineterm="", n=1))
        for line in lines[:SHOWN_LINES]:
            self.stdout.write(f"  {line}")
        if len(lines) > SHOWN_LINES:
            self.stdout.write(f"  … and {len(lines) - SHOWN_LINES} lines more")

    def progress(self, done, total, what="documents"):
        draw_progress(self.stderr, done, total, what)


def unmade_pictures():
    """Say which images lack sizes, since their files could not be read or written."""
    found = failed_renditions.image_ids()
    shown = ", ".join(map(str, found[:SHOWN_IMAGES]))
    more = ", …" if len(found) > SHOWN_IMAGES else ""
    return (
        f"{len(found)} pictures could not be made; the log says why. Documents have null for them "
        f"until they can: images {shown}{more}."
    )


def lines_of(document):
    """Return the lines of a document, or the beginning of a text that is none."""
    if isinstance(document, str):
        return ["no JSON:", document[:SHOWN_LETTERS]]
    return json.dumps(document, indent=2, ensure_ascii=False).splitlines() if document else []
