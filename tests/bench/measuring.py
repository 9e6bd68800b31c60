"""Measures one database: builds its groups, serves them, and reads, publishes and waits."""

import json
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field

from .bare import stored_file
from .load import Load, put_load
from .reads import reads
from .servers import HEADERS, Server, environment

# Our two ways of answering, and how large the cache of answers is in each.
CACHE_BYTES = {"database": 0, "warm": 32 * 1024 * 1024}
# The bare view behind the site's middleware, and behind none.
BARE = ("bare", "alone")
# The order in which each read is measured.
SIDES = ("bare", "alone", "warm", "database", "partial", "stock")
DETAILS, CLINICS = 50, 5
WARM_UP_SECONDS = 1
WARM_UP_PUBLISHES = 4  # both workers
# Stock Wagtail answers few requests a second, so its figures need longer.
LONGER = {"stock": 2, "partial": 2}


@dataclass
class Figures:
    """What was measured on a database with so many clinic treatments.

    `loads` and `queries` are by the name of a read and a side; `memory` is by side, the largest
    worker's resident and unshared megabytes; `publishing` by `on` and `off`, median milliseconds of
    a request to the admin, and `alone` the same of a process without one.
    """

    size: int
    pages: int = 0
    built: float = 0
    documents: float | None = None
    loads: dict = field(default_factory=dict)
    queries: dict = field(default_factory=dict)
    absent: dict = field(default_factory=dict)
    memory: dict = field(default_factory=dict)
    publishing: dict = field(default_factory=dict)
    alone: dict = field(default_factory=dict)


