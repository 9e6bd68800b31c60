"""What the history of a page says of offering, and of its end."""

from wagtail.log_actions import LogContext, LogFormatter, get_active_log_context

OFFER = "clinicsite.offer"
RELEASE = "clinicsite.release"
MOVE = "clinicsite.change_treatment"


def entries_of_its_own(user):
    """Return the context in which what is done to one page is logged.

    A page's history shows of one context only the last entry of each action, whatever page it is
    about; so what one request does to several pages needs a context for each.
    """
    return LogContext(user=user or get_active_log_context().user)


class OfferFormatter(LogFormatter):
    label = "Offer a treatment at a clinic"

    def format_message(self, log_entry):
        data = log_entry.data
        state = "live" if data["live"] else "as a draft"
        return f"Offered “{data['treatment']['title']}” at “{data['clinic']['title']}”, {state}"


class ReleaseFormatter(LogFormatter):
    label = "Take a clinic’s page from its treatment"

    def format_message(self, log_entry):
        title = log_entry.data["treatment"]["title"]
        return f"Withdrawn with the library’s “{title}”, which was deleted"


class MoveFormatter(LogFormatter):
    label = "Give a clinic’s page another treatment"

    def format_message(self, log_entry):
        data = log_entry.data
        return (
            f"Shows “{data['another']['title']}” of the library in the place of "
            f"“{data['treatment']['title']}”"
        )


FORMATTERS = {OFFER: OfferFormatter, RELEASE: ReleaseFormatter, MOVE: MoveFormatter}


def register(actions):
    for action, formatter in FORMATTERS.items():
        actions.register_action(action)(formatter)
