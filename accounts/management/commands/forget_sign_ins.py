from django.core.management.base import BaseCommand

from accounts import sign_ins


class Command(BaseCommand):
    help = "Delete sign-ins that are older than they may be kept, with their addresses."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{sign_ins.forget_sign_ins()} sign-ins are gone.")
