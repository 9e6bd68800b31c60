"""Times the API with 3 clinics and with 30: `make bench-clinics`.

It builds each group in a database of its own, which is thrown away, and calls the API through the
whole of Django in one process. The number of queries must be the same at both sizes; figures are
milliseconds over all rounds.
"""

import statistics
import sys
import time

from .database import empty_database

ROUNDS = 15
SIZES = ((3, 3), (30, 40))
TYPE = "type=treatments.ClinicTreatmentPage"
CALLS = {
    "list of 9": f"/api/v2/pages/?{TYPE}&limit=9",
    "list of 9, all fields": f"/api/v2/pages/?{TYPE}&limit=9&fields=*",
    "one clinic’s list": f"/api/v2/pages/?{TYPE}&limit=20&clinic=clinic-001",
    "detail": "/api/v2/pages/{page}/",
    "library treatment": "/api/v2/pages/{treatment}/",
    "clinic": "/api/v2/pages/{clinic}/",
}


def main():
    counts = []
    for clinics, treatments in SIZES:
        with empty_database():
            counts.append(measure_group(clinics, treatments))
    different = [name for name in CALLS if len({count[name] for count in counts}) > 1]
    if different:
        sys.exit(f"The number of queries depends on the size: {', '.join(different)}")


def measure_group(clinics, treatments):
    """Build a group, print a table of its calls and return their queries by name."""
    from tests.benchmark import measure

    from .group import build_group, pages_of

    start = time.perf_counter()
    group = build_group(clinics, treatments)
    pages = {
        "page": pages_of(group.clinic).last().pk,
        "treatment": group.library[-1].pk,
        "clinic": group.clinic.page.pk,
    }
    seconds = time.perf_counter() - start
    print(f"\n{clinics} clinics × {treatments} treatments, built in {seconds:.0f} s")
    print(f"{'call':28} {'queries':>7} {'min':>8} {'median':>8} {'max':>8} {'kB':>7}")
    queries = {}
    for name, url in CALLS.items():
        queries[name], size, times = measure(url.format(**pages), ROUNDS)
        figures = (min(times), statistics.median(times), max(times))
        shown = " ".join(f"{figure:8.1f}" for figure in figures)
        print(f"{name:28} {queries[name]:7} {shown} {size / 1000:7.1f}")
    return queries


if __name__ == "__main__":
    main()
