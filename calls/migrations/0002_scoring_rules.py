"""How applications are scored: thresholds, reviews, what scores mean; held by triggers once scoring began."""

import django.db.models.deletion
from django.db import migrations, models

from calls.triggers import FORMS, LOTS, SCORING
from core.database.triggers import create_triggers, drop_triggers


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0001_calls_lots_forms'),
        ('communities', '0001_register'),
        ('content', '0001_pages_pictures_search'),
    ]

    operations = [
        # SQLite builds these tables anew
        drop_triggers(*FORMS, *LOTS),
        migrations.AddField(
            model_name='criterion',
            name='anchors',
            field=models.TextField(blank=True, help_text='One line a score, with the number first: “5 – exemplary”. A score without a line needs none.', verbose_name='what the scores mean'),
        ),
        migrations.AddField(
            model_name='criterion',
            name='anchors_en',
            field=models.TextField(blank=True, help_text='One line a score, with the number first: “5 – exemplary”. A score without a line needs none.', null=True, verbose_name='what the scores mean'),
        ),
        migrations.AddField(
            model_name='criterion',
            name='anchors_hy',
            field=models.TextField(blank=True, help_text='One line a score, with the number first: “5 – exemplary”. A score without a line needs none.', null=True, verbose_name='what the scores mean'),
        ),
        migrations.AddField(
            model_name='criterion',
            name='lot',
            field=models.ForeignKey(blank=True, help_text='If empty: for every lot of the call.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='own_criteria', to='calls.lot', verbose_name='lot'),
        ),
        migrations.AddField(
            model_name='criterion',
            name='scale_min',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='lowest score'),
        ),
        migrations.AddField(
            model_name='lot',
            name='is_blind',
            field=models.BooleanField(default=False, help_text='Reviewers then see only the questions marked as visible to them, and not which community has applied.', verbose_name='reviewed without names'),
        ),
        migrations.AddField(
            model_name='lot',
            name='overall_threshold',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='threshold of the total (points)'),
        ),
        migrations.AddField(
            model_name='lot',
            name='reviews_required',
            field=models.PositiveSmallIntegerField(default=2, verbose_name='reviews of each application'),
        ),
        migrations.AddField(
            model_name='lot',
            name='scoring_began_at',
            field=models.DateTimeField(blank=True, editable=False, help_text='From then on criteria and thresholds stay as they are.', null=True, verbose_name='scoring began at'),
        ),
        migrations.AddField(
            model_name='lot',
            name='third_review_gap',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='If empty: there is no third review.', max_digits=6, null=True, verbose_name='third review when two differ by more than (points)'),
        ),
        migrations.AddField(
            model_name='question',
            name='is_seen_blind',
            field=models.BooleanField(default=False, help_text='Shown to reviewers of lots that are reviewed without names.', verbose_name='visible when reviewed without names'),
        ),
        migrations.AlterField(
            model_name='criterion',
            name='threshold',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='The mean score below which an application is rejected.', max_digits=5, null=True, verbose_name='threshold'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('scale_min__lt', models.F('scale_max'))), name='criterion_scale_has_steps', violation_error_message='The lowest score must be below the highest.'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('weight', None), ('weight__gt', 0), _connector='OR'), name='criterion_weight_positive', violation_error_message='A weight is more than zero.'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('threshold', None), models.Q(('threshold__gte', models.F('scale_min')), ('threshold__lte', models.F('scale_max'))), _connector='OR'), name='criterion_threshold_within_scale', violation_error_message='The threshold must lie within the scale.'),
        ),
        migrations.AddConstraint(
            model_name='lot',
            constraint=models.CheckConstraint(condition=models.Q(('reviews_required__gte', 1), ('reviews_required__lte', 5)), name='lot_reviews_required', violation_error_message='One to five reviews are required of each application.'),
        ),
        migrations.AddField(
            model_name='lot',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='+', to='content.topic', verbose_name='what its reviewers should know'),
        ),
        migrations.AddField(
            model_name='lot',
            name='tells_scores',
            field=models.BooleanField(default=True, help_text='In the letter with the decision.', verbose_name='applicants are told scores and comments'),
        ),
        create_triggers(*FORMS, *LOTS, *SCORING),
    ]
