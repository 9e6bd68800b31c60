"""What the history of a page says of its share links; no link is told."""

from wagtail.log_actions import LogFormatter

SHARE = "clinicsite.share"
WITHDRAW = "clinicsite.withdraw_share"


class ShareFormatter(LogFormatter):
    label = "Share a draft"

    def format_message(self, log_entry):
        days = log_entry.data["days"]
        return f"Shared the draft by a link, for {days} {'day' if days == 1 else 'days'}"


class WithdrawFormatter(LogFormatter):
    label = "Withdraw a share link"

    def format_message(self, log_entry):
        return f"Withdrew a share link of {log_entry.data['made_by'] or 'somebody'}"


FORMATTERS = {SHARE: ShareFormatter, WITHDRAW: WithdrawFormatter}


def register(actions):
    for action, formatter in FORMATTERS.items():
        actions.register_action(action)(formatter)
