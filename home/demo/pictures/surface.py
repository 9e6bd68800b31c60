"""Pictures of treatments of the surface: peels, blades, water and cooling."""

import math

from . import palette as p
from .canvas import Canvas, Gallery, Linear, Radial
from .shapes import (
    Outline,
    between,
    chances,
    curve,
    moved,
    oval,
    ribbon,
    scaled,
    smooth,
    turned,
    under,
)

SCENES = Gallery()


@SCENES.scene("chemical-peel", Linear(p.CREAM, p.SAND, (0, 0), (1600, 1067)))
def chemical_peel(canvas: Canvas) -> None:
    canvas.add(Linear(p.BLUSH, p.PEACH, (0, 60), (0, 700)), oval(1190, 330, 250), opacity=0.7)
    x, y, radius = 760, 1130, 700
    form = oval(x, y, radius)
    canvas.add(Radial(p.PEACH, p.DUSK, (560, 640), 900, p.ROSE), form, shadow=40)
    canvas.shade(p.RUST, form, dx=-40, dy=-30, soft=80, opacity=0.35)
    canvas.add(p.RUST, oval(980, 560, 330, 90), soft=60, opacity=0.35, within=[form])
    sheets = (
        (228, 272, 320, 110, p.WHITE, p.OAT),
        (214, 258, 308, 190, "#f6cf86", p.AMBER),
        (202, 243, 294, 280, p.WHITE, p.CREAM),
        (190, 228, 279, 370, "#f3c274", p.OCHRE),
    )
    for start, leave, end, rise, light, deep in sheets:
        lower, upper = [], []
        for step in range(161):
            t = step / 160
            degrees = start + (end - start) * t
            angle = math.radians(degrees)
            near = radius + 3 + rise * (max(0.0, degrees - leave) / (end - leave)) ** 1.8
            far = near + 96 * math.sin(math.pi * t) ** 0.8
            lower.append((x + near * math.cos(angle), y + near * math.sin(angle)))
            upper.append((x + far * math.cos(angle), y + far * math.sin(angle)))
        sheet = between(lower, upper)
        canvas.add(p.RUST, moved(sheet, 8, 20), soft=14, opacity=0.12)
        canvas.add(Linear(light, deep, (200, 900), (1300, 350)), sheet, opacity=0.62)
        canvas.shade(p.WHITE, sheet, dx=3, dy=10, soft=8, opacity=0.75)


@SCENES.scene("chemical-peel-detail", Linear(p.MIST, p.CREAM, (0, 0), (0, 800)))
def chemical_peel_detail(canvas: Canvas) -> None:
    canvas.add(Linear(p.WHITE, p.PEACH, (0, 100), (0, 620)), oval(330, 380, 250), opacity=0.75)

    def line(y: float) -> Outline:
        return curve((-60, y + 20), (400, y - 18), (900, y + 6), (1660, y - 24))

    for y, thick, above, below in ((800, 330, p.CORAL, p.RUST), (590, 210, p.PEACH, p.ROSE)):
        band = between(line(y), line(y + thick))
        canvas.add(Linear(above, below, (0, y), (0, y + thick)), band, shadow=18)
        canvas.shade(p.WHITE, band, dy=26, soft=18, opacity=0.35)
    spine = curve((-60, 586), (300, 556), (660, 560), (900, 540))
    curl, centre = [], (1010, 318)
    for step in range(161):
        angle = math.radians(100 - 430 * step / 160)
        reach = 224 - 128 * step / 160
        curl.append((centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)))
    spine = curve(*spine[::10], *curl[4::8])
    film = ribbon(spine, 46, 15)
    canvas.add(p.RUST, oval(1000, 592, 330, 26), soft=26, opacity=0.45, blend="multiply")
    canvas.add(Linear(p.CREAM, "#f0bd78", (0, 0), (1250, 300)), film, shadow=22)
    canvas.shade(p.WHITE, film, dx=3, dy=9, soft=6, opacity=0.6)


@SCENES.scene("dermaplaning", Linear(p.MIST, p.SAGE, (0, 0), (1600, 1067)))
def dermaplaning(canvas: Canvas) -> None:
    canvas.add(Radial(p.WHITE, p.MIST, (420, 330), 330), oval(420, 330, 240), opacity=0.85)
    hills = (
        (curve((-60, 900), (400, 640), (900, 500), (1660, 560)), p.WHITE, p.BLUSH),
        (curve((-60, 1010), (500, 800), (1000, 700), (1660, 780)), p.CREAM, p.PEACH),
        (curve((-60, 1090), (600, 960), (1100, 890), (1660, 980)), p.OAT, p.ROSE),
    )
    for line, above, below in hills:
        hill = under(line)
        canvas.add(Linear(above, below, (500, 500), (900, 1100)), hill, shadow=34)
        canvas.shade(p.WHITE, hill, dx=10, dy=36, soft=26, opacity=0.6)
    glide = curve((250, 690), (520, 566), (800, 480), (1100, 418), (1480, 372))
    canvas.add(p.INK, moved(ribbon(glide, 4, 22), 12, 34), soft=13, opacity=0.28)
    for index in range(4):
        trail = [(x - 60 - 70 * index, y + 70 + 44 * index) for x, y in glide[12:64]]
        canvas.add(p.WHITE, ribbon(trail, 1, 4), opacity=0.75 - 0.16 * index)
    blade = ribbon(glide, 3, 22)
    canvas.add(Linear(p.WHITE, p.SLATE, (250, 600), (1480, 400), p.SILVER), blade)
    canvas.shade(p.WHITE, blade, dx=1, dy=6, soft=1.5, opacity=0.9)


