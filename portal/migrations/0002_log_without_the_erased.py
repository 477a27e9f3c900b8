"""An erasure takes a person's words out of the log of changes."""

from django.db import migrations

from core.database.triggers import create_triggers
from portal.audit.triggers import TRIGGERS


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_start_page"),
        ("accounts", "0002_erasures"),
    ]

    operations = [create_triggers(*TRIGGERS)]
