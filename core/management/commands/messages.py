from django.core.management.base import BaseCommand, CommandError

from core.language import catalogue


class Command(BaseCommand):
    help = (
        "Bring the Armenian catalogue up to date with the code; "
        "--check only looks, --compile makes .mo"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--compile", action="store_true")

    def handle(
        self,
        *args,
        check: bool,
        compile: bool,
        **options,
    ) -> None:
        if compile:
            return catalogue.compile_catalogues()
        if check:
            return self._check()
        left = {
            domain: catalogue.update_catalogue(domain)
            for domain in catalogue.DOMAINS
        }
        self.stdout.write(
            ", ".join(
                f"{domain}: {number} to translate"
                for domain, number in left.items()
            )
        )

    def _check(self) -> None:
        problems = [
            line
            for domain in catalogue.DOMAINS
            for line in catalogue.catalogue_problems(domain)
        ]
        if problems:
            raise CommandError(
                "The Armenian catalogue is not whole:\n" + "\n".join(problems)
            )
