"""What changed in calls, who may apply, documents in versions, tables in forms; published forms are locked."""

import calls.models.follower
import django.core.validators
import django.db.models.deletion
import portal.uploads
from django.conf import settings
from django.db import migrations, models

from calls.guards import ALL
from portal.guards import guard
from portal.insert_only import insert_only


def give_forms_addresses(apps, editor):
    """Forms had only names; an address is asked of them from now on."""
    for form in apps.get_model("calls", "Form").objects.all():
        form.slug = f"form-{form.pk}"
        form.save(update_fields=["slug"])


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0002_partial_dates'),
        ('communities', '0003_second_person'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('changes', models.JSONField(default=dict, verbose_name='changes')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('note_hy', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_en', models.TextField(blank=True, null=True, verbose_name='note')),
                ('is_urgent', models.BooleanField(default=False, verbose_name='told at once')),
                ('at', models.DateTimeField(verbose_name='at')),
            ],
            options={
                'verbose_name': 'update of a call',
                'verbose_name_plural': 'updates of calls',
                'ordering': ['call', '-number'],
            },
        ),
        migrations.CreateModel(
            name='Clarification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('question', models.TextField(verbose_name='question')),
                ('question_hy', models.TextField(null=True, verbose_name='question')),
                ('question_en', models.TextField(null=True, verbose_name='question')),
                ('answer', models.TextField(verbose_name='answer')),
                ('answer_hy', models.TextField(null=True, verbose_name='answer')),
                ('answer_en', models.TextField(null=True, verbose_name='answer')),
                ('published_at', models.DateTimeField(verbose_name='published at')),
            ],
            options={
                'verbose_name': 'clarification',
                'verbose_name_plural': 'clarifications',
                'ordering': ['call', 'number'],
            },
        ),
        migrations.CreateModel(
            name='DeadlineExtension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('previous', models.DateTimeField(verbose_name='from')),
                ('closes_at', models.DateTimeField(verbose_name='to')),
                ('reason', models.TextField(verbose_name='reason')),
                ('reason_hy', models.TextField(null=True, verbose_name='reason')),
                ('reason_en', models.TextField(null=True, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='at')),
            ],
            options={
                'verbose_name': 'extension of a deadline',
                'verbose_name_plural': 'extensions of deadlines',
                'ordering': ['lot', 'number'],
            },
        ),
        migrations.CreateModel(
            name='EligibilityRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('kind', models.CharField(choices=[('question', 'a question, answered yes'), ('signatory', 'a signatory of the Covenant'), ('region', "of the lot's regions"), ('population', 'population within a range'), ('application', 'an application in another call, current or coming'), ('project', 'no earlier project of this programme'), ('declaration', 'a declaration')], max_length=12, verbose_name='kind')),
                ('is_blocking', models.BooleanField(default=True, help_text='If not, staff look at it and nobody is stopped.', verbose_name='blocking')),
                ('text', models.CharField(help_text='As a sentence: the community is a signatory.', max_length=300, verbose_name='condition')),
                ('text_hy', models.CharField(help_text='As a sentence: the community is a signatory.', max_length=300, null=True, verbose_name='condition')),
                ('text_en', models.CharField(help_text='As a sentence: the community is a signatory.', max_length=300, null=True, verbose_name='condition')),
                ('why', models.TextField(blank=True, verbose_name='why')),
                ('why_hy', models.TextField(blank=True, null=True, verbose_name='why')),
                ('why_en', models.TextField(blank=True, null=True, verbose_name='why')),
                ('instead', models.TextField(blank=True, verbose_name='what to do instead')),
                ('instead_hy', models.TextField(blank=True, null=True, verbose_name='what to do instead')),
                ('instead_en', models.TextField(blank=True, null=True, verbose_name='what to do instead')),
                ('population_min', models.PositiveIntegerField(blank=True, null=True, verbose_name='population from')),
                ('population_max', models.PositiveIntegerField(blank=True, null=True, verbose_name='population to')),
            ],
            options={
                'verbose_name': 'condition of the right to apply',
                'verbose_name_plural': 'conditions of the right to apply',
                'ordering': ['call', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('language', models.CharField(choices=[('hy', 'Armenian'), ('en', 'English')], default='hy', max_length=2, verbose_name='language')),
                ('token', models.CharField(default=calls.models.follower.new_token, editable=False, max_length=40, unique=True)),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='asked at')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('told_until', models.DateTimeField(blank=True, null=True, verbose_name='told of everything until')),
            ],
            options={
                'verbose_name': 'follower of calls',
                'verbose_name_plural': 'followers of calls',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='QuestionColumn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9_]*$', 'Small Latin letters, digits and _ only.')], verbose_name='key')),
                ('type', models.CharField(choices=[('short', 'short text'), ('number', 'a number'), ('money', 'amount of money'), ('date', 'date')], default='short', max_length=12, verbose_name='type')),
                ('label', models.CharField(max_length=100, verbose_name='heading')),
                ('label_hy', models.CharField(max_length=100, null=True, verbose_name='heading')),
                ('label_en', models.CharField(max_length=100, null=True, verbose_name='heading')),
                ('is_required', models.BooleanField(default=True, verbose_name='required')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'column',
                'verbose_name_plural': 'columns',
                'ordering': ['question', 'order', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='call',
            name='is_sealed',
            field=models.BooleanField(default=False, help_text='Until then the office sees how many applications there are, not what they say.', verbose_name='sealed until the deadline'),
        ),
        migrations.AddField(
            model_name='calldocument',
            name='replaces',
            field=models.OneToOneField(blank=True, help_text='The earlier version, which stays downloadable.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='calls.calldocument', verbose_name='replaces'),
        ),
        migrations.AddField(
            model_name="form", name="slug",
            field=models.SlugField(max_length=60, null=True, db_index=False, verbose_name="address"),
        ),
        migrations.RunPython(give_forms_addresses, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="form", name="slug",
            field=models.SlugField(max_length=60, unique=True, verbose_name="address"),
        ),
        migrations.AddField(
            model_name='question',
            name='file_kinds',
            field=models.CharField(blank=True, help_text='For example: pdf, docx. Empty: every kind that the portal takes.', max_length=60, validators=[portal.uploads.known_kinds], verbose_name='kinds of files'),
        ),
        migrations.AddField(
            model_name='question',
            name='max_megabytes',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='a file of at most so many MB'),
        ),
        migrations.AddField(
            model_name='question',
            name='max_rows',
            field=models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='at most so many rows'),
        ),
        migrations.AddField(
            model_name='question',
            name='prefill',
            field=models.CharField(blank=True, choices=[('name', 'name of the community'), ('seat', 'seat town'), ('website', 'website'), ('contact_email', 'public e-mail address'), ('contact_phone', 'public telephone'), ('contact_address', 'postal address'), ('population', 'population, newest figure')], max_length=20, verbose_name='filled from the register with'),
        ),
        migrations.AddField(
            model_name='question',
            name='show_if_key',
            field=models.CharField(blank=True, help_text='The key of an earlier question with a choice or yes and no.', max_length=40, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9_]*$', 'Small Latin letters, digits and _ only.')], verbose_name='asked only if this question'),
        ),
        migrations.AddField(
            model_name='question',
            name='show_if_value',
            field=models.CharField(blank=True, help_text='The key of the answer, or yes, or no.', max_length=40, verbose_name='is answered with'),
        ),
        migrations.AlterField(
            model_name='calldocument',
            name='file',
            field=models.FileField(upload_to='calls/%Y/', validators=[portal.uploads.validate_document], verbose_name='file'),
        ),
        migrations.AlterField(
            model_name='question',
            name='type',
            field=models.CharField(choices=[('short', 'short text'), ('long', 'long text'), ('number', 'a number'), ('money', 'amount of money'), ('yes_no', 'yes or no'), ('choice', 'one of several'), ('multi', 'several of several'), ('date', 'date'), ('url', 'web address'), ('file', 'files'), ('table', 'table'), ('priority', 'answer to a priority'), ('declaration', 'declaration')], max_length=12, verbose_name='type'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('key', 'budget'), _negated=True), name='question_key_is_no_word_of_ours', violation_error_message='The key “budget” is taken: choose another.'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('show_if_key', ''), ('show_if_value', '')), models.Q(models.Q(('show_if_key', ''), _negated=True), models.Q(('show_if_value', ''), _negated=True)), _connector='OR'), name='question_shown_if_both', violation_error_message='Name both the question and the answer that it depends on.'),
        ),
        migrations.AddField(
            model_name='callrevision',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='callrevision',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='calls.call', verbose_name='call'),
        ),
        migrations.AddField(
            model_name='clarification',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clarifications', to='calls.call', verbose_name='call'),
        ),
        migrations.AddField(
            model_name='deadlineextension',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='deadlineextension',
            name='lot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='calls.lot', verbose_name='lot'),
        ),
        migrations.AddField(
            model_name='eligibilityrule',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='calls.call', verbose_name='call'),
        ),
        migrations.AddField(
            model_name='eligibilityrule',
            name='lot',
            field=models.ForeignKey(blank=True, help_text='Empty: for every lot.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='calls.lot', verbose_name='lot'),
        ),
        migrations.AddField(
            model_name='eligibilityrule',
            name='other_call',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call', verbose_name='the other call'),
        ),
        migrations.AddField(
            model_name='eligibilityrule',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communities.programme', verbose_name='programme'),
        ),
        migrations.AddField(
            model_name='follower',
            name='call',
            field=models.ForeignKey(blank=True, help_text='Empty: all of them.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='calls.call', verbose_name='call'),
        ),
        migrations.AddField(
            model_name='questioncolumn',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='columns', to='calls.question', verbose_name='question'),
        ),
        migrations.AddConstraint(
            model_name='callrevision',
            constraint=models.UniqueConstraint(fields=('call', 'number'), name='call_revision_once'),
        ),
        migrations.AddConstraint(
            model_name='clarification',
            constraint=models.UniqueConstraint(fields=('call', 'number'), name='clarification_once'),
        ),
        migrations.AddConstraint(
            model_name='deadlineextension',
            constraint=models.UniqueConstraint(fields=('lot', 'number'), name='lot_extension_once'),
        ),
        migrations.AddConstraint(
            model_name='deadlineextension',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('previous'))), name='extension_only_later'),
        ),
        migrations.AddConstraint(
            model_name='eligibilityrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'application'), _negated=True), ('other_call__isnull', False), _connector='OR'), name='rule_other_call_named', violation_error_message='Name the other call.'),
        ),
        migrations.AddConstraint(
            model_name='eligibilityrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'population'), _negated=True), ('population_min__isnull', False), ('population_max__isnull', False), _connector='OR'), name='rule_population_range', violation_error_message='Give the smallest or the largest population.'),
        ),
        migrations.AddConstraint(
            model_name='eligibilityrule',
            constraint=models.CheckConstraint(condition=models.Q(('other_call', None), models.Q(('other_call', models.F('call')), _negated=True), _connector='OR'), name='rule_not_its_own_call', violation_error_message='The other call must be another one.'),
        ),
        migrations.AddConstraint(
            model_name='follower',
            constraint=models.UniqueConstraint(fields=('email', 'call'), name='follower_of_a_call_once'),
        ),
        migrations.AddConstraint(
            model_name='follower',
            constraint=models.UniqueConstraint(condition=models.Q(('call', None)), fields=('email',), name='follower_of_all_once'),
        ),
        migrations.AddConstraint(
            model_name='questioncolumn',
            constraint=models.UniqueConstraint(fields=('question', 'key'), name='column_key_once'),
        ),
        insert_only("calls_callrevision"),
        insert_only("calls_deadlineextension"),
        guard(*ALL),
    ]
