"""The “Registers” of the admin, for the central team, by wagtail-modeladmin.

modeladmin lets everybody who may view a model export it, and shows an entry's history to anybody
in the admin. The classes here ask for the rights, and answer addresses that make no sense.
"""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, ManyToOneRel, OuterRef, Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup
from wagtail_modeladmin.views import DeleteView, EditView, HistoryView, IndexView, InspectView

from .models import Area, Concern, Product, TreatmentCategory
from .usages import explorable_and_others, other_pages, pages_using, titles_of_users


class RegisterPermissionHelper(PermissionHelper):
    """View is enough to look; to take the whole list away one must be able to change it."""

    def user_can_export(self, user):
        return self.user_has_specific_permission(user, self.get_perm_codename("change"))


class RegisterIndexView(IndexView):
    def dispatch(self, request, *args, **kwargs):
        if request.GET.get(self.EXPORT_VAR) in self.FORMATS and (
            not self.permission_helper.user_can_export(request.user)
        ):
            raise PermissionDenied
        try:
            return super().dispatch(request, *args, **kwargs)
        except (IncorrectLookupParameters, OverflowError):
            return redirect(self.index_url)


class EntryMixin:
    """A view of one entry: what cannot be the id of any is not found."""

    def __init__(self, model_admin, instance_pk):
        try:
            super().__init__(model_admin, instance_pk)
        except (ValueError, OverflowError) as error:
            raise Http404 from error


class RegisterInspectView(EntryMixin, InspectView):
    """An entry, with the pages that name it, drafts included."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        used_by = titles_of_users(self.instance, self.request.user)
        context["fields"].append({"label": "Used by", "value": used_by})
        return context


class RegisterEditView(EntryMixin, EditView):
    pass


class RegisterHistoryView(EntryMixin, HistoryView):
    def check_action_permitted(self, user):
        return self.permission_helper.user_can_inspect_obj(user, self.instance)


class RegisterDeleteView(EntryMixin, DeleteView):
    """Says where an entry is used, instead of asking whether to delete it."""

    def get_context_data(self, **kwargs):
        user = self.request.user
        pages, others = explorable_and_others(pages_using(self.instance), user)
        usages = [
            {
                "title": page.get_admin_display_title(),
                "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk])
                if page.permissions_for_user(user).can_edit()
                else None,
            }
            for page in pages
        ]
        usages += [{"title": words, "edit_url": None} for words in other_pages(others)]
        return super().get_context_data(usages=usages, **kwargs)


class InUseFilter(admin.SimpleListFilter):
    """Narrows to the entries that some page names, or to those that none does."""

    title = "use"
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("yes", "On a page"), ("no", "On no page")]

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        used = Q()
        for relation in queryset.model._meta.get_fields(include_hidden=True):
            if isinstance(relation, ManyToOneRel):
                named = relation.related_model.objects.filter(
                    **{relation.field.name: OuterRef("pk")}
                )
                used |= Q(Exists(named))
        return queryset.filter(used if self.value() == "yes" else ~used)


class RegisterAdmin(ModelAdmin):
    """A register: list, filter, search, inspect, history and export."""

    permission_helper_class = RegisterPermissionHelper
    index_view_class = RegisterIndexView
    inspect_view_class = RegisterInspectView
    edit_view_class = RegisterEditView
    history_view_class = RegisterHistoryView
    delete_view_class = RegisterDeleteView
    delete_template_name = "treatments/admin/register_delete.html"
    inspect_view_enabled = True
    inspect_view_fields = ["title", "slug", "description", "sort_order"]
    list_display = ("title", "slug", "sort_order")
    list_export = ("title", "slug", "description", "sort_order")
    list_filter = (InUseFilter,)
    search_fields = ("title", "slug", "description")
    ordering = ("sort_order", "title")
    prepopulated_fields = {"slug": ("title",)}

    def get_list_export(self, request):
        if not self.permission_helper.user_can_export(request.user):
            return ()
        return self.list_export


class TreatmentCategoryAdmin(RegisterAdmin):
    model = TreatmentCategory
    menu_label = "Categories"
    menu_icon = "folder-open-inverse"
    base_url_path = "registers/categories"


class ConcernAdmin(RegisterAdmin):
    model = Concern
    menu_label = "Concerns"
    menu_icon = "help"
    base_url_path = "registers/concerns"


class AreaAdmin(RegisterAdmin):
    model = Area
    menu_label = "Areas"
    menu_icon = "user"
    base_url_path = "registers/areas"


class ProductAdmin(RegisterAdmin):
    model = Product
    menu_label = "Products"
    menu_icon = "tag"
    base_url_path = "registers/products"
    inspect_view_fields = ["brand", "slug", "mark", "active_ingredient", "owner"]
    list_display = ("brand", "mark", "active_ingredient", "owner")
    list_export = ("brand", "slug", "mark", "active_ingredient", "owner")
    list_filter = (InUseFilter, "owner")
    search_fields = ("brand", "slug", "active_ingredient", "owner")
    ordering = ("brand",)
    prepopulated_fields = {"slug": ("brand",)}


class RegisterGroup(ModelAdminGroup):
    menu_label = "Registers"
    menu_icon = "list-ul"
    menu_order = 330
    items = (TreatmentCategoryAdmin, ConcernAdmin, AreaAdmin, ProductAdmin)
