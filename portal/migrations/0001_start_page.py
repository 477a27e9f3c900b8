"""The start page; the log of changes is held by triggers."""

import django.db.models.deletion
from django.db import migrations, models

from core.database.triggers import Trigger, create_triggers
from portal.audit.triggers import KEPT, NOT_ONLY_THE_ACTOR, TABLE

TRIGGERS = (
    Trigger(TABLE, "update", KEPT, NOT_ONLY_THE_ACTOR),
    Trigger(TABLE, "delete", KEPT),
    Trigger(TABLE, "truncate", KEPT),
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('calls', '0001_calls_lots_forms'),
        ('news', '0001_newsroom'),
        ('auditlog', '0017_add_actor_email'),
    ]

    operations = [
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('headline', models.CharField(blank=True, help_text='If empty, the usual one.', max_length=150, verbose_name='sentence at the top')),
                ('headline_hy', models.CharField(blank=True, help_text='If empty, the usual one.', max_length=150, null=True, verbose_name='sentence at the top')),
                ('headline_en', models.CharField(blank=True, help_text='If empty, the usual one.', max_length=150, null=True, verbose_name='sentence at the top')),
                ('featured_article', models.ForeignKey(blank=True, help_text='If empty or not public, the newest article stands first.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='news.article', verbose_name='first article')),
                ('featured_call', models.ForeignKey(blank=True, help_text='If empty or not open, the call that closes next.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='calls.call', verbose_name='first call')),
            ],
            options={
                'verbose_name': 'home page',
                'verbose_name_plural': 'home page',
            },
        ),
        migrations.CreateModel(
            name='HomeBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('news', 'news'), ('register', 'map and counts of the register'), ('events', 'next events and the two programmes')], max_length=20, verbose_name='block')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='order')),
                ('is_shown', models.BooleanField(default=True, verbose_name='shown')),
                ('home', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='portal.homepage')),
            ],
            options={
                'verbose_name': 'block',
                'verbose_name_plural': 'blocks in their order',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='homepage',
            constraint=models.CheckConstraint(condition=models.Q(('id', 1)), name='home_page_is_one_row'),
        ),
        migrations.AddConstraint(
            model_name='homeblock',
            constraint=models.UniqueConstraint(fields=('home', 'code'), name='home_block_stands_once', violation_error_message='This block stands there already.'),
        ),
        create_triggers(*TRIGGERS),
    ]
