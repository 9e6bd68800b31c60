import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import treatments.validators
import wagtail.fields
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(get_image_model_string()),
        ('treatments', '0002_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.FAQ_FAQPAGE_MODEL),
        migrations.swappable_dependency(settings.TREATMENTS_TREATMENTPAGE_MODEL),
        migrations.swappable_dependency(settings.TREATMENTS_CLINICTREATMENTPAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClinicTreatmentPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('comfort', models.CharField(blank=True, choices=[('none', 'Nothing is felt'), ('minimal', 'Hardly felt'), ('mild', 'Mild discomfort'), ('moderate', 'Moderate discomfort'), ('strong', 'Strong discomfort')], help_text='What is felt during the treatment.', max_length=8)),
                ('anaesthesia', models.CharField(blank=True, choices=[('none', 'None needed'), ('topical', 'Numbing cream'), ('local', 'Local injection'), ('block', 'Nerve block'), ('sedation', 'Sedation')], help_text='What is usually given against discomfort.', max_length=8)),
                ('session_min', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Length of a session: from')),
                ('session_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Length of a session: to')),
                ('session_unit', models.CharField(blank=True, choices=[('minute', 'minutes'), ('hour', 'hours'), ('day', 'days'), ('week', 'weeks'), ('month', 'months'), ('year', 'years')], default='minute', max_length=6, verbose_name='Length of a session: unit')),
                ('session_qualifier', models.CharField(blank=True, choices=[('', 'nothing to add'), ('about', 'about'), ('up_to', 'up to'), ('at_least', 'at least'), ('usually', 'usually')], default='', max_length=8, verbose_name='Length of a session: how to put it')),
                ('downtime_min', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Downtime: from')),
                ('downtime_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Downtime: to')),
                ('downtime_unit', models.CharField(blank=True, choices=[('minute', 'minutes'), ('hour', 'hours'), ('day', 'days'), ('week', 'weeks'), ('month', 'months'), ('year', 'years')], default='day', max_length=6, verbose_name='Downtime: unit')),
                ('downtime_qualifier', models.CharField(blank=True, choices=[('', 'nothing to add'), ('about', 'about'), ('up_to', 'up to'), ('at_least', 'at least'), ('usually', 'usually')], default='', max_length=8, verbose_name='Downtime: how to put it')),
                ('onset_min', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='First results: from')),
                ('onset_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='First results: to')),
                ('onset_unit', models.CharField(blank=True, choices=[('minute', 'minutes'), ('hour', 'hours'), ('day', 'days'), ('week', 'weeks'), ('month', 'months'), ('year', 'years')], default='day', max_length=6, verbose_name='First results: unit')),
                ('onset_qualifier', models.CharField(blank=True, choices=[('', 'nothing to add'), ('about', 'about'), ('up_to', 'up to'), ('at_least', 'at least'), ('usually', 'usually')], default='', max_length=8, verbose_name='First results: how to put it')),
                ('longevity_min', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='How long results last: from')),
                ('longevity_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='How long results last: to')),
                ('longevity_unit', models.CharField(blank=True, choices=[('minute', 'minutes'), ('hour', 'hours'), ('day', 'days'), ('week', 'weeks'), ('month', 'months'), ('year', 'years')], default='month', max_length=6, verbose_name='How long results last: unit')),
                ('longevity_qualifier', models.CharField(blank=True, choices=[('', 'nothing to add'), ('about', 'about'), ('up_to', 'up to'), ('at_least', 'at least'), ('usually', 'usually')], default='', max_length=8, verbose_name='How long results last: how to put it')),
                ('interval_min', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Time between sessions: from')),
                ('interval_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Time between sessions: to')),
                ('interval_unit', models.CharField(blank=True, choices=[('minute', 'minutes'), ('hour', 'hours'), ('day', 'days'), ('week', 'weeks'), ('month', 'months'), ('year', 'years')], default='week', max_length=6, verbose_name='Time between sessions: unit')),
                ('interval_qualifier', models.CharField(blank=True, choices=[('', 'nothing to add'), ('about', 'about'), ('up_to', 'up to'), ('at_least', 'at least'), ('usually', 'usually')], default='', max_length=8, verbose_name='Time between sessions: how to put it')),
                ('sessions_min', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Number of sessions: from')),
                ('sessions_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Number of sessions: to')),
                ('age_min', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Age of patients: from')),
                ('age_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Age of patients: to')),
                ('hidden', models.JSONField(blank=True, default=list, verbose_name='not shown at this clinic')),
                ('replaced', models.JSONField(blank=True, default=dict, editable=False)),
                ('local_title', models.CharField(blank=True, help_text='Left blank, the name in the library is used.', max_length=255, verbose_name='name at this clinic')),
                ('class_label', models.CharField(blank=True, help_text='For places where rules restrict brand names. Left blank, it is the library’s.', max_length=120, verbose_name='name without a brand')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences in plain text. Left blank, the library’s summary is shown.', max_length=280)),
                ('sections', wagtail.fields.StreamField([('replace', 46), ('add', 51)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('overview', 'Overview'), ('how_it_works', 'How it works'), ('results', 'Results'), ('procedure', 'What happens'), ('aftercare', 'Aftercare'), ('candidates', 'Who it suits'), ('safety', 'Safety'), ('providers', 'Who performs it'), ('cost', 'Cost'), ('custom', 'Something else')], 'help_text': 'The section with the same key is shown in these words at this clinic. For “something else”, open the settings of the section and give the key that it has there.', 'label': 'Section of the library that it replaces'}), 1: ('wagtail.blocks.CharBlock', (), {'max_length': 160}), 2: ('treatments.blocks.content.ParagraphBlock', (), {}), 3: ('wagtail.blocks.CharBlock', (), {'max_length': 120}), 4: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link']}), 5: ('wagtail.blocks.StructBlock', [[('title', 3), ('text', 4)]], {}), 6: ('wagtail.blocks.ListBlock', (5,), {'label': 'Steps', 'min_num': 1}), 7: ('wagtail.blocks.StructBlock', [[('items', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Line'}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Do', 'min_num': 0}), 10: ('wagtail.blocks.ListBlock', (8,), {'label': 'Don’t', 'min_num': 0}), 11: ('wagtail.blocks.StructBlock', [[('do', 9), ('dont', 10)]], {}), 12: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'For information'), ('tip', 'Tip'), ('warning', 'Warning'), ('emergency', 'Emergency: seek care')]}), 13: ('wagtail.blocks.StructBlock', [[('tone', 12), ('title', 3), ('text', 4)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'icon': 'pilcrow', 'label': 'Text', 'required': False}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'icon': 'doc-full', 'label': 'Text with links', 'required': False}), 16: ('wagtail.blocks.FloatBlock', (), {'icon': 'decimal', 'label': 'Number', 'required': False}), 17: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 14), ('rich_text', 15), ('number', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'help_text': 'Without quotation marks.', 'label': 'Quotation'}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who said or wrote it, and where.', 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('text', 18), ('attribution', 19)]], {}), 21: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 22: ('wagtail.blocks.CharBlock', (), {'help_text': 'Shown below the picture.', 'required': False}), 23: ('wagtail.blocks.StructBlock', [[('image', 21), ('caption', 22)]], {}), 24: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Before'}), 25: ('wagtail.images.blocks.ImageBlock', [], {'label': 'After'}), 26: ('wagtail.blocks.CharBlock', (), {'help_text': 'What was done, how many sessions, and when each was taken.', 'required': False}), 27: ('wagtail.blocks.BooleanBlock', (), {'label': 'The patient has agreed in writing to these pictures being shown', 'required': False}), 28: ('wagtail.blocks.CharBlock', (), {'default': 'Results vary from person to person.', 'help_text': 'Shown with the pictures.'}), 29: ('wagtail.blocks.StructBlock', [[('before', 24), ('after', 25), ('caption', 26), ('consent', 27), ('disclaimer', 28)]], {}), 30: ('wagtail.blocks.URLBlock', (), {'help_text': 'Where the video is watched. It is linked, not embedded.', 'label': 'Address'}), 31: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'help_text': 'What is said and shown, for those who cannot hear or see it.', 'required': False}), 32: ('wagtail.blocks.StructBlock', [[('url', 30), ('title', 1), ('transcript', 31)]], {}), 33: ('wagtail.blocks.CharBlock', (), {'max_length': 120, 'required': False}), 34: ('treatments.blocks.choosers.TreatmentChooserBlock', (), {}), 35: ('wagtail.blocks.ListBlock', (34,), {'min_num': 1}), 36: ('wagtail.blocks.StructBlock', [[('heading', 33), ('treatments', 35)]], {}), 37: ('wagtail.blocks.TextBlock', (), {'required': False}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the button says. It should make sense on its own.', 'max_length': 60}), 39: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'A page of this site …', 'required': False}), 40: ('treatments.blocks.links.BookingURLBlock', (), {'help_text': '… or any other address. {booking} alone stands for the booking link of the clinic.', 'label': 'Address', 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('heading', 33), ('text', 37), ('label', 38), ('page', 39), ('url', 40)]], {}), 42: ('treatments.blocks.choosers.LocationChooserBlock', (), {'help_text': 'Leave blank for every clinic of the site.', 'required': False}), 43: ('wagtail.blocks.StructBlock', [[('heading', 33), ('text', 37), ('clinic', 42)]], {}), 44: ('wagtail.blocks.StreamBlock', [[('paragraph', 2), ('steps', 7), ('do_and_dont', 11), ('callout', 13), ('table', 17), ('quote', 20), ('image', 23), ('before_after', 29), ('video', 32), ('treatment_cards', 36), ('call_to_action', 41), ('contact_panel', 43)]], {'help_text': 'A heading with nothing below it helps nobody: add at least one block.'}), 45: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Use lower-case letters, digits and underscores only, beginning with a letter, such as medical_uses.'}, 'help_text': 'Only for “something else”: lower-case letters, digits and underscores, such as medical_uses.', 'label': 'Key', 'max_length': 60, 'regex': '^[a-z][a-z0-9_]*$', 'required': False}), 46: ('wagtail.blocks.StructBlock', [[('key', 0), ('heading', 1), ('content', 44), ('custom_key', 45)]], {}), 47: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('overview', 'Overview'), ('how_it_works', 'How it works'), ('results', 'Results'), ('procedure', 'What happens'), ('aftercare', 'Aftercare'), ('candidates', 'Who it suits'), ('safety', 'Safety'), ('providers', 'Who performs it'), ('cost', 'Cost'), ('custom', 'Something else')], 'help_text': 'Each may stand once on a page: if the library has such a section, this one is shown instead. For “something else”, open the settings and give it a key.', 'label': 'What it is about'}), 48: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('before', 'before'), ('after', 'after')], 'label': 'It stands'}), 49: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('overview', 'Overview'), ('how_it_works', 'How it works'), ('results', 'Results'), ('procedure', 'What happens'), ('aftercare', 'Aftercare'), ('candidates', 'Who it suits'), ('safety', 'Safety'), ('providers', 'Who performs it'), ('cost', 'Cost'), ('custom', 'Something else')], 'help_text': 'Left blank, it stands at the end of the page. For “something else”, give the key of that section in the settings.', 'label': 'this section', 'required': False}), 50: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Use lower-case letters, digits and underscores only, beginning with a letter, such as medical_uses.'}, 'help_text': 'Only for “something else”, such as medical_uses.', 'label': 'Key of the section beside it', 'max_length': 60, 'regex': '^[a-z][a-z0-9_]*$', 'required': False}), 51: ('wagtail.blocks.StructBlock', [[('key', 47), ('heading', 1), ('position', 48), ('anchor', 49), ('content', 44), ('custom_key', 45), ('custom_anchor', 50)]], {})}, help_text='Only what this clinic says differently: every other section is the library’s.')),
                ('practitioner_keys', models.JSONField(blank=True, default=list, verbose_name='performed by')),
                ('booking_url', models.URLField(blank=True, help_text='Where this treatment is booked; left blank, the clinic’s own link is used.', max_length=500, verbose_name='booking link')),
                ('hero_image', models.ForeignKey(blank=True, help_text='At least 1,600 pixels wide. Left blank, the library’s picture is shown.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='main picture')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown when the page is shared; at least 1,200 by 630 pixels. Left blank, the main picture of the page is used.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='social image')),
                ('treatment', models.ForeignKey(help_text='The treatment of the library whose text this page shows.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='clinic_pages', to=settings.TREATMENTS_TREATMENTPAGE_MODEL)),
            ],
            options={
                'verbose_name': 'clinic treatment',
                'verbose_name_plural': 'clinic treatments',
                'swappable': 'TREATMENTS_CLINICTREATMENTPAGE_MODEL',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ClinicCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(max_length=400)),
                ('publisher', models.CharField(blank=True, help_text='The journal, or the body that published it.', max_length=200)),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1800), django.core.validators.MaxValueValidator(2100)])),
                ('doi', models.CharField(blank=True, help_text='Such as 10.1001/jamadermatol.2014.2494.', max_length=200, validators=[treatments.validators.validate_doi], verbose_name='DOI')),
                ('url', models.URLField(blank=True, help_text='Only where there is no DOI.', max_length=500, verbose_name='address')),
                ('claim', models.TextField(blank=True, help_text='The sentence of ours that it supports.')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to=settings.TREATMENTS_CLINICTREATMENTPAGE_MODEL)),
            ],
            options={
                'verbose_name': 'citation',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClinicContraindication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('absolute', 'Not suitable'), ('relative', 'To be weighed with the practitioner')], default='absolute', max_length=8)),
                ('text', models.CharField(max_length=300)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='contraindications', to=settings.TREATMENTS_CLINICTREATMENTPAGE_MODEL)),
            ],
            options={
                'verbose_name': 'contraindication',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClinicIndication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('use', models.CharField(help_text='As the regulator words it, such as “Moderate to severe glabellar lines in adults”.', max_length=300)),
                ('jurisdiction', models.CharField(help_text='A country (CA, US) or a country and its province or state (CA-BC).', max_length=6, validators=[treatments.validators.validate_jurisdiction])),
                ('status', models.CharField(choices=[('approved', 'Approved'), ('cleared', 'Cleared'), ('off_label', 'Off label'), ('investigational', 'Investigational')], default='approved', max_length=15)),
                ('since', models.CharField(blank=True, help_text='Since when, as far as it is known: 2002, 2002-04 or 2002-04-15.', max_length=10, validators=[treatments.validators.validate_partial_date])),
                ('source_title', models.CharField(blank=True, help_text='The document that says so.', max_length=300)),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='source address')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='indications', to=settings.TREATMENTS_CLINICTREATMENTPAGE_MODEL)),
                ('product', models.ForeignKey(blank=True, help_text='Leave blank when the treatment needs no product.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='treatments.product')),
            ],
            options={
                'verbose_name': 'indication',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClinicPairing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('pairs_with', 'Goes well with'), ('alternative', 'Is an alternative to'), ('do_not_combine', 'Must not be combined with')], default='pairs_with', max_length=14, verbose_name='this treatment')),
                ('order', models.CharField(choices=[('any', 'In any order'), ('same_visit', 'In the same visit'), ('before', 'This treatment first'), ('after', 'The other treatment first')], default='any', max_length=10, verbose_name='which comes first')),
                ('gap_min_days', models.PositiveSmallIntegerField(blank=True, help_text='How many days must lie between the two at least.', null=True, verbose_name='shortest gap in days')),
                ('gap_max_days', models.PositiveSmallIntegerField(blank=True, help_text='How many days may lie between the two at most.', null=True, verbose_name='longest gap in days')),
                ('rationale', models.TextField(help_text='Why, in one or two sentences that read well at both ends.')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairings', to=settings.TREATMENTS_CLINICTREATMENTPAGE_MODEL)),
                ('treatment', models.ForeignKey(help_text='A treatment of the library; shown only while this clinic offers it too.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.TREATMENTS_TREATMENTPAGE_MODEL, verbose_name='other treatment')),
            ],
            options={
                'verbose_name': 'pairing',
                'verbose_name_plural': 'pairings',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClinicPrice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('label', models.CharField(help_text='What is paid for, such as “Forehead” or “One session”.', max_length=120)),
                ('amount', models.DecimalField(decimal_places=2, help_text='In the clinic’s currency, without its sign, such as 13.00.', max_digits=9, validators=[django.core.validators.MinValueValidator(Decimal('0.00'), 'A price cannot be less than nothing.')])),
                ('unit', models.CharField(choices=[('unit', 'per unit'), ('syringe', 'per syringe'), ('session', 'per session'), ('area', 'per area'), ('vial', 'per vial')], default='session', max_length=7)),
                ('valid_from', models.DateField(blank=True, help_text='The first day; blank for “has been so all along”.', null=True)),
                ('valid_to', models.DateField(blank=True, help_text='The last day; blank for “until further notice”.', null=True)),
                ('note', models.CharField(blank=True, help_text='Shown with the price, such as what it includes.', max_length=200)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='prices', to=settings.TREATMENTS_CLINICTREATMENTPAGE_MODEL)),
            ],
            options={
                'verbose_name': 'price',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClinicRisk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('expected', 'Expected'), ('uncommon', 'Uncommon'), ('rare', 'Rare')], default='expected', max_length=8, verbose_name='how often')),
                ('text', models.CharField(help_text='What a patient would notice, and for how long.', max_length=300)),
                ('severity', models.CharField(choices=[('mild', 'Mild'), ('moderate', 'Moderate'), ('serious', 'Serious')], default='mild', max_length=8)),
                ('seek_care', models.BooleanField(default=False, help_text='Tick when a patient who notices this should seek care at once.', verbose_name='call the clinic or a doctor')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='risks', to=settings.TREATMENTS_CLINICTREATMENTPAGE_MODEL)),
            ],
            options={
                'verbose_name': 'risk',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ClinicTreatmentFAQ',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('question', models.CharField(blank=True, max_length=255, verbose_name='question of this treatment only')),
                ('answer', wagtail.fields.RichTextField(blank=True, verbose_name='its answer')),
                ('faq', models.ForeignKey(blank=True, help_text='Choose a question from the FAQ; it is kept up to date there. Or type one below.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.FAQ_FAQPAGE_MODEL, verbose_name='shared question')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='faqs', to=settings.TREATMENTS_CLINICTREATMENTPAGE_MODEL)),
            ],
            options={
                'verbose_name': 'question',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
