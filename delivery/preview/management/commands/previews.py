"""What cron calls once a day."""

from django.core.management.base import BaseCommand

from delivery.preview.drafts import collect
from delivery.preview.models import clean


class Command(BaseCommand):
    help = (
        "Deletes the drafts that were kept for front ends before yesterday, and the share links "
        "that ended more than a month ago. Let it run once a day."
    )

    def handle(self, *args, **options):
        drafts, links = collect(), clean()
        if options["verbosity"] and (drafts or links):
            self.stdout.write(f"{drafts} drafts and {links} share links deleted.")
