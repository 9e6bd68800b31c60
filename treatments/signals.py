"""Keeps register entries that are in use from being deleted, by any path."""

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete

from .models import Area, Concern, Product, TreatmentCategory
from .usages import pages_using

REGISTERS = (TreatmentCategory, Concern, Area, Product)


def refuse_deletion_in_use(sender, instance, **kwargs):
    pages = pages_using(instance)
    if pages:
        titles = ", ".join(f"“{page.get_admin_display_title()}”" for page in pages)
        raise ProtectedError(
            f"“{instance}” is used by {titles}. Take it off there first.", set(pages)
        )


def connect():
    for register in REGISTERS:
        pre_delete.connect(
            refuse_deletion_in_use, sender=register, dispatch_uid=f"treatments.{register.__name__}"
        )
