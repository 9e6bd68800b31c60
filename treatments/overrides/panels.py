"""Panels that show, beside what a clinic says, what the library says."""

from django.forms import Media
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from wagtail.admin.panels import FieldPanel, Panel, PanelGroup
from wagtail.admin.staticfiles import versioned_static

from delivery.visibility import Visibility
from treatments.visibility import why_not_public

from .words import section_name

PART_TEMPLATE = "treatments/overrides/part.html"


def stylesheet():
    return Media(css={"all": [versioned_static("treatments/overrides.css")]})


class StatesMixin:
    """For bound panels: the states of the page's parts, and who may decide about them."""

    @property
    def media(self):
        return super().media + stylesheet()

    @property
    def states(self):
        return self.form.states

    @cached_property
    def may_decide(self):
        """Whether the buttons work: the page is there, and nobody has locked it for this person."""
        if self.instance.pk is None:
            return False
        lock = self.instance.get_lock()
        return lock is None or not lock.for_user(self.request.user)

    def part_context(self, state):
        return {"part": state, "page": self.instance, "may_decide": self.may_decide}


class InheritedPanel(PanelGroup):
    """A panel of a part that is inherited when left blank, and below it what the library says.

    `part` is the part's key, `panel` the panel of the clinic's own field or rows.
    """

    def __init__(self, part, panel=None, children=(), **kwargs):
        super().__init__(children=[panel] if panel else children, **kwargs)
        self.part = part

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "part": self.part}

    def on_model_bound(self):
        super().on_model_bound()
        (child,) = self.children
        self.heading = child.heading

    def classes(self):
        return [*super().classes(), *self.children[0].classes()]

    def id_for_label(self):
        return self.children[0].id_for_label()

    @property
    def clean_name(self):
        return self.children[0].clean_name

    class BoundPanel(StatesMixin, PanelGroup.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.child = self.children[0]
            self.heading = self.child.heading

        @property
        def icon(self):
            return self.child.icon

        def id_for_label(self):
            return self.child.id_for_label()

        def is_required(self):
            return self.child.is_required()

        def render_html(self, parent_context=None):
            own = self.child.render_html(parent_context)
            if self.states.library is None:
                return own
            context = self.part_context(self.states[self.panel.part])
            return format_html("{}{}", own, render_to_string(PART_TEMPLATE, context))


class SharedPartsPanel(Panel):
    """Lists parts of the library with their states; a click hides one, or begins one's own.

    `parts` are keys, or `"sections"`, `"questions"` or `"pairings"` for all there are.
    """

    def __init__(self, parts, can_replace=False, **kwargs):
        super().__init__(**kwargs)
        self.parts = parts
        self.can_replace = can_replace

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "parts": self.parts, "can_replace": self.can_replace}

    class BoundPanel(StatesMixin, Panel.BoundPanel):
        template_name = "treatments/overrides/parts.html"

        @cached_property
        def listed(self):
            named = self.panel.parts
            if isinstance(named, str):
                return getattr(self.states, named)()
            return [self.states[key] for key in named if key in self.states]

        def is_shown(self):
            return self.states.is_readable

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            warnings = misplaced_sections(self.states) if self.panel.parts == "sections" else []
            return {
                **context,
                "parts": self.listed,
                "page": self.instance,
                "may_decide": self.may_decide,
                "can_replace": self.panel.can_replace,
                "warnings": warnings,
            }


class ChosenOncePanel(FieldPanel):
    """A field that is chosen when the page is made, and is not there afterwards."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            field = self.bound_field
            if field is None:  # A comparison of revisions has no form.
                return super().is_shown()
            return super().is_shown() and (not field.field.disabled or bool(field.errors))


class LibraryPanel(Panel):
    """Says which library page is shown, whether anybody sees it, and how much is inherited."""

    class BoundPanel(StatesMixin, Panel.BoundPanel):
        template_name = "treatments/overrides/library.html"

        def is_shown(self):
            return self.states.library is not None or self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            library, user = self.states.library, self.request.user
            can_edit = library is not None and library.permissions_for_user(user).can_edit()
            return {
                **context,
                "page": self.instance,
                "library": library,
                "is_readable": self.states.is_readable,
                "edit_url": reverse("wagtailadmin_pages:edit", args=[library.pk])
                if can_edit
                else None,
                "view_url": library.get_url(self.request)
                if library is not None and library.live
                else None,
                "counts": self.states.counts(),
                "stale": [state for state in self.states.of_clinic() if state.is_stale],
                "why_hidden": why_hidden(self.instance),
            }


def misplaced_sections(states):
    """Return warnings about sections of the clinic whose place in the library's text is not there.

    They are shown all the same, at the end of the page.
    """
    keys = {state.key.partition(":")[2] for state in states.sections()}
    own = [section.value.effective_key for section in states.page.sections]
    found = []
    for section in states.page.sections:
        heading, key = section.value.get("heading") or "A section", section.value.effective_key
        if section.block_type == "replace" and key and key not in keys:
            found.append(
                f"“{heading}” replaces the section “{section_name(key)}”, which the library does "
                "not have. It is shown at the end of the page."
            )
        anchor = section.value.get("anchor")
        anchor = section.value.get("custom_anchor") if anchor == "custom" else anchor
        if anchor and anchor not in {*keys, *own}:
            found.append(
                f"“{heading}” stands beside the section “{section_name(anchor)}”, which is not on "
                "this page. It is shown at the end."
            )
    return found


def why_hidden(page):
    """Return why a page is not shown anywhere although it is published, as the end of a sentence.

    `""` when nothing but the page itself decides.
    """
    visibility = Visibility()
    if page.treatment is None:
        return "its treatment is no longer in the library"
    if not visibility.page_is_public(page.treatment):
        why = why_not_public(page.treatment)
        return f"“{page.treatment.title}” is not public in the library: {why}"
    clinic = page.clinic if page.path else None
    if clinic is not None and not visibility.page_is_public(clinic):
        why = why_not_public(clinic)
        return f"the page of the clinic “{clinic.title}” is not public: {why}"
    return ""
