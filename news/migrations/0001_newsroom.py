"""Articles, events and the newsletter."""

import core.text.source_lines
import datetime
import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('calls', '0001_calls_lots_forms'),
        ('communities', '0001_register'),
        ('content', '0001_pages_pictures_search'),
        ('mailing', '0001_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text='Latin letters; made from the Armenian title when left empty.', max_length=80, unique=True, verbose_name='address')),
                ('published_at', models.DateTimeField(blank=True, help_text='Yerevan time. If empty: a draft. If in the future: it appears automatically. Without a time: from the start of the day, and no time is shown.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='published at')),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='Yerevan time. From then on nobody sees the page any more. Usually empty.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='withdrawn at')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('kind', models.CharField(choices=[('news', 'news'), ('announcement', 'announcement'), ('success_story', 'success story')], default='news', max_length=20, verbose_name='kind')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('title_hy', models.CharField(max_length=300, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=300, null=True, verbose_name='title')),
                ('lead', models.TextField(blank=True, verbose_name='lead')),
                ('lead_hy', models.TextField(blank=True, null=True, verbose_name='lead')),
                ('lead_en', models.TextField(blank=True, null=True, verbose_name='lead')),
                ('body', models.TextField(verbose_name='text')),
                ('body_hy', models.TextField(null=True, verbose_name='text')),
                ('body_en', models.TextField(null=True, verbose_name='text')),
                ('is_featured', models.BooleanField(default=False, help_text='The newest of these is shown first in the list of news.', verbose_name='lead story')),
                ('sources', models.TextField(blank=True, help_text='One per line: the address, then a space and a title if you wish.', validators=[core.text.source_lines.validate_sources], verbose_name='sources')),
                ('correction', models.TextField(blank=True, help_text='What was wrong and what is right. Shown with its date.', verbose_name='correction')),
                ('correction_hy', models.TextField(blank=True, help_text='What was wrong and what is right. Shown with its date.', null=True, verbose_name='correction')),
                ('correction_en', models.TextField(blank=True, help_text='What was wrong and what is right. Shown with its date.', null=True, verbose_name='correction')),
                ('corrected_on', models.DateField(blank=True, null=True, verbose_name='corrected on')),
                ('calls', models.ManyToManyField(blank=True, related_name='articles', to='calls.call', verbose_name='calls')),
                ('communities', models.ManyToManyField(blank=True, related_name='articles', to='communities.community', verbose_name='communities')),
                ('lead_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='content.picture', verbose_name='lead picture')),
                ('programmes', models.ManyToManyField(blank=True, related_name='articles', to='communities.programme', verbose_name='programmes')),
                ('topics', models.ManyToManyField(blank=True, related_name='articles', to='content.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
                'ordering': ['-published_at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(verbose_name='begins')),
                ('until', models.DateTimeField(unique=True, verbose_name='until')),
                ('intro', models.TextField(blank=True, help_text='A line or two before the list. Optional.', verbose_name='greeting')),
                ('intro_hy', models.TextField(blank=True, help_text='A line or two before the list. Optional.', null=True, verbose_name='greeting')),
                ('intro_en', models.TextField(blank=True, help_text='A line or two before the list. Optional.', null=True, verbose_name='greeting')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approved at')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent at')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('articles', models.ManyToManyField(related_name='+', to='news.article', verbose_name='articles')),
            ],
            options={
                'verbose_name': 'newsletter',
                'verbose_name_plural': 'newsletters',
                'ordering': ['-until'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('queued_at', models.DateTimeField(auto_now_add=True, verbose_name='queued at')),
                ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='mailing.subscription')),
                ('digest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='news.digest')),
            ],
            options={
                'verbose_name': 'delivery',
                'verbose_name_plural': 'deliveries',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='EventSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('frequency', models.CharField(choices=[('day', 'daily'), ('week', 'weekly, on the days chosen below'), ('month_day', 'monthly, on the same day of the month'), ('month_weekday', 'monthly, on the same weekday (such as the second Tuesday)')], max_length=15, verbose_name='repeats')),
                ('interval', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='every so many')),
                ('weekdays', models.CharField(blank=True, max_length=7)),
                ('first_on', models.DateField(verbose_name='first day')),
                ('until', models.DateField(verbose_name='last day')),
                ('count', models.PositiveSmallIntegerField(null=True, verbose_name='so many times')),
            ],
            options={
                'verbose_name': 'series of events',
                'verbose_name_plural': 'series of events',
                'ordering': ['first_on', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('until__gte', models.F('first_on'))), name='series_ends_after_it_begins', violation_error_message='The series ends before it begins.'),
                    models.CheckConstraint(condition=models.Q(('count', None), models.Q(('count__gte', 2), ('count__lte', 200)), _connector='OR'), name='series_of_so_many'),
                    models.CheckConstraint(condition=models.Q(('interval__gte', 1), ('interval__lte', 12)), name='series_interval'),
                    models.CheckConstraint(condition=models.Q(('frequency', 'week'), ('weekdays', ''), _connector='XOR'), name='series_of_weekdays'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text='Latin letters; made from the Armenian title when left empty.', max_length=80, unique=True, verbose_name='address')),
                ('published_at', models.DateTimeField(blank=True, help_text='Yerevan time. If empty: a draft. If in the future: it appears automatically. Without a time: from the start of the day, and no time is shown.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='published at')),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='Yerevan time. From then on nobody sees the page any more. Usually empty.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='withdrawn at')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('kind', models.CharField(choices=[('training', 'training'), ('energy_day', 'energy day'), ('club_meeting', 'club meeting'), ('info_session', 'information session'), ('conference', 'conference'), ('workshop', 'workshop')], default='training', max_length=20, verbose_name='kind')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('title_hy', models.CharField(max_length=300, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=300, null=True, verbose_name='title')),
                ('body', models.TextField(verbose_name='text')),
                ('body_hy', models.TextField(null=True, verbose_name='text')),
                ('body_en', models.TextField(null=True, verbose_name='text')),
                ('timetable', models.TextField(blank=True, verbose_name='timetable')),
                ('timetable_hy', models.TextField(blank=True, null=True, verbose_name='timetable')),
                ('timetable_en', models.TextField(blank=True, null=True, verbose_name='timetable')),
                ('starts_at', models.DateTimeField(help_text='Yerevan time, wherever the event is.', validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='starts at')),
                ('ends_at', models.DateTimeField(validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='ends at')),
                ('is_all_day', models.BooleanField(default=False, verbose_name='all day')),
                ('zone', models.CharField(choices=[('Asia/Yerevan', 'Yerevan'), ('Asia/Tbilisi', 'Tbilisi'), ('Asia/Baku', 'Baku'), ('Europe/Minsk', 'Minsk'), ('Europe/Kyiv', 'Kyiv'), ('Europe/Chisinau', 'Chisinau'), ('Europe/Brussels', 'Brussels')], default='Asia/Yerevan', help_text='If the time zone is not Yerevan, the page shows both times.', max_length=30, verbose_name='time zone of the place')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('place_hy', models.CharField(blank=True, max_length=200, null=True, verbose_name='place')),
                ('place_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='place')),
                ('online_link', models.URLField(blank=True, verbose_name='online link')),
                ('registration_link', models.URLField(blank=True, verbose_name='registration link')),
                ('is_cancelled', models.BooleanField(default=False, verbose_name='cancelled')),
                ('cancellation_note', models.CharField(blank=True, max_length=250, verbose_name='why it is cancelled')),
                ('cancellation_note_hy', models.CharField(blank=True, max_length=250, null=True, verbose_name='why it is cancelled')),
                ('cancellation_note_en', models.CharField(blank=True, max_length=250, null=True, verbose_name='why it is cancelled')),
                ('moved_from', models.DateTimeField(blank=True, help_text='Filled in automatically when the time of a published event changes.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='moved from')),
                ('occurs_on', models.DateField(blank=True, editable=False, null=True, verbose_name='day by the rule of its series')),
                ('series', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='news.eventseries', verbose_name='series')),
                ('communities', models.ManyToManyField(blank=True, related_name='events', to='communities.community', verbose_name='communities')),
                ('programmes', models.ManyToManyField(blank=True, related_name='events', to='communities.programme', verbose_name='programmes')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reported_events', to='news.article', verbose_name='article that tells how it went')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['-starts_at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='article',
            name='events',
            field=models.ManyToManyField(blank=True, related_name='articles', to='news.event', verbose_name='events'),
        ),
        migrations.CreateModel(
            name='GalleryPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chosen_pictures', to='news.article')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='galleries', to='content.picture')),
            ],
            options={
                'verbose_name': 'picture of a gallery',
                'verbose_name_plural': 'pictures of a gallery',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='pictures',
            field=models.ManyToManyField(related_name='articles', through='news.GalleryPicture', to='content.picture', verbose_name='gallery'),
        ),
        migrations.AddConstraint(
            model_name='digest',
            constraint=models.CheckConstraint(condition=models.Q(('since__lt', models.F('until'))), name='digest_span', violation_error_message='The period ends before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='digest',
            constraint=models.CheckConstraint(condition=models.Q(('sent_at', None), ('approved_at__isnull', False), _connector='OR'), name='digest_sent_only_approved', violation_error_message='A newsletter is sent only after it has been approved.'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('digest', 'subscription'), name='delivered_once'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(models.F('starts_at'), models.F('ends_at'), name='event_span'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gt', models.F('published_at')), _connector='OR'), name='event_withdrawn_after_publication', violation_error_message='It would be withdrawn before it is published.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gte', models.F('starts_at'))), name='event_ends_after_it_starts', violation_error_message='The event ends before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('occurs_on', None), ('series', None)), models.Q(('occurs_on__isnull', False), ('series__isnull', False)), _connector='OR'), name='event_of_a_series_on_its_day'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('series', 'occurs_on'), name='event_once_in_a_series'),
        ),
        migrations.AddConstraint(
            model_name='gallerypicture',
            constraint=models.UniqueConstraint(fields=('article', 'picture'), name='gallery_picture_once'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='article_published'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('updated_at'), name='article_updated'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('updated_at'), condition=models.Q(('published_at__isnull', True)), name='article_draft'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.OrderBy(models.F('published_at'), descending=True), condition=models.Q(('is_featured', True), ('published_at__isnull', False)), name='article_featured'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gt', models.F('published_at')), _connector='OR'), name='article_withdrawn_after_publication', violation_error_message='It would be withdrawn before it is published.'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('corrected_on', None), models.Q(('correction', ''), _negated=True), _connector='OR'), name='article_correction_with_its_date', violation_error_message='A correction date needs the text of the correction.'),
        ),
    ]
