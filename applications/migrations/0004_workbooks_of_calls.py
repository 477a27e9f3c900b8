"""An export may hold every lot of a call in one workbook."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0003_evaluation_states'),
        ('calls', '0002_scoring_rules'),
    ]

    operations = [
        migrations.AddField(
            model_name='export',
            name='call',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='exports', to='calls.call', verbose_name='call'),
        ),
        migrations.AlterField(
            model_name='export',
            name='lot',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='exports', to='calls.lot', verbose_name='lot'),
        ),
        migrations.AddConstraint(
            model_name='export',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('call', None), ('lot__isnull', False)), models.Q(('call__isnull', False), ('kind', 'xlsx'), ('lot', None)), _connector='OR'), name='export_of_a_lot_or_a_workbook_of_a_call'),
        ),
    ]
