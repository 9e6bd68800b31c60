"""Portraits of the demo's practitioners: head and shoulders in flat, layered shapes.

The faces have no features but a fold of light and shade, so that nobody real is meant.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import hair
from . import palette as p
from .canvas import SQUARE, Canvas, Gallery, Linear
from .shapes import Outline, curve, oval, ribbon, smooth

SCENES = Gallery()

FACE = smooth(
    [(450, 226), (530, 250), (572, 340), (566, 430), (540, 506), (496, 556), (450, 572),
     (404, 556), (360, 506), (334, 430), (328, 340), (370, 250)]
)  # fmt: skip
PROFILE = curve(
    (452, 200), (458, 300), (452, 352), (430, 438), (448, 452), (454, 466), (444, 484),
    (451, 494), (445, 508), (456, 526), (452, 590),
)  # fmt: skip
NECK = [
    *curve((392, 480), (394, 570), (384, 620), (300, 668)),
    (300, 760), (600, 760),
    *curve((600, 668), (516, 620), (506, 570), (508, 480)),
]  # fmt: skip
SHOULDERS = [
    *curve((60, 920), (96, 790), (170, 716), (300, 662), (372, 632)),
    *curve((372, 632), (400, 664), (450, 680), (500, 664), (528, 632)),
    *curve((528, 632), (600, 662), (730, 716), (804, 790), (840, 920)),
]


@dataclass(frozen=True)
class Sitter:
    """What one portrait shows; pairs of colours are (light, deep)."""

    ground: tuple[str, str]
    disc: str
    skin: tuple[str, str]
    locks: tuple[str, str]
    style: Callable[[], hair.Style]
    clothes: tuple[str, str]
    collar: str
    trim: str
    beard: bool = False
    glasses: bool = False


def tunic(canvas: Canvas, sitter: Sitter) -> None:
    """Draw the V of a clinic tunic with its edging."""
    for line in (
        curve((366, 628), (400, 700), (452, 790)),
        curve((534, 628), (500, 700), (448, 790)),
    ):
        canvas.add(sitter.trim, ribbon(line, 22), shadow=6)
    canvas.add(sitter.trim, ribbon([(590, 800), (680, 790)], 6), opacity=0.7)


def lapels(canvas: Canvas, sitter: Sitter) -> None:
    """Draw the two lapels of a jacket over a shirt."""
    canvas.add(
        sitter.trim, [(366, 630), (450, 860), (534, 630), (500, 664), (450, 680), (400, 664)]
    )
    light, deep = sitter.clothes
    for side in (-1, 1):
        lapel = [
            (450 + side * x, y)
            for x, y in (
                (92, 618),
                (150, 668),
                (176, 742),
                (136, 752),
                (150, 786),
                (0, 920),
                (0, 868),
            )
        ]
        canvas.add(Linear(light, deep, (450, 560), (450, 980)), lapel, shadow=12)
        canvas.shade(p.WHITE, lapel, dx=-side * 4, dy=3, soft=5, opacity=0.3)


def stand(canvas: Canvas, sitter: Sitter) -> None:
    """Draw a stand-up collar with a placket."""
    canvas.add(sitter.trim, ribbon([(450, 676), (450, 920)], 8), opacity=0.8)
    left = curve((370, 640), (372, 606), (384, 586))
    right = curve((516, 586), (528, 606), (530, 640))
    base = curve((530, 640), (500, 676), (450, 694), (400, 676), (370, 640))
    rim = curve((516, 586), (490, 622), (450, 640), (410, 622), (384, 586))
    light, deep = sitter.clothes
    canvas.add(
        Linear(light, deep, (0, 560), (0, 760)), [*left, *rim[::-1], *right, *base], shadow=10
    )
    canvas.add(sitter.trim, *[oval(450, y, 8) for y in (740, 810, 880)])


COLLARS = {"tunic": tunic, "lapels": lapels, "stand": stand}


def neckline(sitter: Sitter) -> Outline:
    """Return the skin that the tunic's V leaves open."""
    return [
        (366, 628),
        *curve((384, 690), (416, 744), (450, 790)),
        *curve((450, 790), (484, 744), (516, 690)),
        (534, 628),
    ]


def portrait(sitter: Sitter) -> Callable[[Canvas], None]:
    """Return the function that draws the sitter."""
    light, deep = sitter.skin
    skin = Linear(light, deep, (360, 240), (600, 720))
    locks = Linear(*sitter.locks, (330, 160), (600, 620))
    clothes = Linear(*sitter.clothes, (200, 620), (700, 960))

    def compose(canvas: Canvas) -> None:
        style = sitter.style()
        canvas.add(sitter.disc, oval(470, 400, 318), opacity=0.75)
        if style.back:
            canvas.add(locks, *style.back, shadow=16)
            canvas.shade(sitter.locks[0], *style.back, dx=14, dy=16, soft=20, opacity=0.5)
        canvas.add(skin, NECK)
        canvas.add(
            deep, oval(462, 560, 96, 76), soft=20, opacity=0.75, within=[NECK], blend="multiply"
        )
        canvas.add(clothes, SHOULDERS, shadow=18)
        canvas.shade(p.WHITE, SHOULDERS, dx=10, dy=18, soft=18, opacity=0.22)
        if sitter.collar == "tunic":
            canvas.add(skin, neckline(sitter))
        COLLARS[sitter.collar](canvas, sitter)
        canvas.add(skin, oval(328, 412, 22, 38), oval(572, 412, 22, 38))
        canvas.add(skin, FACE, shadow=12)
        canvas.add(deep, [*PROFILE, (700, 590), (700, 200)], within=[FACE], opacity=0.42)
        canvas.shade(deep, FACE, dx=-26, dy=-14, soft=26, opacity=0.5)
        if sitter.beard:
            canvas.add(locks, hair.BEARD, within=[FACE], opacity=0.92)
        canvas.add(locks, *style.front, shadow=10)
        canvas.shade(sitter.locks[0], *style.front, dx=8, dy=12, soft=12, opacity=0.7)
        canvas.add(sitter.locks[0], *style.strands, opacity=0.5)
        if sitter.glasses:
            for x in (392, 508):
                canvas.add(p.WHITE, oval(x, 392, 44, 36, 2.6), opacity=0.1)
                rim = [*oval(x, 392, 45, 37, 2.6)]
                canvas.add(p.INK, ribbon([*rim, rim[0]], 6))
            canvas.add(p.INK, ribbon(curve((436, 386), (450, 378), (464, 386)), 6))

    return compose


