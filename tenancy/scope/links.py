"""The form for links by address, which turns the address of a page into a link to that page."""

import json

from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views import chooser

from .page_chooser import chosen_page
from .rules import choosable_pages


class ExternalLinkView(chooser.ExternalLinkView):
    """Leaves the address of a page that somebody may not choose as it was typed."""

    def render_chosen_response(self, result):
        if "id" not in result:
            return super().render_chosen_response(result)
        page = self._choosable(result)
        return super().render_chosen_response(
            chosen_page(self.request.user, page) if page else self.get_result_data()
        )

    def post(self, request):
        response = super().post(request)
        answer = json.loads(response.content)
        if answer.get("step") != "confirm_external_to_internal":
            return response
        page = self._choosable(answer["internal"])
        if page is None:
            return super().render_chosen_response(answer["external"])
        internal = chosen_page(request.user, page)
        return render_modal_workflow(
            request,
            "wagtailadmin/chooser/confirm_external_to_internal.html",
            None,
            {
                "submitted_url": answer["external"]["url"],
                "internal_url": page.full_url,
                "page": internal["adminTitle"],
            },
            json_data={
                "step": answer["step"],
                "external": answer["external"],
                "internal": internal,
            },
        )

    def _choosable(self, chosen):
        page = choosable_pages(self.request.user).filter(pk=chosen["id"]).first()
        return page and page.specific
