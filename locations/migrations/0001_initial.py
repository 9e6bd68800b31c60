import uuid

import django.core.validators
import django.db.models.deletion
import django_countries.fields
import locations.currencies
import locations.languages
import locations.timezones
import modelcluster.fields
import phonenumber_field.modelfields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models
from swapper import get_model_name
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(get_image_model_string()),
        migrations.swappable_dependency(get_model_name("locations", "LocationPage")),
    ]

    operations = [
        migrations.CreateModel(
            name="LocationIndexPage",
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
                    wagtail.fields.RichTextField(blank=True, help_text="Shown above the clinics."),
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
                "verbose_name": "clinic index",
                "verbose_name_plural": "clinic indexes",
                "swappable": "LOCATIONS_LOCATIONINDEXPAGE_MODEL",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="LocationPage",
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
                    "phone",
                    phonenumber_field.modelfields.PhoneNumberField(
                        blank=True,
                        error_messages={
                            "invalid": "This is not a telephone number that can be dialled. Write it with + and the country's code, such as +44 20 7946 0958."
                        },
                        help_text="As it is dialled in the clinic's own country, or with + and a country code. Every page shows the number from here.",
                        max_length=128,
                        region=None,
                        verbose_name="telephone",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, help_text="Where patients write to.", max_length=254
                    ),
                ),
                (
                    "booking_url",
                    models.URLField(
                        blank=True,
                        help_text="Where patients book; left blank, they are asked to ring.",
                        max_length=500,
                        verbose_name="booking link",
                    ),
                ),
                (
                    "country",
                    django_countries.fields.CountryField(
                        help_text="Choose this first: region, postcode, telephone and time zone are checked against it.",
                        max_length=2,
                    ),
                ),
                (
                    "address_lines",
                    models.TextField(
                        blank=True,
                        help_text="Building, street, floor or suite: one line each, without city and postcode.",
                        verbose_name="street address",
                    ),
                ),
                (
                    "locality",
                    models.CharField(
                        blank=True,
                        help_text="As it is written in the address.",
                        max_length=100,
                        verbose_name="city or town",
                    ),
                ),
                (
                    "subdivision",
                    models.CharField(
                        blank=True,
                        help_text="Province, state or county: its name or its ISO 3166-2 code, such as British Columbia or CA-BC. It decides which rules on wording hold here.",
                        max_length=50,
                        verbose_name="region",
                    ),
                ),
                ("postcode", models.CharField(blank=True, help_text="Or ZIP code.", max_length=20)),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="North is positive, such as 49.282700.",
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                -90,
                                "Latitude runs from -90 (south) to 90 (north). Are latitude and longitude swapped?",
                            ),
                            django.core.validators.MaxValueValidator(
                                90,
                                "Latitude runs from -90 (south) to 90 (north). Are latitude and longitude swapped?",
                            ),
                        ],
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="East is positive, west negative, such as -123.120700.",
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                -180, "Longitude runs from -180 (west) to 180 (east)."
                            ),
                            django.core.validators.MaxValueValidator(
                                180, "Longitude runs from -180 (west) to 180 (east)."
                            ),
                        ],
                    ),
                ),
                (
                    "map_url",
                    models.URLField(
                        blank=True,
                        help_text="The clinic's own entry on a map service.",
                        max_length=500,
                        verbose_name="map link",
                    ),
                ),
                (
                    "timezone",
                    models.CharField(
                        choices=locations.timezones.timezone_choices,
                        help_text="Whose clocks the opening hours below follow.",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                (
                    "trading_name",
                    models.CharField(
                        blank=True,
                        help_text="The name over the door. Left blank, the page's title is used.",
                        max_length=200,
                    ),
                ),
                (
                    "legal_name",
                    models.CharField(
                        blank=True,
                        help_text="The registered name of the company that runs it.",
                        max_length=200,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("opening_soon", "Opening soon"),
                            ("temporarily_closed", "Temporarily closed"),
                            ("closed", "Closed for good"),
                        ],
                        default="open",
                        help_text="Only an open clinic counts its opening hours.",
                        max_length=20,
                        verbose_name="open to patients",
                    ),
                ),
                (
                    "introduction",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="A few sentences that say what makes this clinic itself. Leave address, telephone and hours to the other tabs.",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=locations.currencies.currency_choices,
                        help_text="Its prices are in this currency.",
                        max_length=3,
                    ),
                ),
                (
                    "languages",
                    locations.languages.LanguagesField(
                        blank=True,
                        help_text="What patients can speak here: names or codes with commas between them, such as English, Punjabi, zh-Hant.",
                        max_length=255,
                    ),
                ),
                (
                    "directions",
                    wagtail.fields.RichTextField(
                        blank=True, help_text="By public transport, by bicycle, on foot."
                    ),
                ),
                (
                    "parking",
                    wagtail.fields.RichTextField(
                        blank=True, help_text="Where, for how long, at what price."
                    ),
                ),
                (
                    "accessibility",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Steps, lift, door widths, toilets, hearing loop, and whom to ask for help.",
                    ),
                ),
                (
                    "providers_rule",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Who may perform treatments in this clinic, by the law of the place and the clinic's own rule.",
                        verbose_name="who may treat you here",
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
                "verbose_name": "clinic",
                "verbose_name_plural": "clinics",
                "swappable": "LOCATIONS_LOCATIONPAGE_MODEL",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="ClinicPhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "caption",
                    models.CharField(
                        blank=True,
                        help_text="Shown under the picture; not its alternative text.",
                        max_length=200,
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        help_text="The house, the reception, a treatment room: what patients will find.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=get_image_model_string(),
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to=get_model_name("locations", "LocationPage"),
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OpeningException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "by_appointment",
                    models.BooleanField(
                        default=False,
                        help_text="Seen only by those who have booked; the clinic counts as closed.",
                        verbose_name="by appointment only",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="Shown to patients, such as Boxing Day.",
                        max_length=100,
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        help_text="From its first minute.", null=True, verbose_name="first day"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="Left blank, it is a single day.",
                        null=True,
                        verbose_name="last day",
                    ),
                ),
                (
                    "closed",
                    models.BooleanField(
                        default=False,
                        help_text="Otherwise, give the hours of these days.",
                        verbose_name="closed all day",
                    ),
                ),
                (
                    "opens",
                    models.TimeField(blank=True, help_text="Blank when closed all day.", null=True),
                ),
                (
                    "closes",
                    models.TimeField(blank=True, help_text="Blank when closed all day.", null=True),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opening_exceptions",
                        to=get_model_name("locations", "LocationPage"),
                    ),
                ),
            ],
            options={
                "verbose_name": "exception to the opening hours",
                "verbose_name_plural": "exceptions to the opening hours",
                "ordering": ["starts", "opens", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OpeningHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "by_appointment",
                    models.BooleanField(
                        default=False,
                        help_text="Seen only by those who have booked; the clinic counts as closed.",
                        verbose_name="by appointment only",
                    ),
                ),
                (
                    "day",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Monday"),
                            (2, "Tuesday"),
                            (3, "Wednesday"),
                            (4, "Thursday"),
                            (5, "Friday"),
                            (6, "Saturday"),
                            (7, "Sunday"),
                        ],
                        help_text="On which it opens.",
                        null=True,
                    ),
                ),
                ("opens", models.TimeField(help_text="Such as 09:00.", null=True)),
                ("closes", models.TimeField(help_text="Such as 17:30.", null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opening_hours",
                        to=get_model_name("locations", "LocationPage"),
                    ),
                ),
            ],
            options={
                "verbose_name": "opening hours",
                "verbose_name_plural": "opening hours",
                "ordering": ["day", "opens", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Practitioner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(help_text="As patients should read it.", max_length=100)),
                (
                    "credentials",
                    models.CharField(
                        blank=True,
                        help_text="Letters after the name, such as MD, FRCPC or RN.",
                        max_length=100,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        help_text="What they do here, such as nurse injector.",
                        max_length=100,
                    ),
                ),
                (
                    "licence_body",
                    models.CharField(
                        blank=True,
                        help_text="In full, such as British Columbia College of Nurses and Midwives.",
                        max_length=200,
                        verbose_name="licensing body",
                    ),
                ),
                (
                    "licence_number",
                    models.CharField(
                        blank=True,
                        help_text="As the body's register has it.",
                        max_length=50,
                        verbose_name="licence number",
                    ),
                ),
                (
                    "bio",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Training and experience, in two or three sentences.",
                        verbose_name="biography",
                    ),
                ),
                (
                    "languages",
                    locations.languages.LanguagesField(
                        blank=True,
                        help_text="Names or codes with commas between them, such as English, Punjabi, zh-Hant.",
                        max_length=255,
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="practitioners",
                        to=get_model_name("locations", "LocationPage"),
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        help_text="A portrait; the face is kept in view if the picture has a focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                    ),
                ),
            ],
            options={
                "verbose_name": "practitioner",
                "verbose_name_plural": "practitioners",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SocialLink",
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
                        help_text="The name of the service, such as Instagram.", max_length=50
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        help_text="The clinic's page there.", max_length=500, verbose_name="link"
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="social_links",
                        to=get_model_name("locations", "LocationPage"),
                    ),
                ),
            ],
            options={
                "verbose_name": "social media link",
                "verbose_name_plural": "social media links",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
    ]
