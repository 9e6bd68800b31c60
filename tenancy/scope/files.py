"""Lists and choosers of images and documents: tags of files that a person may choose.

The files themselves Wagtail scopes by collection. Tags belong to no collection: it offers those of
every image and document.

An image whose file is missing or damaged is chosen like any other.
"""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.http import JsonResponse
from taggit.models import Tag
from wagtail.admin.filters import PopularTagsFilter
from wagtail.admin.views import tags as tag_views
from wagtail.documents import get_document_model
from wagtail.documents.views import documents
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.images.views import chooser, images

from .rules import choosable_files

POPULAR = 10


def tags_of(user, *models):
    """Return the tags on files of `models` that `user` may choose, each with its `uses`."""
    on_choosable = Q()
    for model in models:
        on_choosable |= Q(
            taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(model),
            taggit_taggeditem_items__object_id__in=choosable_files(user, model).values("pk"),
        )
    tags = Tag.objects.filter(on_choosable)
    return tags.annotate(uses=Count("taggit_taggeditem_items")).order_by("-uses", "name")


def autocomplete_tags(request, app_name=None, model_name=None):
    """Complete a tag, as Wagtail does, with those on files that one may choose."""
    complete = tag_views.autocomplete(request, app_name, model_name)
    term = request.GET.get("term")
    if request.user.is_superuser or not term:
        return complete
    if (app_name or "taggit", model_name or "tag") != ("taggit", "tag"):
        # Nobody knows whose a tag of another kind is.
        return JsonResponse([], safe=False)
    known = tags_of(request.user, get_image_model(), get_document_model())
    known = known.filter(name__istartswith=term).order_by("name")
    limit = tag_views.TAGS_AUTOCOMPLETE_LIMIT
    return JsonResponse(list(known.values_list("name", flat=True)[:limit]), safe=False)


class OwnTagsMixin:
    """Mixed into a set of filters of files: its tags are those of files one may choose."""

    def __init__(self, *args, request=None, is_searching=None, **kwargs):
        super().__init__(*args, request=request, is_searching=is_searching, **kwargs)
        self.filters.pop("tag", None)
        names = list(
            tags_of(request.user, self._meta.model).values_list("name", flat=True)[:POPULAR]
        )
        if names:
            self.filters["tag"] = PopularTagsFilter(
                label="Tag",
                field_name="tags__name",
                choices=[(name, name) for name in names],
                widget=forms.CheckboxSelectMultiple,
                use_subquery=is_searching,
                help_text=f"The {POPULAR} tags used most.",
            )


class ImagesFilterSet(OwnTagsMixin, images.ImagesFilterSet):
    pass


class ImagesView(images.IndexView):
    filterset_class = ImagesFilterSet


class DocumentsFilterSet(OwnTagsMixin, documents.DocumentsFilterSet):
    pass


class DocumentsView(documents.IndexView):
    filterset_class = DocumentsFilterSet


class ImageChooseView(chooser.ImageChooseView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["popular_tags"] = tags_of(self.request.user, self.model)[:POPULAR]
        return context


class ShownImageMixin(chooser.ImageChosenResponseMixin):
    """Shows a broken picture where no size can be made, as Wagtail's lists and forms do.

    Wagtail fails there, and nobody can choose the image; not needed any more once it does not.
    """

    def get_chosen_response_data(self, image, preview_image_filter="max-165x165"):
        try:
            return super().get_chosen_response_data(image, preview_image_filter)
        except SourceImageIOError:
            broken = get_rendition_or_not_found(image, preview_image_filter)
            return {
                **chooser.ChosenResponseMixin.get_chosen_response_data(self, image),
                "preview": {"url": broken.url, "width": broken.width, "height": broken.height},
                "default_alt_text": image.default_alt_text,
            }


class ImageChosenView(chooser.ImageChosenView, ShownImageMixin):
    pass


class ImageChosenMultipleView(chooser.ImageChosenMultipleView, ShownImageMixin):
    pass


class ImageUploadView(chooser.ImageUploadView, ShownImageMixin):
    pass


class ImageSelectFormatView(chooser.ImageSelectFormatView, ShownImageMixin):
    pass


class ScopedImageChooserViewSet(chooser.ImageChooserViewSet):
    """Not registered: it gives Wagtail's options to our views of the same addresses."""

    choose_view_class = ImageChooseView
    chosen_view_class = ImageChosenView
    chosen_multiple_view_class = ImageChosenMultipleView
    create_view_class = ImageUploadView
    select_format_view_class = ImageSelectFormatView


image_chooser = ScopedImageChooserViewSet(
    chooser.viewset.name, model=chooser.viewset.model, url_prefix=chooser.viewset.url_prefix
)
