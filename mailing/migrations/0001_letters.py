"""Letters that leave, and who is written to."""

import django.db.models.deletion
import django.db.models.functions.text
import mailing.models.subscription
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('bounces', models.PositiveSmallIntegerField(default=0, verbose_name='bounces')),
                ('disabled_at', models.DateTimeField(blank=True, null=True, verbose_name='disabled at')),
            ],
            options={
                'verbose_name': 'address with bounces',
                'verbose_name_plural': 'addresses with bounces',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='address_once')],
            },
        ),
        migrations.CreateModel(
            name='Failure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('work', models.CharField(max_length=30, verbose_name='work')),
                ('piece', models.CharField(max_length=80, verbose_name='piece')),
                ('reason', models.CharField(max_length=80, verbose_name='reason')),
                ('tries', models.PositiveIntegerField(default=0, verbose_name='attempts')),
                ('first_at', models.DateTimeField(auto_now_add=True, verbose_name='first at')),
                ('last_at', models.DateTimeField(auto_now=True, verbose_name='last at')),
            ],
            options={
                'verbose_name': 'failure',
                'verbose_name_plural': 'failures',
                'ordering': ['-last_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('work', 'piece'), name='failure_once')],
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('language', models.CharField(choices=[('hy', 'Armenian'), ('en', 'English')], default='hy', max_length=2, verbose_name='language')),
                ('subject', models.CharField(max_length=20, verbose_name='subject')),
                ('about', models.CharField(blank=True, help_text="Which one, for example one call. If empty: all of them.", max_length=40, verbose_name='about')),
                ('chosen', models.JSONField(blank=True, default=list, verbose_name='chosen')),
                ('token', models.CharField(default=mailing.models.subscription.new_token, editable=False, max_length=40, unique=True)),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='asked at')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('told_until', models.DateTimeField(blank=True, null=True, verbose_name='told of everything up to')),
            ],
            options={
                'verbose_name': 'subscription',
                'verbose_name_plural': 'subscriptions',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), models.F('subject'), models.F('about'), name='subscription_once')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('language', models.CharField(choices=[('hy', 'Armenian'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('subject', models.CharField(max_length=250, verbose_name='subject')),
                ('body', models.TextField(verbose_name='text')),
                ('html', models.TextField(blank=True, default='', editable=False)),
                ('about', models.CharField(blank=True, max_length=80, verbose_name='about')),
                ('request_id', models.CharField(default='-', editable=False, max_length=32)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent at')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('error', models.CharField(blank=True, max_length=250, verbose_name='last error')),
                ('laid_aside_at', models.DateTimeField(blank=True, null=True, verbose_name='set aside at')),
                ('laid_aside_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set aside by')),
                ('recipient', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recipient')),
            ],
            options={
                'verbose_name': 'letter',
                'verbose_name_plural': 'letters',
                'ordering': ['-created_at', '-pk'],
                'permissions': [('send_again', 'May see what failed and do it again'), ('see_addresses', 'May see to whom a letter goes')],
                'indexes': [models.Index(models.F('kind'), models.OrderBy(models.F('created_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='letter_of_kind'), models.Index(models.OrderBy(models.F('created_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='letter_newest'), models.Index(models.F('created_at'), condition=models.Q(('sent_at', None)), name='letter_unsent')],
            },
        ),
    ]
