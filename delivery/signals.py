"""What Django's own signals do not tell."""

from django.dispatch import Signal

# Redirects have been made by one statement for all of them (`bulk_create`). Whoever makes some
# sends it in the same transaction; whoever must know the redirects of a site hears it.
redirects_made = Signal()

# Sent by whoever changes what pages say past their `save`, in the same transaction, with `pages`,
# their ids: what is kept of their texts is then read again.
pages_changed = Signal()
