"""What every public text shares: pages, pictures, revisions, working copies, the search's index."""

import content.models.picture
import core.text.source_lines
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
        migrations.CreateModel(
            name='Banner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(blank=True, help_text='Without a text in a language it is not shown in it.', max_length=300, verbose_name='text')),
                ('text_hy', models.CharField(blank=True, help_text='Without a text in a language it is not shown in it.', max_length=300, null=True, verbose_name='text')),
                ('text_en', models.CharField(blank=True, help_text='Without a text in a language it is not shown in it.', max_length=300, null=True, verbose_name='text')),
                ('address', models.CharField(blank=True, max_length=300, validators=[django.core.validators.RegexValidator('^(/(?!/)\\S*|https?://\\S+)$', 'Begin with “/” for a page of this site, or with “https://”.')], verbose_name='address it leads to')),
                ('tone', models.CharField(choices=[('info', 'news'), ('due', 'maintenance or warning')], default='info', max_length=10, verbose_name='kind')),
                ('shown_from', models.DateTimeField(blank=True, null=True, verbose_name='shown from')),
                ('shown_until', models.DateTimeField(blank=True, null=True, verbose_name='shown until')),
            ],
            options={
                'verbose_name': 'banner',
                'verbose_name_plural': 'banners',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('shown_from', None), ('shown_until', None), ('shown_until__gt', models.F('shown_from')), _connector='OR'), name='banner_ends_after_it_begins', violation_error_message='It would end before it begins.')],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('name_hy', models.CharField(max_length=150, null=True, verbose_name='name')),
                ('name_en', models.CharField(max_length=150, null=True, verbose_name='name')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='order')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='content.picture', verbose_name='logo')),
            ],
            options={
                'verbose_name': 'partner at the foot',
                'verbose_name_plural': 'partners at the foot',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SiteSettings',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(blank=True, help_text='In the titles of pages and letters.', max_length=100, verbose_name='name of the site')),
                ('name_hy', models.CharField(blank=True, help_text='In the titles of pages and letters.', max_length=100, null=True, verbose_name='name of the site')),
                ('name_en', models.CharField(blank=True, help_text='In the titles of pages and letters.', max_length=100, null=True, verbose_name='name of the site')),
                ('sender', models.CharField(blank=True, max_length=80, verbose_name='name of the sender of letters')),
                ('sender_hy', models.CharField(blank=True, max_length=80, null=True, verbose_name='name of the sender of letters')),
                ('sender_en', models.CharField(blank=True, max_length=80, null=True, verbose_name='name of the sender of letters')),
                ('publisher', models.CharField(blank=True, max_length=200, verbose_name='who runs the site')),
                ('publisher_hy', models.CharField(blank=True, max_length=200, null=True, verbose_name='who runs the site')),
                ('publisher_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='who runs the site')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('contact_address', models.CharField(blank=True, max_length=250, verbose_name='postal address')),
                ('contact_address_hy', models.CharField(blank=True, max_length=250, null=True, verbose_name='postal address')),
                ('contact_address_en', models.CharField(blank=True, max_length=250, null=True, verbose_name='postal address')),
                ('social', models.TextField(blank=True, help_text='One per line: the address, then a space and a name.', validators=[core.text.source_lines.validate_sources], verbose_name='pages on social networks')),
            ],
            options={
                'verbose_name': 'names and contacts',
                'verbose_name_plural': 'names and contacts',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='site_settings_are_one_row')],
            },
        ),
        migrations.CreateModel(
            name='MenuLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(choices=[('menu', 'menu'), ('foot', 'foot of the page')], default='menu', max_length=10, verbose_name='where')),
                ('label', models.CharField(blank=True, help_text='If empty, the title of the page.', max_length=60, verbose_name='words of the link')),
                ('label_hy', models.CharField(blank=True, help_text='If empty, the title of the page.', max_length=60, null=True, verbose_name='words of the link')),
                ('label_en', models.CharField(blank=True, help_text='If empty, the title of the page.', max_length=60, null=True, verbose_name='words of the link')),
                ('address', models.CharField(blank=True, max_length=300, validators=[django.core.validators.RegexValidator('^(/(?!/)\\S*|https?://\\S+)$', 'Begin with “/” for a page of this site, or with “https://”.')], verbose_name='or an address')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='order')),
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='menu_links', to='content.page', verbose_name='page')),
            ],
            options={
                'verbose_name': 'link of a menu',
                'verbose_name_plural': 'links of menus',
                'ordering': ['place', 'order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('page', None), ('address', ''), _connector='XOR'), name='menu_link_has_one_target', violation_error_message='Choose a page or write an address, not both.')],
            },
        ),
    ]
