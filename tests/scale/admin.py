"""Times the admin with 3 clinics and with 300: `make bench-admin`.

It builds each group in a database of its own, which is thrown away, logs in as people of every
role and opens what they open in their week, through the whole of Django in one process. Times are
medians in milliseconds on this machine. It names the screens whose queries differ: a clinic of the
larger group has more treatments to show.
"""

import argparse
import statistics
import sys
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from .database import empty_database

SIZES = ((3, 3), (300, 40))
ROUNDS = 5
# A screen that takes longer is felt as a pause.
SLOW = 500
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Figure:
    """One answer: its status, queries, median milliseconds and bytes."""

    status: int
    queries: int
    median: float
    size: int


def main():
    options = arguments()
    figures = []
    for clinics, treatments in options.sizes:
        with empty_database():
            figures.append(measure_group(clinics, treatments, options))
    print_table(options.sizes, figures)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument(
        "--sizes",
        nargs="+",
        type=lambda text: tuple(map(int, text.split("x"))),
        default=SIZES,
        help="such as 3x3 300x40: clinics and treatments",
    )
    return parser.parse_args()


def measure_group(clinics, treatments, options):
    """Build a group and return `{(name of a screen, role): Figure}`."""
    from wagtail.models import Page

    from .deeds import deeds
    from .group import build_group
    from .screens import people_of, screens

    start = time.perf_counter()
    group = build_group(clinics, treatments)
    seconds = time.perf_counter() - start
    print(
        f"{clinics} clinics × {treatments} treatments: {Page.objects.count():,} pages, "
        f"built in {seconds:.0f} s",
        flush=True,
    )
    people = people_of(group)
    found = {}
    for screen in screens(group):
        for role in screen.roles:
            found[screen.name, role] = measure(people[role], opening(screen.url), options.rounds)
    for deed in deeds(group):
        for role in deed.roles:
            found[deed.name, role] = measure(people[role], doing(deed.prepare), options.rounds)
    return found


def opening(url):
    """Return what prepares nothing and opens an address."""
    return lambda client: lambda: client.get(url)


def doing(prepare):
    """Return what prepares a form and posts it."""

    def prepared(client):
        url, data = prepare(client)
        return lambda: client.post(url, urlencode(data, doseq=True), FORM)

    return prepared


def measure(user, prepare, rounds):
    """Return the Figure of what `prepare(client)` returns, called as `user`."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(user)
    # The first time makes the sizes of pictures and fills the caches.
    prepare(client)()
    call = prepare(client)
    with CaptureQueriesContext(connection) as captured:
        answer = call()
    queries = len(captured)
    times = []
    for _ in range(rounds):
        call = prepare(client)
        start = time.perf_counter()
        read(call())
        times.append((time.perf_counter() - start) * 1000)
    return Figure(answer.status_code, queries, statistics.median(times), len(read(answer)))


def read(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def print_table(sizes, figures):
    """Print the figures of all sizes side by side, and what to look at."""
    heads = [f"{clinics}×{treatments}" for clinics, treatments in sizes]
    print(
        f"\n| Screen | Role | {' | '.join(f'Queries {head}' for head in heads)} "
        f"| {' | '.join(f'ms {head}' for head in heads)} | kB {heads[-1]} |"
    )
    print("|---|---|" + "--:|" * (2 * len(heads) + 1))
    different, slow = [], []
    for key in figures[0]:
        row = [found[key] for found in figures]
        name, role = key
        if len({figure.status for figure in row}) > 1:
            sys.exit(f"{name} as {role} answered {[figure.status for figure in row]}")
        if len({figure.queries for figure in row}) > 1:
            different.append(f"{name} ({role})")
        if max(figure.median for figure in row) > SLOW:
            slow.append(f"{name} ({role})")
        status = "" if row[0].status in (200, 302) else f" ({row[0].status})"
        queries = " | ".join(str(figure.queries) for figure in row)
        times = " | ".join(f"{figure.median:.0f}" for figure in row)
        print(f"| {name}{status} | {role} | {queries} | {times} | {row[-1].size / 1000:.0f} |")
    if slow:
        print(f"\nAbove {SLOW} ms: {', '.join(slow)}")
    if different:
        print(f"\nQueries differ: {', '.join(different)}")


if __name__ == "__main__":
    main()
