"""What every public text shares: pages, pictures, revisions, working copies, the search's index."""

import content.models.picture
import datetime
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from content.search import engine


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='address')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('name_hy', models.CharField(max_length=80, null=True, verbose_name='name')),
                ('name_en', models.CharField(max_length=80, null=True, verbose_name='name')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='BinnedContent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(max_length=60, verbose_name='kind of page')),
                ('object_id', models.PositiveBigIntegerField()),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='title')),
                ('slug', models.CharField(blank=True, max_length=80, verbose_name='address')),
                ('kept', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('binned_at', models.DateTimeField(verbose_name='deleted at')),
                ('binned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deleted by')),
                ('with_whole', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='content.binnedcontent', verbose_name='deleted with')),
            ],
            options={
                'verbose_name': 'deleted page',
                'verbose_name_plural': 'deleted pages',
                'ordering': ['-binned_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('model', 'object_id'), name='binned_once')],
                'indexes': [models.Index(models.F('binned_at'), models.F('id'), name='binned_newest')],
            },
        ),
        migrations.CreateModel(
            name='CheckedLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(max_length=500, verbose_name='address')),
                ('model', models.CharField(max_length=60, verbose_name='kind of page')),
                ('object_id', models.PositiveBigIntegerField()),
                ('title', models.CharField(max_length=300, verbose_name='page')),
                ('checked_at', models.DateTimeField(verbose_name='checked at')),
                ('problem', models.CharField(blank=True, max_length=100, verbose_name='problem')),
                ('broken_since', models.DateTimeField(blank=True, null=True, verbose_name='broken since')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['broken_since', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('model', 'object_id', 'address'), name='link_once_a_page'), models.CheckConstraint(condition=models.Q(models.Q(('broken_since', None), ('problem', '')), models.Q(models.Q(('problem', ''), _negated=True), ('broken_since__isnull', False)), _connector='OR'), name='link_broken_with_its_problem')],
            },
        ),
        migrations.CreateModel(
            name='Moved',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(max_length=60, verbose_name='kind of page')),
                ('slug', models.SlugField(max_length=80, verbose_name='earlier address')),
                ('object_id', models.PositiveBigIntegerField()),
                ('moved_at', models.DateTimeField(auto_now_add=True, verbose_name='moved at')),
            ],
            options={
                'verbose_name': 'redirect',
                'verbose_name_plural': 'redirects',
                'ordering': ['-moved_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('model', 'slug'), name='moved_once')],
            },
        ),
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text='Latin letters; made from the Armenian title when left empty.', max_length=80, unique=True, verbose_name='address')),
                ('published_at', models.DateTimeField(blank=True, help_text='Yerevan time. If empty: a draft. If in the future: it appears automatically. Without a time: from the start of the day, and no time is shown.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='published at')),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='Yerevan time. From then on nobody sees the page any more. Usually empty.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='withdrawn at')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('title_hy', models.CharField(max_length=200, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=200, null=True, verbose_name='title')),
                ('body', models.TextField(verbose_name='text')),
                ('body_hy', models.TextField(null=True, verbose_name='text')),
                ('body_en', models.TextField(null=True, verbose_name='text')),
            ],
            options={
                'verbose_name': 'page',
                'verbose_name_plural': 'pages',
                'ordering': ['slug'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gt', models.F('published_at')), _connector='OR'), name='page_withdrawn_after_publication', violation_error_message='It would be withdrawn before it is published.')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('model', models.CharField(max_length=60)),
                ('object_id', models.PositiveBigIntegerField()),
                ('language', models.CharField(max_length=2)),
                ('title', models.CharField(max_length=400)),
                ('body', models.TextField()),
                ('path', models.CharField(max_length=300)),
                ('visible_from', models.DateTimeField()),
                ('visible_until', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(models.F('model'), models.F('object_id'), name='search_entry_of')],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('stem', models.CharField(max_length=60)),
                ('latin', models.CharField(max_length=80)),
            ],
            options={
                'indexes': [models.Index(models.F('latin'), name='search_word_latin'), models.Index(models.F('stem'), name='search_word_stem')],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='key')),
                ('original', models.FileField(editable=False, storage=content.models.picture._private, upload_to='', verbose_name='original')),
                ('name', models.CharField(editable=False, max_length=170, verbose_name='file name')),
                ('sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('width', models.PositiveIntegerField(editable=False, verbose_name='width')),
                ('height', models.PositiveIntegerField(editable=False, verbose_name='height')),
                ('alt', models.CharField(blank=True, help_text='For those who cannot see it.', max_length=250, verbose_name='what the picture shows')),
                ('alt_hy', models.CharField(blank=True, help_text='For those who cannot see it.', max_length=250, null=True, verbose_name='what the picture shows')),
                ('alt_en', models.CharField(blank=True, help_text='For those who cannot see it.', max_length=250, null=True, verbose_name='what the picture shows')),
                ('caption', models.CharField(blank=True, max_length=250, verbose_name='caption')),
                ('caption_hy', models.CharField(blank=True, max_length=250, null=True, verbose_name='caption')),
                ('caption_en', models.CharField(blank=True, max_length=250, null=True, verbose_name='caption')),
                ('credit', models.CharField(blank=True, max_length=150, verbose_name='picture by')),
                ('licence', models.CharField(choices=[('own', 'our own'), ('permission', 'with permission'), ('CC0-1.0', 'CC0 1.0'), ('CC-BY-4.0', 'CC BY 4.0'), ('CC-BY-SA-4.0', 'CC BY-SA 4.0')], default='own', max_length=20, verbose_name='licence')),
                ('focal_x', models.PositiveSmallIntegerField(default=50, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='focal point from the left, %')),
                ('focal_y', models.PositiveSmallIntegerField(default=50, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='focal point from the top, %')),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded at')),
                ('encoded_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='encoded at')),
                ('uploaded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'ordering': ['-uploaded_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('focal_x__lte', 100), ('focal_y__lte', 100)), name='picture_focal_point_inside', violation_error_message='The focal point lies outside the picture.')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(max_length=60)),
                ('object_id', models.PositiveBigIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('applied', 'applied'), ('draft', 'kept as a draft'), ('proposed', 'waiting for approval'), ('returned', 'returned')], default='applied', max_length=10, verbose_name='state')),
                ('content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('base', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='title')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                ('judged_at', models.DateTimeField(null=True, verbose_name='decided at')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
            ],
            options={
                'verbose_name': 'revision',
                'verbose_name_plural': 'revisions',
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(models.F('state'), models.F('made_at'), name='revision_waiting')],
                'constraints': [models.UniqueConstraint(fields=('model', 'object_id', 'number'), name='revision_number_once'), models.CheckConstraint(condition=models.Q(('judged_by', None), ('by', None), models.Q(('judged_by', models.F('by')), _negated=True), _connector='OR'), name='revision_judged_by_a_second_person', violation_error_message='A second person must approve.')],
            },
        ),
        migrations.CreateModel(
            name='WorkingCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('model', models.CharField(max_length=60)),
                ('object_id', models.PositiveBigIntegerField(null=True)),
                ('seen_number', models.PositiveIntegerField(default=0)),
                ('payload', models.TextField(blank=True)),
                ('saved_at', models.DateTimeField(null=True, verbose_name='saved at')),
                ('seen_at', models.DateTimeField(auto_now=True, verbose_name='last seen at')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'working copy',
                'verbose_name_plural': 'working copies',
                'ordering': ['-seen_at', '-pk'],
                'indexes': [models.Index(models.F('model'), models.F('object_id'), name='working_copy_page')],
            },
        ),
        migrations.RunPython(
            lambda apps, editor: engine.create_index(editor.connection),
            lambda apps, editor: engine.drop_index(editor.connection),
        ),
    ]
