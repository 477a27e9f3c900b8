"""Resources, courses and frequent questions."""

import core.files.media
import core.files.storage
import datetime
import django.core.validators
import django.db.models.deletion
import library.models.resource
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('communities', '0001_register'),
        ('content', '0001_pages_pictures_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='address')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('name_hy', models.CharField(max_length=100, null=True, verbose_name='name')),
                ('name_en', models.CharField(max_length=100, null=True, verbose_name='name')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'category of questions',
                'verbose_name_plural': 'categories of questions',
                'ordering': ['order', 'slug'],
            },
        ),
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text='Latin letters; made from the Armenian title when left empty.', max_length=80, unique=True, verbose_name='address')),
                ('published_at', models.DateTimeField(blank=True, help_text='Yerevan time. If empty: a draft. If in the future: it appears automatically. Without a time: from the start of the day, and no time is shown.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='published at')),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='Yerevan time. From then on nobody sees the page any more. Usually empty.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='withdrawn at')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('title_hy', models.CharField(max_length=250, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=250, null=True, verbose_name='title')),
                ('summary', models.TextField(help_text='What learners can do after it, in two or three sentences.', verbose_name='summary')),
                ('summary_hy', models.TextField(help_text='What learners can do after it, in two or three sentences.', null=True, verbose_name='summary')),
                ('summary_en', models.TextField(help_text='What learners can do after it, in two or three sentences.', null=True, verbose_name='summary')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('body_hy', models.TextField(blank=True, null=True, verbose_name='text')),
                ('body_en', models.TextField(blank=True, null=True, verbose_name='text')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('lead_picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='content.picture', verbose_name='lead picture')),
                ('programmes', models.ManyToManyField(blank=True, related_name='courses', to='communities.programme', verbose_name='programmes')),
                ('topics', models.ManyToManyField(blank=True, related_name='courses', to='content.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'course',
                'verbose_name_plural': 'courses',
                'ordering': ['order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text='Latin letters; made from the Armenian title when left empty.', max_length=80, unique=True, verbose_name='address')),
                ('published_at', models.DateTimeField(blank=True, help_text='Yerevan time. If empty: a draft. If in the future: it appears automatically. Without a time: from the start of the day, and no time is shown.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='published at')),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='Yerevan time. From then on nobody sees the page any more. Usually empty.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='withdrawn at')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='order')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('title_hy', models.CharField(max_length=250, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=250, null=True, verbose_name='title')),
                ('body', models.TextField(verbose_name='text')),
                ('body_hy', models.TextField(null=True, verbose_name='text')),
                ('body_en', models.TextField(null=True, verbose_name='text')),
                ('minutes', models.PositiveSmallIntegerField(default=15, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1440)], verbose_name='duration, minutes')),
                ('video_link', models.URLField(blank=True, verbose_name='link to a video')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='library.course', verbose_name='course')),
            ],
            options={
                'verbose_name': 'lesson',
                'verbose_name_plural': 'lessons',
                'ordering': ['course', 'order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LessonDone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('done_at', models.DateTimeField(auto_now_add=True, verbose_name='done at')),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='done', to='library.lesson')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons_done', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lesson done',
                'verbose_name_plural': 'lessons done',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('anchor', models.SlugField(unique=True, verbose_name='anchor')),
                ('title', models.CharField(max_length=250, verbose_name='question')),
                ('title_hy', models.CharField(max_length=250, null=True, verbose_name='question')),
                ('title_en', models.CharField(max_length=250, null=True, verbose_name='question')),
                ('body', models.TextField(verbose_name='answer')),
                ('body_hy', models.TextField(null=True, verbose_name='answer')),
                ('body_en', models.TextField(null=True, verbose_name='answer')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('is_published', models.BooleanField(default=True, verbose_name='published')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='library.category', verbose_name='category')),
            ],
            options={
                'verbose_name': 'frequent question',
                'verbose_name_plural': 'frequent questions',
                'ordering': ['category', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text='Latin letters; made from the Armenian title when left empty.', max_length=80, unique=True, verbose_name='address')),
                ('published_at', models.DateTimeField(blank=True, help_text='Yerevan time. If empty: a draft. If in the future: it appears automatically. Without a time: from the start of the day, and no time is shown.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='published at')),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='Yerevan time. From then on nobody sees the page any more. Usually empty.', null=True, validators=[django.core.validators.MinValueValidator(datetime.datetime(1990, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is before 1990. Is it mistyped?'), django.core.validators.MaxValueValidator(datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'The year is after 2099. Is it mistyped?')], verbose_name='withdrawn at')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('kind', models.CharField(choices=[('guide', 'guide'), ('report', 'report'), ('template', 'template'), ('tool', 'tool'), ('video', 'video'), ('audio', 'recording'), ('data', 'data'), ('law', 'legal act')], default='guide', max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('title_hy', models.CharField(max_length=250, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=250, null=True, verbose_name='title')),
                ('summary', models.TextField(help_text='What it is and for whom, in two or three sentences.', verbose_name='summary')),
                ('summary_hy', models.TextField(help_text='What it is and for whom, in two or three sentences.', null=True, verbose_name='summary')),
                ('summary_en', models.TextField(help_text='What it is and for whom, in two or three sentences.', null=True, verbose_name='summary')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('body_hy', models.TextField(blank=True, null=True, verbose_name='text')),
                ('body_en', models.TextField(blank=True, null=True, verbose_name='text')),
                ('publisher', models.CharField(blank=True, max_length=150, verbose_name='publisher')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1990), django.core.validators.MaxValueValidator(library.models.resource.next_year)], verbose_name='year')),
                ('language', models.CharField(choices=[('hy', 'Armenian'), ('en', 'English'), ('hy+en', 'Armenian and English'), ('ru', 'Russian')], default='hy', max_length=5, verbose_name='language of the resource')),
                ('file', models.FileField(blank=True, upload_to='library/%Y/', validators=[core.files.media.validate_publication], verbose_name='file')),
                ('size', models.PositiveIntegerField(default=0, editable=False, verbose_name='size')),
                ('captions', models.FileField(blank=True, help_text='For a video, in the language of the resource: a WebVTT file (.vtt).', upload_to='library/captions/%Y/', validators=[core.files.media.validate_captions], verbose_name='captions')),
                ('transcript', models.TextField(blank=True, help_text='What is said in a video or recording, for those who cannot hear it.', verbose_name='transcript')),
                ('transcript_hy', models.TextField(blank=True, help_text='What is said in a video or recording, for those who cannot hear it.', null=True, verbose_name='transcript')),
                ('transcript_en', models.TextField(blank=True, help_text='What is said in a video or recording, for those who cannot hear it.', null=True, verbose_name='transcript')),
                ('thumbnail', models.CharField(blank=True, editable=False, max_length=200)),
                ('thumbnail_of', models.CharField(blank=True, editable=False, max_length=200)),
                ('link', models.URLField(blank=True, max_length=400, verbose_name='link')),
                ('licence', models.CharField(blank=True, choices=[('', 'not stated'), ('CC0-1.0', 'CC0 1.0'), ('CC-BY-4.0', 'CC BY 4.0'), ('CC-BY-SA-4.0', 'CC BY-SA 4.0'), ('official', 'official text, free to use'), ('reserved', 'all rights reserved')], default='', max_length=20, verbose_name='licence')),
                ('programmes', models.ManyToManyField(blank=True, related_name='resources', to='communities.programme', verbose_name='programmes')),
                ('topics', models.ManyToManyField(blank=True, related_name='resources', to='content.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'resource',
                'verbose_name_plural': 'resources',
                'ordering': ['-year', '-published_at', '-pk'],
                'abstract': False,
            },
            bases=(core.files.storage.SizedFile, models.Model),
        ),
        migrations.AddField(
            model_name='lesson',
            name='materials',
            field=models.ManyToManyField(blank=True, related_name='lessons', to='library.resource', verbose_name='materials'),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gt', models.F('published_at')), _connector='OR'), name='course_withdrawn_after_publication', violation_error_message='It would be withdrawn before it is published.'),
        ),
        migrations.AddConstraint(
            model_name='lessondone',
            constraint=models.UniqueConstraint(fields=('user', 'lesson'), name='lesson_done_once'),
        ),
        migrations.AddIndex(
            model_name='resource',
            index=models.Index(fields=['-year', '-published_at'], name='resource_newest'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gt', models.F('published_at')), _connector='OR'), name='resource_withdrawn_after_publication', violation_error_message='It would be withdrawn before it is published.'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(('file', ''), ('link', ''), _connector='XOR'), name='resource_file_or_link', violation_error_message='A resource has either a file or a link.'),
        ),
        migrations.AddConstraint(
            model_name='lesson',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gt', models.F('published_at')), _connector='OR'), name='lesson_withdrawn_after_publication', violation_error_message='It would be withdrawn before it is published.'),
        ),
        migrations.AddConstraint(
            model_name='lesson',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 1440)), name='lesson_takes_time', violation_error_message='A lesson takes between one minute and a day.'),
        ),
    ]
