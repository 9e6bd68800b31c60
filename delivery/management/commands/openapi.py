"""Print the OpenAPI description of the content API."""

import json

from django.core.management.base import BaseCommand

from delivery.schema.document import describe


class Command(BaseCommand):
    help = "Print the OpenAPI 3.1 description of the content API as JSON."
    requires_system_checks = []

    def handle(self, *args, **options):
        description, undescribed = describe()
        for name in undescribed:
            self.stderr.write(f"Not described: {name}. Give it a schema (see delivery.schema).")
        self.stdout.write(json.dumps(description, ensure_ascii=False, indent=2))
