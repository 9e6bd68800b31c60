"""Makes the pictures that documents show before these are kept: never while the lock is held.

A picture takes long, and its storage may be full, slow or broken. Whatever holds the lock only
finds out which pictures are missing; it is undone, the pictures are made, and it is done again.
What could not be made then is null.
"""

from delivery.documents.renditions import postponed_renditions


class PicturesMissingError(Exception):
    """Pictures are missing that have not been tried; what was done is to be undone."""


def with_pictures(work, *args):
    """Return what `work(pictures, *args)` returns, once the pictures that it needs were tried.

    `work` takes the lock and asks `check(pictures)` before it writes anything.
    """
    with postponed_renditions() as pictures:
        while True:
            try:
                return work(pictures, *args)
            except PicturesMissingError:
                pictures.make()


def check(pictures):
    """Raise `PicturesMissingError` if any picture was missing that can be made first."""
    if pictures.can_be_made:
        raise PicturesMissingError
