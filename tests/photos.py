"""Photos as phones and programs make them: turned, and full of what nobody shall learn."""

import io

from PIL import ExifTags, Image, ImageCms
from PIL.PngImagePlugin import PngInfo

SECRET = b"1180 Wrenfield Street"
# As it is stored; by `TURNED` it is seen upright, with its red corner at the top right.
SIZE = (48, 32)
TURNED = 6
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRET + b"</x:xmpmeta>"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
EXTENSIONS = {"JPEG": "jpg", "MPO": "jpg", "HEIF": "HEIC", "TIFF": "tiff"}


def plain(mode="RGB", corner="red", size=SIZE):
    """Return a teal picture of Pillow's with a red corner at the top left."""
    picture = Image.new("RGB", size, "teal")
    picture.paste(corner, (0, 0, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


def exif(orientation=TURNED):
    """Return EXIF data that say where a photo was taken, and hold a word in three places."""
    data = Image.Exif()
    data[ExifTags.Base.Orientation] = orientation
    data[ExifTags.Base.ImageDescription] = SECRET.decode()
    data.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = SECRET
    data.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.0, 12.0, 30.0)
    data.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSProcessingMethod] = SECRET
    return data


def saved(picture, kind, **options):
    content = io.BytesIO()
    picture.save(content, kind, **options)
    return content.getvalue()


def photo(kind, mode="RGB", orientation=TURNED, **options):
    """Return the name and the bytes of a photo in a format of Pillow's, with all it can hold."""
    text = PngInfo()
    text.add_text("Comment", SECRET.decode(), zip=False)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    told = {"exif": exif(orientation).tobytes(), "xmp": XMP, "icc_profile": PROFILE}
    options = {
        "GIF": {"comment": SECRET},
        "PNG": {**told, "pnginfo": text},
        "TIFF": {"exif": exif(orientation), "icc_profile": PROFILE, "description": SECRET.decode()},
        "MPO": {**told, "save_all": True, "append_images": [plain(size=(9, 6))]},
    }.get(kind, {**told, "comment": SECRET}) | options
    content = saved(plain(mode), kind, **options)
    if kind in ("JPEG", "MPO"):
        # IPTC, as editing programs write it.
        iptc = b"Photoshop 3.0\x00" + SECRET
        segment = b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc
        content = content[:2] + segment + content[2:]
    if kind in ("JPEG", "PNG", "GIF"):
        # A phone may put a short film behind its photo.
        content += SECRET
    return f"photo.{EXTENSIONS.get(kind, kind.lower())}", content
