"""What the history of a clinic's page says of its opening, its closing and its people.

A person is named as in the list of the clinic's people, without an e-mail address.
"""

from wagtail.log_actions import LogFormatter

OPEN = "clinicsite.open_clinic"
CLOSE = "clinicsite.close_clinic"
REOPEN = "clinicsite.reopen_clinic"
INVITE = "clinicsite.invite"
REMOVE = "clinicsite.remove_person"


class OpenFormatter(LogFormatter):
    label = "Open a clinic"

    def format_message(self, log_entry):
        site = (log_entry.data or {}).get("site")
        return (
            f"Opened the clinic, with a website of its own ({site})"
            if site
            else ("Opened the clinic")
        )


class CloseFormatter(LogFormatter):
    label = "Close a clinic"

    def format_message(self, log_entry):
        data = log_entry.data
        return (
            f"Closed the clinic ({data['status']}): {_count(data['pages'], 'page')} unpublished, "
            f"{_count(data['people'], 'person', 'people')} without access"
        )


class ReopenFormatter(LogFormatter):
    label = "Reopen a clinic"

    def format_message(self, log_entry):
        data = log_entry.data
        return (
            f"Reopened the clinic: {_count(data['pages'], 'page')} published, "
            f"{_count(data['people'], 'person', 'people')} with access"
        )


class InviteFormatter(LogFormatter):
    label = "Give a person access to a clinic"

    def format_message(self, log_entry):
        data = log_entry.data
        return f"Gave {data['person']} access as {data['role']}"


class RemoveFormatter(LogFormatter):
    label = "Take a person’s access to a clinic"

    def format_message(self, log_entry):
        return f"Took the access of {log_entry.data['person']}"


FORMATTERS = {
    OPEN: OpenFormatter,
    CLOSE: CloseFormatter,
    REOPEN: ReopenFormatter,
    INVITE: InviteFormatter,
    REMOVE: RemoveFormatter,
}


def register(actions):
    for action, formatter in FORMATTERS.items():
        actions.register_action(action)(formatter)


def _count(number, one, many=None):
    return f"{number} {one if number == 1 else many or f'{one}s'}"
