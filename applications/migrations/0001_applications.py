"""Everything private: drafts, files, submitted versions and their journal; insert-only tables are held by triggers."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from applications.triggers import TRIGGERS
from core.database.triggers import create_triggers


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('calls', '0001_calls_lots_forms'),
        ('communities', '0001_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(editable=False, max_length=24, unique=True, verbose_name='reference')),
                ('language', models.CharField(choices=[('hy', 'Armenian'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('state', models.CharField(choices=[('draft', 'draft, not submitted'), ('submitted', 'submitted'), ('withdrawn', 'withdrawn'), ('completion', 'completion requested')], default='draft', max_length=20, verbose_name='state')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='started at')),
                ('saved_at', models.DateTimeField(auto_now_add=True, verbose_name='last saved at')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='communities.community', verbose_name='community')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='started by')),
                ('form_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.formversion', verbose_name='form version')),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='calls.lot', verbose_name='lot')),
                ('predecessor', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='applications.application')),
            ],
            options={
                'verbose_name': 'application',
                'verbose_name_plural': 'applications',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='AnswerHistory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('value', models.JSONField(default=str)),
                ('rev', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('saved', 'saved'), ('conflict', 'kept after a conflict'), ('prefilled', 'filled in by the portal')], default='saved', max_length=10)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='history', to='applications.application')),
            ],
            options={
                'verbose_name': 'earlier answer',
                'verbose_name_plural': 'earlier answers',
                'ordering': ['application', 'key', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('value', models.JSONField(default=str)),
                ('rev', models.PositiveIntegerField(default=1)),
                ('saved_at', models.DateTimeField(auto_now=True)),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='applications.application')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'ordering': ['application', 'key'],
            },
        ),
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
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='applications.application', verbose_name='application')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed by')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'extension for one application',
                'verbose_name_plural': 'extensions for one application',
                'ordering': ['application', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('question_key', models.CharField(max_length=40, verbose_name='question')),
                ('name', models.CharField(max_length=170, verbose_name='name')),
                ('size', models.PositiveIntegerField(verbose_name='size')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('content_type', models.CharField(blank=True, max_length=100, verbose_name='type')),
                ('storage_key', models.CharField(blank=True, editable=False, max_length=100)),
                ('state', models.CharField(choices=[('announced', 'announced'), ('received', 'received'), ('clean', 'checked'), ('refused', 'refused'), ('removed', 'removed')], default='announced', max_length=10, verbose_name='state')),
                ('refusal', models.CharField(blank=True, max_length=250, verbose_name='why refused')),
                ('announced_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='announced at')),
                ('uploaded_at', models.DateTimeField(blank=True, null=True, verbose_name='uploaded at')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='applications.application')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'attached file',
                'verbose_name_plural': 'attached files',
                'ordering': ['application', 'question_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('category', models.CharField(choices=[('staff', 'staff'), ('travel', 'travel'), ('equipment', 'equipment and supplies'), ('works', 'works'), ('services', 'services'), ('other', 'other')], max_length=10, verbose_name='category')),
                ('title', models.CharField(max_length=200, verbose_name='purpose')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='quantity')),
                ('unit_cost', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='unit cost')),
                ('grant', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='from the grant')),
                ('own', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='own funds')),
                ('partner', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='from partners')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='budget_lines', to='applications.application')),
            ],
            options={
                'verbose_name': 'budget line',
                'verbose_name_plural': 'budget lines',
                'ordering': ['application', 'order', 'pk'],
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
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='completion', to='applications.application', verbose_name='application')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
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
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='applications.application')),
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
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='eligibility', to='applications.application')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
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
                ('missing', models.JSONField(blank=True, default=list, help_text="References of the applications that could not be included.", verbose_name='left out')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exports', to='calls.lot', verbose_name='lot')),
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
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_moves', to='applications.application')),
                ('from_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.formversion')),
                ('to_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.formversion')),
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
                ('guest_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address of a guest')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='calls.call', verbose_name='call')),
                ('clarification', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.clarification', verbose_name='published as')),
                ('community', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='communities.community', verbose_name='community')),
            ],
            options={
                'verbose_name': 'question about a call',
                'verbose_name_plural': 'questions about calls',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('asked_by__isnull', False), ('community__isnull', False), ('confirmed_at__isnull', False), ('guest_email', '')), models.Q(('asked_by', None), ('community', None)), _connector='OR'), name='inquiry_of_a_community_or_a_guest'), models.CheckConstraint(condition=models.Q(('answered_at', None), ('confirmed_at__isnull', False), _connector='OR'), name='inquiry_confirmed_before_it_is_answered')],
            },
        ),
        migrations.CreateModel(
            name='LotOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='applications')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('lot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='opening', to='calls.lot', verbose_name='lot')),
            ],
            options={
                'verbose_name': 'opening of a lot',
                'verbose_name_plural': 'openings of lots',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='LotReopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closes_at', models.DateTimeField(verbose_name='to')),
                ('reason_hy', models.TextField(verbose_name='reason, in Armenian')),
                ('reason_en', models.TextField(blank=True, verbose_name='reason, in English')),
                ('proposed_at', models.DateTimeField(verbose_name='proposed at')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed at')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed by')),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='calls.lot', verbose_name='lot')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'reopening of a lot',
                'verbose_name_plural': 'reopenings of lots',
                'ordering': ['lot', '-proposed_at'],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=50)),
                ('seen_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='applications.application')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['application', 'user'],
            },
        ),
        migrations.CreateModel(
            name='ReferenceCounter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last', models.PositiveIntegerField(default=0)),
                ('lot', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='calls.lot')),
            ],
        ),
        migrations.CreateModel(
            name='SeenClosing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closes_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='calls.lot')),
            ],
            options={
                'ordering': ['lot', 'closes_at'],
            },
        ),
        migrations.CreateModel(
            name='StatusChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('verb', models.CharField(max_length=30, verbose_name='move')),
                ('from_state', models.CharField(blank=True, max_length=20, verbose_name='from')),
                ('to_state', models.CharField(max_length=20, verbose_name='to')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('previous_sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 of the one before')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='journal', to='applications.application', verbose_name='application')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'journal entry',
                'verbose_name_plural': 'journal',
                'ordering': ['application', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('record', models.TextField(verbose_name='record')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
                ('previous_sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 of the one before')),
                ('requested_at', models.DateTimeField(verbose_name='asked at')),
                ('accepted_at', models.DateTimeField(verbose_name='accepted at')),
                ('deadline_at', models.DateTimeField(verbose_name='deadline in force')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='applications.application', verbose_name='application')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
            ],
            options={
                'verbose_name': 'submitted version',
                'verbose_name_plural': 'submitted versions',
                'ordering': ['application', 'number'],
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
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provisional', to='applications.application')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='provisional', to='applications.version')),
            ],
            options={
                'verbose_name': 'provisional submission',
                'verbose_name_plural': 'provisional submissions',
                'ordering': ['application', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PersonalPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField(null=True)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='personal', to='applications.version')),
            ],
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(fields=('lot', 'community'), name='one_application_in_a_lot'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'withdrawn', 'completion'])), name='application_known_state'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('application', 'key'), name='one_answer_to_a_question'),
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
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), models.Q(('approved_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='applicationextension_second_officer'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('announced', 'removed', 'refused')), models.Q(models.Q(('storage_key', ''), _negated=True), ('uploaded_at__isnull', False)), _connector='OR'), name='attachment_here_has_bytes'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('grant__gte', 0), ('own__gte', 0), ('partner__gte', 0), ('quantity__gt', 0), ('unit_cost__gte', 0)), name='budget_line_not_negative'),
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
            model_name='lotreopening',
            constraint=models.UniqueConstraint(condition=models.Q(('approved_at', None)), fields=('lot',), name='one_reopening_waits'),
        ),
        migrations.AddConstraint(
            model_name='lotreopening',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), models.Q(('approved_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='lotreopening_second_officer'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(fields=('application', 'user'), name='present_once'),
        ),
        migrations.AddConstraint(
            model_name='seenclosing',
            constraint=models.UniqueConstraint(fields=('lot', 'closes_at'), name='closing_seen_once'),
        ),
        migrations.AddConstraint(
            model_name='statuschange',
            constraint=models.UniqueConstraint(fields=('application', 'number'), name='journal_number_once'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('application', 'number'), name='version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='provisionalsubmission',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('application',), name='one_provisional_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='provisionalsubmission',
            constraint=models.CheckConstraint(condition=models.Q(('requested_at__lt', models.F('deadline_at'))), name='provisional_asked_in_time'),
        ),
        create_triggers(*TRIGGERS),
    ]
