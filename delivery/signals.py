"""What Django's own signals do not tell."""

from django.dispatch import Signal

# Redirects have been made by one statement for all of them (`bulk_create`). Whoever makes some
# sends it in the same transaction; whoever must know the redirects of a site hears it.
redirects_made = Signal()
