import django.db.models.deletion
import swapper
from django.db import migrations, models

import delivery.search.operations


def note_every_page(apps, schema_editor):
    """The pages that there are already are read when somebody first searches."""
    app_label, name = swapper.split(swapper.get_model_name("wagtailcore", "Page"))
    text = apps.get_model("page_search", "PageText")
    pages = apps.get_model(app_label, name).objects.values_list("pk", flat=True)
    text.objects.bulk_create((text(page_id=pk) for pk in pages.iterator()), batch_size=1000)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        swapper.dependency('wagtailcore', 'Page'),
    ]

    operations = [
        migrations.CreateModel(
            name='PageText',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=swapper.get_model_name('wagtailcore', 'Page'))),
                ('is_outdated', models.BooleanField(db_index=True, default=True)),
                ('title', models.TextField(blank=True)),
                ('words', models.TextField(blank=True)),
                ('published', models.TextField(blank=True)),
                ('draft', models.TextField(blank=True)),
            ],
        ),
        delivery.search.operations.FullTextIndex('PageText'),
        migrations.RunPython(note_every_page, migrations.RunPython.noop),
    ]
