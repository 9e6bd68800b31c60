"""Pictures of treatments by light and laser."""

from . import palette as p
from .canvas import Canvas, Gallery, Linear, Radial
from .shapes import blob, curve, oval, ribbon, turned, under

SCENES = Gallery()


@SCENES.scene("laser-resurfacing", Linear(p.CREAM, p.PEACH, (0, 0), (1600, 1067)))
def laser_resurfacing(canvas: Canvas) -> None:
    forms = (
        (1040, 420, 520, p.OAT, p.BLUSH, 34),
        (620, 640, 430, p.BLUSH, p.ROSE, 34),
        (1060, 740, 330, p.ROSE, p.TERRACOTTA, 30),
    )
    for x, y, radius, light, deep, height in forms:
        form = blob(f"layer {x}", x, y, radius, 0.22)
        canvas.add(
            Linear(light, deep, (x - radius, y - radius), (x + radius, y + radius)),
            form,
            shadow=height,
            opacity=0.94,
        )
        canvas.shade(p.WHITE, form, dx=18, dy=26, soft=26, opacity=0.4)
    places = [(x, y) for y in range(230, 900, 46) for x in range(430, 1260, 46)]
    disc = [(x, y) for x, y in places if (x - 840) ** 2 + (y - 552) ** 2 < 330**2]
    canvas.add(p.RUST, *[oval(x + 2, y + 3, 7) for x, y in disc], soft=3, opacity=0.4)
    canvas.add(p.WHITE, *[oval(x, y, 6.5) for x, y in disc], opacity=0.95)


@SCENES.scene("laser-hair-removal", Linear(p.OAT, p.BLUSH, (0, 0), (1200, 1067)))
def laser_hair_removal(canvas: Canvas) -> None:
    canvas.add(Radial(p.WHITE, p.CREAM, (1180, 300), 420), oval(1180, 310, 270), opacity=0.9)
    forms = (
        (270, 930, 520, p.SAGE, p.LEAF),
        (1320, 1010, 560, p.PEACH, p.DUSK),
        (800, 1060, 470, p.CREAM, p.ROSE),
    )
    for x, y, radius, light, deep in forms:
        form = oval(x, y, radius, radius * 0.84, 2.2)
        canvas.add(
            Linear(light, deep, (x - radius / 2, y - radius), (x + radius / 2, y + radius)),
            form,
            shadow=40,
        )
        canvas.shade(p.WHITE, form, dx=16, dy=30, soft=30, opacity=0.45)
    strands = (
        ((330, 1110), (370, 760), (470, 470), (660, 220)),
        ((560, 1110), (590, 820), (690, 560), (900, 330)),
        ((800, 1110), (810, 850), (880, 640), (1060, 480)),
        ((1060, 1110), (1060, 880), (1130, 690), (1330, 560)),
    )
    lines = [ribbon(curve(*points), 10, 1.5) for points in strands]
    canvas.add(Linear(p.INK, p.BROWN, (0, 1067), (0, 300)), *lines, shadow=10, opacity=0.9)
    beam = [(-60, 620), (1660, 330), (1660, 350), (-60, 646)]
    canvas.add(p.CORAL, beam, soft=16, opacity=0.4)
    canvas.add(p.WHITE, ribbon([(-60, 633), (1660, 340)], 4), opacity=0.95)


@SCENES.scene("ipl-photofacial", Linear(p.SKY, p.BLUSH, (0, 0), (900, 1067)))
def ipl_photofacial(canvas: Canvas) -> None:
    forms = (
        (420, 700, 300, p.ROSE, p.TERRACOTTA),
        (1130, 760, 360, p.PEACH, p.CORAL),
        (800, 420, 250, p.CREAM, p.SAND),
        (1400, 330, 150, p.SAGE, p.LEAF),
        (170, 280, 130, p.BLUSH, p.ROSE),
    )
    for x, y, radius, light, deep in forms:
        form = oval(x, y, radius)
        canvas.add(
            Radial(light, deep, (x - radius / 3, y - radius / 3), radius * 1.5), form, shadow=36
        )
        canvas.shade(p.WHITE, form, dx=14, dy=18, soft=20, opacity=0.35)
    beam = turned([(-300, 330), (1900, 330), (1900, 640), (-300, 640)], -17, (800, 500))
    canvas.add("#f9d58c", beam, soft=70, opacity=0.6, blend="screen")
    canvas.add("#fff0cc", beam, soft=1.5, opacity=0.5)
    canvas.add(p.WHITE, ribbon(beam[:2], 6), opacity=0.8)
    canvas.add(p.WHITE, ribbon(beam[2:], 6), opacity=0.8)


@SCENES.scene("ipl-photofacial-detail", Linear(p.SKY, p.MIST, (0, 0), (0, 600)))
def ipl_photofacial_detail(canvas: Canvas) -> None:
    beam = [(-60, 120), (1660, 60), (1660, 250), (-60, 310)]
    canvas.add("#f7cd7c", beam, soft=60, opacity=0.85)
    canvas.add(Linear("#f9dc9f", "#f9dc9f", (0, 70), (0, 300), p.WHITE), beam, soft=12)
    rows = (
        (500, p.CREAM, p.BLUSH),
        (620, p.BLUSH, p.ROSE),
        (760, p.ROSE, p.DUSK),
        (920, p.TERRACOTTA, p.RUST),
    )
    for index, (y, above, below) in enumerate(rows):
        line = curve((-60, y + 30), (420, y - 50), (900, y + 24), (1280, y - 30), (1660, y + 24))
        layer = under(line)
        canvas.add(Linear(above, below, (0, y), (0, y + 190)), layer, shadow=26)
        canvas.shade(p.WHITE, layer, dy=22, soft=16, opacity=0.4)
        if index in (1, 2):
            spots = [
                oval(x, y + 66 + 14 * ((x // 10) % 3 - 1), 20 + (x // 7) % 14, 15 + (x // 7) % 9)
                for x in ((290, 540, 1050, 1360) if index == 1 else (420, 760, 1190))
            ]
            canvas.add((p.BROWN, p.CRIMSON)[index - 1], *spots, soft=2.5, opacity=0.7)
    rays = [ribbon([(x, 300), (x, 640)], 7, 3) for x in (300, 550, 1060, 1370)]
    canvas.add(Linear("#fff4d6", "#f7d48c", (0, 300), (0, 640)), *rays, soft=2.5, opacity=0.75)


@SCENES.scene("led-light-therapy", Radial("#4b4a6e", p.INK, (800, 500), 1100, p.NAVY))
def led_light_therapy(canvas: Canvas) -> None:
    lamps = (
        (360, 560, 300, p.SEA),
        (650, 470, 330, p.VIOLET),
        (960, 580, 340, p.CORAL),
        (1260, 470, 300, p.AMBER),
    )
    for x, y, radius, tone in lamps:
        canvas.add(tone, oval(x, y, radius * 1.12), soft=90, opacity=0.6, blend="screen")
    for x, y, radius, tone in lamps:
        for share, opacity in ((1, 0.42), (0.74, 0.36), (0.48, 0.36), (0.24, 0.5)):
            ring = oval(x, y, radius * share)
            canvas.add(tone, ring, opacity=opacity, blend="screen", soft=3)
            canvas.shade(p.WHITE, ring, dx=2, dy=3, soft=14, opacity=0.2, blend="screen")
