"""The brand's mark, and the picture that stands for the site when a page is shared."""

import math

from PIL import Image

from . import palette as p
from .canvas import Canvas, Gallery, Linear, Radial
from .shapes import Outline, between, curve, moved, oval, ribbon, scaled, turned, under

SCENES = Gallery()
LOGO = (512, 512)


def leaf(x: float, y: float, length: float, degrees: float) -> Outline:
    """Return a leaf whose stalk is at (x, y), pointing up before it is turned."""
    steps = [step / 60 for step in range(61)]
    swell = [length * 0.25 * math.sin(math.pi * step**0.85) for step in steps]
    left = [(x - width, y - length * step) for step, width in zip(steps, swell, strict=True)]
    right = [(x + width, y - length * step) for step, width in zip(steps, swell, strict=True)]
    return turned(between(left, right), degrees, (x, y))


LARGE = leaf(242, 404, 390, 22)
SMALL = leaf(204, 420, 220, -50)
STALK = ribbon(curve((196, 500), (204, 452), (242, 404)), 22, 12)
STRANDS = (
    ribbon(curve((242, 404), (296, 318), (326, 226), (366, 132)), 13, 4),
    ribbon(curve((204, 420), (150, 384), (94, 326)), 9, 3),
)


def logo() -> Image.Image:
    """Return the mark, two leaves and a strand, on a transparent ground (RGBA, 512 by 512)."""
    colours = Canvas(LOGO, Linear(p.LEAF, p.GREEN, (380, 60), (200, 440)))
    coral = Linear(p.CORAL, p.TERRACOTTA, (40, 270), (204, 420))
    colours.add(coral, scaled(SMALL, 1.03, (120, 350)))
    alpha = Canvas(LOGO, "#000000")
    alpha.add("#ffffff", LARGE, SMALL)
    alpha.add("#000000", *STRANDS)
    alpha.add("#ffffff", STALK)
    picture = colours.image.convert("RGBA")
    picture.putalpha(alpha.image.convert("L"))
    return picture


@SCENES.scene("social", Linear(p.CREAM, p.BLUSH, (0, 0), (700, 630)), (1200, 630))
def social(canvas: Canvas) -> None:
    canvas.add(Radial(p.WHITE, p.PEACH, (330, 220), 260), oval(340, 236, 170), opacity=0.8)
    hills = (
        ((-40, 400), (300, 330), (700, 410), (1240, 300), p.OAT, p.BLUSH),
        ((-40, 470), (360, 470), (760, 400), (1240, 450), p.PEACH, p.ROSE),
        ((-40, 570), (340, 510), (760, 560), (1240, 490), p.CORAL, p.RUST),
    )
    for *points, above, below in hills:
        hill = under(curve(*points), 660)
        canvas.add(Linear(above, below, (0, 330), (300, 630)), hill, shadow=24)
        canvas.shade(p.WHITE, hill, dy=20, soft=16, opacity=0.4)
    stem = curve((800, 680), (822, 520), (868, 330), (940, 110))
    canvas.add(Linear(p.GREEN, p.LEAF, (0, 660), (0, 110)), ribbon(stem, 13, 3), shadow=12)
    for index, at in enumerate(range(9, 57, 6)):
        x, y = stem[at]
        side = -1 if index % 2 else 1
        size = 210 - 17 * index
        blade = leaf(x, y, size, 18 + side * (58 - 3 * index))
        light, deep = ((p.LEAF, p.GREEN), (p.SAGE, p.LEAF))[index % 2]
        canvas.add(Linear(light, deep, (x, y - size), (x, y)), blade, shadow=16)
        way = math.radians(18 + side * (58 - 3 * index) - 90)
        tip = (x + size * 0.86 * math.cos(way), y + size * 0.86 * math.sin(way))
        canvas.add(p.CREAM, ribbon([(x, y), tip], 3, 1), opacity=0.55)
    tip = leaf(*stem[-1], 110, 20)
    canvas.add(Linear(p.CORAL, p.TERRACOTTA, (940, 0), (940, 120)), moved(tip, -3, 10), shadow=12)
