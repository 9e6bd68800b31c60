import django.db.models.deletion
import modelcluster.fields
import phonenumber_field.modelfields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string

import home.colours
import home.links


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(get_image_model_string()),
        ("home", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePage",
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
                    "headline",
                    models.CharField(
                        blank=True, help_text="Left blank, the title is shown.", max_length=120
                    ),
                ),
                ("introduction", wagtail.fields.RichTextField(blank=True)),
                ('body', wagtail.fields.StreamField([('paragraph', 0), ('image', 3), ('quote', 6), ('callout', 10), ('treatment_cards', 14), ('call_to_action', 19), ('contact_panel', 21)], blank=True, block_lookup={0: ('treatments.blocks.content.ParagraphBlock', (), {}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown below the picture.', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'help_text': 'Without quotation marks.', 'label': 'Quotation'}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said or wrote it, and where.', 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('attribution', 5)]], {}), 7: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'For information'), ('tip', 'Tip'), ('warning', 'Warning'), ('emergency', 'Emergency: seek care')]}), 8: ('wagtail.blocks.CharBlock', (), {'max_length': 120}), 9: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link']}), 10: ('wagtail.blocks.StructBlock', [[('tone', 7), ('title', 8), ('text', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'max_length': 120, 'required': False}), 12: ('treatments.blocks.choosers.TreatmentChooserBlock', (), {}), 13: ('wagtail.blocks.ListBlock', (12,), {'min_num': 1}), 14: ('wagtail.blocks.StructBlock', [[('heading', 11), ('treatments', 13)]], {}), 15: ('wagtail.blocks.TextBlock', (), {'required': False}), 16: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the button says. It should make sense on its own.', 'max_length': 60}), 17: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'A page of this site …', 'required': False}), 18: ('treatments.blocks.links.BookingURLBlock', (), {'help_text': '… or any other address. {booking} alone stands for the booking link of the clinic.', 'label': 'Address', 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('heading', 11), ('text', 15), ('label', 16), ('page', 17), ('url', 18)]], {}), 20: ('treatments.blocks.choosers.LocationChooserBlock', (), {'help_text': 'Leave blank for every clinic of the site.', 'required': False}), 21: ('wagtail.blocks.StructBlock', [[('heading', 11), ('text', 15), ('clinic', 20)]], {})})),
                (
                    "hero_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="The large picture at the top; at least 1,600 pixels wide.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
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
                "verbose_name": "home page",
                "verbose_name_plural": "home pages",
                "swappable": "HOME_HOMEPAGE_MODEL",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="BrandSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As patients know it; shown in the header of every page.",
                        max_length=100,
                    ),
                ),
                ("tagline", models.CharField(blank=True, max_length=160)),
                (
                    "legal_name",
                    models.CharField(
                        blank=True,
                        help_text="The company, for the footer and legal pages.",
                        max_length=160,
                    ),
                ),
                (
                    "phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True,
                        help_text="The group's number with its country code, such as +1 604 555 0100.",
                        max_length=128,
                        region=None,
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "booking_url",
                    models.URLField(
                        blank=True,
                        help_text="Where patients book when no clinic is chosen yet.",
                        verbose_name="booking URL",
                    ),
                ),
                (
                    "disclaimer",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="At the foot of every page: results vary, not a substitute for advice.",
                    ),
                ),
                (
                    "city_wording",
                    models.CharField(
                        blank=True,
                        default="your city",
                        help_text="What {city} becomes in a text on the group’s own pages, which belong to no clinic. On a clinic’s pages it becomes the clinic’s city.",
                        max_length=100,
                        verbose_name="words for the city",
                    ),
                ),
                (
                    "region_wording",
                    models.CharField(
                        blank=True,
                        default="your region",
                        help_text="What {region} becomes in a text on the group’s own pages. On a clinic’s pages it becomes the clinic’s province, state or county.",
                        max_length=100,
                        verbose_name="words for the region",
                    ),
                ),
                (
                    "primary_colour",
                    models.CharField(
                        default="#1f5f6b",
                        help_text="Buttons and links, as # and six digits. White text must be legible on it.",
                        max_length=7,
                        validators=[home.colours.validate_primary_colour],
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "brand",
            },
        ),
        migrations.CreateModel(
            name="BrandSocialLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "label",
                    models.CharField(help_text="The network, such as “Instagram”.", max_length=60),
                ),
                ("url", models.URLField(verbose_name="URL")),
                (
                    "brand",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="social_links",
                        to="home.brandsettings",
                    ),
                ),
            ],
            options={
                "verbose_name": "social link",
                "verbose_name_plural": "social links",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NavigationSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "navigation",
            },
        ),
        migrations.CreateModel(
            name="MainNavigationItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Left blank, the title of the page is shown.",
                        max_length=60,
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        help_text="In the place of a page: https://example.com, /offers/, mailto: or tel:.",
                        max_length=500,
                        validators=[home.links.validate_link],
                        verbose_name="other address",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "navigation",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="main_items",
                        to="home.navigationsettings",
                    ),
                ),
            ],
            options={
                "verbose_name": "menu item",
                "verbose_name_plural": "menu items",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FooterNavigationItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Left blank, the title of the page is shown.",
                        max_length=60,
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        help_text="In the place of a page: https://example.com, /offers/, mailto: or tel:.",
                        max_length=500,
                        validators=[home.links.validate_link],
                        verbose_name="other address",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "navigation",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="footer_items",
                        to="home.navigationsettings",
                    ),
                ),
            ],
            options={
                "verbose_name": "menu item",
                "verbose_name_plural": "menu items",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
    ]
