"""Pictures of the demo's clinics."""

import math

from . import palette as p
from .canvas import Canvas, Gallery, Linear, Radial
from .shapes import Outline, box, chances, curve, oval, ribbon, under

SCENES = Gallery()


def arch(x: float, top: float, width: float, bottom: float) -> Outline:
    """Return a window or door with a round head."""
    half = width / 2
    head = [
        (x + half * math.cos(math.radians(a)), top + half + half * math.sin(math.radians(a)))
        for a in range(180, 361, 6)
    ]
    return [*head, (x + half, bottom), (x - half, bottom)]


def tree(canvas: Canvas, x: float, y: float, radius: float, light: str, deep: str) -> None:
    """Draw a round tree whose crown is centred on (x, y)."""
    trunk = [(x - radius * 0.05, y), (x + radius * 0.05, y), (x + radius * 0.08, y + radius * 1.7)]
    canvas.add(p.BROWN, [*trunk, (x - radius * 0.08, y + radius * 1.7)])
    crown = oval(x, y, radius, radius * 1.12)
    canvas.add(
        Radial(light, deep, (x - radius * 0.35, y - radius * 0.45), radius * 1.9), crown, shadow=20
    )
    canvas.shade(p.WHITE, crown, dx=10, dy=14, soft=18, opacity=0.28)
    boughs = [
        ribbon([(x, y + radius * (0.55 - 0.38 * step)), (x + side, y + radius * lift)], 4, 1.5)
        for step, side, lift in (
            (0, radius * 0.42, 0.1),
            (0.6, -radius * 0.38, -0.12),
            (1.3, radius * 0.26, -0.38),
        )
    ]
    stem = ribbon([(x, y + radius), (x, y - radius * 0.45)], 6, 2)
    canvas.add(p.BROWN, stem, *boughs, opacity=0.45)


@SCENES.scene("clinic-vancouver", Linear(p.SKY, p.CREAM, (0, 0), (0, 620)))
def vancouver(canvas: Canvas) -> None:
    canvas.add(Radial(p.WHITE, p.PEACH, (1180, 260), 260), oval(1180, 270, 120), opacity=0.85)
    ranges = (
        ((-40, 420), (240, 300), (520, 400), (860, 250), (1200, 390), (1660, 290), p.MIST, p.BLUE),
        ((-40, 520), (320, 440), (700, 500), (1100, 410), (1400, 480), (1660, 420), p.BLUE, p.SEA),
        ((-40, 590), (300, 560), (640, 600), (980, 530), (1300, 580), (1660, 540), p.SAGE, p.LEAF),
    )
    for *points, above, below in ranges:
        hills = under(curve(*points))
        canvas.add(Linear(above, below, (0, 260), (0, 720)), hills, opacity=0.85)
        canvas.shade(p.WHITE, hills, dy=34, soft=30, opacity=0.3)
    canvas.add(Linear(p.BLUE, p.SEA, (0, 690), (0, 1067), p.BLUE), box(0, 690, 1600, 1067))
    values = chances("water", 120)
    for row in range(17):
        y = 722 + row * 21
        x, length = 560 + 1040 * next(values), (60 + 240 * next(values)) * (0.5 + row / 16)
        wave = curve((x - length / 2, y), (x, y - 4), (x + length / 2, y))
        canvas.add(p.WHITE, ribbon(wave, 3 + row / 6), opacity=0.35)
    quay = [(-40, 700), (960, 700), (1010, 742), (-40, 742)]
    canvas.add(p.RUST, box(230, 730, 800, 900), soft=44, opacity=0.4)
    house = box(190, 300, 840, 704)
    canvas.add(Linear(p.TERRACOTTA, p.RUST, (190, 300), (840, 760)), house, shadow=22)
    bricks = [
        ribbon([(x, y), (x + 34, y)], 9)
        for row, y in enumerate(range(322, 700, 20))
        for x in range(200 + 27 * (row % 2), 800, 54)
    ]
    canvas.add(p.PEACH, *bricks, opacity=0.16)
    canvas.add(Linear(p.CREAM, p.SAND, (0, 270), (0, 310)), box(172, 276, 858, 310), shadow=8)
    panes = [arch(x, 366, 92, 500) for x in (270, 394, 518, 642, 764)]
    panes += [arch(x, 556, 92, 660) for x in (270, 394, 642, 764)]
    door = arch(518, 540, 104, 702)
    canvas.add(p.CREAM, *[arch(x, y - 9, 110, b + 9) for x, y, b in (
        *((x, 366, 500) for x in (270, 394, 518, 642, 764)),
        *((x, 556, 660) for x in (270, 394, 642, 764)),
    )])  # fmt: skip
    canvas.add(Linear(p.NAVY, p.BLUE, (0, 360), (0, 700)), *panes)
    bars = [ribbon([(x, 366), (x, 500)], 4) for x in (270, 394, 518, 642, 764)]
    bars += [ribbon([(x, 556), (x, 660)], 4) for x in (270, 394, 642, 764)]
    canvas.add(p.CREAM, *bars)
    canvas.add(p.GREEN, door)
    canvas.add(p.GOLD, oval(548, 628, 6))
    canvas.add(Linear(p.SAND, p.STONE, (0, 700), (0, 742)), quay, shadow=10)
    tree(canvas, 110, 560, 74, p.SAGE, p.GREEN)
    tree(canvas, 918, 596, 56, p.SAGE, p.LEAF)


