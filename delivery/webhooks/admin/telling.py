"""What is said to somebody who has sent a message by hand."""

from django.contrib import messages
from django.db import transaction

from ..models import Delivery


def tell(request, delivery):
    """Say what came of a delivery that was just sent, once that is known."""
    transaction.on_commit(lambda: _tell(request, delivery.pk), robust=True)


def _tell(request, pk):
    delivery = Delivery.objects.select_related("endpoint").filter(pk=pk).first()
    if delivery is None:
        return
    attempt = delivery.attempts.first()
    if delivery.status == Delivery.DELIVERED:
        messages.success(request, f"{delivery.receiver} has taken the message.")
    elif attempt is not None and delivery.tries:
        messages.error(request, f"{delivery.receiver} has not taken the message. {attempt.error}")
    else:
        messages.success(request, "The message will be sent in a moment.")
