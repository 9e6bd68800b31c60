"""`manage.py clean_images`: cleans stored pictures that are not clean yet."""

from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.images import get_image_model

from delivery.management.progress import draw_progress
from home.models import CleanImageMixin


class Command(BaseCommand):
    help = (
        "Turns stored pictures upright and takes out of them what cameras and programs have "
        "added, such as where a photo was taken. Their sizes and the documents that show them are "
        "made again. Pictures that are clean stay as they are, so it may run again at any time."
    )

    def handle(self, *, verbosity, **options):
        model = get_image_model()
        if not issubclass(model, CleanImageMixin):
            raise CommandError(
                f"{model._meta.label} has no clean files: let it begin with "
                "home.models.CleanImageMixin."
            )
        pks = list(model.objects.order_by("pk").values_list("pk", flat=True))
        cleaned, failed, left = 0, 0, 0
        for done, pk in enumerate(pks, 1):
            # Storages and decoders raise what they like.
            try:
                before = self.clean(model, pk)
            except Exception as error:
                failed += 1
                before = None
                self.stderr.write(f"Image {pk} stays as it is: {error or repr(error)}")
            if before:
                cleaned += 1
                left += not self.delete(model, before)
            draw_progress(self.stderr, done, len(pks), "pictures")
        if verbosity:
            self.stdout.write(f"{cleaned} of {len(pks)} pictures were cleaned.")
        problems = []
        if failed:
            problems.append(
                f"{failed} pictures could not be cleaned. Upload them again, or delete them."
            )
        if left:
            problems.append(f"{left} old files are still there. Delete them from the storage.")
        if problems:
            raise CommandError(" ".join(problems))

    def clean(self, model, pk):
        """Clean the picture of an image; return the name of its old file, if any."""
        with transaction.atomic():
            image = model.objects.select_for_update().filter(pk=pk).first()
            if image is None:
                # Deleted meanwhile.
                return None
            with image.open_file() as file:
                if image.is_clean(file):
                    return None
                content = ContentFile(file.read())
            before = image.file.name
            # Beside the old file and under another name: no cache knows it, and nothing is lost
            # if this ends here.
            image.file.save(PurePath(before).name, content)
            image.renditions.all().delete()
        return before

    def delete(self, model, name):
        """Delete the file that a clean one has taken the place of; return whether it is gone."""
        try:
            model._meta.get_field("file").storage.delete(name)
        except Exception as error:
            self.stderr.write(f"The old file {name} could not be deleted: {error or repr(error)}")
            return False
        return True
