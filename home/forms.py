"""The form of a picture, in the admin and in the write API."""

from wagtail.images.forms import BaseImageForm

from home.form_fields import UploadedImageField


class SiteImageForm(BaseImageForm):
    """A picture's form whose file is refused when it is damaged, and cleaned otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Wagtail chooses the field by its name, `file`, whatever the model asks for.
        if file := self.fields.get("file"):
            self.fields["file"] = UploadedImageField(label=file.label, widget=file.widget)
