"""Requests to be erased, the list of the erased, copies of one's data; words may be taken out of journals."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from accounts.triggers import TRIGGERS
from core.database.triggers import create_triggers


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('person_uid', models.UUIDField(null=True, unique=True)),
                ('addresses', models.JSONField(default=list)),
                ('done', models.JSONField(default=dict)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'erasure',
                'verbose_name_plural': 'erasures',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ErasureRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('words', models.JSONField(blank=True, default=list, verbose_name='also found by')),
                ('how', models.TextField(blank=True, max_length=500, verbose_name='how it was asked')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked at')),
                ('due_on', models.DateField(verbose_name='answer due on')),
                ('state', models.CharField(choices=[('asked', 'waiting'), ('done', 'erased'), ('refused', 'refused'), ('taken_back', 'taken back')], default='asked', max_length=10, verbose_name='state')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('outcome', models.TextField(blank=True, max_length=2000, verbose_name='outcome')),
            ],
            options={
                'verbose_name': 'request to be erased',
                'verbose_name_plural': 'requests to be erased',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='OpenErasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='PersonExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='asked at')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'being made'), ('done', 'ready'), ('failed', 'failed')], default='waiting', max_length=10, verbose_name='state')),
                ('storage_key', models.CharField(blank=True, editable=False, max_length=100)),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='size')),
            ],
            options={
                'verbose_name': "copy of a person's data",
                'verbose_name_plural': "copies of persons' data",
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='personchange',
            name='person_change_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='personchange',
            name='person_change_by_another',
        ),
        migrations.RemoveConstraint(
            model_name='personchange',
            name='person_change_names_its_role',
        ),
        migrations.AddField(
            model_name='user',
            name='erased_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='erased at'),
        ),
        migrations.AlterField(
            model_name='personchange',
            name='verb',
            field=models.CharField(choices=[('joined', 'joined by invitation'), ('role_given', 'role given'), ('role_taken', 'role taken away'), ('deactivated', 'account deactivated'), ('activated', 'account activated'), ('erased', 'erased at their request'), ('seat_changed', 'role in a community changed'), ('seat_removed', 'taken out of a community')], max_length=20, verbose_name='what'),
        ),
        migrations.AddConstraint(
            model_name='personchange',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['joined', 'role_given', 'role_taken', 'deactivated', 'activated', 'erased', 'seat_changed', 'seat_removed'])), name='person_change_is_known'),
        ),
        migrations.AddConstraint(
            model_name='personchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verb__in', ['role_given', 'role_taken', 'deactivated', 'activated', 'erased']), _negated=True), models.Q(('by', models.F('person')), _negated=True), _connector='OR'), name='person_change_by_another', violation_error_message='Nobody changes their own roles; ask a second administrator.'),
        ),
        migrations.AddConstraint(
            model_name='personchange',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['deactivated', 'activated', 'erased']), models.Q(('role', ''), _negated=True), _connector='OR'), name='person_change_names_its_role'),
        ),
        migrations.AddField(
            model_name='erasure',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='erasurerequest',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
        ),
        migrations.AddField(
            model_name='erasurerequest',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
        ),
        migrations.AddField(
            model_name='erasurerequest',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='erasure_requests', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='personexport',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
        ),
        migrations.AddField(
            model_name='personexport',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='person_exports', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddConstraint(
            model_name='erasurerequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('person',), name='one_erasure_request_waits'),
        ),
        migrations.AddConstraint(
            model_name='erasurerequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'refused']), _negated=True), ('person', None), models.Q(('answered_by', models.F('person')), _negated=True), _connector='OR'), name='erasure_answered_by_another'),
        ),
        migrations.AddConstraint(
            model_name='erasurerequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='erasure_answered_or_waiting'),
        ),
        create_triggers(*TRIGGERS),
    ]
