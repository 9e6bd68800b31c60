"""Pages that only repeat another one: they have no drafts, so nothing of their own is written."""

from wagtail.utils.forms import FormValidationError

IS_ALIAS = (
    "This page is an alias: it repeats another one and changes with that. Change the other page, "
    "or make this one a page of its own by its action convert_alias."
)


def refuse_alias(page):
    """Raise FormValidationError if a page is an alias; Wagtail would fail to make it a draft."""
    if page.alias_of_id is not None:
        raise FormValidationError({(): [(IS_ALIAS, "alias")]})
