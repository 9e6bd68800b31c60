"""Ways in which the files of pictures fail, as `way(settings, image)`, and how to undo them."""

import errno
import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from PIL import Image


class RefusingStorage(FileSystemStorage):
    """Keeps what it has, and refuses new files with `of` in their names with `error`."""

    def __init__(self, error=None, of="", **options):
        super().__init__(**options)
        self.error, self.of = error, of

    def _save(self, name, content):
        if self.of in name:
            raise self.error
        return super()._save(name, content)


class UnsignedStorage(FileSystemStorage):
    """Keeps files, and cannot tell their addresses."""

    def url(self, name):
        raise RuntimeError("no key to sign with")


class ForeignError(Exception):
    """What the library of some object storage raises, of no common kind."""


def refusing(error, of=""):
    """Let the storage refuse new files with an error, all or those with `of` in their names."""

    def way(settings, image):
        backend = f"{__name__}.{RefusingStorage.__name__}"
        default = {"BACKEND": backend, "OPTIONS": {"error": error, "of": of}}
        settings.STORAGES = {**settings.STORAGES, "default": default}

    return way


def in_the_way(settings, image):
    """Put a file where the folder of the sizes would be."""
    folder = Path(settings.MEDIA_ROOT, "images")
    if folder.exists():
        folder.rename(folder.with_name("former"))
    folder.touch()


def gone(settings, image):
    Path(image.file.path).unlink()


def damaged(settings, image):
    """Cut the file of the picture off."""
    path = Path(image.file.path)
    path.write_bytes(path.read_bytes()[:40])


def no_picture(settings, image):
    Path(image.file.path).write_bytes(b"<html>")


def too_large(settings, image):
    """Put a picture there of more pixels than Pillow decodes, in few bytes."""
    Image.new("1", (20_000, 20_000)).save(image.file.path, "PNG")


WAYS = {
    "full": refusing(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))),
    "read-only": refusing(OSError(errno.EROFS, os.strerror(errno.EROFS))),
    "denied": refusing(PermissionError(errno.EACCES, os.strerror(errno.EACCES))),
    "wrong": refusing(ValueError("no such bucket")),
    "foreign": refusing(ForeignError("slow down")),
    "memory": refusing(MemoryError()),
    "in the way": in_the_way,
    "gone": gone,
    "damaged": damaged,
    "no picture": no_picture,
    "too large": too_large,
}


def put_right(settings, image, content):
    """Undo any of `WAYS`; `content` is that of the picture's file."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    folder = Path(settings.MEDIA_ROOT, "images")
    if folder.is_file():
        folder.unlink()
    Path(image.file.path).write_bytes(content)
