"""`manage.py demo`: builds the demo site."""

import swapper
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from wagtail.images import get_image_model

from home.demo.build import build
from home.demo.images import ImageShelf
from home.demo.tree import NotTheDemoError
from home.models import SiteImage

USERNAME = "admin"
DEVELOPMENT_PASSWORD = "clinicsite-demo"  # noqa: S105 (only ever set while DEBUG is on)


class Command(BaseCommand):
    help = (
        "Builds the demo site: one clinic group with clinics in Vancouver, Andover and San Diego. "
        "Running it again adds what is missing and changes nothing else."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--base-url",
            default=settings.WAGTAILADMIN_BASE_URL,
            help="Where the site is served (default: %(default)s).",
        )
        parser.add_argument(
            "--password",
            help=f"Password of the administrator “{USERNAME}”, made if there is none. "
            f"Needed unless DEBUG is on, where it is “{DEVELOPMENT_PASSWORD}”.",
        )

    def handle(self, *, base_url, password, **options):
        if swapper.is_swapped("home", "HomePage") or not issubclass(get_image_model(), SiteImage):
            raise CommandError(
                "The demo needs home.HomePage and home.SiteImage; this project has its own."
            )
        password = password or (DEVELOPMENT_PASSWORD if settings.DEBUG else None)
        users = get_user_model()._default_manager
        is_new = not users.filter(username=USERNAME).exists()
        if is_new and not password:
            raise CommandError("Give the administrator a password: --password …")
        try:
            tree = build(base_url, say=self.say)
        except NotTheDemoError as error:
            raise CommandError(str(error)) from error
        self.say("Sizes of the pictures")
        ImageShelf().make_renditions()
        if is_new:
            users.create_superuser(USERNAME, "admin@example.com", password)
            self.say(f"Administrator: {USERNAME} / {password}")
        self.stdout.write(self.style.SUCCESS(f"The demo stands at {tree.home.full_url}"))

    def say(self, message):
        self.stdout.write(f"  {message}")
