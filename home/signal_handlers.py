"""What `home` does when something is saved."""

from django.db.models.signals import pre_save
from wagtail.models import UploadedFile

from home.images.cleaning import clean_image
from home.models import CleanImageMixin


def clean_upload(sender, instance, raw=False, **kwargs):
    """Clean a picture that Wagtail keeps until its editor has said what it shows.

    Once Wagtail keeps the file that the form has accepted, not the one that was sent, this is not
    needed.
    """
    if raw or instance.pk is not None or instance.for_content_type is None:
        return
    if issubclass(instance.for_content_type.model_class(), CleanImageMixin):
        instance.file = clean_image(instance.file)


def connect():
    """Connect the handlers; called once, when the app is ready."""
    pre_save.connect(clean_upload, sender=UploadedFile, dispatch_uid="home.clean_upload")
