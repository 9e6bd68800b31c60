"""`manage.py publish_scheduled`, in the place of Wagtail's own."""

from django.core.management.base import CommandError
from wagtail.management.commands import publish_scheduled

from tenancy.scheduling.publish import publish_due


class Command(publish_scheduled.Command):
    help = (
        "Publishes and takes offline what is due by now, each by itself. What fails keeps its "
        "schedule, is named with the reason, and its editors are told; the exit status is then 1. "
        "Let it run every five minutes."
    )

    def handle(self, *args, dryrun=False, **options):
        if dryrun:
            super().handle(*args, dryrun=dryrun, **options)
        elif lines := publish_due():
            raise CommandError("\n".join(["Not all that is due could be done.", *lines]))