@SCENES.scene("body-contouring", Linear(p.CREAM, p.BLUSH))
def body_contouring(canvas: Canvas) -> None:
    canvas.add(Radial(p.WHITE, p.PEACH, (300, 300), 330), oval(300, 300, 220), opacity=0.8)
    tones = (p.OAT, p.BLUSH, p.PEACH, p.ROSE, p.CORAL, p.DUSK, p.TERRACOTTA, p.RUST, p.PLUM)
    for index, (tone, following) in enumerate(zip(tones, (*tones[1:], p.PLUM), strict=True)):
        x = 330 + 150 * index
        waist = 70 - 5 * index
        edge = curve(
            (x + 120, -80), (x + 20, 130), (x - 40, 330), (x + waist, 560), (x - 10, 770),
            (x - 110, 960), (x - 150, 1160),
        )  # fmt: skip
        fold = [*edge, (1800, 1160), (1800, -80)]
        canvas.add(Linear(tone, following, (x, 0), (x + 230, 420)), fold, shadow=46)
        canvas.shade(p.WHITE, fold, dx=44, soft=30, opacity=0.38)


@SCENES.scene("body-contouring-detail", Linear(p.MIST, p.SKY, (0, 0), (0, 420)))
def body_contouring_detail(canvas: Canvas) -> None:
    canvas.add(Linear(p.WHITE, p.MIST, (0, 40), (0, 380)), oval(800, 250, 210), opacity=0.9)

    def line(y: float, sag: float) -> Outline:
        return curve((-60, y - 60), (380, y - 8), (800, y + sag), (1220, y - 8), (1660, y - 60))

    edges = ((330, 40), (470, 44), (610, 78), (668, 40), (820, 20), (960, 10), (1130, 0))
    tones = (
        (p.BLUSH, p.PEACH), (p.PEACH, p.ROSE), ("#f6dc9d", p.AMBER),
        (p.CORAL, p.TERRACOTTA), (p.TERRACOTTA, p.RUST), (p.RUST, p.PLUM),
    )  # fmt: skip
    for (y, sag), (above, below) in zip(edges, tones, strict=False):
        layer = under(line(y, sag))
        canvas.add(Linear(above, below, (0, y), (0, y + 170)), layer, shadow=24)
        canvas.shade(p.WHITE, layer, dy=24, soft=18, opacity=0.35)
    for index, opacity in enumerate((0.75, 0.5, 0.3)):
        waves = curve((560, 70), (800, 118), (1040, 70))
        canvas.add(p.BLUE, ribbon(moved(waves, 0, 64 * index), 5), opacity=opacity)


@SCENES.scene("hydradermabrasion", Linear(p.MIST, p.SKY, (0, 0), (1600, 1067)))
def hydradermabrasion(canvas: Canvas) -> None:
    pools = (
        (520, 470, 470, p.AQUA, p.TURQUOISE),
        (1130, 640, 520, "#86b4d8", p.BLUE),
        (900, 120, 330, p.AQUA, p.TURQUOISE),
    )
    for x, y, reach, light, deep in pools:
        for ring in range(7):
            radius = reach * (1 - ring / 7.6)
            ripple = oval(x + 9 * ring, y + 5 * ring, radius, radius * 0.82)
            fill = Radial(p.WHITE, (light, deep)[ring % 2], (x, y), reach * 1.7, light)
            canvas.add(fill, ripple, opacity=0.38, blend="multiply")
            canvas.shade(p.WHITE, ripple, dx=3, dy=7, soft=5, opacity=0.6)
    values = chances("droplets", 120)
    for _ in range(26):
        x, y = 90 + 1420 * next(values), 80 + 900 * next(values)
        radius = 8 + 40 * next(values) ** 2
        drop = oval(x, y, radius)
        canvas.add(
            Radial(p.WHITE, p.TURQUOISE, (x - radius / 3, y - radius / 2), radius * 2.2),
            drop,
            opacity=0.85,
            shadow=radius * 0.45,
        )
        canvas.add(p.WHITE, oval(x - radius * 0.32, y - radius * 0.38, radius * 0.22), opacity=0.95)


TEAR = smooth([(2.6, 0), (0.5, -0.8), (-0.7, -0.75), (-1.2, 0), (-0.7, 0.75), (0.5, 0.8)])


@SCENES.scene("hydradermabrasion-detail", Radial(p.WHITE, p.AQUA, (800, 540), 1150, p.MIST))
def hydradermabrasion_detail(canvas: Canvas) -> None:
    centre = (800, 540)

    def arm(side: float) -> Outline:
        spine = []
        for step in range(241):
            turn = math.radians(side + 610 * step / 240)
            reach = 34 + 560 * (step / 240) ** 1.12
            spine.append((800 + 1.18 * reach * math.cos(turn), 540 + reach * math.sin(turn)))
        return spine

    for side, light, deep in ((200, p.AQUA, p.TURQUOISE), (20, p.TURQUOISE, p.SEA)):
        water = ribbon(arm(side), 34, 118)
        canvas.add(Radial(light, deep, centre, 700), water, shadow=22)
        canvas.shade(p.WHITE, water, dx=4, dy=9, soft=7, opacity=0.45)
    for side, outward in ((200, True), (20, False)):
        spine = arm(side)
        for at in range(34, 232, 18):
            (x, y), (ahead, below) = spine[at], spine[at + 2]
            heading = math.degrees(math.atan2(below - y, ahead - x)) + (0 if outward else 180)
            drop = scaled(moved(TEAR, x, y), 7 + at / 18, (x, y))
            tear = turned(drop, heading, (x, y))
            canvas.add(p.SEA if outward else p.WHITE, tear, opacity=0.85)
    canvas.add(Radial(p.WHITE, p.TURQUOISE, (785, 520), 110), oval(800, 540, 46), shadow=12)
