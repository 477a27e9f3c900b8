"""What a test may find in its database, by the name of the fixture that asks for it.

Each function fills an empty, migrated database once in a run (see `tests/databases.py`) and returns
what the tests must know of it.
"""

import io

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from communities.register import loading
from portal.demo import content, evaluation, people


def build_register() -> loading.Report:
    """The real register of Armenia, read from its files."""
    return loading.load(loading.ARMENIA)


def build_countries() -> loading.Report:
    """The partner countries' signatories and inventories too."""
    report = build_register()
    loading.load(loading.COUNTRIES)
    return report


def build_texts() -> None:
    """The register of Armenia and the texts of the demonstration, in the index of the search."""
    build_register()
    for build in (
        content.build_news,
        content.build_library,
        content.build_questions,
    ):
        build()
    call_command("rebuild_search", verbosity=0)


def _sign_in(email: str) -> str:
    """The key of a session that began on the page of signing in."""
    client = Client()
    client.post(
        "/hy/accounts/login/",
        {"login": email, "password": settings.DEMO_PASSWORD},
    )
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def build_demo() -> dict[str, str]:
    """The demonstration with an open call, by its own command; a session of each of its people."""
    people._password.cache_clear()
    call_command("demo", "--stage", "open", "--really", stdout=io.StringIO())
    return {email: _sign_in(email) for email in people.everyone()}


def build_evaluated() -> None:
    """The demonstration with a call that is decided; without files, which are each test's own."""
    build_demo()
    evaluation.build("decided")


WORLDS = {
    "register": build_register,
    "countries": build_countries,
    "texts": build_texts,
    "demo": build_demo,
    "evaluated": build_evaluated,
}
