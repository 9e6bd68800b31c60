"""Pictures of treatments given by needle."""

import math

from . import palette as p
from .canvas import Canvas, Gallery, Linear, Radial
from .shapes import (
    blob,
    branches,
    chances,
    curve,
    moved,
    oval,
    ribbon,
    smooth,
    under,
)

SCENES = Gallery()


@SCENES.scene("neuromodulators", Linear(p.CREAM, p.BLUSH))
def neuromodulators(canvas: Canvas) -> None:
    canvas.add(Radial(p.WHITE, p.PEACH, (400, 420), 400), oval(400, 420, 300), opacity=0.7)
    shoulder = under(curve((380, 1120), (600, 1010), (900, 960), (1300, 900), (1660, 860)))
    canvas.add(Linear(p.SAND, p.ROSE, (400, 900), (1400, 1067)), shoulder, shadow=26)
    outline = curve(
        (1010, -40), (850, 40), (742, 150), (700, 268), (704, 352), (720, 398), (694, 470),
        (640, 560), (624, 594), (650, 618), (690, 628), (686, 654), (658, 680), (664, 704),
        (684, 716), (666, 738), (670, 768), (702, 794), (698, 828), (708, 870), (756, 908),
        (850, 914), (930, 930), (970, 990), (990, 1110),
    )  # fmt: skip
    face = [*outline, (1700, 1110), (1700, -40)]
    canvas.add(Linear(p.OAT, p.PEACH, (640, 200), (1250, 760), p.BLUSH), face, shadow=34)
    canvas.shade(p.WHITE, face, dx=30, dy=8, soft=24, opacity=0.45)
    canvas.add(p.ROSE, oval(905, 690, 150, 120), soft=64, opacity=0.5, within=[face])
    canvas.add(p.DUSK, ribbon(curve((724, 446), (746, 464), (782, 464), (814, 444)), 7, 4))
    jaw = curve((700, 1130), (880, 906), (1040, 800), (1130, 640), (1150, 500))
    canvas.add(
        Linear(p.SAND, p.ROSE, (900, 700), (1300, 1000)),
        [*jaw, (1700, 480), (1700, 1130)],
        opacity=0.55,
        within=[face],
    )
    tones = (p.SAND, p.ROSE, p.OAT, p.DUSK, p.SAND, p.TERRACOTTA)
    for index, (tone, next_tone) in enumerate(zip(tones, (*tones[1:], p.RUST), strict=True)):
        x, drop = 120 * index, 26 * index
        sweep = curve(
            (800 + x, -60), (868 + x, 150 + drop), (1010 + x, 330 + drop), (1130 + x, 540 + drop),
            (1150 + x, 800 + drop), (1090 + x, 1120),
        )  # fmt: skip
        outline = [*sweep, (1760, 1120), (1760, -60)]
        canvas.add(
            Linear(tone, next_tone, (950 + x, 0), (1320 + x, 620)), outline, shadow=28, opacity=0.94
        )
        canvas.shade(p.WHITE, outline, dx=22, dy=-8, soft=18, opacity=0.28)


@SCENES.scene("neuromodulators-detail", Linear(p.CREAM, p.PEACH))
def neuromodulators_detail(canvas: Canvas) -> None:
    canvas.add(Radial(p.WHITE, p.BLUSH, (1160, 260), 460), oval(1160, 260, 330), opacity=0.8)
    tones = (p.PEACH, p.ROSE, p.CORAL, p.DUSK, p.TERRACOTTA, p.RUST)
    for row, (tone, deeper) in enumerate(zip(tones, (*tones[1:], p.CRIMSON), strict=True)):
        top = 640 + row * 78

        def fibre(y: float, bulge: float = 26) -> list[tuple[float, float]]:
            return curve(
                (-60, y + 34),
                (250, y + bulge - 26),
                (640, y - bulge),
                (1050, y + 6),
                (1660, y - 54),
            )

        outline = under(fibre(top))
        canvas.add(Linear(tone, deeper, (0, top), (0, top + 190)), outline, shadow=20)
        canvas.shade(p.WHITE, outline, dy=15, soft=8, opacity=0.3)
        lines = [ribbon(moved(fibre(top), 0, 22 + 17 * line), 2.2) for line in range(3)]
        canvas.add(deeper, *lines, opacity=0.55)
    trunk = curve((190, -60), (310, 70), (430, 140), (560, 210))
    ends = (
        ((430, 140), (510, 200), (500, 320), (390, 420), (300, 556)),
        ((480, 165), (580, 240), (600, 350), (560, 450), (550, 566)),
        ((520, 185), (660, 260), (740, 350), (790, 450), (800, 556)),
        ((500, 180), (680, 240), (860, 290), (1010, 400), (1060, 540)),
    )
    twigs = [ribbon(curve(*points), 34, 15) for points in ends]
    feet = [
        smooth([(x - 9, y - 34), (x - 48, y + 8), (x - 40, y + 28), (x, y + 30), (x + 40, y + 28),
                (x + 48, y + 8), (x + 9, y - 34)])
        for x, y in (points[-1] for points in ends)
    ]  # fmt: skip
    nerve = [ribbon(trunk, 60, 44), *twigs, *feet]
    canvas.add(Linear(p.GREEN, p.LEAF, (200, 0), (760, 600)), *nerve, shadow=18)
    drops = [
        oval(points[-1][0] + dx, points[-1][1] + 48 + 6 * (dx % 3), 5)
        for points in ends
        for dx in (-30, -11, 9, 29)
    ]
    canvas.add(p.WHITE, *drops, opacity=0.95)


