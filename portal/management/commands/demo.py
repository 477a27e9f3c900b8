import io

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal.demo import (
    call,
    content,
    evaluation,
    many,
    many_applications,
    people,
    register,
    submissions,
)

STAGES = ("open", "submitted", *evaluation.STAGES)


class Command(BaseCommand):
    help = "Build the demonstration: real communities, real facts, people to sign in as."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--stage",
            choices=STAGES,
            default="decided",
            help="how far the story goes",
        )
        parser.add_argument(
            "--articles",
            type=int,
            default=0,
            metavar="N",
            help="add N made-up articles, to measure with",
        )
        parser.add_argument(
            "--applications",
            type=int,
            default=0,
            metavar="N",
            help="add N made-up applications in review, to measure with",
        )
        parser.add_argument(
            "--really",
            action="store_true",
            help="create the accounts where DEBUG is off too",
        )

    def handle(
        self, *args, stage: str, really: bool, articles: int, **options
    ) -> None:
        if not settings.DEBUG and not really:
            raise CommandError(
                "DEBUG is off. The demonstration creates accounts whose password everyone knows;"
                " say --really if this machine is for that."
            )
        if stage in evaluation.STAGES and evaluation.is_told():
            self.stdout.write(
                "An evaluation is in the database already and stays at its stage;"
                " another stage begins with an empty database."
            )
        for _name, step in tqdm(self._steps(stage), desc="demo", disable=None):
            step()
        if articles > 0:
            many.build(articles)
        if options["applications"] > 0:
            many_applications.build(options["applications"])
        self._say_who()

    def _steps(self, stage: str) -> list:
        steps = [
            ("register", lambda: call_command("prepare", stdout=io.StringIO())),
            ("people", people.build),
            ("examples", register.build),
            ("news", content.build_news),
            ("library", content.build_library),
            ("questions", content.build_questions),
            ("call", call.build),
            ("relations", content.relate_articles),
        ]
        if stage != "open":
            steps.append(("applications", submissions.build))
        if stage in evaluation.STAGES:
            steps.append(("evaluation", lambda: evaluation.tell(stage)))
        return steps

    def _say_who(self) -> None:
        self.stdout.write(
            f"\nPortal:  {settings.SITE_URL}/hy/  {settings.SITE_URL}/en/"
        )
        self.stdout.write(f"Admin:   {settings.SITE_URL}/hy/admin/")
        self.stdout.write(f"Letters: {settings.EMAIL_FILE_PATH}")
        self.stdout.write(f"Sign in (password {settings.DEMO_PASSWORD}):")
        for email in people.everyone():
            self.stdout.write(f"  {email}")
        self.stdout.write(
            "Staff are asked for a second factor, as on a server."
            if settings.SECOND_FACTOR_REQUIRED
            else "No second factor is asked for in the demonstration"
            " (SECOND_FACTOR_REQUIRED=1 asks, as a server does)."
        )
