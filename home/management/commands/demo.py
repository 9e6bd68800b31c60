"""`manage.py demo`: builds the demo site."""

import swapper
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from wagtail.images import get_image_model

from home.demo.build import build
from home.demo.tenants import make_people
from home.demo.tree import NotTheDemoError
from home.models import SiteImage
from tenancy.models import Clinic

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
            "--sites",
            action="store_true",
            help="Give each clinic a host of its own below the site's: andover.localhost.",
        )
        parser.add_argument(
            "--password",
            help=f"Password of the administrator “{USERNAME}” and of a person for each role, made "
            f"if there is none. Needed unless DEBUG is on, where it is “{DEVELOPMENT_PASSWORD}”.",
        )

    def handle(self, *, base_url, password, sites, **options):
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
            tree, tenants = build(base_url, say=self.say, sites=sites)
        except NotTheDemoError as error:
            raise CommandError(str(error)) from error
        self.say("Sizes of the pictures")
        tenants.make_renditions()
        if is_new:
            users.create_superuser(USERNAME, "admin@example.com", password)
            self.say(f"Administrator: {USERNAME} / {password}")
        for name in make_people(password) if password else ():
            self.say(f"{name.replace('-', ' ').capitalize()}: {name} / {password}")
        self.stdout.write(self.style.SUCCESS(f"The demo stands at {tree.home.full_url}"))
        for clinic in Clinic.objects.exclude(site=None).select_related("site"):
            self.say(clinic.site.root_url)

    def say(self, message):
        self.stdout.write(f"  {message}")