@SCENES.scene("clinic-andover", Linear(p.SKY, p.CREAM, (0, 0), (0, 700)))
def andover(canvas: Canvas) -> None:
    canvas.add(Radial(p.WHITE, p.CREAM, (1250, 240), 220), oval(1250, 240, 130), opacity=0.9)
    slope = under(curve((-40, 660), (420, 590), (900, 630), (1660, 560)))
    canvas.add(Linear(p.SAND, p.OCHRE, (0, 580), (0, 1000)), slope)
    for x, y, radius, light, deep in (
        (90, 480, 130, p.PEACH, p.TERRACOTTA),
        (310, 420, 165, p.AMBER, p.COPPER),
        (1330, 420, 170, p.CORAL, p.RUST),
        (1560, 470, 130, "#f0c06d", p.OCHRE),
        (1130, 470, 110, p.SAGE, p.OLIVE),
    ):
        tree(canvas, x, y, radius, light, deep)
    wall = [(520, 440), (770, 230), (1020, 440), (1020, 830), (520, 830)]
    wing = box(1000, 530, 1250, 830)
    canvas.add(Linear(p.WHITE, p.OAT, (1000, 500), (1260, 830)), wing, shadow=22)
    canvas.add(
        Linear(p.SLATE, p.CHARCOAL, (0, 440), (0, 560)),
        [(985, 545), (1030, 440), (1225, 440), (1280, 545)],
        shadow=14,
    )
    canvas.add(Linear(p.WHITE, p.CREAM, (520, 300), (1020, 830)), wall, shadow=26)
    boards = [ribbon([(520, y), (1020, y)], 2) for y in range(452, 826, 22)]
    boards += [ribbon([(1022, y), (1250, y)], 2) for y in range(562, 826, 22)]
    canvas.add(p.STONE, *boards, opacity=0.38)
    roof = [(482, 462), (770, 218), (1058, 462), (1034, 486), (770, 262), (506, 486)]
    canvas.add(Linear(p.SLATE, p.CHARCOAL, (480, 220), (1060, 480)), roof, shadow=16)
    frames = [(x, y, 76, 100) for y in (500, 660) for x in (580, 884)]
    frames += [(732, 500, 76, 100), (1050, 640, 60, 90), (1150, 640, 60, 90)]
    for x, y, width, height in frames:
        canvas.add(p.STONE, box(x - 7, y - 7, x + width + 7, y + height + 7), opacity=0.7)
        canvas.add(
            Linear(p.NAVY, p.BLUE, (x, y), (x + width, y + height)),
            box(x, y, x + width, y + height),
        )
        cross = [ribbon([(x + width / 2, y), (x + width / 2, y + height)], 5)]
        cross.append(ribbon([(x, y + height / 2), (x + width, y + height / 2)], 5))
        canvas.add(p.WHITE, *cross)
    canvas.add(p.NAVY, oval(770, 384, 36))
    canvas.add(p.WHITE, ribbon([(770, 346), (770, 422)], 5), ribbon([(732, 384), (808, 384)], 5))
    canvas.add(p.STONE, box(718, 650, 822, 830), opacity=0.7)
    canvas.add(Linear(p.LEAF, p.GREEN, (0, 660), (0, 830)), box(728, 660, 812, 830))
    canvas.add(p.GOLD, oval(798, 752, 6))
    lawn = under(curve((-40, 850), (400, 812), (800, 828), (1200, 812), (1660, 850)))
    canvas.add(Linear(p.SAGE, p.MOSS, (0, 815), (0, 1067)), lawn, shadow=14)
    path = [*curve((722, 826), (700, 900), (560, 980), (440, 1080)), (860, 1080)]
    path += curve((860, 1080), (880, 980), (850, 900), (818, 826))
    canvas.add(Linear(p.CREAM, p.SAND, (0, 826), (0, 1067)), path)
    for x, y, radius, light, deep in (
        (150, 770, 118, p.CORAL, p.RUST),
        (380, 790, 84, "#f0c06d", p.OCHRE),
        (1440, 760, 124, p.AMBER, p.COPPER),
    ):
        tree(canvas, x, y, radius, light, deep)
    values = chances("leaves", 120)
    for index in range(38):
        leaf = oval(1600 * next(values), 880 + 170 * next(values), 9, 5)
        canvas.add((p.TERRACOTTA, p.AMBER, p.RUST)[index % 3], leaf, opacity=0.75)


