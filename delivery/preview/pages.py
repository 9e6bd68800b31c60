"""What a page type needs to be previewed on a front end; it is a part of `ContentPageMixin`."""

from django.apps import apps
from django.shortcuts import redirect, render

from . import front_ends

if apps.is_installed(front_ends.PACKAGE):
    from wagtail_headless_preview.models import HeadlessPreviewMixin
    from wagtail_headless_preview.settings import headless_preview_settings
    from wagtail_headless_preview.signals import preview_update

    from . import drafts
else:

    class HeadlessPreviewMixin:
        """Stands for that of wagtail-headless-preview where it is not installed."""


# The modes between which an editor may choose where there is a front end.
FRONT_END, SITE = "front-end", "site"
# What Wagtail calls the one mode of a page that has no modes.
ONLY_MODE = ""


class FrontEndPreviewMixin(HeadlessPreviewMixin):
    """A page that is previewed on the front end of its site, where that has one.

    Where it has none, and in the mode “This site”, the preview is what Wagtail makes of the page.
    Which it is, is decided whenever a page is previewed.
    """

    @property
    def preview_modes(self):
        modes = super().preview_modes
        if not modes or not front_ends.may_have_front_end(self):
            return modes
        own = [(name, label) if name else (SITE, "This site") for name, label in modes]
        return [(FRONT_END, "Front end"), *own]

    def get_client_root_url(self, request):
        return front_ends.front_end_of(self)

    @classmethod
    def get_page_from_preview_token(cls, token):
        """Return the draft behind a token, or None."""
        return drafts.draft_behind(token, cls.get_content_type_str())

    def serve_preview(self, request, mode_name):
        if mode_name == FRONT_END and front_ends.front_end_of(self):
            return self._lead_to_front_end(request)
        own_mode = ONLY_MODE if mode_name in (FRONT_END, SITE) else mode_name
        return super(HeadlessPreviewMixin, self).serve_preview(request, own_mode)

    def _lead_to_front_end(self, request):
        token = drafts.keep(self, request)
        preview_update.send(sender=HeadlessPreviewMixin, token=token)
        url = self.get_preview_url(request, token)
        if headless_preview_settings.REDIRECT_ON_PREVIEW:
            return redirect(url)
        return render(request, "wagtail_headless_preview/preview.html", {"preview_url": url})
