"""Measures the API beside stock Wagtail and a bare view: `make bench`.

It builds groups of clinics in databases of its own, serves each with gunicorn, and puts load on it
with wrk; what it finds is printed and written to docs/benchmarks.md.
"""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from .database import databases, version
from .load import has_tool
from .measuring import Place, measure
from .reaching import measure_reach
from .report import Run, report

TREATMENTS = 40
REACHED_TREATMENTS = 3


def arguments(given=None):
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument(
        "--databases", nargs="+", choices=["postgres", "sqlite"], default=["postgres", "sqlite"]
    )
    parser.add_argument(
        "--sizes",
        nargs="+",
        type=int,
        default=[200, 20_000],
        help=f"clinic treatments; each clinic has {TREATMENTS} of them",
    )
    parser.add_argument("--seconds", type=int, default=3, help="of load, for each figure")
    parser.add_argument("--rounds", type=int, default=3, help="of which the median is taken")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--publishes", type=int, default=20, help="for each round")
    parser.add_argument(
        "--reach", type=int, default=300, help="clinics that a library edit reaches; 0 for none"
    )
    parser.add_argument("--output", type=Path, default=Path("docs/benchmarks.md"))
    return parser.parse_args(given)


def main():
    options = arguments()
    if not has_tool():
        sys.exit("wrk is missing. On Debian: sudo apt-get install wrk")
    # A stopped run still takes its servers and databases down.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    runs = []
    for kind in options.databases:
        runs.append(run(kind, options))
        options.output.write_text(report(runs, options))
    print(options.output.read_text())


def run(kind, options):
    """Measure on one kind of database; return the `Run`."""
    with tempfile.TemporaryDirectory(prefix="clinicsite-bench-") as name:
        folder = Path(name)
        with databases(kind, folder) as make:
            places = []
            for size in options.sizes:
                told(f"{kind}: building {size:,} clinic treatments")
                treatments = min(TREATMENTS, size // 2)
                url = make(str(size))
                places.append(Place(url, folder / str(size), size // treatments, treatments))
            measure(places, options, told)
            reached = None
            if options.reach:
                told(f"{kind}: a library edit at {options.reach} clinics")
                group = Place(make("reach"), folder / "reach", options.reach, REACHED_TREATMENTS)
                reached = measure_reach(group)
            return Run(version(url), [place.figures for place in places], reached)


def told(text):
    print(f"==> {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
