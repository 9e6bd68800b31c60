"""Times what an editor of the library is told before publishing: `python -m tests.scale.reach`.

It builds a group of 300 clinics with 40 treatments each, in a database of its own that is thrown
away, and asks whom three drafts of one treatment reach. The figures are seconds, of the clock and
of the processor, each the shortest of all rounds.
"""

import json
import sys
import time

from .database import empty_database

CLINICS, TREATMENTS = 300, 40
ROUNDS = 3


def nothing(page):
    """Leave the page as it is."""


def section(page):
    """Say something else in one section, which every clinic shows."""
    from tests.api.builders import block
    from tests.api.builders import section as built

    words = block("paragraph", "<p>Ring {clinic} anew.</p>")
    sections = [dict(child) for child in page.body.raw_data]
    sections[0] = built([words], key="overview", heading="Overview")
    page.body = json.dumps(sections)


def card(page):
    """Change the title and the summary, which the clinics and the paired treatments show, too."""
    page.title, page.summary = f"{page.title}, renamed", "Said otherwise."


def main(clinics=CLINICS, treatments=TREATMENTS):
    with empty_database():
        from .group import build_group

        library = build_group(int(clinics), int(treatments)).library
        print_table(library[1].pk)


def print_table(pk):
    """Print what each draft of the library page `pk` costs."""
    print(f"{'draft':10} {'queries':>8} {'documents':>10} {'clock':>7} {'processor':>10}")
    for edit in (nothing, section, card):
        found, queries, clock, processor = measure(pk, edit)
        documents = len(found.documents)
        print(f"{edit.__name__:10} {queries:8} {documents:10} {clock:7.1f} {processor:10.1f}")


def measure(pk, edit):
    """Return the reach of a draft, its queries and the seconds of clock and processor."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from treatments.models import TreatmentPage
    from treatments.reach.reach import reach

    draft = TreatmentPage.objects.get(pk=pk)
    edit(draft)
    # The first time fills the caches.
    with CaptureQueriesContext(connection) as captured:
        found = reach(draft)
    clock, processor = [], []
    for _ in range(ROUNDS):
        began = time.perf_counter(), time.process_time()
        reach(draft)
        clock.append(time.perf_counter() - began[0])
        processor.append(time.process_time() - began[1])
    return found, len(captured), min(clock), min(processor)


if __name__ == "__main__":
    main(*sys.argv[1:])
