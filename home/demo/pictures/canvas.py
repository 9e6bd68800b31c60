"""A canvas that fills smooth shapes with gradients, shadows and a print's fine grain."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import shake_256

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from .palette import INK
from .shapes import Outline, Point, moved

WIDE = (1600, 1067)
SQUARE = (900, 900)
OVERSAMPLING = 4
SOFT_EDGE = 6  # from this blur on, a mask is drawn small and enlarged: nobody sees the difference
BLENDS = {"multiply": ImageChops.multiply, "screen": ImageChops.screen}


@dataclass(frozen=True)
class Linear:
    """A gradient along the line from ``start`` to ``end``, level beyond both."""

    first: str
    last: str
    start: Point = (0, 0)
    end: Point = (0, WIDE[1])
    middle: str | None = None

    def ramp(self, left: int, top: int, size: tuple[int, int]) -> Image.Image:
        # A grey ramp with long level ends, sampled along the gradient's own direction.
        strip = Image.new("L", (3, 256 * 17), 0)
        strip.paste(Image.linear_gradient("L").resize((3, 256)), (0, 256 * 8))
        strip.paste(255, (0, 256 * 9, 3, 256 * 17))
        dx, dy = self.end[0] - self.start[0], self.end[1] - self.start[1]
        step = 256 / (dx * dx + dy * dy)
        origin = (left - self.start[0]) * dx * step + (top - self.start[1]) * dy * step
        matrix = (0, 0, 1.5, dx * step, dy * step, origin + 256 * 8)
        return strip.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)


@dataclass(frozen=True)
class Radial:
    """A gradient from a centre (``first``) to a circle of ``radius`` (``last``) and beyond."""

    first: str
    last: str
    centre: Point
    radius: float
    middle: str | None = None

    def ramp(self, left: int, top: int, size: tuple[int, int]) -> Image.Image:
        reach = round(self.radius)
        disc = Image.radial_gradient("L").resize((2 * reach, 2 * reach), Image.Resampling.BICUBIC)
        ramp = Image.new("L", size, 255)
        ramp.paste(
            disc, (round(self.centre[0]) - reach - left, round(self.centre[1]) - reach - top)
        )
        return ramp


Fill = str | Linear | Radial


def painted(fill: Fill, left: int, top: int, size: tuple[int, int]) -> Image.Image:
    """Return the part of the fill that a box of the canvas shows."""
    if isinstance(fill, str):
        return Image.new("RGB", size, fill)
    return ImageOps.colorize(fill.ramp(left, top, size), fill.first, fill.last, mid=fill.middle)


class Canvas:
    """A picture in the making; later shapes lie on earlier ones."""

    def __init__(self, size: tuple[int, int], ground: Fill):
        self.image = painted(ground, 0, 0, size)

    def add(
        self,
        fill: Fill,
        *outlines: Outline,
        opacity: float = 1,
        soft: float = 0,
        blend: str = "",
        within: Sequence[Outline] = (),
        shadow: float = 0,
    ) -> None:
        """Fill the union of the outlines.

        ``soft`` blurs the edge (pixels), ``blend`` is "multiply" or "screen", ``within`` clips
        to other outlines, ``shadow`` casts one of that height (pixels) down and to the right.
        """
        if shadow:
            cast = [moved(outline, shadow * 0.35, shadow * 0.6) for outline in outlines]
            style = {"opacity": 0.3, "blend": "multiply", "within": within}
            self.add(INK, *cast, soft=shadow * 0.7, **style)
        area = self._area(outlines, 3 * soft)
        if area is None:
            return
        mask = self._mask(area, outlines, soft)
        if within:
            mask = ImageChops.multiply(mask, self._mask(area, within, 0))
        self._lay(fill, area, mask, opacity, blend)

    def shade(
        self,
        fill: Fill,
        *outlines: Outline,
        dx: float = 0,
        dy: float = 0,
        soft: float = 60,
        opacity: float = 0.5,
        blend: str = "",
    ) -> None:
        """Lay the fill inside the outlines' edge, on the side opposite to (dx, dy)."""
        area = self._area(outlines, 0)
        if area is None:
            return
        lit = self._mask(area, [moved(outline, dx, dy) for outline in outlines], soft)
        mask = ImageChops.multiply(self._mask(area, outlines, 0), ImageChops.invert(lit))
        self._lay(fill, area, mask, opacity, blend)

    def finished(self, name: str) -> Image.Image:
        """Return the picture with its grain; the name decides the grain."""
        width, height = self.image.size
        coarse = (width // 24, height // 24)
        data = shake_256(name.encode()).digest(width * height + coarse[0] * coarse[1])
        fine = Image.frombytes("L", (width, height), data[: width * height])
        fine = fine.filter(ImageFilter.GaussianBlur(0.8)).point(lambda v: 128 + (v - 128) * 0.075)
        mottle = Image.frombytes("L", coarse, data[width * height :])
        mottle = mottle.point(lambda v: 128 + (v - 128) * 0.012).resize((width, height), 3)
        grain = ImageChops.add(fine, mottle, offset=-128).convert("RGB")
        return ImageChops.add(self.image, grain, offset=-128)

    def _area(self, outlines: Sequence[Outline], margin: float) -> tuple[int, ...] | None:
        if not outlines:
            return None
        xs = [x for outline in outlines for x, _ in outline]
        ys = [y for outline in outlines for _, y in outline]
        left, top = max(0, int(min(xs) - margin)), max(0, int(min(ys) - margin))
        right = min(self.image.width, int(max(xs) + margin) + 1)
        bottom = min(self.image.height, int(max(ys) + margin) + 1)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _mask(self, area: tuple[int, ...], outlines: Sequence[Outline], soft: float) -> Image.Image:
        left, top, right, bottom = area
        size = (right - left, bottom - top)
        margin = 3 * soft  # what lies outside the area still blurs into it
        scale = OVERSAMPLING if soft < SOFT_EDGE else 0.25
        plate = Image.new("L", [max(1, round((side + 2 * margin) * scale)) for side in size], 0)
        pen = ImageDraw.Draw(plate)
        for outline in outlines:
            pen.polygon(
                [((x - left + margin) * scale, (y - top + margin) * scale) for x, y in outline],
                fill=255,
            )
        if scale == OVERSAMPLING:
            plate = plate.reduce(OVERSAMPLING)
            plate = plate.filter(ImageFilter.GaussianBlur(soft)) if soft else plate
            inset = round(margin)
            return plate.crop((inset, inset, inset + size[0], inset + size[1]))
        plate = plate.filter(ImageFilter.GaussianBlur(soft * scale))
        inset = margin * scale
        part = (inset, inset, inset + size[0] * scale, inset + size[1] * scale)
        part = (part[0], part[1], min(part[2], plate.width), min(part[3], plate.height))
        return plate.resize(size, Image.Resampling.BICUBIC, box=part)

    def _lay(
        self, fill: Fill, area: tuple[int, ...], mask: Image.Image, opacity: float, blend: str
    ) -> None:
        layer = painted(fill, area[0], area[1], mask.size)
        if blend:
            layer = BLENDS[blend](self.image.crop(area), layer)
        if opacity < 1:
            mask = mask.point(lambda value: value * opacity)
        self.image.paste(layer, area[:2], mask)


@dataclass(frozen=True)
class Scene:
    """One picture of the series: its ground, and the function that draws on it."""

    ground: Fill
    compose: Callable[[Canvas], None]
    size: tuple[int, int] = WIDE


class Gallery(dict[str, Scene]):
    """Scenes by name."""

    def scene(self, name: str, ground: Fill, size: tuple[int, int] = WIDE):
        """Hang the decorated function under the name."""

        def hang(compose: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
            self[name] = Scene(ground, compose, size)
            return compose

        return hang
