"""The picture model: every picture either says what it shows or is marked as decoration."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from delivery.images import UnmadeRenditionsMixin

from .clean_images import CleanImageMixin


class SiteImage(UnmadeRenditionsMixin, CleanImageMixin, AbstractImage):
    """A picture with its alternative text, or an explicit word that it needs none.

    The alternative text is Wagtail's own `description`, so that every chooser and block that
    knows Wagtail starts from it.
    """

    description = models.CharField(
        "alternative text",
        max_length=255,
        blank=True,
        default="",
        help_text="What the picture shows, for people who cannot see it. "
        "Leave blank only for decoration.",
    )
    decorative = models.BooleanField(
        "decoration only",
        default=False,
        help_text="The picture says nothing that the text does not; screen readers pass it by.",
    )
    credit = models.CharField(
        max_length=255,
        blank=True,
        help_text="Photographer or agency, as the licence asks for it.",
    )

    # What belongs to the alternative text stands right below it.
    admin_form_fields = (
        "title",
        "file",
        "description",
        "decorative",
        "credit",
        *(name for name in Image.admin_form_fields if name not in ("title", "file", "description")),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"
        # A file that is asked for is looked up by its name.
        indexes = [models.Index(fields=["file"], name="home_image_file")]

    @property
    def default_alt_text(self):
        return "" if self.decorative else self.description

    def clean(self):
        super().clean()
        if self.decorative and self.description:
            raise ValidationError(
                {
                    "decorative": "A picture with an alternative text is not decoration: "
                    "clear the text, or untick this box."
                }
            )
        if not self.decorative and not self.description.strip():
            raise ValidationError(
                {
                    "description": "Say in a few words what the picture shows, "
                    "or tick “decoration only”."
                }
            )


class SiteRendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"], name="home_rendition_file")]
