"""Choosers of our own page types that follow a project which swapped them.

The type is looked up when the block is made and is no part of its definition: migrations stay the
same whichever page types a project uses.
"""

import swapper
from wagtail.blocks import PageChooserBlock


class TreatmentChooserBlock(PageChooserBlock):
    class Meta:
        label = "Treatment"

    def __init__(self, **kwargs):
        kwargs.pop("page_type", None)
        super().__init__(page_type=swapper.get_model_name("treatments", "TreatmentPage"), **kwargs)


class LocationChooserBlock(PageChooserBlock):
    def __init__(self, **kwargs):
        kwargs.pop("page_type", None)
        super().__init__(page_type=swapper.get_model_name("locations", "LocationPage"), **kwargs)
