from django.core.management.base import BaseCommand

from accounts import roles


class Command(BaseCommand):
    help = "Bring the groups of staff into the shape of accounts/roles.py."

    def handle(self, *args, **options) -> None:
        roles.synchronise_groups()
        names = ", ".join(roles.ROLES)
        self.stdout.write(f"{len(roles.ROLES)} groups: {names}")
