"""What `treatments.wagtail_hooks` registers of this package."""

from wagtail.log_actions import LogFormatter

from . import report, views
from .decisions import LOG_ACTIONS

urlpatterns = [*views.urlpatterns, *report.urlpatterns]
menu_item = report.menu_item


def register_log_actions(actions):
    for name, label, message in LOG_ACTIONS.values():
        actions.register_action(name)(_formatter(label, message))


def _formatter(label, message):
    def format_message(self, log_entry):
        return message.format(log_entry.data.get("name", "a part"))

    return type(
        "OverrideFormatter", (LogFormatter,), {"label": label, "format_message": format_message}
    )