def inside(url, folder, what, *arguments, **more):
    """Run a function of `tests.bench.inside` in a process of its own; return what it returns."""
    command = [sys.executable, "-m", "tests.bench.inside", what, *map(json.dumps, arguments)]
    run = subprocess.run(
        command,
        env=environment(url, folder, **more),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if run.returncode:
        sys.exit(f"{what} failed")
    return json.loads(run.stdout.splitlines()[-1])


class Place:
    """A group in a database, with a server for each side."""

    def __init__(self, url, folder, clinics, treatments):
        folder.mkdir()
        self.url, self.folder = url, folder
        self.figures = Figures(clinics * treatments)
        # Building a group publishes; its documents are made afterwards, all at once.
        group = self.inside("build", clinics, treatments, BENCH_PUBLISHED="off")
        self.figures.pages, self.figures.built = group["pages"], group["seconds"]
        self.clinics, self.treatments = group["clinics"], group["treatments"]
        made = self.inside("documents")
        self.figures.documents = made["seconds"] if made["kept"] else None
        modes = ["database", "warm"] if self.inside("has_cache") else ["database"]
        self.modes = {mode: {"BENCH_CACHE_BYTES": str(CACHE_BYTES[mode])} for mode in modes}
        step = max(1, len(self.treatments) // DETAILS)
        self.reads = reads(self.treatments[::step][:DETAILS], self.clinics[:CLINICS])

    def inside(self, what, *arguments, **more):
        return inside(self.url, self.folder, what, *arguments, **more)

    def serve(self, stack):
        """Start the servers, to be stopped with the `ExitStack`."""
        servers = {
            mode: stack.enter_context(Server(self.url, self.folder, **settings))
            for mode, settings in self.modes.items()
        }
        other = stack.enter_context(Server(self.url, self.folder))
        alone = stack.enter_context(Server(self.url, self.folder, BENCH_MIDDLEWARE="off"))
        shared = dict.fromkeys(("bare", "partial", "stock"), other)
        self.servers = {**servers, **shared, "alone": alone}

    def prepare(self, read):
        """Check that every side answers, and note what it is asked; say why one is not measured."""
        self.asked = {}
        for side in (side for side in SIDES if side in self.servers):
            addresses = self.addresses(read, side)
            if not addresses:
                continue
            try:
                self.asked[side] = [self._tried(read, side, path, n) for n, path in addresses]
            except ValueError as error:
                self.figures.absent[read.name, side] = str(error)

    def addresses(self, read, side):
        if side in BARE:
            return self._leave_bytes(read)
        found = read.ours if side in CACHE_BYTES else getattr(read, side)
        return list(enumerate(found))

    def _leave_bytes(self, read):
        for number, path in enumerate(read.ours):
            status, _, body = self.servers["database"].get(path)
            if status != 200:
                return []
            stored_file(self.folder, read.name, number).write_bytes(body)
        return [(n, f"/bare/{read.name}/{n}/") for n in range(len(read.ours))]

    def _tried(self, read, side, path, number):
        """Return what is asked, an address and its headers; ValueError when it is not answered."""
        server, headers = self.servers[side], dict(HEADERS)
        status, answered, body = server.get(path)
        if status == 302 and "find/" in path:
            return path, headers
        if status != 200:
            raise ValueError(f"{path} answers {status}")
        read.check(body)
        if side in (*BARE, "warm") and body != self._bytes(read, number):
            raise ValueError(f"{path} answers other bytes")
        if read.conditional:
            headers["If-None-Match"] = answered.get("ETag") or ""
            status, _, body = server.get(path, **headers)
            if status != 304 or body:
                raise ValueError("answers have no ETag" if status == 200 else f"answers {status}")
        return path, headers

    def _bytes(self, read, number):
        return stored_file(self.folder, read.name, number).read_bytes()

    def load(self, side, seconds, connections):
        """Return the `Load` of one side of the read that was prepared."""
        server = self.servers[side]
        load = put_load(server.port, self.asked[side], seconds * LONGER.get(side, 1), connections)
        server.rest()
        return load

    def count_queries(self):
        """Count the queries of the first address of every read, in a process of its own."""
        for mode, settings in self.modes.items():
            self._count(mode, [(read, read.ours[:1]) for read in self.reads], settings)
        stock = [(read, read.stock[: read.requests_each]) for read in self.reads]
        self._count("stock", stock, {})
        self._count("partial", [(read, read.partial[:1]) for read in self.reads], {})

    def _count(self, side, asked, settings):
        found = iter(
            self.inside("queries", *(path for _, paths in asked for path in paths), **settings)
        )
        for read, paths in asked:
            counts = [next(found)[read.conditional] for _ in paths]
            self.figures.queries[read.name, side] = sum(counts)

    def measure_publishing(self, count, rounds):
        """Publish pages that nobody shows, with and without documents to keep, in turn."""
        times, alone = {"off": [], "on": []}, {"off": [], "on": []}
        for _ in range(rounds):
            for state in times:
                times[state] += self._publish(count, state)
                alone[state] += self.inside("publish", count, BENCH_PUBLISHED=state)
        self.figures.publishing, self.figures.alone = (
            {state: statistics.median(found) for state, found in by_state.items()}
            for by_state in (times, alone)
        )

    def _publish(self, count, state):
        """Publish drafts in the admin as an editor does; return the milliseconds of each."""
        found = self.inside("draft", WARM_UP_PUBLISHES + count)
        times = []
        with Server(self.url, self.folder, BENCH_PUBLISHED=state) as server:
            for pk in found["pages"]:
                start = time.perf_counter()
                server.publish(pk, found["session"])
                times.append((time.perf_counter() - start) * 1000)
                server.rest()
        return times[WARM_UP_PUBLISHES:]


def measure(places, options, told):
    """Serve all places at once and measure every read, then what publishing costs."""
    with ExitStack() as stack:
        for place in places:
            place.serve(stack)
        for reads_of_places in zip(*(place.reads for place in places), strict=True):
            measure_read(dict(zip(places, reads_of_places, strict=True)), options, told)
        for place in places:
            place.figures.memory = {side: server.memory() for side, server in place.servers.items()}
    for place in places:
        place.count_queries()
        place.measure_publishing(options.publishes, options.rounds)


def measure_read(reads_of, options, told):
    """Measure one read at several places, all its sides in turn; `reads_of` is by place."""
    for place, read in reads_of.items():
        place.prepare(read)
    pairs = [(place, side) for side in SIDES for place in reads_of if side in place.asked]
    sides = dict.fromkeys(side for _, side in pairs)
    told(f"{next(iter(reads_of.values())).title}: {', '.join(sides) or 'not there'}")
    for place, side in pairs:
        place.load(side, WARM_UP_SECONDS, options.connections)
    found = {pair: [] for pair in pairs}
    for _ in range(options.rounds):
        for (place, side), loads in found.items():
            loads.append(place.load(side, options.seconds, options.connections))
    for (place, side), loads in found.items():
        read = reads_of[place]
        share = read.requests_each if side == "stock" else 1
        place.figures.loads[read.name, side] = middle(loads, share)


def middle(loads, share):
    """Return the median of several `Load`s, of which `share` requests make one read."""
    return Load(
        statistics.median(load.rate for load in loads) / share,
        statistics.median(load.p50 for load in loads),
        statistics.median(load.p99 for load in loads),
        sum(load.failed for load in loads),
    )