@SCENES.scene("dermal-filler", Linear(p.OAT, p.CREAM, (0, 0), (1600, 760)))
def dermal_filler(canvas: Canvas) -> None:
    canvas.add(Linear(p.WHITE, p.BLUSH, (0, 90), (0, 820)), oval(1010, 470, 390), opacity=0.7)
    table = under(curve((-40, 862), (500, 836), (1100, 852), (1660, 826)))
    canvas.add(Linear(p.BLUSH, p.SAND, (0, 830), (0, 1067)), table)
    canvas.add(p.RUST, oval(860, 905, 500, 40), soft=34, opacity=0.5, blend="multiply")
    base = smooth(
        [(330, 700), (420, 560), (620, 506), (830, 520), (1060, 540), (1240, 610), (1300, 740),
         (1210, 860), (960, 908), (640, 908), (410, 858)]
    )  # fmt: skip
    canvas.add(Radial(p.BLUSH, p.DUSK, (650, 500), 860, p.ROSE), base)
    canvas.shade(p.RUST, base, dx=-50, dy=-60, soft=90, opacity=0.4)
    canvas.shade(p.WHITE, base, dx=20, dy=26, soft=40, opacity=0.3)
    canvas.add(
        p.RUST, oval(790, 540, 290, 46), soft=30, opacity=0.6, blend="multiply", within=[base]
    )
    top = smooth(
        [(500, 400), (560, 262), (720, 180), (900, 198), (1040, 300), (1070, 430), (985, 528),
         (790, 560), (600, 522)]
    )  # fmt: skip
    canvas.add(Radial(p.WHITE, p.SAND, (690, 260), 560, p.CREAM), top)
    canvas.shade(p.DUSK, top, dx=-40, dy=-46, soft=80, opacity=0.42)
    canvas.add(p.WHITE, oval(705, 290, 110, 62), soft=38, opacity=0.7)


@SCENES.scene("biostimulators", Radial(p.WHITE, p.OAT, (800, 540), 980))
def biostimulators(canvas: Canvas) -> None:
    canvas.add(p.PEACH, oval(800, 540, 400), soft=110, opacity=0.75)
    twigs = []
    for index in range(11):
        angle = index * 360 / 11 + 8
        start = (
            800 + 130 * math.cos(math.radians(angle)),
            540 + 130 * math.sin(math.radians(angle)),
        )
        twigs += branches(f"collagen {index}", start, angle, 235, 20, 4)
    fill = Radial(p.CORAL, p.GOLD, (800, 540), 820, p.COPPER)
    canvas.add(fill, *twigs, opacity=0.9)
    centre = blob("warm centre", 800, 540, 195, 0.12)
    canvas.add(Radial(p.PEACH, p.TERRACOTTA, (740, 470), 330, p.CORAL), centre, shadow=26)
    canvas.shade(p.RUST, centre, dx=-26, dy=-30, soft=44, opacity=0.4)
    canvas.add(p.WHITE, oval(742, 470, 62, 44), soft=30, opacity=0.55)


