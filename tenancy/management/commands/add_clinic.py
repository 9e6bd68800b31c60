"""`manage.py add_clinic`: opens a clinic, whole and at once."""

import swapper
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tenancy.opening.clinics import find_clinic, open_clinic, slug_of
from tenancy.opening.groups import NoGroupError

# The options that are fields of the clinic's page, with what they stand for.
FIELDS = {
    "slug": ("slug", "last part of its address on the site; made of the title when left out"),
    "address": ("address_lines", "street address; give it once for each line"),
    "locality": ("locality", "city or town"),
    "subdivision": ("subdivision", "region: its name or ISO 3166-2 code, such as US-CA"),
    "postcode": ("postcode", "postcode or ZIP code"),
    "country": ("country", "ISO 3166-1 code, such as GB"),
    "phone": ("phone", "telephone, as dialled in the country or with + and a country code"),
    "timezone": ("timezone", "such as Europe/London"),
    "currency": ("currency", "ISO 4217 code, such as GBP"),
}
OPTIONS = {field: f"--{option}" for option, (field, _) in FIELDS.items()}
OPTIONS |= {"title": "the title", "hostname": "--hostname", "port": "--hostname"}
EXAMPLES = {"country": "GB", "timezone": "Europe/London", "currency": "GBP"}
LAST_PORT = 65535


class Command(BaseCommand):
    help = (
        "Opens a clinic: its page with a FAQ index, groups of editors and managers with their "
        "rights, collections of images and documents, a workflow, and with --hostname a website "
        "of its own. All of it is made, or nothing. A clinic that is there already, by the slug "
        "that its page has or was opened with, is kept as it is and given what it lacks."
    )

    def add_arguments(self, parser):
        parser.add_argument("title", help="The clinic's name, such as Andover.")
        for option, (_, text) in FIELDS.items():
            extra = {"action": "append"} if option == "address" else {"default": ""}
            parser.add_argument(f"--{option}", help=f"The clinic's {text}.", **extra)
        parser.add_argument(
            "--below", help="Slug or id of the clinic index; needed only where there are several."
        )
        parser.add_argument(
            "--hostname",
            default="",
            help="A website of its own at this host, such as andover.example.com or "
            "andover.localhost:8000.",
        )
        parser.add_argument(
            "--publish", action="store_true", help="Publish at once what is made; else drafts."
        )

    def handle(self, *, title, below, hostname, publish, **options):
        details = {"title": title}
        for option, (field, _) in FIELDS.items():
            value = options[option]
            details[field] = "\n".join(value or []) if option == "address" else value
        host, port = split_port(hostname)
        index = find_index(below)
        try:
            with transaction.atomic():
                before = find_clinic(index, slug_of(details))
                clinic = open_clinic(index, details, hostname=host, port=port, publish=publish)
        except ValidationError as error:
            raise CommandError("\n".join(explain(error))) from error
        except NoGroupError as error:
            raise CommandError(f"--below: {error}") from error
        self.stdout.write(self.style.SUCCESS(outcome(clinic, before)))
        self.stdout.write(f"  Editors: {clinic.editors}\n  Managers: {clinic.managers}")
        if clinic.site:
            self.stdout.write(f"  Website: {clinic.site.root_url}")


def find_index(below):
    """Return the clinic index with a slug or an id; the only one, when nothing is asked for."""
    indexes = swapper.load_model("locations", "LocationIndexPage").objects.order_by("path")
    if below and below.isdecimal():
        found = indexes.filter(pk=below)
    elif below:
        found = indexes.filter(slug=below)
    else:
        found = indexes
    found = list(found)
    if len(found) == 1:
        return found[0]
    known = "; ".join(f"{index.pk} {index.url_path}" for index in indexes) or "none"
    problem = "fits several clinic indexes" if found else "fits no clinic index"
    raise CommandError(f"--below {problem}. Give the id of one of these: {known}.")


def split_port(hostname):
    """Return `(host, port)` of what was typed; the port is 80 when none is."""
    host, colon, port = hostname.partition(":")
    if not colon:
        return host, 80
    if not port.isdecimal() or not 0 < int(port) <= LAST_PORT:
        raise CommandError(f"--hostname: “{port}” is not a port. Write it like {host}:8000.")
    return host, int(port)


def explain(error):
    """Return a line for each thing that is wrong, which begins with the option to mend."""
    for field, errors in error.update_error_dict({}).items():
        option = "" if field == NON_FIELD_ERRORS else f"{OPTIONS.get(field, field)}: "
        for each in errors:
            if each.code in ("blank", "null", "required"):
                example = f", such as {EXAMPLES[field]}" if field in EXAMPLES else ""
                yield f"{option}is needed{example}."
            else:
                yield from (f"{option}{message}" for message in each.messages)


def outcome(clinic, before):
    page = clinic.page
    state = "closed" if clinic.is_closed else "live" if page.live else "a draft"
    where = f"“{page.title}” (page {page.pk}, {page.url_path}) is {state}"
    if before is None:
        return f"{where}."
    return f"{where}. It was here already: its page was left as it is. Another needs --slug."
