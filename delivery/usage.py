"""Which images and documents the public can see: those that something public shows.

A file uploaded for a page that is still a draft is nobody's business yet, whatever collection it
is in. Wagtail's ReferenceIndex knows what shows a file.
"""

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Cast
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.models import ReferenceIndex, Site
from wagtail.signal_handlers import connect_reference_index_signal_handlers_for_model

from .models import BasePage
from .sites import group_path


def index_settings():
    """Have Wagtail note what settings refer to, a logo say; by itself it notes that of pages."""
    for model in _setting_models():
        ReferenceIndex.register_model(model)
    for model in ReferenceIndex.tracked_models:
        connect_reference_index_signal_handlers_for_model(model)


def shown_files(queryset, site, visibility):
    """Narrow an image or document queryset to what is public in the group of a site.

    That is what its public pages and its settings show, unless it is in a private collection. The
    number of queries depends on the kinds of settings alone.
    """
    if site is None:
        return queryset.none()
    root = group_path(site.root_page.path)
    shown = _targets(queryset.model, BasePage, _public_pages(root, visibility))
    for model in _setting_models():
        rows = model.objects.all()
        if issubclass(model, BaseSiteSetting):
            sites = Site.objects.filter(root_page__path__startswith=root)
            rows = rows.filter(site__in=sites.values("pk"))
        shown |= _targets(queryset.model, model, rows)
    return visibility.public_files(queryset).filter(pk__in=shown.values("target"))


def _public_pages(root, visibility):
    pages = BasePage.objects.filter(path__startswith=root)
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        for translation in BasePage.objects.get(path=root).get_translations():
            pages |= BasePage.objects.filter(path__startswith=translation.path)
    return visibility.public_pages(pages)


def _setting_models():
    kinds = (BaseSiteSetting, BaseGenericSetting)
    return [model for model in apps.get_models() if issubclass(model, kinds)]


def _targets(file_model, model, rows):
    """Return the references from rows of `model` to files of `file_model`, with their `target`."""
    ids = rows.order_by().annotate(as_text=Cast("pk", CharField())).values("as_text")
    return ReferenceIndex.objects.filter(
        base_content_type=_content_type(model),
        object_id__in=ids,
        to_content_type=_content_type(file_model),
    ).annotate(target=Cast("to_object_id", file_model._meta.pk))


def _content_type(model):
    # References are kept by the model that the others of an inheritance begin with.
    return ContentType.objects.get_for_model((model, *model._meta.get_parent_list())[-1])
