"""Times a group of clinics at two sizes: `make bench-clinics`.

It builds each group in a database of its own, which is thrown away, and calls the API through the
whole of Django in one process. The number of queries must be the same at both sizes; figures are
milliseconds over all rounds.
"""

import json
import statistics
import sys
import time

import django
from django.conf import settings

ROUNDS = 15
SIZES = ((3, 3), (30, 40))
TYPE = "type=treatments.ClinicTreatmentPage"
CALLS = {
    "list of 20": f"/api/v2/pages/?{TYPE}&limit=20",
    "list of 20, all fields": f"/api/v2/pages/?{TYPE}&limit=20&fields=*",
    "one clinic's list": f"/api/v2/pages/?{TYPE}&limit=20&clinic=clinic-1",
    "detail": "/api/v2/pages/{page}/",
    "library treatment": "/api/v2/pages/{treatment}/",
    "clinic": "/api/v2/pages/{clinic}/",
}


def main():
    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    settings.WAGTAILAPI_LIMIT_MAX = 100
    from django.test.utils import get_runner

    runner = get_runner(settings)(interactive=False, verbosity=0)
    counts = []
    for clinics, treatments in SIZES:
        databases = runner.setup_databases()
        try:
            counts.append(measure_group(clinics, treatments))
        finally:
            runner.teardown_databases(databases)
    different = [name for name in CALLS if len({count[name] for count in counts}) > 1]
    if different:
        sys.exit(f"The number of queries depends on the size: {', '.join(different)}")


def measure_group(clinics, treatments):
    """Build a group, print a table of its calls and return their queries by name."""
    from tests.benchmark import measure

    start = time.perf_counter()
    pages = build_group(clinics, treatments)
    seconds = time.perf_counter() - start
    print(f"\n{clinics} clinics x {treatments} treatments, built in {seconds:.0f} s")
    print(f"{'call':28} {'queries':>7} {'min':>8} {'median':>8} {'max':>8} {'kB':>7}")
    queries = {}
    for name, url in CALLS.items():
        queries[name], size, times = measure(url.format(**pages), ROUNDS)
        figures = (min(times), statistics.median(times), max(times))
        shown = " ".join(f"{figure:8.1f}" for figure in figures)
        print(f"{name:28} {queries[name]:7} {shown} {size / 1000:7.1f}")
    return queries


def build_group(clinics, treatments):
    """Publish every treatment at every clinic; return what stands in the calls.

    Each clinic has a price and a section of its own, and every treatment goes well with the next.
    """
    from wagtail.models import Site

    from tests.api.builders import block, make_site, section
    from treatments.models import (
        ClinicPrice,
        ClinicTreatmentPage,
        Pairing,
        TreatmentFAQ,
    )

    Site.objects.all().delete()
    site = make_site("Group", "testserver", is_default=True)
    question = site.question("Does it hurt?")
    body = json.dumps([section([block("paragraph", "<p>Ring {clinic} in {city}.</p>")])])
    library = []
    for number in range(treatments):
        pairings = [Pairing(treatment=library[-1], rationale="Both.")] if library else []
        library.append(
            site.treatment(
                f"Treatment {number}",
                body=body,
                faqs=[TreatmentFAQ(faq=question)],
                pairings=pairings,
            )
        )
    own = json.dumps(
        [
            {
                "type": "add",
                "id": "0b6f1c3e-6b0e-4f43-9d36-d7f2d2b0a001",
                "value": {
                    "key": "custom",
                    "custom_key": "here",
                    "heading": "At this clinic",
                    "content": [block("paragraph", "<p>Two nurses work here.</p>")],
                    "position": "after",
                    "anchor": "",
                    "custom_anchor": "",
                },
            }
        ]
    )
    for number in range(clinics):
        clinic = site.clinic(f"Clinic {number}", slug=f"clinic-{number}")
        for treatment in library:
            page = clinic.add_child(
                instance=ClinicTreatmentPage(
                    treatment=treatment,
                    slug=treatment.slug,
                    sections=own,
                    prices=[ClinicPrice(label="Session", amount="120.00")],
                )
            )
    return {"page": page.pk, "treatment": library[-1].pk, "clinic": clinic.pk}


if __name__ == "__main__":
    main()
