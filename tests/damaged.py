"""Pictures that cannot be shown: damaged ones of every format, and what is none but in name."""

import io
from random import Random

from PIL import Image

EXTENSIONS = {
    "JPEG": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "GIF": "gif",
    "AVIF": "avif",
    "TIFF": "tiff",
}


SIZE = (48, 36)


def noise(seed=0):
    """Return a picture that no format makes much smaller."""
    return Image.frombytes("RGB", SIZE, Random(seed).randbytes(3 * SIZE[0] * SIZE[1]))


def picture(kind, **options):
    """Return the bytes of a small picture in a format of Pillow's."""
    content = io.BytesIO()
    noise().save(content, kind, **options)
    return content.getvalue()


def moving():
    """Return the bytes of a GIF of three frames."""
    frames = [noise(seed) for seed in range(3)]
    content = io.BytesIO()
    frames[0].save(content, "GIF", save_all=True, append_images=frames[1:])
    return content.getvalue()


def _part(content, share):
    return content[: int(len(content) * share)]


def _overwritten(content, share, length=200):
    begin = int(len(content) * share)
    return content[:begin] + b"\x00" * length + content[begin + length :]


def damaged_pictures():
    """Return `{file name: bytes}`; the name says what is wrong with the picture."""
    files = {"animated-cut-off.gif": _part(moving(), 0.6)}
    for kind, extension in EXTENSIONS.items():
        whole = picture(kind)
        files[f"cut-off.{extension}"] = _part(whole, 0.5)
        files[f"header-alone.{extension}"] = whole[:40]
        files[f"empty.{extension}"] = b""
        files[f"web-page.{extension}"] = b"<!doctype html><script>alert(1)</script>"
    files["progressive-cut-off.jpg"] = _part(picture("JPEG", progressive=True), 0.3)
    files["lossless-cut-off.webp"] = _part(picture("WEBP", lossless=True), 0.5)
    files["overwritten.png"] = _overwritten(picture("PNG"), 0.3)
    files["overwritten.gif"] = _overwritten(picture("GIF"), 0.8)
    files["whole-tiff.tiff"] = picture("TIFF")
    files["tiff-inside.png"] = picture("TIFF")
    files["png-inside.jpg"] = picture("PNG")
    files["jpeg-inside.png"] = picture("JPEG")
    return files
