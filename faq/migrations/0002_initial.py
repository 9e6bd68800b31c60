import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(get_image_model_string()),
        ("faq", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="FAQIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "introduction",
                    wagtail.fields.RichTextField(
                        blank=True, help_text="Shown above the questions."
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when the page is shared; at least 1,200 by 630 pixels. Left blank, the main picture of the page is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="social image",
                    ),
                ),
            ],
            options={
                "verbose_name": "FAQ index",
                "verbose_name_plural": "FAQ indexes",
                "swappable": "FAQ_FAQINDEXPAGE_MODEL",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="FAQPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("answer", wagtail.fields.RichTextField()),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only in a clinic's FAQ: the shared question that this page takes the place of at this clinic. Leave blank for a question of the clinic's own.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="local_answers",
                        to="faq.faqpage",
                        verbose_name="answers this shared question",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when the page is shared; at least 1,200 by 630 pixels. Left blank, the main picture of the page is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="social image",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        help_text="What the question is about; front ends group and filter by it.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="faq.faqtopic",
                    ),
                ),
            ],
            options={
                "verbose_name": "FAQ question",
                "verbose_name_plural": "FAQ questions",
                "swappable": "FAQ_FAQPAGE_MODEL",
            },
            bases=("wagtailcore.page", models.Model),
        ),
    ]
