"""Outlines and curves: lists of (x, y) points in pixels, y growing downwards."""

import math
from collections.abc import Iterator, Sequence
from hashlib import shake_256

Point = tuple[float, float]
Outline = list[Point]


def chances(name: str, count: int) -> Iterator[float]:
    """Yield ``count`` numbers from 0 up to 1, always the same ones for the same name."""
    data = shake_256(name.encode()).digest(2 * count)
    return (int.from_bytes(data[at : at + 2]) / 65536 for at in range(0, len(data), 2))


def smooth(points: Sequence[Point], closed: bool = True, steps: int = 20) -> Outline:
    """Return a Catmull-Rom curve through the points."""
    count = len(points)

    def at(index: int) -> Point:
        return points[index % count] if closed else points[min(max(index, 0), count - 1)]

    curve = []
    for index in range(count if closed else count - 1):
        a, b, c, d = (at(index + offset) for offset in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            curve.append(
                tuple(
                    b[i]
                    + t * (c[i] - a[i]) / 2
                    + t**2 * (a[i] - 2.5 * b[i] + 2 * c[i] - d[i] / 2)
                    + t**3 * (1.5 * (b[i] - c[i]) + (d[i] - a[i]) / 2)
                    for i in (0, 1)
                )
            )
    return curve if closed else [*curve, points[-1]]


def moved(outline: Sequence[Point], dx: float, dy: float) -> Outline:
    """Return the outline shifted."""
    return [(x + dx, y + dy) for x, y in outline]


def scaled(outline: Sequence[Point], factor: float, centre: Point) -> Outline:
    """Return the outline made larger or smaller around a centre."""
    return [
        (centre[0] + factor * (x - centre[0]), centre[1] + factor * (y - centre[1]))
        for x, y in outline
    ]


def turned(outline: Sequence[Point], degrees: float, centre: Point) -> Outline:
    """Return the outline turned clockwise around a centre."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [
        (
            centre[0] + (x - centre[0]) * cos - (y - centre[1]) * sin,
            centre[1] + (x - centre[0]) * sin + (y - centre[1]) * cos,
        )
        for x, y in outline
    ]


def oval(x: float, y: float, rx: float, ry: float | None = None, power: float = 2) -> Outline:
    """Return an ellipse; a power above 2 squares it off towards a pebble."""
    ry = rx if ry is None else ry
    steps = max(24, min(240, int(max(rx, ry))))
    outline = []
    for step in range(steps):
        cos, sin = math.cos(math.tau * step / steps), math.sin(math.tau * step / steps)
        outline.append(
            (
                x + rx * math.copysign(abs(cos) ** (2 / power), cos),
                y + ry * math.copysign(abs(sin) ** (2 / power), sin),
            )
        )
    return outline


def box(left: float, top: float, right: float, bottom: float) -> Outline:
    """Return a rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def blob(name: str, x: float, y: float, radius: float, wobble: float = 0.18) -> Outline:
    """Return a rounded, uneven form; the name decides the unevenness."""
    lobes = 7
    reach = [radius * (1 - wobble / 2 + wobble * chance) for chance in chances(name, lobes)]
    return smooth(
        [
            (
                x + reach[lobe] * math.cos(math.tau * lobe / lobes),
                y + reach[lobe] * math.sin(math.tau * lobe / lobes),
            )
            for lobe in range(lobes)
        ]
    )


def curve(*points: Point) -> Outline:
    """Return an open, smooth line through the points."""
    return smooth(points, closed=False)


def between(one: Sequence[Point], other: Sequence[Point]) -> Outline:
    """Return the area between two open lines that run the same way."""
    return [*one, *reversed(other)]


def under(line: Sequence[Point], bottom: float = 1100) -> Outline:
    """Return the area below an open line."""
    return [*line, (line[-1][0], bottom), (line[0][0], bottom)]


def ribbon(line: Sequence[Point], width: float, end_width: float | None = None) -> Outline:
    """Return a stroke along the line that changes evenly from one width to the other."""
    end_width = width if end_width is None else end_width
    left, right = [], []
    last = len(line) - 1
    for index, (x, y) in enumerate(line):
        before, after = line[max(index - 1, 0)], line[min(index + 1, last)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        half = (width + (end_width - width) * index / last) / 2 / (math.hypot(dx, dy) or 1)
        left.append((x - dy * half, y + dx * half))
        right.append((x + dy * half, y - dx * half))
    return between(left, right)


def circle_path(x: float, y: float, radius: float, start: float, end: float) -> Outline:
    """Return the arc between two angles in degrees, clockwise from three o'clock."""
    steps = 120
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def branches(
    name: str, start: Point, degrees: float, length: float, width: float, depth: int = 5
) -> list[Outline]:
    """Return strokes that fork and thin out from the start, ``depth`` forks deep."""
    bend, spread, share, fork = chances(f"{name}{depth}", 4)
    angle = math.radians(degrees)
    side = (bend - 0.5) * 0.5
    middle = (
        start[0] + length * 0.5 * math.cos(angle + side),
        start[1] + length * 0.5 * math.sin(angle + side),
    )
    end = (start[0] + length * math.cos(angle), start[1] + length * math.sin(angle))
    found = [ribbon(curve(start, middle, end), width, width * 0.7)]
    if depth:
        opening = 17 + 16 * spread
        for index, turn in enumerate((-opening, opening * (0.7 + fork * 0.5))):
            shorter = length * (0.72 + 0.16 * (share if index else 1 - share))
            found += branches(
                f"{name}{index}", end, degrees + turn, shorter, width * 0.68, depth - 1
            )
    return found