@SCENES.scene("biostimulators-detail", Radial(p.LEAF, p.GREEN, (620, 420), 1150))
def biostimulators_detail(canvas: Canvas) -> None:
    def threads(name: str, count: int) -> list[list[tuple[float, float]]]:
        found = []
        values = chances(name, count * 4)
        for index in range(count):
            a, b, c, d = (next(values) for _ in range(4))
            if index % 2:
                y = 1067 * (index + a) / count
                points = (-40, y), (500, y + 320 * (b - 0.5)), (1100, y + 320 * (c - 0.5))
                points = (*points, (1640, y + 420 * (d - 0.5)))
            else:
                x = 1600 * (index + a) / count
                points = (x, -40), (x + 300 * (b - 0.5), 360), (x + 300 * (c - 0.5), 720)
                points = (*points, (x + 420 * (d - 0.5), 1110))
            found.append(ribbon(curve(*points), 2.5 + 3 * b, 2.5 + 3 * c))
        return found

    canvas.add(p.GOLD, *threads("behind", 14), opacity=0.45)
    spheres = (
        (330, 300, 118), (700, 520, 172), (1120, 330, 136), (1330, 760, 150), (430, 800, 132),
        (930, 880, 84), (940, 150, 66), (130, 610, 74), (1480, 220, 80), (690, 190, 48),
    )  # fmt: skip
    for x, y, radius in spheres:
        sphere = oval(x, y, radius)
        light = (x - radius * 0.35, y - radius * 0.4)
        canvas.add(
            Radial(p.WHITE, p.SAND, light, radius * 1.6, p.CREAM), sphere, shadow=radius * 0.25
        )
        offset = radius * 0.24
        canvas.shade(p.LEAF, sphere, dx=-offset, dy=-offset, soft=radius / 3.4, opacity=0.5)
    canvas.add(Linear("#ecc888", p.GOLD), *threads("before", 14), shadow=6)


@SCENES.scene("platelet-rich-plasma", Linear(p.MIST, p.CREAM, (0, 0), (1100, 1067)))
def platelet_rich_plasma(canvas: Canvas) -> None:
    canvas.add(Linear(p.WHITE, p.BLUSH, (0, 60), (0, 960)), oval(800, 520, 450), opacity=0.75)
    tube = [
        (530, 120), *curve((530, 640), (538, 790), (590, 915), (690, 985), (800, 1003)),
        *curve((800, 1003), (910, 985), (1010, 915), (1062, 790), (1070, 640)), (1070, 120),
    ]  # fmt: skip
    canvas.add(Linear(p.WHITE, p.MIST), tube, shadow=46, opacity=0.9)
    levels = (
        (curve((500, 262), (660, 240), (900, 276), (1100, 250)), p.CREAM, "#edc377"),
        (curve((500, 600), (700, 624), (900, 588), (1100, 612)), p.WHITE, p.PEACH),
        (curve((500, 672), (680, 650), (920, 690), (1100, 662)), p.CORAL, p.CRIMSON),
    )
    for line, above, below in levels:
        y = line[0][1]
        canvas.add(
            Linear(above, below, (0, y), (0, y + 360)), under(line), within=[tube], shadow=12
        )
    canvas.shade(p.RUST, tube, dx=-46, soft=50, opacity=0.28)
    values = chances("drops", 300)
    rows = (
        ((300, 560), 13, (16, 44), p.WHITE, 0.62),
        ((628, 650), 8, (8, 15), p.AMBER, 0.6),
        ((735, 960), 15, (14, 36), p.PEACH, 0.42),
    )
    for (top, bottom), count, (small, large), tint, opacity in rows:
        for index in range(count):
            x = 585 + 430 * ((index * 0.618 + 0.1 * next(values)) % 1)
            y = top + (bottom - top) * (index + next(values)) / count
            drop = oval(x, y, small + (large - small) * next(values))
            canvas.add(tint, drop, opacity=opacity, within=[tube])
            canvas.shade(p.WHITE, drop, dx=4, dy=5, soft=6, opacity=0.45)
    canvas.add(p.WHITE, oval(572, 520, 11, 330), soft=7, opacity=0.7)
    canvas.add(Linear(p.WHITE, p.SKY, (0, 92), (0, 150)), oval(800, 121, 306, 27, 7), shadow=14)


@SCENES.scene("sclerotherapy", Linear(p.WHITE, p.MIST))
def sclerotherapy(canvas: Canvas) -> None:
    canvas.add(Radial(p.PEACH, p.BLUSH, (1210, 290), 230), oval(1210, 290, 215), opacity=0.75)
    hills = (
        ((-40, 470), (360, 330), (820, 440), (1640, 210), p.WHITE, p.SKY),
        ((-40, 640), (480, 610), (1010, 430), (1640, 560), p.CREAM, p.BLUSH),
        ((-40, 820), (520, 720), (1080, 830), (1640, 690), p.WHITE, p.OAT),
        ((-40, 960), (560, 990), (1120, 900), (1640, 960), p.MIST, p.SKY),
    )
    for *points, above, below in hills:
        y = min(point[1] for point in points)
        outline = under(curve(*points))
        canvas.add(Linear(above, below, (0, y), (0, y + 480)), outline, shadow=30)
        canvas.shade(p.WHITE, outline, dy=30, soft=22, opacity=0.5)
    veins = branches("leg", (-20, 800), -12, 330, 13, 7)
    veins += branches("vein", (-20, 800), 14, 260, 9, 6)
    canvas.add(Linear(p.VIOLET, p.ROSE, (0, 900), (1500, 300), p.BLUE), *veins, opacity=0.8)
