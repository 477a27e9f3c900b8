from django.core.management.base import BaseCommand

from portal import roles


class Command(BaseCommand):
    help = "Bring the groups of staff into the shape of portal/roles.py."

    def handle(self, *args, **options) -> None:
        roles.synchronise()
        self.stdout.write(
            f"{len(roles.ROLES)} groups: {', '.join(roles.ROLES)}"
        )
