"""Writes what was measured as a page of Markdown, with what was to be reached beside it."""

from dataclasses import dataclass

from .machine import machine
from .measuring import BARE
from .notes import HEAD, NOTES
from .reads import reads
from .servers import WORKERS

SIDES = {
    "database": "Clinicsite, from the database",
    "warm": "Clinicsite, warm",
    "stock": "stock Wagtail",
    "partial": "stock Wagtail, nothing inherited",
    "bare": "bare view",
    "alone": "bare view, no middleware",
}
# What is to be reached.
SCALE, PUBLISHING, REACH_SECONDS, MEMORY, SEARCH = 1.2, 1.3, 2, 200, 2


@dataclass(frozen=True)
class Run:
    """The figures of one kind of database: `Figures` by size, and the `Reach` of an edit."""

    database: str
    sizes: list
    reached: object


def report(runs, options):
    """Return the page for several `Run`s."""
    named = [[read.name, read] for read in reads([(0, "/")], [(0, "clinic")])]
    parts = [HEAD.format(workers=WORKERS, **vars(options)), _machine(runs)]
    for run in runs:
        parts.append(f"## {run.database}")
        for figures in run.sizes:
            parts += [_size(figures), _loads(named, figures), _ratios(named, figures)]
            parts.append(_searches(named, figures))
        parts += [_scale(named, run.sizes), _publishing(run), _memory(run)]
    parts.append(NOTES)
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def table(heads, rows, left=1):
    """Return a Markdown table; the first `left` columns are text."""
    rule = ["---"] * left + ["--:"] * (len(heads) - left)
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def _machine(runs):
    rows = [*machine().items(), ("Databases", ", ".join(run.database for run in runs))]
    return table(["Machine", ""], [[name, str(value)] for name, value in rows], left=2)


def _size(figures):
    made = figures.documents
    documents = "" if made is None else f", its documents made in {made:.0f} s"
    return (
        f"### {figures.size:,} clinic treatments\n\n"
        f"{figures.pages:,} pages, built in {figures.built:.0f} s{documents}."
    )


def _loads(named, figures):
    rows, failed = [], 0
    for name, read in named:
        for side, title in SIDES.items():
            load = figures.loads.get((name, side))
            if load is not None:
                queries = 0 if side in BARE else figures.queries.get((name, side), "–")
                shown = [number(load.rate), f"{load.p50:.1f}", f"{load.p99:.1f}", str(queries)]
                rows.append([read.title, title, *shown])
                failed += load.failed
            elif (name, side) in figures.absent:
                rows.append([read.title, title, "–", "–", "–", "–"])
    heads = ["Read", "Served by", "requests/s", "p50 ms", "p99 ms", "queries"]
    absent = sorted({f"{side} {name}: {why}" for (name, side), why in figures.absent.items()})
    missing = f" Not measured: {'; '.join(absent)}." if absent else ""
    return f"{table(heads, rows, left=2)}\n\nRequests that failed: {failed}.{missing}"


def _ratios(named, figures):
    rows = []
    for name, read in named:
        target = read.target
        wanted = (
            ("database", "stock", target.stock),
            ("database", "partial", target.stock),
            ("database", "bare", target.bare),
            ("database", "alone", None),
            ("warm", "stock", None),
            ("warm", "bare", target.bare_warm),
            ("warm", "alone", None),
        )
        for side, other, least in wanted:
            pair = [figures.loads.get((name, one)) for one in (side, other)]
            if None not in pair and pair[1].rate:
                ratio = pair[0].rate / pair[1].rate
                shown = f"{ratio:.2f}" if other in BARE else f"{ratio:.1f}"
                wished = [f"≥ {least:g}", yes(ratio >= least)] if least else ["", ""]
                what = f"{SIDES[side].removeprefix('Clinicsite, ')} / {SIDES[other]}"
                rows.append([read.title, what, shown, *wished])
    return table(["Read", "Ratio", "measured", "to reach", "reached"], rows, left=2)


def _searches(named, figures):
    """How much longer a search takes that all pages match than one that few do."""
    few = figures.loads.get(("search_few", "database"))
    rows = []
    for name, read in named:
        load = figures.loads.get((name, "database"))
        if few and load and load.rate and name.startswith("search_all"):
            ratio = few.rate / load.rate
            rows.append([read.title, f"{ratio:.2f}", f"≤ {SEARCH:g}", yes(ratio <= SEARCH)])
    heads = ["Beside a search that few match", "times its cost", "to reach", "reached"]
    return table(heads, rows) if rows else ""


def _scale(named, sizes):
    if len(sizes) < 2:
        return ""
    small, large = sizes[0], sizes[-1]
    rows = []
    for name, read in named:
        for side in ("database", "warm", "stock"):
            pair = [figures.loads.get((name, side)) for figures in (small, large)]
            if None not in pair and pair[1].rate:
                ratio = pair[0].rate / pair[1].rate
                reached = yes(ratio <= SCALE) if side != "stock" else ""
                shown = [number(load.rate) for load in pair]
                rows.append([read.title, SIDES[side], *shown, f"{ratio:.2f}", reached])
    heads = ["Read", "Served by", f"{small.size:,}", f"{large.size:,}", "slower", f"≤ {SCALE:g}"]
    title = f"### From {small.size:,} to {large.size:,}\n\nRequests a second.\n\n"
    return title + table(heads, rows, left=2)


def _publishing(run):
    rows = []
    for figures in run.sizes:
        if figures.publishing:
            on, off = figures.publishing["on"], figures.publishing["off"]
            what = f"Publish a page that nobody shows, of {figures.size:,}"
            shown = f"{on:.0f} ms, stock {off:.0f} ms: {on / off:.2f}"
            rows.append([what, shown, f"≤ {PUBLISHING:g}", yes(on / off <= PUBLISHING)])
            on, off = figures.alone["on"], figures.alone["off"]
            shown = f"{on:.0f} ms, stock {off:.0f} ms: {on / off:.2f}"
            rows.append([f"The same by a script, of {figures.size:,}", shown, "", ""])
    if run.reached is not None:
        reached = run.reached
        seen = reached.seen
        shown = "never" if seen is None else f"{seen:.2f} s"
        what = f"An edit of the library shows at all {reached.clinics} clinics"
        rows.append(
            [what, shown, f"≤ {REACH_SECONDS} s", yes(shown != "never" and seen <= REACH_SECONDS)]
        )
    return "### Publishing\n\n" + table(["", "measured", "to reach", "reached"], rows)


def _memory(run):
    rows = []
    for figures in run.sizes:
        for side, title in SIDES.items():
            if side in figures.memory and side not in ("partial", *BARE):
                resident, own = figures.memory[side]
                reached = yes(resident < MEMORY) if side != "stock" else ""
                shown = [f"{resident:.0f}", f"{own:.0f}", f"< {MEMORY}", reached]
                rows.append([f"{title}, {figures.size:,}", *shown])
    heads = ["Largest worker", "resident MB", "of its own MB", "to reach", "reached"]
    return "### Memory\n\n" + table(heads, rows)


def number(value):
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def yes(reached):
    return "yes" if reached else "**no**"
