import pytest
from django.conf import settings as django_settings
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from applications.drafts import checking
from tests.counting import counted
from tests.databases import (
    MIGRATED,
    Databases,
    close_caches,
    settings_apart,
)
from tests.worlds import WORLDS

pytest_plugins = ["tests.undefined", "tests.unordered"]


#: how long an example takes depends on what else the machine does
hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")


def pytest_configure(config):
    django_settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]


@pytest.fixture(scope="session")
def databases(
    request, tmp_path_factory, django_test_environment, django_db_blocker
):
    """This worker's database, made in a folder that all workers of the run share."""
    folder = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        folder = folder.parent
    with django_db_blocker.unblock():
        made = Databases(folder / "databases", WORLDS)
    with pytest.MonkeyPatch.context() as patch:
        # Instead of emptying every table, whose triggers would refuse it.
        patch.setattr(
            TransactionTestCase,
            "_fixture_teardown",
            lambda case: made.was_written_to(),
        )
        yield made
    with django_db_blocker.unblock():
        made.leave()


def world_of(test):
    """The label of the database that the test finds, by its fixtures."""
    return next(
        (label for label in reversed(WORLDS) if label in test.fixturenames),
        MIGRATED,
    )


@pytest.fixture
def django_db_setup(request, databases, django_db_blocker):
    """In the place of pytest-django's, and for each test: the database that its fixtures name."""
    with django_db_blocker.unblock():
        databases.become(world_of(request))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The long journeys first, so that the workers end together; tests of one world side by side,
    because it is copied only when it changes."""
    items.sort(
        key=lambda test: (
            not test.get_closest_marker("browser"),
            world_of(test),
        )
    )


@pytest.fixture
def django_assert_num_queries():
    """In the place of pytest-django's: without the statements of the site's frame."""
    return counted


@pytest.fixture(autouse=True)
def just_signed_in(settings):
    """`force_login` writes down no time of the sign-in: it counts as one of this moment. Tests of
    rare acts set the time themselves.
    """
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 10**12


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    """Each test writes its files into a folder of its own, and to cache keys of its own, so that
    workers sharing one Redis do not meet."""
    checking.remembered_sections.cache_clear()
    for name, value in settings_apart(tmp_path).items():
        setattr(settings, name, value)
    yield tmp_path
    close_caches()


@pytest.fixture(autouse=True)
def language_of_the_portal():
    """No test finds the language of the page that the one before it asked for."""
    with translation.override(django_settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def register(db, databases):
    """The real register of Armenia; the report of its import."""
    return databases.note("register")


@pytest.fixture
def countries(db, databases):
    """The same with the partner countries' signatories and inventories."""
    return databases.note("countries")


@pytest.fixture
def texts(db):
    """The texts of the demonstration, to be searched."""
