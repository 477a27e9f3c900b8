"""Deadlines that are fair, drafts that several people write, files that travel, the office's tools."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from django.db.models import F

from applications.guards import ALL
from portal.guards import guard
from portal.insert_only import insert_only

FIELDS = ("category", "title", "quantity", "unit_cost", "grant", "own", "partner")


def budgets_become_answers(apps, editor):
    """The budget is kept as it was typed, like every other answer; its lines are read from that."""
    Answer = apps.get_model("applications", "Answer")
    for application in apps.get_model("applications", "Application").objects.filter(budget_rev__gt=0):
        rows = [{name: str(getattr(line, name)) for name in FIELDS} for line in application.budget_lines.all()]
        Answer.objects.create(
            application=application, key="budget", value=rows, rev=application.budget_rev,
            saved_by_id=application.created_by_id,
        )


def files_were_announced_when_uploaded(apps, editor):
    apps.get_model("applications", "Attachment").objects.update(announced_at=F("uploaded_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0002_insert_only'),
        ('calls', '0003_history_rules_and_locks'),
        ('communities', '0003_second_person'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(budgets_become_answers, migrations.RunPython.noop),
        migrations.CreateModel(
            name='ApplicationExtension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('previous', models.DateTimeField(verbose_name='from')),
                ('closes_at', models.DateTimeField(verbose_name='to')),
                ('reason', models.TextField(verbose_name='reason')),
                ('proposed_at', models.DateTimeField(verbose_name='proposed at')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed at')),
            ],
            options={
                'verbose_name': 'extension for one application',
                'verbose_name_plural': 'extensions for one application',
                'ordering': ['application', 'number'],
            },
        ),
        migrations.CreateModel(
            name='CompletionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('keys', models.JSONField(verbose_name='questions')),
                ('note', models.TextField(verbose_name='what is asked')),
                ('due_at', models.DateTimeField(verbose_name='deadline')),
                ('at', models.DateTimeField(verbose_name='at')),
            ],
            options={
                'verbose_name': 'request for completion',
                'verbose_name_plural': 'requests for completion',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='DraftReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deadline_at', models.DateTimeField()),
                ('stage', models.CharField(max_length=5)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('letters', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['application', '-at'],
            },
        ),
        migrations.CreateModel(
            name='EligibilityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', models.JSONField(default=dict)),
                ('outcomes', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'check of the right to apply',
                'verbose_name_plural': 'checks of the right to apply',
                'ordering': ['application'],
            },
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('csv', 'CSV'), ('xlsx', 'XLSX'), ('zip', 'ZIP')], max_length=4, verbose_name='kind')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'ready'), ('failed', 'failed')], default='waiting', max_length=8, verbose_name='state')),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('language', models.CharField(default='hy', max_length=2)),
                ('storage_key', models.CharField(blank=True, editable=False, max_length=100)),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='size')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='asked at')),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'export',
                'verbose_name_plural': 'exports',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FormMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['application', '-at'],
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', models.TextField(verbose_name='question')),
                ('language', models.CharField(max_length=2, verbose_name='language')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
            ],
            options={
                'verbose_name': 'question about a call',
                'verbose_name_plural': 'questions about calls',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='LotOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='applications')),
                ('at', models.DateTimeField(verbose_name='at')),
            ],
            options={
                'verbose_name': 'opening of a lot',
                'verbose_name_plural': 'openings of lots',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=50)),
                ('seen_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['application', 'user'],
            },
        ),
        migrations.CreateModel(
            name='ProvisionalSubmission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField()),
                ('personal', models.JSONField()),
                ('declared', models.JSONField(default=list)),
                ('requested_at', models.DateTimeField()),
                ('deadline_at', models.DateTimeField()),
                ('waits_until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'provisional submission',
                'verbose_name_plural': 'provisional submissions',
                'ordering': ['application', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SeenClosing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closes_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['lot', 'closes_at'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='application_known_state',
        ),
        migrations.RemoveField(
            model_name='application',
            name='budget_rev',
        ),
        migrations.AddField(
            model_name='application',
            name='predecessor',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='applications.application'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='announced_at',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='announced at'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='refusal',
            field=models.CharField(blank=True, max_length=250, verbose_name='why refused'),
        ),
        migrations.AlterField(
            model_name='answerhistory',
            name='kind',
            field=models.CharField(choices=[('saved', 'saved'), ('conflict', 'kept from a conflict'), ('prefilled', 'filled in by the portal')], default='saved', max_length=10),
        ),
        migrations.AlterField(
            model_name='application',
            name='state',
            field=models.CharField(choices=[('draft', 'draft, not submitted'), ('submitted', 'submitted'), ('withdrawn', 'withdrawn'), ('completion', 'completion requested')], default='draft', max_length=20, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='content_type',
            field=models.CharField(blank=True, max_length=100, verbose_name='type'),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='state',
            field=models.CharField(choices=[('announced', 'announced'), ('received', 'received'), ('clean', 'checked'), ('refused', 'refused'), ('removed', 'removed')], default='announced', max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='storage_key',
            field=models.CharField(blank=True, editable=False, max_length=100),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='uploaded_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='uploaded at'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'withdrawn', 'completion'])), name='application_known_state'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('announced', 'removed', 'refused')), models.Q(models.Q(('storage_key', ''), _negated=True), ('uploaded_at__isnull', False)), _connector='OR'), name='attachment_here_has_bytes'),
        ),
        migrations.AddField(
            model_name='applicationextension',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='applications.application', verbose_name='application'),
        ),
        migrations.AddField(
            model_name='applicationextension',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed by'),
        ),
        migrations.AddField(
            model_name='applicationextension',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='completionrequest',
            name='application',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='completion', to='applications.application', verbose_name='application'),
        ),
        migrations.AddField(
            model_name='completionrequest',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='draftreminder',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='applications.application'),
        ),
        migrations.AddField(
            model_name='eligibilitycheck',
            name='application',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='eligibility', to='applications.application'),
        ),
        migrations.AddField(
            model_name='eligibilitycheck',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='export',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
        ),
        migrations.AddField(
            model_name='export',
            name='lot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exports', to='calls.lot', verbose_name='lot'),
        ),
        migrations.AddField(
            model_name='formmove',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_moves', to='applications.application'),
        ),
        migrations.AddField(
            model_name='formmove',
            name='from_version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.formversion'),
        ),
        migrations.AddField(
            model_name='formmove',
            name='to_version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.formversion'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='calls.call', verbose_name='call'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='clarification',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.clarification', verbose_name='published as'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='community',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='communities.community', verbose_name='community'),
        ),
        migrations.AddField(
            model_name='lotopening',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='lotopening',
            name='lot',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='opening', to='calls.lot', verbose_name='lot'),
        ),
        migrations.AddField(
            model_name='presence',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='applications.application'),
        ),
        migrations.AddField(
            model_name='presence',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='provisionalsubmission',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provisional', to='applications.application'),
        ),
        migrations.AddField(
            model_name='provisionalsubmission',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='provisionalsubmission',
            name='version',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='provisional', to='applications.version'),
        ),
        migrations.AddField(
            model_name='seenclosing',
            name='lot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='calls.lot'),
        ),
        migrations.AddConstraint(
            model_name='applicationextension',
            constraint=models.UniqueConstraint(fields=('application', 'number'), name='application_extension_once'),
        ),
        migrations.AddConstraint(
            model_name='applicationextension',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('previous'))), name='application_extension_later'),
        ),
        migrations.AddConstraint(
            model_name='applicationextension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), models.Q(('approved_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='application_extension_second_officer'),
        ),
        migrations.AddConstraint(
            model_name='completionrequest',
            constraint=models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('at'))), name='completion_due_later'),
        ),
        migrations.AddConstraint(
            model_name='draftreminder',
            constraint=models.UniqueConstraint(fields=('application', 'deadline_at', 'stage'), name='draft_reminded_once'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(fields=('application', 'user'), name='present_once'),
        ),
        migrations.AddConstraint(
            model_name='provisionalsubmission',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('application',), name='one_provisional_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='provisionalsubmission',
            constraint=models.CheckConstraint(condition=models.Q(('requested_at__lt', models.F('deadline_at'))), name='provisional_asked_in_time'),
        ),
        migrations.AddConstraint(
            model_name='seenclosing',
            constraint=models.UniqueConstraint(fields=('lot', 'closes_at'), name='closing_seen_once'),
        ),
        migrations.RunPython(files_were_announced_when_uploaded, migrations.RunPython.noop),
        insert_only("applications_lotopening"),
        guard(*ALL),
    ]
