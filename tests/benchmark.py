"""Times the content API on the demo: `make bench`.

Each call goes through the whole of Django in one process, without a network: what is shown is what
an answer costs on this machine. Figures are milliseconds over all rounds; `queries` is the number
of database queries of one answer.
"""

import statistics
import sys
import time

import django
from django.conf import settings

ROUNDS = 40
TYPE = "type=treatments.TreatmentPage"
CALLS = {
    "list of 15": f"/api/v2/pages/?{TYPE}",
    "list of 15, all fields": f"/api/v2/pages/?{TYPE}&fields=*",
    "list, filtered and ordered": f"/api/v2/pages/?{TYPE}&downtime_max=3&area=neck&order=title",
    "search": f"/api/v2/pages/?{TYPE}&search=collagen",
    "treatment": "/api/v2/pages/{treatment}/",
    "clinic": "/api/v2/pages/{clinic}/",
    "question": "/api/v2/pages/{question}/",
    "treatment, as a web page": "{path}",
}


def main():
    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    settings.DEBUG = False
    print(f"{'call':28} {'queries':>7} {'min':>8} {'median':>8} {'max':>8} {'kB':>7}")
    for name, url in CALLS.items():
        queries, size, times = measure(url.format(**demo_pages()))
        figures = (min(times), statistics.median(times), max(times))
        shown = " ".join(f"{figure:8.1f}" for figure in figures)
        print(f"{name:28} {queries:7} {shown} {size / 1000:7.1f}")


def demo_pages():
    """Return what stands in the calls: the demo's richest treatment, a clinic and a question."""
    from faq.models import FAQPage
    from locations.models import LocationPage
    from treatments.models import TreatmentPage

    treatment = TreatmentPage.objects.filter(slug="neuromodulators").first()
    if treatment is None:
        sys.exit("The demo is not there; build it with: make demo")
    return {
        "treatment": treatment.pk,
        "path": treatment.get_url(),
        "clinic": LocationPage.objects.live().first().pk,
        "question": FAQPage.objects.live().first().pk,
    }


def measure(url, rounds=ROUNDS):
    """Return the queries and the bytes of one answer, and the milliseconds of each round."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    queries = len(captured)
    if answer.status_code != 200:
        sys.exit(f"{url} answered {answer.status_code}")
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - start) * 1000)
    return queries, len(answer.content), times


if __name__ == "__main__":
    main()
