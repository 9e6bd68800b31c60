"""The model field of a picture's file: whatever it stores is cleaned before."""

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile
from wagtail.utils.file import hash_filelike

from .cleaning import CleanImageFile, clean_image


class CleanImageFieldFile(WagtailImageFieldFile):
    """The file of an image, cleaned on every way into the storage."""

    def save(self, name, content, save=True):
        """Clean and store a file, and set what the image knows of it: size, hashes, dimensions."""
        if not isinstance(content, CleanImageFile):
            content = clean_image(content, name)
            name = content.name
        super().save(name, content, save=False)
        image = self.instance
        image.file_size = content.size
        image.file_hash = image.clean_hash = hash_filelike(content)
        if save:
            image.save()

    save.alters_data = True

    def store(self):
        """Store the file if it is not stored yet; nothing else of the image is saved."""
        if self and not self._committed:
            self.save(self.name, self.file, save=False)

    store.alters_data = True


class CleanImageField(WagtailImageField):
    """The `file` of an image model that has a `clean_hash` beside Wagtail's own fields."""

    attr_class = CleanImageFieldFile