def palm(canvas: Canvas, x: float, y: float, height: float, lean: float) -> None:
    """Draw a palm whose foot stands at (x, y)."""
    top = (x + lean, y - height)
    stem = curve((x, y), (x + lean * 0.25, y - height * 0.5), top)
    canvas.add(Linear(p.PLUM, p.BROWN, (0, y), (0, y - height)), ribbon(stem, 22, 11))
    reach = height * 0.36
    for angle in (-174, -150, -122, -62, -30, -6):
        way = math.radians(angle)
        tip = (
            top[0] + reach * 1.1 * math.cos(way),
            top[1] + reach * (0.75 * math.sin(way) + 0.42),
        )
        middle = (
            top[0] + reach * 0.6 * math.cos(way),
            top[1] + reach * (0.72 * math.sin(way) - 0.06),
        )
        spine = curve(top, middle, tip)
        frond = [
            (px + nx * 17, py + ny * 17 * math.sin(math.pi * i / (len(spine) - 1)) ** 0.7)
            for nx, ny, line in ((0, -0.3, spine), (0, 1.5, spine[::-1]))
            for i, (px, py) in enumerate(line)
        ]
        canvas.add(Linear(p.TEAL, p.GREEN, top, tip), frond, opacity=0.95)


@SCENES.scene("clinic-san-diego", Linear("#e7a58f", "#f9dcae", (0, 0), (0, 640), p.PEACH))
def san_diego(canvas: Canvas) -> None:
    canvas.add("#fff0c9", oval(960, 560, 260), soft=80, opacity=0.8)
    canvas.add(Linear("#fff4d8", p.CORAL, (0, 380), (0, 740)), oval(960, 560, 175))
    coast = under(curve((-40, 640), (400, 610), (900, 640), (1300, 606), (1660, 630)), 720)
    canvas.add(Linear(p.DUSK, p.ROSE, (0, 600), (0, 700)), coast, opacity=0.8)
    towers = (
        (250, 330, 120), (395, 230, 104), (520, 400, 130), (672, 300, 92), (1180, 370, 110),
        (1310, 270, 96), (1425, 430, 130), (130, 450, 100), (785, 470, 84),
    )  # fmt: skip
    for index, (x, top, width) in enumerate(towers):
        tower = box(x, top, x + width, 690)
        if index % 3 == 1:
            tower = arch(x + width / 2, top, width, 690)
        canvas.add(
            Linear(p.WHITE, p.BLUSH, (x, top), (x + width, 720)), tower, shadow=18, opacity=0.96
        )
        canvas.shade(p.DUSK, tower, dx=-width * 0.3, soft=2, opacity=0.22)
        lights = [
            box(x + 16 + column, y, x + 16 + column + 12, y + 16)
            for y in range(top + 64, 650, 40)
            for column in range(0, width - 36, 26)
        ]
        canvas.add(p.ROSE, *lights, opacity=0.5)
    canvas.add(Linear("#f1b795", p.SEA, (0, 690), (0, 1100), p.BLUE), box(0, 690, 1600, 1067))
    values = chances("bay", 160)
    for row in range(15):
        y = 706 + row * 15
        half = (170 - 6 * row) * (0.55 + 0.45 * next(values))
        x = 960 + 30 * (next(values) - 0.5)
        canvas.add("#fff0c9", ribbon(curve((x - half, y), (x, y - 2), (x + half, y)), 6))
    for row in range(12):
        y, x = 730 + row * 24, 1600 * next(values)
        length = 60 + 200 * next(values)
        wave = curve((x - length, y), (x, y - 4), (x + length, y))
        canvas.add(p.WHITE, ribbon(wave, 3), opacity=0.3)
    shore = under(curve((-40, 900), (260, 930), (620, 1010), (940, 1090)))
    canvas.add(Linear(p.SAND, p.DUSK, (0, 900), (300, 1067)), shore, shadow=22)
    far = under(curve((1180, 1100), (1320, 1000), (1480, 950), (1660, 930)))
    canvas.add(Linear(p.SAND, p.DUSK, (0, 930), (0, 1067)), far, shadow=22)
    palm(canvas, 150, 960, 560, 60)
    palm(canvas, 330, 990, 400, -34)
    palm(canvas, 1460, 1000, 480, -60)
