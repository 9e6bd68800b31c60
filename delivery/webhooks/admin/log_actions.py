"""What Wagtail's history says of a webhook, beyond that it was changed. No secret is told."""

SHOW_SECRET = "webhooks.secret.show"  # noqa: S105  the name of an action
NEW_SECRET = "webhooks.secret.new"  # noqa: S105
RETIRE_SECRETS = "webhooks.secret.retire"
TEST = "webhooks.test"

LABELS = {
    SHOW_SECRET: ("Show secret", "Looked at the secret"),
    NEW_SECRET: ("New secret", "Made a new secret"),
    RETIRE_SECRETS: ("End old secrets", "Ended the old secrets"),
    TEST: ("Send test", "Sent a test"),
}


def register(actions):
    for action, (label, message) in LABELS.items():
        actions.register_action(action, label, message)
