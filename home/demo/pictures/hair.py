"""Hair for the portraits: outlines that lie behind and before a head centred on (450, 400)."""

import math
from dataclasses import dataclass, field

from .shapes import Outline, chances, curve, oval, ribbon, smooth


@dataclass(frozen=True)
class Style:
    """The shapes behind the head, those before it, and lighter strands on these."""

    front: list[Outline]
    back: list[Outline] = field(default_factory=list)
    strands: list[Outline] = field(default_factory=list)


BEARD = [
    *curve((318, 410), (346, 470), (384, 488), (412, 474), (450, 470)),
    *curve((450, 470), (488, 474), (516, 488), (554, 470), (582, 410)),
    (600, 600), (300, 600),
]  # fmt: skip


def _cap(lift: float, line: list[tuple[float, float]], low: float = 400) -> Outline:
    """Return hair over the crown, ``lift`` high, down to a hairline drawn from right to left."""
    crown = curve(
        (326, low), (318, 320), (350, 236 - lift / 2), (450, 204 - lift), (550, 236 - lift / 2),
        (582, 320), (574, low),
    )  # fmt: skip
    return [*crown, *curve(*line)]


def _strokes(*lines: tuple[tuple[float, float], ...]) -> list[Outline]:
    return [ribbon(curve(*line), 5, 1.5) for line in lines]


def cropped() -> Style:
    line = [(574, 392), (556, 340), (534, 296), (450, 282), (366, 296), (344, 340), (326, 392)]
    return Style([_cap(2, line, 392)])


def short() -> Style:
    line = [(574, 392), (560, 336), (530, 300), (460, 306), (390, 272), (352, 326), (326, 392)]
    quiff = smooth(
        [(346, 300), (352, 214), (430, 168), (540, 184), (584, 262), (548, 308), (440, 290)]
    )
    strokes = _strokes(
        ((376, 270), (420, 214), (500, 200)), ((410, 280), (460, 234), (540, 228)),
    )  # fmt: skip
    return Style([_cap(14, line, 392), quiff], [], strokes)


def rounded() -> Style:
    puffs = [
        oval(450 + 178 * math.cos(math.radians(a)), 318 + 170 * math.sin(math.radians(a)), 66)
        for a in range(150, 391, 20)
    ]
    back = [oval(450, 318, 190, 184), *puffs]
    line = [(580, 380), (552, 322), (520, 288), (450, 274), (380, 288), (348, 322), (320, 380)]
    return Style([_cap(24, line, 380)], back)


def curly() -> Style:
    values = chances("curls", 60)
    curls = [
        oval(
            450 + (186 + 14 * next(values)) * math.cos(math.radians(angle)),
            396 + (206 + 18 * next(values)) * math.sin(math.radians(angle)),
            34 + 24 * next(values),
        )
        for angle in range(126, 415, 15)
    ]
    back = [oval(450, 396, 206, 222), *curls]
    fringe = [oval(x, y, r) for x, y, r in (
        (348, 316, 40), (376, 268, 44), (424, 242, 46),
        (480, 240, 48), (532, 268, 46), (560, 322, 38),
    )]  # fmt: skip
    line = [(582, 390), (560, 330), (530, 290), (450, 268), (370, 290), (340, 330), (318, 390)]
    return Style([_cap(30, line, 390), *fringe], back)


def bob() -> Style:
    back = smooth(
        [(450, 176), (560, 206), (618, 320), (626, 470), (610, 576), (540, 590), (450, 560),
         (360, 590), (290, 576), (274, 470), (282, 320), (340, 206)]
    )  # fmt: skip
    line = [(582, 440), (562, 360), (540, 338), (450, 330), (360, 338), (338, 360), (318, 440)]
    sides = [
        smooth(
            [(332, 300), (352, 350), (346, 460), (352, 560), (306, 582), (276, 520), (282, 380)]
        ),
        smooth(
            [(568, 300), (548, 350), (554, 460), (548, 560), (594, 582), (624, 520), (618, 380)]
        ),
    ]
    strokes = _strokes(((430, 210), (380, 250), (366, 320)), ((470, 210), (520, 250), (534, 320)))
    return Style([_cap(28, line, 440), *sides], [back], strokes)


def swept() -> Style:
    back = smooth(
        [(450, 176), (572, 200), (630, 310), (634, 440), (606, 552), (520, 560), (380, 560),
         (294, 552), (266, 440), (270, 310), (328, 200)]
    )  # fmt: skip
    wave = [
        *curve((292, 520), (274, 340), (328, 214), (450, 172), (576, 200), (628, 320), (610, 530)),
        *curve((580, 480), (566, 370), (520, 316), (420, 262), (372, 322), (340, 400), (328, 490)),
    ]
    strokes = _strokes(
        ((410, 236), (500, 256), (570, 326)), ((420, 216), (520, 232), (594, 320)),
        ((376, 256), (336, 310), (318, 400)),
    )  # fmt: skip
    return Style([wave], [back], strokes)


