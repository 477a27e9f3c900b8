"""The database itself refuses to change or delete what was submitted, and the journal."""

from django.db import migrations

from portal.insert_only import insert_only


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_applications")]
    operations = [insert_only("applications_version"), insert_only("applications_statuschange")]
