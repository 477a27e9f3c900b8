"""Checks, reviewers, reviews, rankings, decisions and their journal; what is final is held by triggers."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from core.database.triggers import create_triggers
from evaluation.triggers import TRIGGERS


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('applications', '0003_evaluation_states'),
        ('calls', '0002_scoring_rules'),
        ('communities', '0001_register'),
        ('content', '0001_pages_pictures_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField(verbose_name='begun at')),
                ('instruction', models.TextField(blank=True, verbose_name='what the applicant is told')),
                ('proposed_at', models.DateTimeField(blank=True, null=True, verbose_name='proposed at')),
                ('outcome', models.CharField(blank=True, choices=[('eligible', 'eligible'), ('ineligible', 'not eligible')], max_length=10, verbose_name='outcome')),
                ('concluded_at', models.DateTimeField(blank=True, null=True, verbose_name='concluded at')),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='eligibility_check', to='applications.application', verbose_name='application')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begun by')),
                ('concluded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='concluded by')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.version', verbose_name='version')),
            ],
            options={
                'verbose_name': 'eligibility check',
                'verbose_name_plural': 'eligibility checks',
                'ordering': ['application'],
            },
        ),
        migrations.CreateModel(
            name='CheckLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80, verbose_name='key')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('text_hy', models.TextField(verbose_name='in Armenian')),
                ('text_en', models.TextField(blank=True, verbose_name='in English')),
                ('instead_hy', models.TextField(blank=True, verbose_name='what to do, in Armenian')),
                ('instead_en', models.TextField(blank=True, verbose_name='what to do, in English')),
                ('is_computed', models.BooleanField(default=False, verbose_name='computed')),
                ('computed', models.CharField(blank=True, max_length=10, verbose_name='found')),
                ('fact_hy', models.TextField(blank=True, verbose_name='what it rests on, in Armenian')),
                ('fact_en', models.TextField(blank=True, verbose_name='what it rests on, in English')),
                ('result', models.CharField(blank=True, choices=[('met', 'met'), ('not_met', 'not met'), ('waived', 'waived')], max_length=10, verbose_name='result')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(blank=True, null=True, verbose_name='at')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('check_of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='evaluation.check', verbose_name='check')),
            ],
            options={
                'verbose_name': 'line of a check',
                'verbose_name_plural': 'lines of a check',
                'ordering': ['check_of', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ChecklistLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('text', models.CharField(max_length=300, verbose_name='what is checked')),
                ('text_hy', models.CharField(max_length=300, null=True, verbose_name='what is checked')),
                ('text_en', models.CharField(max_length=300, null=True, verbose_name='what is checked')),
                ('instead', models.CharField(blank=True, max_length=300, verbose_name='what to do when it is not met')),
                ('instead_hy', models.CharField(blank=True, max_length=300, null=True, verbose_name='what to do when it is not met')),
                ('instead_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='what to do when it is not met')),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checklist', to='calls.lot', verbose_name='lot')),
            ],
            options={
                'verbose_name': 'line of a checklist',
                'verbose_name_plural': 'lines of a checklist',
                'ordering': ['lot', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='declared at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='declared by')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communities.community', verbose_name='community')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'conflict of interest',
                'verbose_name_plural': 'conflicts of interest',
                'ordering': ['user', 'community'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='number')),
                ('outcome', models.CharField(choices=[('awarded', 'award a grant'), ('reserve', 'put on the reserve list'), ('rejected', 'reject')], max_length=10, verbose_name='outcome')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='amount')),
                ('reserve_place', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='place on the reserve list')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('decided_at', models.DateTimeField(verbose_name='decided at')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published at')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='applications.application', verbose_name='application')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ['application', 'number'],
                'permissions': [('publish_decisions', 'Can publish decisions')],
            },
        ),
        migrations.CreateModel(
            name='AwardResponse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_accepted', models.BooleanField(verbose_name='accepted')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='response', to='evaluation.decision', verbose_name='decision')),
            ],
            options={
                'verbose_name': 'answer to an award',
                'verbose_name_plural': 'answers to awards',
                'ordering': ['decision'],
            },
        ),
        migrations.CreateModel(
            name='DecisionLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('storage_key', models.CharField(editable=False, max_length=100)),
                ('size', models.PositiveIntegerField(verbose_name='size')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('facts_sha256', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='letter', to='evaluation.decision', verbose_name='decision')),
            ],
            options={
                'verbose_name': 'letter of a decision',
                'verbose_name_plural': 'letters of decisions',
                'ordering': ['decision'],
            },
        ),
        migrations.CreateModel(
            name='EvaluationEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('verb', models.CharField(choices=[('begin_check', 'The check was begun'), ('write_line', 'A line of the check was answered'), ('find_eligible', 'Found eligible'), ('propose_ineligible', 'Proposed as not eligible'), ('take_back_proposal', 'The proposal was taken back'), ('find_ineligible', 'Found not eligible'), ('reopen_check', 'The check was opened again'), ('assign', 'Given to a reviewer'), ('move_due_date', 'Its due date was moved'), ('declare', 'The reviewer declared no conflict of interest'), ('recuse', 'The reviewer has a conflict of interest'), ('finalise', 'The review was made final'), ('reopen', 'The review was opened again'), ('take_back', 'The review was taken back'), ('make_ranking', 'A ranking was made'), ('set_aside', 'The ranking was set aside'), ('sign', 'The ranking was signed'), ('decide', 'A decision was prepared'), ('drop', 'A prepared decision was dropped'), ('publish', 'The decisions were published'), ('accept', 'The grant was accepted'), ('decline', 'The grant was declined'), ('call_up', 'The next of the reserve list was called up')], max_length=30, verbose_name='act')),
                ('facts', models.JSONField(default=dict, verbose_name='facts')),
                ('note', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('previous_sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 of the one before')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
                ('application', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evaluation_entries', to='applications.application', verbose_name='application')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluation_entries', to='calls.lot', verbose_name='lot')),
            ],
            options={
                'verbose_name': "entry of an evaluation's journal",
                'verbose_name_plural': 'journal of evaluations',
                'ordering': ['lot', 'number'],
            },
        ),
        migrations.CreateModel(
            name='FileNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000, verbose_name='note')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='applications.application', verbose_name='application')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'note of an officer',
                'verbose_name_plural': 'notes of officers',
                'ordering': ['application', '-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Ranking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('reason', models.TextField(blank=True, verbose_name='reason of the correction')),
                ('record', models.TextField(verbose_name='record')),
                ('previous_sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 of the one before')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signed at')),
                ('set_aside_at', models.DateTimeField(blank=True, null=True, verbose_name='set aside at')),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rankings', to='calls.lot', verbose_name='lot')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('set_aside_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set aside by')),
            ],
            options={
                'verbose_name': 'ranking',
                'verbose_name_plural': 'rankings',
                'ordering': ['lot', 'number'],
                'permissions': [('sign_as_officer', 'Can sign a ranking as the officer'), ('sign_as_head', 'Can sign a ranking as the head')],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='ranking',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='evaluation.ranking', verbose_name='ranking'),
        ),
        migrations.CreateModel(
            name='RankingRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='order')),
                ('place', models.PositiveSmallIntegerField(null=True, verbose_name='place')),
                ('points', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='points')),
                ('grant', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='grant asked for')),
                ('standing', models.CharField(choices=[('funded', 'within the budget'), ('on_reserve', 'reserve'), ('below', 'below a threshold')], max_length=10, verbose_name='standing')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ranking_rows', to='applications.application', verbose_name='application')),
                ('ranking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='evaluation.ranking', verbose_name='ranking')),
            ],
            options={
                'verbose_name': 'line of a ranking',
                'verbose_name_plural': 'lines of a ranking',
                'ordering': ['ranking', 'order'],
            },
        ),
        migrations.CreateModel(
            name='RankingSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('officer', 'programme officer'), ('head', 'head of the programme')], max_length=10, verbose_name='role')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('ranking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='evaluation.ranking', verbose_name='ranking')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'signature of a ranking',
                'verbose_name_plural': 'signatures of rankings',
                'ordering': ['ranking', 'at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('assigned', 'to declare'), ('reading', 'to review'), ('final', 'final'), ('recused', 'conflict of interest'), ('taken_back', 'taken back')], default='assigned', max_length=12, verbose_name='state')),
                ('is_third', models.BooleanField(default=False, verbose_name='third review')),
                ('assigned_at', models.DateTimeField(verbose_name='given at')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('declared_at', models.DateTimeField(blank=True, null=True, verbose_name='declared at')),
                ('conflict_reason', models.TextField(blank=True, verbose_name='conflict of interest')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='last reminded at')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='applications.application', verbose_name='application')),
                ('assigned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to=settings.AUTH_USER_MODEL, verbose_name='reviewer')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.version', verbose_name='version')),
            ],
            options={
                'verbose_name': 'review',
                'verbose_name_plural': 'reviews',
                'ordering': ['application', 'assigned_at', 'pk'],
                'permissions': [('write_reviews', 'Can review applications')],
            },
        ),
        migrations.CreateModel(
            name='FinalReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('comment', models.TextField(verbose_name='comment')),
                ('points', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='points')),
                ('record', models.TextField(verbose_name='record')),
                ('previous_sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 of the one before')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='finals', to='evaluation.review', verbose_name='review')),
            ],
            options={
                'verbose_name': 'final review',
                'verbose_name_plural': 'final reviews',
                'ordering': ['review', 'number'],
            },
        ),
        migrations.CreateModel(
            name='ReviewAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('value', models.TextField(blank=True)),
                ('rev', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(auto_now=True)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='evaluation.review')),
            ],
            options={
                'verbose_name': 'answer of a review',
                'verbose_name_plural': 'answers of reviews',
                'ordering': ['review', 'key'],
            },
        ),
        migrations.CreateModel(
            name='ReviewAnswerHistory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('value', models.TextField(blank=True)),
                ('rev', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('saved', 'saved'), ('conflict', 'not saved: changed elsewhere')], default='saved', max_length=10)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='history', to='evaluation.review')),
            ],
            options={
                'verbose_name': 'earlier answer of a review',
                'verbose_name_plural': 'earlier answers of reviews',
                'ordering': ['review', '-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Reviewer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reads_hy', models.BooleanField(default=True, verbose_name='reads Armenian')),
                ('reads_en', models.BooleanField(default=False, verbose_name='reads English')),
                ('most_reviews', models.PositiveSmallIntegerField(default=10, verbose_name='most reviews at a time')),
                ('is_active', models.BooleanField(default=True, verbose_name='takes on reviews')),
                ('topics', models.ManyToManyField(blank=True, related_name='+', to='content.topic', verbose_name='expertise')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reviewer', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'reviewer',
                'verbose_name_plural': 'reviewers',
                'ordering': ['user__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begins_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='evaluation.reviewer', verbose_name='reviewer')),
            ],
            options={
                'verbose_name': 'absence',
                'verbose_name_plural': 'absences',
                'ordering': ['reviewer', 'begins_on'],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.PositiveSmallIntegerField(verbose_name='score')),
                ('comment', models.TextField(blank=True, verbose_name='comment')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.criterion', verbose_name='criterion')),
                ('final', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='evaluation.finalreview', verbose_name='final review')),
            ],
            options={
                'verbose_name': 'score',
                'verbose_name_plural': 'scores',
                'ordering': ['final', 'criterion'],
            },
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('concluded_at', None), ('concluded_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('concluded_at__isnull', False), ('concluded_by__isnull', False)), _connector='OR'), name='check_concluded_whole'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'ineligible'), _negated=True), models.Q(('proposed_by__isnull', False), models.Q(('proposed_by', models.F('concluded_by')), _negated=True), models.Q(('instruction', ''), _negated=True)), _connector='OR'), name='ineligible_needs_a_second_officer'),
        ),
        migrations.AddConstraint(
            model_name='checkline',
            constraint=models.UniqueConstraint(fields=('check_of', 'key'), name='check_line_once'),
        ),
        migrations.AddConstraint(
            model_name='checkline',
            constraint=models.CheckConstraint(condition=models.Q(('result__in', ['', 'met']), models.Q(('reason', ''), _negated=True), _connector='OR'), name='check_line_says_why'),
        ),
        migrations.AddConstraint(
            model_name='checkline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('at', None), ('by', None), ('result', '')), models.Q(models.Q(('result', ''), _negated=True), ('at__isnull', False), ('by__isnull', False)), _connector='OR'), name='check_line_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.UniqueConstraint(fields=('user', 'community'), name='conflict_once'),
        ),
        migrations.AddConstraint(
            model_name='awardresponse',
            constraint=models.CheckConstraint(condition=models.Q(('is_accepted', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='declined_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='evaluationentry',
            constraint=models.UniqueConstraint(fields=('lot', 'number'), name='evaluation_entry_number_once'),
        ),
        migrations.AddConstraint(
            model_name='ranking',
            constraint=models.UniqueConstraint(fields=('lot', 'number'), name='ranking_number_once'),
        ),
        migrations.AddConstraint(
            model_name='ranking',
            constraint=models.UniqueConstraint(condition=models.Q(('set_aside_at', None), ('signed_at', None)), fields=('lot',), name='one_ranking_to_sign_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='ranking',
            constraint=models.CheckConstraint(condition=models.Q(('signed_at', None), ('set_aside_at', None), _connector='OR'), name='ranking_signed_or_set_aside'),
        ),
        migrations.AddConstraint(
            model_name='ranking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('set_aside_at', None), ('set_aside_by', None)), models.Q(('set_aside_at__isnull', False), ('set_aside_by__isnull', False)), _connector='OR'), name='ranking_set_aside_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('application', 'number'), name='decision_number_once'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(condition=models.Q(('published_at', None)), fields=('application',), name='one_prepared_decision'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('amount', None), models.Q(('amount__gt', 0), ('outcome', 'awarded')), _connector='OR'), name='decision_amount_of_an_award'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'reserve'), ('reserve_place__isnull', False)), models.Q(models.Q(('outcome', 'reserve'), _negated=True), ('reserve_place__isnull', True)), _connector='OR'), name='decision_reserve_has_a_place'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('published_by', None)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='decision_published_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='rankingrow',
            constraint=models.UniqueConstraint(fields=('ranking', 'application'), name='ranked_once'),
        ),
        migrations.AddConstraint(
            model_name='rankingrow',
            constraint=models.UniqueConstraint(fields=('ranking', 'order'), name='ranking_order_once'),
        ),
        migrations.AddConstraint(
            model_name='rankingsignature',
            constraint=models.UniqueConstraint(fields=('ranking', 'user'), name='ranking_signed_once_by_one'),
        ),
        migrations.AddConstraint(
            model_name='rankingsignature',
            constraint=models.UniqueConstraint(fields=('ranking', 'role'), name='ranking_signed_once_in_a_role'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'taken_back'), _negated=True), fields=('application', 'reviewer'), name='one_review_by_a_person'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['assigned', 'taken_back']), ('declared_at__isnull', False), _connector='OR'), name='review_read_after_declaring'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['assigned', 'reading', 'final', 'recused', 'taken_back'])), name='review_known_state'),
        ),
        migrations.AddConstraint(
            model_name='finalreview',
            constraint=models.UniqueConstraint(fields=('review', 'number'), name='final_review_number_once'),
        ),
        migrations.AddConstraint(
            model_name='reviewanswer',
            constraint=models.UniqueConstraint(fields=('review', 'key'), name='review_answer_once'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('begins_on__lte', models.F('ends_on'))), name='absence_ends_after_it_begins', violation_error_message='The last day comes before the first.'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(fields=('final', 'criterion'), name='score_once'),
        ),
        create_triggers(*TRIGGERS),
    ]
