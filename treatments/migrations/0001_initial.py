from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('slug', models.SlugField(help_text='The name in web addresses and in the API. Front ends rely on it: change it only with them.', max_length=120, unique=True)),
                ('description', models.TextField(blank=True, help_text='One or two sentences for visitors, in plain text.')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='Lower numbers come first; equal ones go by title.', verbose_name='position')),
            ],
            options={
                'verbose_name': 'area of the body',
                'verbose_name_plural': 'areas of the body',
                'ordering': ['sort_order', 'title'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('slug', models.SlugField(help_text='The name in web addresses and in the API. Front ends rely on it: change it only with them.', max_length=120, unique=True)),
                ('description', models.TextField(blank=True, help_text='One or two sentences for visitors, in plain text.')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='Lower numbers come first; equal ones go by title.', verbose_name='position')),
            ],
            options={
                'verbose_name': 'concern',
                'verbose_name_plural': 'concerns',
                'ordering': ['sort_order', 'title'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('brand', models.CharField(help_text='The brand name, without its mark.', max_length=120)),
                ('slug', models.SlugField(help_text='The name of the product in the API.', max_length=120, unique=True)),
                ('mark', models.CharField(blank=True, choices=[('', 'no mark'), ('®', '® registered'), ('™', '™ trade mark')], default='', max_length=1)),
                ('active_ingredient', models.CharField(blank=True, help_text='The non-proprietary name, such as “onabotulinumtoxinA”.', max_length=200)),
                ('owner', models.CharField(blank=True, help_text='The company that owns the trade mark.', max_length=200)),
            ],
            options={
                'verbose_name': 'product',
                'verbose_name_plural': 'products',
                'ordering': ['brand'],
            },
        ),
        migrations.CreateModel(
            name='TreatmentCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('slug', models.SlugField(help_text='The name in web addresses and in the API. Front ends rely on it: change it only with them.', max_length=120, unique=True)),
                ('description', models.TextField(blank=True, help_text='One or two sentences for visitors, in plain text.')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='Lower numbers come first; equal ones go by title.', verbose_name='position')),
            ],
            options={
                'verbose_name': 'treatment category',
                'verbose_name_plural': 'treatment categories',
                'ordering': ['sort_order', 'title'],
                'abstract': False,
            },
        ),
    ]