def _curtain(bottom: float, sway: float) -> Outline:
    """Return long hair behind the shoulders down to ``bottom``."""
    return smooth(
        [(450, 178), (566, 206), (620, 320), (624 + sway, 460), (640 - sway, 600),
         (656 + sway, bottom - 40), (560, bottom), (450, bottom - 60), (340, bottom),
         (244 - sway, bottom - 40), (260 + sway, 600), (276 - sway, 460), (280, 320), (334, 206)]
    )  # fmt: skip


def _part(side: float, depth: float = 470) -> Outline:
    """Return hair parted at ``side`` pixels from the middle that frames the face."""
    return [
        *curve(
            (306, depth), (284, 340), (334, 220), (450, 182), (566, 220), (616, 340), (594, depth)
        ),
        *curve((572, depth - 10), (572, 400), (544, 320), (450 + side, 232)),
        *curve((450 + side, 232), (356, 320), (328, 400), (328, depth - 10)),
    ]


def long() -> Style:
    strokes = _strokes(
        ((500, 216), (560, 270), (592, 380)), ((470, 214), (380, 262), (316, 360)),
        ((440, 210), (350, 254), (302, 350)),
    )  # fmt: skip
    return Style([_part(38)], [_curtain(760, 0)], strokes)


def parted() -> Style:
    panels = [
        smooth(
            [
                (322, 330),
                (338, 430),
                (330, 560),
                (348, 700),
                (318, 790),
                (268, 770),
                (262, 600),
                (282, 400),
            ]
        ),
        smooth(
            [
                (578, 330),
                (562, 430),
                (570, 560),
                (552, 700),
                (582, 790),
                (632, 770),
                (638, 600),
                (618, 400),
            ]
        ),
    ]
    strokes = _strokes(
        ((460, 214), (550, 262), (596, 380)), ((440, 214), (350, 262), (304, 380)),
    )  # fmt: skip
    return Style([_part(0), *panels], [_curtain(700, -6)], strokes)


def wavy() -> Style:
    locks = [
        ribbon(
            curve((310, 330), (286, 420), (316, 500), (270, 590), (306, 680), (276, 750)), 74, 46
        ),
        ribbon(
            curve((590, 330), (614, 420), (584, 500), (632, 590), (596, 680), (624, 750)), 74, 46
        ),
    ]
    strokes = _strokes(
        ((420, 214), (340, 262), (304, 380)), ((400, 212), (500, 226), (592, 340)),
        ((300, 420), (312, 510), (272, 590), (300, 670)),
        ((604, 420), (590, 510), (630, 590), (602, 670)),
    )  # fmt: skip
    return Style([_part(-42), *locks], [_curtain(720, 16)], strokes)


def _pulled(side: float) -> Outline:
    """Return hair drawn back tightly from a parting."""
    return [
        *curve((322, 420), (308, 320), (346, 226), (450, 190), (554, 226), (592, 320), (578, 420)),
        *curve((576, 400), (560, 330), (520, 280), (450 + side, 248)),
        *curve((450 + side, 248), (380, 280), (340, 330), (324, 400)),
    ]


def top_bun() -> Style:
    strokes = _strokes(
        ((350, 300), (400, 236), (446, 200)), ((550, 300), (500, 236), (454, 200)),
        ((420, 120), (450, 104), (484, 124)),
    )  # fmt: skip
    return Style([_pulled(0)], [oval(450, 152, 76, 68)], strokes)


def low_bun() -> Style:
    strokes = _strokes(((400, 226), (510, 240), (574, 330)), ((390, 236), (346, 280), (326, 350)))
    return Style([_pulled(-40)], [oval(556, 512, 78, 66)], strokes)


def ponytail() -> Style:
    tail = ribbon(
        curve((540, 226), (606, 290), (628, 420), (606, 550), (632, 680), (596, 770)), 108, 24
    )
    strokes = _strokes(
        ((360, 290), (430, 228), (540, 222)), ((346, 330), (400, 250), (500, 210)),
    )  # fmt: skip
    return Style([_pulled(20)], [oval(552, 246, 58), tail], strokes)


def braid() -> Style:
    plait = [
        oval(600 - 7 * step + 9 * (-1) ** step, 520 + 46 * step, 46 - 2.2 * step, 36)
        for step in range(8)
    ]
    side = smooth(
        [(560, 300), (566, 400), (556, 500), (600, 560), (640, 520), (622, 400), (604, 300)]
    )
    strokes = _strokes(
        ((420, 214), (340, 262), (304, 380)), ((440, 216), (540, 250), (596, 360)),
        *[
            tuple((x - 7 * step, y + 46 * step) for x, y in ((570, 548), (600, 562), (632, 540)))
            for step in range(7)
        ],
    )  # fmt: skip
    return Style([_part(-20, 450), side, *plait], [], strokes)
