"""People who sign in."""

import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models

from core.database.triggers import create_triggers, insert_only


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('led_to', models.CharField(blank=True, max_length=500)),
                ('used_at', models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
            options={
                'verbose_name': 'form that was sent',
                'verbose_name_plural': 'forms that were sent',
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='public number')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=150, verbose_name='full name')),
                ('language', models.CharField(choices=[('hy', 'Armenian'), ('en', 'English')], default='hy', max_length=2, verbose_name='preferred language')),
                ('is_staff', models.BooleanField(default=False, verbose_name='may enter the administration')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('date_joined', models.DateTimeField(auto_now_add=True, verbose_name='joined')),
                ('search_key', models.TextField(default='', editable=False)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'ordering': ['email'],
                'permissions': [('work_in_the_office', 'May open the office and its pages'), ('reset_second_factor', 'May remove the second factor of someone who lost it')],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_in_any_case')],
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='at')),
                ('address', models.GenericIPAddressField(null=True, verbose_name='address')),
                ('browser', models.CharField(blank=True, max_length=40, verbose_name='browser')),
                ('system', models.CharField(blank=True, max_length=40, verbose_name='device')),
                ('method', models.CharField(blank=True, choices=[('password', 'password'), ('code', 'code by e-mail'), ('passkey', 'passkey')], max_length=10, verbose_name='method')),
                ('second_factor', models.CharField(blank=True, choices=[('totp', 'authenticator app'), ('webauthn', 'passkey'), ('recovery_codes', 'recovery code')], max_length=20, verbose_name='second factor')),
                ('is_new_device', models.BooleanField(default=False, verbose_name='new device')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'sign-in',
                'verbose_name_plural': 'sign-ins',
                'ordering': ['-at'],
                'indexes': [models.Index(fields=['user', '-at'], name='sign_ins_of_a_user')],
            },
        ),
        migrations.CreateModel(
            name='BrowserSession',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('sign_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='browser_sessions', to='accounts.signin', verbose_name='sign-in')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='browser_sessions', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SecondFactorReset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=500, verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('removed', models.JSONField(default=list, verbose_name='removed')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='second_factor_resets', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'removal of a second factor',
                'verbose_name_plural': 'removals of second factors',
                'ordering': ['-at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('user', models.F('by')), _negated=True), name='second_factor_reset_by_another'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='second_factor_reset_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='PersonChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(choices=[('joined', 'joined by invitation'), ('role_given', 'role given'), ('role_taken', 'role taken away'), ('deactivated', 'account deactivated'), ('activated', 'account activated'), ('seat_changed', 'role in a community changed'), ('seat_removed', 'taken out of a community')], max_length=20, verbose_name='what')),
                ('role', models.CharField(blank=True, max_length=30, verbose_name='role')),
                ('former_role', models.CharField(blank=True, max_length=30, verbose_name='role before')),
                ('place', models.CharField(blank=True, max_length=50, verbose_name='where')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes_made', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'change of a person',
                'verbose_name_plural': 'changes of people',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('verb__in', ['joined', 'role_given', 'role_taken', 'deactivated', 'activated', 'seat_changed', 'seat_removed'])), name='person_change_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('verb__in', ['role_given', 'role_taken', 'deactivated', 'activated']), _negated=True), models.Q(('by', models.F('person')), _negated=True), _connector='OR'), name='person_change_by_another', violation_error_message='Nobody changes their own roles; ask a second administrator.'), models.CheckConstraint(condition=models.Q(('verb__in', ['deactivated', 'activated']), models.Q(('role', ''), _negated=True), _connector='OR'), name='person_change_names_its_role'), models.CheckConstraint(condition=models.Q(models.Q(('verb', 'deactivated'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='person_change_says_why')],
            },
        ),
        migrations.CreateModel(
            name='StaffInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=150, verbose_name='full name')),
                ('search_key', models.TextField(default='', editable=False)),
                ('language', models.CharField(choices=[('hy', 'Armenian'), ('en', 'English')], default='hy', max_length=2, verbose_name='language')),
                ('token_sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('days', models.PositiveSmallIntegerField(default=14, verbose_name='valid for, days')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('expires_at', models.DateTimeField(verbose_name='expires at')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted at')),
                ('taken_back_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back at')),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by')),
                ('roles', models.ManyToManyField(to='auth.group', verbose_name='roles')),
            ],
            options={
                'verbose_name': 'invitation to the staff',
                'verbose_name_plural': 'invitations to the staff',
                'ordering': ['-created_at', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('days__gte', 1), ('days__lte', 60)), name='accounts_staffinvitation_valid_for_some_days', violation_error_message='Choose 1 to 60 days.'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='accounts_staffinvitation_ends_after_it_began'), models.CheckConstraint(condition=models.Q(('accepted_at', None), ('taken_back_at', None), _connector='OR'), name='accounts_staffinvitation_accepted_or_taken_back'), models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('taken_back_at', None)), fields=('email',), name='staff_invitation_once_at_a_time')],
            },
        ),
        create_triggers(*insert_only("accounts_personchange")),
    ]
