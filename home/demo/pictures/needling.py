"""Pictures of microneedling, alone and with radiofrequency."""

import math

from . import palette as p
from .canvas import Canvas, Gallery, Linear
from .shapes import between, blob, box, chances, curve, moved, oval, ribbon, under

SCENES = Gallery()


@SCENES.scene("microneedling", Linear("#f3b8a2", p.CORAL, (100, 0), (1500, 1067)))
def microneedling(canvas: Canvas) -> None:
    canvas.add(p.BLUSH, blob("light", 480, 330, 420, 0.3), soft=150, opacity=0.85)
    canvas.add(p.TERRACOTTA, blob("depth", 1290, 900, 380, 0.3), soft=160, opacity=0.5)
    places = [
        (x, y, 9.5 + 3.5 * math.sin(x / 260 + 0.6) * math.cos(y / 230 - x / 700))
        for y in range(106, 1000, 57)
        for x in range(116, 1520, 57)
    ]
    canvas.add(p.RUST, *[oval(x + 3, y + 5, size) for x, y, size in places], soft=4, opacity=0.4)
    canvas.add(Linear(p.WHITE, p.OAT), *[oval(x, y, size) for x, y, size in places])


def coral_surface(canvas: Canvas) -> None:
    canvas.add(p.PEACH, blob("light", 430, 280, 460, 0.3), soft=150, opacity=0.9)
    canvas.add(p.TERRACOTTA, blob("depth", 1330, 900, 420, 0.3), soft=160, opacity=0.55)
    for y in range(180, 1100, 210):
        line = curve((-40, y + 40), (420, y - 40), (930, y + 50), (1640, y - 60))
        canvas.add(p.RUST, ribbon(line, 26), soft=22, opacity=0.16)


def hollows() -> list[tuple[str, float, float, float]]:
    """Return the hollows' names, centres and radii: the same before and after."""
    values = chances("hollows", 360)
    found = []
    for row in range(9):
        for column in range(13):
            x = 50 + 122 * column + 61 * (row % 2) + 80 * (next(values) - 0.5)
            y = 70 + 116 * row + 80 * (next(values) - 0.5)
            found.append((f"{row}-{column}", x, y, 10 + 22 * next(values) ** 2))
    return found


CORAL_GROUND = Linear("#eda58c", p.CORAL, (100, 0), (1500, 1067))


@SCENES.scene("microneedling-before", CORAL_GROUND)
def microneedling_before(canvas: Canvas) -> None:
    coral_surface(canvas)
    for name, x, y, radius in hollows():
        rim = blob(name, x, y, radius, 0.5)
        canvas.add(p.BLUSH, moved(rim, 2, 3), opacity=0.6)
        canvas.add(Linear(p.TERRACOTTA, p.CORAL, (0, y - radius), (0, y + radius)), rim)
        canvas.shade(p.RUST, rim, dx=4, dy=6, soft=3, opacity=0.75)


@SCENES.scene("microneedling-after", CORAL_GROUND)
def microneedling_after(canvas: Canvas) -> None:
    coral_surface(canvas)
    for name, x, y, radius in hollows()[::2]:
        rim = blob(name, x, y, radius * 0.9, 0.3)
        canvas.add(p.WHITE, moved(rim, 5, 6), soft=8, opacity=0.32)
        canvas.add(p.TERRACOTTA, rim, soft=8, opacity=0.5)


@SCENES.scene("rf-microneedling", Linear(p.CREAM, p.BLUSH, (0, 0), (0, 600)))
def rf_microneedling(canvas: Canvas) -> None:
    lines = [
        curve((-40, y), (420, y - 46), (980, y + 34), (1640, y - 30)) for y in (390, 560, 700, 900)
    ]
    layers = ((p.BLUSH, p.PEACH), (p.ROSE, p.CORAL), ("#f7cd7c", p.AMBER), (p.TERRACOTTA, p.RUST))
    for line, (above, below) in zip(lines, layers, strict=True):
        y = line[0][1]
        canvas.add(Linear(above, below, (0, y), (0, y + 220)), under(line), shadow=18)
        canvas.shade(p.WHITE, under(line), dy=18, soft=12, opacity=0.3)
    canvas.add(
        "#fff1b8", oval(800, 795, 640, 84), soft=52, opacity=0.9, within=[between(*lines[2:])]
    )
    for index in range(15):
        x = 310 + 70 * index
        canvas.add(Linear(p.SLATE, p.WHITE, (0, 0), (0, 800)), ribbon([(x, -10), (x, 790)], 6, 2.4))
        canvas.add("#fff6d0", oval(x, 792, 17), soft=7, opacity=0.9)
        canvas.add(p.WHITE, oval(x, 792, 5))
    canvas.add(Linear(p.SILVER, p.SLATE, (0, 0), (0, 120)), box(270, -10, 1330, 96), shadow=22)
