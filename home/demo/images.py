"""The demo's pictures as images of the site, in the collections of those whose pages show them."""

from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from delivery.conf import setting

PICTURES = Path(__file__).parent / "pictures"
CREDIT = "Drawn for the Clinicsite demo"


class ImageShelf:
    """Gives each picture's image of one collection, stored the first time it is asked for."""

    def __init__(self, collection):
        self.collection = collection
        images = get_image_model().objects.filter(collection=collection, credit=CREDIT)
        self._images = {image.title: image for image in images}

    def get(self, name, alt):
        """Return the image of the picture `name`, with `alt` as its alternative text."""
        title = name.replace("-", " ").capitalize()
        if title not in self._images:
            image = get_image_model()(
                title=title,
                description=alt,
                credit=CREDIT,
                collection=self.collection,
                file=picture_file(name),
            )
            image.full_clean(exclude=["width", "height"])
            image.save()
            self._images[title] = image
        return self._images[title]

    def make_renditions(self):
        """Make the sizes that the API shows, so that the first reader need not wait for them."""
        for image in self._images.values():
            image.get_renditions(*setting("IMAGE_RENDITIONS").values())

    def of(self, picture):
        """Return the image of a text's `{"picture", "alt"}`, or None without one."""
        return self.get(picture["picture"], picture["alt"]) if picture else None


def picture_file(name):
    """Return the picture as a file to store; the logo is a PNG, as its ground is transparent."""
    path = PICTURES / f"{name}.{'png' if name == 'logo' else 'jpg'}"
    return ContentFile(path.read_bytes(), name=path.name)
