"""The demo's pictures: abstract prints, drawn with Pillow.

A picture depends on its name and on Pillow's version alone, so its bytes are the same every time.
Treatments, clinics and their details are 1600 by 1067 pixels, portraits 900 by 900, the picture
for social networks 1200 by 630 and the logo 512 by 512.
"""

from io import BytesIO

from PIL import Image

from . import clinics, injectables, light, marks, needling, portraits, surface
from .canvas import Canvas

LOGO = "logo"
SCENES = {
    **injectables.SCENES,
    **needling.SCENES,
    **surface.SCENES,
    **light.SCENES,
    **clinics.SCENES,
    **portraits.SCENES,
    **marks.SCENES,
}
NAMES = (*sorted(SCENES), LOGO)


def draw(name: str) -> Image.Image:
    """Return the picture: RGB, or RGBA for the logo. An unknown name is a KeyError."""
    if name == LOGO:
        return marks.logo()
    if name not in SCENES:
        raise KeyError(f"There is no demo picture called {name!r}; there are {', '.join(NAMES)}.")
    scene = SCENES[name]
    canvas = Canvas(scene.size, scene.ground)
    scene.compose(canvas)
    return canvas.finished(name)


def jpeg(name: str) -> bytes:
    """Return the picture as a JPEG; the logo, which has no ground of its own, on white."""
    picture = draw(name)
    if picture.mode == "RGBA":
        ground = Image.new("RGBA", picture.size, "#ffffff")
        picture = Image.alpha_composite(ground, picture).convert("RGB")
    return _bytes(picture, "JPEG", quality=85, progressive=True)


def png(name: str) -> bytes:
    """Return the picture as a PNG, which keeps the logo's transparent ground."""
    return _bytes(draw(name), "PNG")


def _bytes(picture: Image.Image, kind: str, **options) -> bytes:
    file = BytesIO()
    picture.save(file, kind, optimize=True, **options)
    return file.getvalue()
