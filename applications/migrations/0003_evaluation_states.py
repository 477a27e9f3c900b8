"""The states of an evaluation; what lists say of an application."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0002_personal_answers'),
        ('calls', '0002_scoring_rules'),
        ('communities', '0001_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='application',
            name='application_known_state',
        ),
        migrations.AlterField(
            model_name='application',
            name='state',
            field=models.CharField(choices=[('draft', 'draft, not submitted'), ('submitted', 'submitted'), ('withdrawn', 'withdrawn'), ('completion', 'completion requested'), ('eligible', 'eligible'), ('ineligible', 'not eligible'), ('in_review', 'in review'), ('ranked', 'reviewed'), ('awarded', 'grant awarded'), ('reserve', 'on the reserve list'), ('rejected', 'rejected'), ('declined', 'grant declined')], default='draft', max_length=20, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'withdrawn', 'completion', 'eligible', 'ineligible', 'in_review', 'ranked', 'awarded', 'reserve', 'rejected', 'declined'])), name='application_known_state'),
        ),
        migrations.AddField(
            model_name='application',
            name='grant',
            field=models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, verbose_name='grant asked for'),
        ),
        migrations.AddField(
            model_name='application',
            name='search_key',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='application',
            name='title',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='title'),
        ),
    ]
