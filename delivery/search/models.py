"""What editors wrote, for the search in the admin."""

import swapper
from django.db import models


class PageText(models.Model):
    """The words of a page as it is published and as its newest draft has it.

    `title` and `words` are what is searched (`fulltext.find`), `published` and `draft` the texts to
    show a sentence of; `draft` is empty where there is none. A public search never reads this.
    """

    page = models.OneToOneField(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
    )
    is_outdated = models.BooleanField(default=True, db_index=True)
    title = models.TextField(blank=True)
    words = models.TextField(blank=True)
    published = models.TextField(blank=True)
    draft = models.TextField(blank=True)

    # Only a copy of what pages say.
    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.title
