"""What is done within Django, each in a process of its own: `python -m tests.bench.inside WHAT`.

The environment names the database. What is told to whoever called is one line of JSON, the last on
standard output.
"""

import json
import sys
import time

import django

# Clinics are added in so many steps, each of which is told.
STEPS = 10
WARM_UP = 3


def told(text):
    print(f"    {text}", file=sys.stderr, flush=True)


def build(clinics, treatments):
    """Fill an empty database with a group; return its numbers and addresses."""
    from django.core.management import call_command
    from django.db import connection
    from wagtail.models import Page, Site

    from tests.bench.servers import HOST
    from tests.scale.group import build_group
    from treatments.models import ClinicTreatmentPage

    call_command("migrate", verbosity=0)
    # The migrations made one.
    Site.objects.all().delete()
    start = time.perf_counter()
    step = max(1, clinics // STEPS)
    group = build_group(step, treatments, host=HOST)
    for count in (*range(2 * step, clinics, step), clinics):
        group.open_clinics(count)
        told(f"{count} of {clinics} clinics, {time.perf_counter() - start:.0f} s")
    if connection.vendor == "postgresql":
        # What the server does by itself after a while.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return {
        "pages": Page.objects.count(),
        "seconds": time.perf_counter() - start,
        "clinics": [(clinic.page.pk, clinic.page.slug) for clinic in group.clinics],
        "treatments": [
            (page.pk, page.get_url_parts()[2])
            for page in ClinicTreatmentPage.objects.order_by("path")
        ],
    }


def documents():
    """Make the published documents, where the site keeps any; return whether, and the seconds."""
    from django.core.management import call_command, get_commands

    start = time.perf_counter()
    kept = "documents" in get_commands()
    if kept:
        call_command("documents", "build", stdout=sys.stderr)
    return {"kept": kept, "seconds": time.perf_counter() - start}


def has_cache():
    from delivery.conf import DEFAULTS

    return "RESPONSE_CACHE_BYTES" in DEFAULTS


def queries(*addresses):
    """Return how many queries the second request of each address takes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.bench.servers import HOST

    client, counts = Client(headers={"host": HOST}), []
    for address in addresses:
        etag = client.get(address, secure=True).headers.get("ETag")
        known = {"if-none-match": etag} if etag else {}
        found = []
        for headers in ({}, known):
            with CaptureQueriesContext(connection) as captured:
                client.get(address, secure=True, headers=headers)
            found.append(len(captured))
        counts.append(found)
    return counts


def publish(count):
    """Publish clinics' treatments in this process; return the milliseconds of each."""
    from wagtail.actions.publish_page_revision import PublishPageRevisionAction

    times = []
    for page in _to_publish(count + WARM_UP):
        revision = _drafted(page)
        start = time.perf_counter()
        PublishPageRevisionAction(revision).execute(skip_permission_checks=True)
        times.append((time.perf_counter() - start) * 1000)
    return times[WARM_UP:]


def draft(count):
    """Leave drafts of clinics' treatments; return their ids, and a session that may publish."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User

    user, _ = User.objects.get_or_create(username="bench", is_superuser=True, is_staff=True)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    pages = _to_publish(count)
    for page in pages:
        _drafted(page)
    return {"pages": [page.pk for page in pages], "session": session.session_key}


def _to_publish(count):
    from treatments.models import ClinicTreatmentPage

    return list(ClinicTreatmentPage.objects.order_by("-path")[:count])


def _drafted(page):
    """Give a page another text and the same card, which others would show; return the revision."""
    from tests.api.builders import block, own_section

    text = f"<p>Said {time.time_ns()}.</p>"
    page.sections = json.dumps([own_section("replace", "cost", [block("paragraph", text)])])
    return page.save_revision(log_action=True)


def reach(mark):
    """Let a library treatment say something new in its overview; return when that began.

    In seconds since the epoch: when the transaction was about to be committed, and when the call
    had come back.
    """
    from django.db import transaction
    from wagtail.actions.publish_page_revision import PublishPageRevisionAction

    from tests.api.builders import block, section
    from treatments.models import TreatmentPage

    page = TreatmentPage.objects.order_by("path").first()
    content = json.loads(json.dumps(list(page.body.raw_data)))
    content[0] = section([block("paragraph", f"<p>{mark}</p>")], key="overview", heading="Overview")
    page.body = json.dumps(content)
    revision = page.save_revision(log_action=True)
    with transaction.atomic():
        PublishPageRevisionAction(revision).execute(skip_permission_checks=True)
        begun = time.time()
    return {"begun": begun, "done": time.time(), "treatment": page.pk}


def main(what, *arguments):
    django.setup()
    print(json.dumps(COMMANDS[what](*map(json.loads, arguments))))


COMMANDS = {
    function.__name__: function
    for function in (build, documents, has_cache, queries, publish, draft, reach)
}

if __name__ == "__main__":
    main(*sys.argv[1:])