SITTERS = {
    "amara-osei": Sitter(
        ("#c79a77", "#a2704e"), "#e5c3a0", ("#8a5a40", "#55321f"), ("#4a3328", "#241814"),
        hair.rounded, (p.TEAL, "#174746"), "lapels", p.CREAM,
    ),
    "julien-tremblay": Sitter(
        (p.CREAM, p.SAND), p.SAND, ("#f3d3bb", "#d2a084"), ("#a57a50", "#6b4a30"),
        hair.short, (p.SLATE, "#414d56"), "lapels", p.WHITE, beard=True,
    ),
    "priya-sandhu": Sitter(
        ("#ecc983", p.GOLD), "#f6e0ae", ("#c58e66", "#8c5a3c"), ("#41302f", "#1e1719"),
        hair.braid, (p.PLUM, "#43203a"), "tunic", "#dba95c",
    ),
    "mei-lin-kwan": Sitter(
        ("#f2b7a3", p.CORAL), "#f9d9cb", ("#f4d7ba", "#d3a37e"), ("#3c3a40", "#19191d"),
        hair.bob, ("#a3a6a8", "#6c7173"), "tunic", p.WHITE,
    ),
    "helen-marchetti": Sitter(
        (p.MIST, p.SILVER), p.WHITE, ("#f2d2bf", "#cf9d88"), ("#e9eaea", "#a7adb2"),
        hair.swept, (p.NAVY, "#1a2539"), "lapels", p.MIST,
    ),
    "rosa-delgado": Sitter(
        (p.WHITE, p.OAT), "#f0d6bd", ("#d8a37c", "#a06c4c"), ("#5f4033", "#33211c"),
        hair.curly, ("#cf7554", "#a24c34"), "tunic", p.CREAM,
    ),
    "daniel-okafor": Sitter(
        ("#f0bf72", p.AMBER), "#f8dca3", ("#77492f", "#44271a"), ("#33241f", "#17100f"),
        hair.cropped, (p.GREEN, "#1c3029"), "tunic", p.AMBER,
    ),
    "grace-whitcomb": Sitter(
        (p.BLUSH, p.ROSE), "#f7e3da", ("#f7dccb", "#d9ab95"), ("#b5653d", "#7a3c24"),
        hair.long, ("#55555a", "#2b2b2f"), "stand", p.ROSE,
    ),
    "linh-pham": Sitter(
        ("#d9cbe0", p.LILAC), "#eee5f1", ("#eecaa3", "#c4926a"), ("#37312f", "#171415"),
        hair.parted, ("#989262", "#66623a"), "tunic", "#e6e0bd",
    ),
    "elena-vargas": Sitter(
        ("#dfb163", p.OCHRE), "#f0d49b", ("#dcae88", "#a87454"), ("#6d4630", "#3a241a"),
        hair.wavy, (p.SEA, "#28506a"), "lapels", p.CREAM,
    ),
    "samuel-adeyemi": Sitter(
        ("#cf9470", p.COPPER), "#e8bfa0", ("#6b422e", "#3b2318"), ("#2e2422", "#141010"),
        hair.cropped, (p.INDIGO, "#262a4c"), "lapels", "#e9cdb5", beard=True, glasses=True,
    ),
    "naomi-tanaka": Sitter(
        ("#f6e3da", p.BLUSH), "#fbf3ed", ("#f3d4b5", "#d0a07c"), ("#3b3232", "#1b1718"),
        hair.low_bun, (p.MOSS, "#525b39"), "stand", p.BLUSH, glasses=True,
    ),
    "carmen-ibarra": Sitter(
        ("#d6cec3", p.STONE), "#ece6dd", ("#cc9a74", "#936244"), ("#4c3329", "#271915"),
        hair.ponytail, ("#a83a44", "#741f2b"), "tunic", "#e6d8cb",
    ),
    "joy-bautista": Sitter(
        ("#f9dcc4", p.PEACH), "#fdeee0", ("#d6a57c", "#9f6e4c"), ("#46332d", "#1f1614"),
        hair.top_bun, (p.VIOLET, "#513f6d"), "stand", p.PEACH,
    ),
}  # fmt: skip

for _name, _sitter in SITTERS.items():
    SCENES.scene(f"practitioner-{_name}", Linear(*_sitter.ground, (0, 0), (700, 900)), SQUARE)(
        portrait(_sitter)
    )
