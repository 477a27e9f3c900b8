from django.core.management.base import BaseCommand

from portal.privacy import erased_list


class Command(BaseCommand):
    help = "Erase whoever a restored backup brought back, by the list of the erased."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{erased_list.erase_again()} were erased again.")
