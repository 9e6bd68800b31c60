"""Cleans a picture: what is stored is what is seen, without what cameras and programs add.

A photo of a phone says where it was taken, and by whose phone. The file is written anew, so that
nothing is left but picture and colours: no EXIF, XMP, IPTC, thumbnail or comment, nor anything
behind the picture's end.
"""

import io
from pathlib import PurePath

import willow
from django.conf import settings
from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageCms, ImageSequence, JpegImagePlugin
from wagtail.images.models import SourceImageIOError

from .heads import count_frames, read_head

# Of 100: hardly to be told from what was uploaded.
QUALITY = 90
# From 0, slow and small, to 10: below this a photo of 12 megapixels takes several seconds.
AVIF_SPEED = 8
# Wagtail's own bound, where the project sets none.
DEFAULT_MAX_PIXELS = 128_000_000
TOO_MANY_PIXELS = (
    "This picture has too many pixels (%(num_pixels)s; %(max_pixels_count)s are the most). Save it "
    "smaller, for example 4000 pixels wide, and upload it again. Every frame of a moving picture "
    "counts."
)
PRINTING_MODES = frozenset({"CMYK", "LAB"})
# By EXIF orientation. Pillow’s own `exif_transpose` writes all other EXIF data again, and fails
# where a camera wrote nonsense.
TRANSPOSITIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class CleanImageFile(ContentFile):
    """The file of a picture as `clean_image` made it."""


def clean_image(file, name=None):
    """Return a picture as a `CleanImageFile`: upright, in RGB or grey, with its colour profile.

    The format stays, but HEIC, which browsers do not show, becomes JPEG; with transparency, PNG.
    An SVG is returned as it is. Raises `SourceImageIOError` with a message for people when the
    picture has too many pixels, or when it cannot be decoded.
    """
    name = name or file.name
    file.seek(0)
    content = io.BytesIO(file.read())
    try:
        if willow.Image.open(content).format_name == "svg":
            return CleanImageFile(content.getvalue(), name)
        picture = read_head(content)
        _check_pixels(picture)
        return _written_anew(picture, name)
    except SourceImageIOError:
        raise
    except Exception as error:
        # A decoder may raise anything at all.
        raise SourceImageIOError(f"The picture “{name}” cannot be read: {error}") from error


def _check_pixels(picture):
    most = getattr(settings, "WAGTAILIMAGES_MAX_IMAGE_PIXELS", DEFAULT_MAX_PIXELS)
    pixels = picture.width * picture.height * count_frames(picture)
    if most is not None and pixels > most:
        raise SourceImageIOError(TOO_MANY_PIXELS % {"num_pixels": pixels, "max_pixels_count": most})


def _written_anew(picture, name):
    options = _format_options(picture)
    if picture.mode not in PRINTING_MODES:
        options["icc_profile"] = picture.info.get("icc_profile")
    if count_frames(picture) > 1:
        first, motion = _moving(picture)
        options |= motion
    else:
        first = _clean_frame(picture)
    # An MPO is a JPEG, with further pictures such as previews behind it.
    kind = {"MPO": "JPEG"}.get(picture.format, picture.format)
    if kind == "HEIF":
        kind, suffix = ("PNG", ".png") if first.has_transparency_data else ("JPEG", ".jpg")
        name = str(PurePath(name).with_suffix(suffix))
    content = io.BytesIO()
    first.save(content, kind, **options)
    return CleanImageFile(content.getvalue(), name)


def _format_options(picture):
    """Return what a format needs to be told, so that as little as possible is lost."""
    kind = picture.format
    if kind in ("JPEG", "MPO") and picture.mode not in PRINTING_MODES:
        # With its own tables: hardly worse, and hardly larger.
        tables = [table for _, table in sorted(picture.quantization.items())]
        return {"qtables": tables, "subsampling": JpegImagePlugin.get_sampling(picture)}
    if kind == "WEBP":
        picture.fp.seek(0)
        return {"quality": QUALITY, "lossless": b"VP8L" in picture.fp.read()}
    if kind == "AVIF":
        return {"quality": QUALITY, "speed": AVIF_SPEED, "subsampling": "4:4:4"}
    if kind == "TIFF":
        return {"compression": "tiff_adobe_deflate"}
    return {"quality": QUALITY}


def _moving(picture):
    """Return the first frame of a moving picture, and what is to be said of the others."""
    motion = {"loop": picture.info["loop"]} if "loop" in picture.info else {}
    frames, durations = [], []
    for frame in ImageSequence.Iterator(picture):
        # A later frame of a GIF may be larger than its head says.
        _check_pixels(frame)
        frames.append(_clean_frame(frame))
        durations.append(frame.info.get("duration", 0))
    # Each frame is the whole picture: nothing of the one before may be seen through it.
    disposal = 2 if any(frame.has_transparency_data for frame in frames) else 0
    motion |= {"save_all": True, "duration": durations, "disposal": disposal}
    return frames[0], {**motion, "append_images": frames[1:]}


def _clean_frame(frame):
    frame.load()
    turning = _turning(frame)
    clean = frame.copy() if turning is None else frame.transpose(turning)
    clean.info = {key: frame.info[key] for key in ("transparency",) if key in frame.info}
    if clean.mode in PRINTING_MODES:
        return _for_screens(clean, frame.info.get("icc_profile"))
    # Of HEIC, colours may be multiplied by how much can be seen through them.
    return clean.convert("RGBA") if clean.mode == "RGBa" else clean


def _turning(frame):
    """Return what turns a frame upright, by its EXIF orientation; None where nothing need be."""
    try:
        return TRANSPOSITIONS.get(frame.getexif().get(ExifTags.Base.Orientation))
    except Exception:
        # What a camera says may be damaged; the picture is not.
        return None


def _for_screens(frame, profile):
    """Return a frame of printing colours in sRGB, by its profile when that can be read."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        srgb = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(frame, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        converted = frame.convert("RGB")
    converted.info = {}
    return converted
