"""What cron calls every minute."""

import time

from django.core.management.base import BaseCommand

from delivery.published.changes import changes_wanted
from delivery.webhooks.cleaning import clean
from delivery.webhooks.models import Delivery
from delivery.webhooks.sending import RETRIED, send_due


class Command(BaseCommand):
    help = (
        "Finds out what has changed by time alone, sends the messages to webhooks and front-end "
        "caches that are due, and takes old ones out of the log. Let it run every minute; several "
        "may run at once."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--seconds",
            type=float,
            help="take up no more messages after so many seconds; without it, go on to the last",
        )
        parser.add_argument(
            "--keep", action="store_true", help="take nothing out of the log, however old"
        )

    def handle(self, *args, seconds=None, keep=False, **options):
        began = time.monotonic()
        # Half of the time is for what is to be sent already.
        changes_wanted.send(sender=type(self), seconds=seconds and seconds / 2)
        left = seconds if seconds is None else seconds - (time.monotonic() - began)
        counts = send_due(Delivery.objects.all(), left)
        cleaned = 0 if keep else clean()
        if options["verbosity"] and (counts or cleaned):
            self.stdout.write(
                f"{counts[Delivery.DELIVERED]} delivered, {counts[RETRIED]} to be tried again, "
                f"{counts[Delivery.FAILED]} given up; {cleaned} taken out of the log."
            )
