"""The log action for what changed without an entry of Wagtail's."""

from wagtail.log_actions import LogFormatter

CHANGED = "clinicsite.changed"

# Whether the published page changed, or a draft of it.
PUBLIC, DRAFT = "public", "draft"

# Marks, in its data, the entry of a draft that was saved again over the same revision.
SUPERSEDED = "superseded"


class ChangedFormatter(LogFormatter):
    label = "Change outside the editor"

    def format_message(self, log_entry):
        if log_entry.data.get("stage") == DRAFT:
            return "Draft changed outside the editor"
        return "Published page changed outside the editor"


def register(actions):
    actions.register_action(CHANGED)(ChangedFormatter)
