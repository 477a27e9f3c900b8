import copy
import uuid

import pytest
from django.conf import settings as django_settings
from django.db.backends.postgresql.creation import DatabaseCreation
from django.test import TransactionTestCase

from applications.drafts import checking
from applications import guards as of_applications
from calls import guards as of_calls
from communities.register import loading as communities_register
from communities.models import (
    ActionPlan,
    Adhesion,
    Alias,
    Community,
    Country,
    District,
    Edition,
    EmissionInventory,
    InventoryRow,
    Membership,
    Organisation,
    PartnerSignatory,
    PopulationFigure,
    Programme,
    PublishedCount,
    Recognition,
    Region,
    Strand,
)
from core.database import insert_only

GUARDS = (*of_calls.ALL, *of_applications.ALL)


def pytest_configure(config):
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _emptied_with_triggers_lifted(self, _empty=TransactionTestCase._fixture_teardown):
    """Emptying a test database is the one deletion that the insert-only tables must allow."""
    for table in insert_only.TABLES:
        insert_only.release(table)
    for guard in GUARDS:
        guard.release()
    _empty(self)
    for table in insert_only.TABLES:
        insert_only.hold(table)
    for guard in GUARDS:
        guard.hold()


TransactionTestCase._fixture_teardown = _emptied_with_triggers_lifted


def _dropped_with_its_sessions(self, name, verbosity):
    """A thread of the browser's test server may hold its connection a moment longer than the suite."""
    with self._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {self.connection.ops.quote_name(name)} WITH (FORCE)")


DatabaseCreation._destroy_test_db = _dropped_with_its_sessions


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    """Each test writes its files, letters and media into a folder of its own."""
    private = {"BACKEND": "portal.files.PrivateStorage", "OPTIONS": {"location": str(tmp_path / "private")}}
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {**settings.STORAGES, "private": private}
    return tmp_path


@pytest.fixture(autouse=True)
def fresh_cache(settings):
    """Keys of its own for each test, so that workers sharing one Redis do not meet."""
    checking.remembered.cache_clear()
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid.uuid4().hex}}


KEPT = {}
ARMENIA = (
    Region, Organisation, Programme, Strand, Community, Alias, District, PopulationFigure, Adhesion,
    ActionPlan, Recognition, EmissionInventory, InventoryRow, Membership, PublishedCount, Edition,
)  # fmt: skip
COUNTRIES = (Country, PartnerSignatory, EmissionInventory, InventoryRow)


def _rows(models):
    return [list(model.objects.order_by("pk")) for model in models]


def _put_back(models, kept):
    for model, rows in zip(models, kept, strict=True):
        model.objects.bulk_create(copy.deepcopy(rows), ignore_conflicts=True)


@pytest.fixture
def register(db):
    """The real register of Armenia, read from its files once per process."""
    if "report" not in KEPT:
        KEPT["report"] = communities_register.load(communities_register.ARMENIA)
        KEPT["armenia"] = _rows(ARMENIA)
    elif not Region.objects.exists():
        _put_back(ARMENIA, KEPT["armenia"])
    return KEPT["report"]


@pytest.fixture
def countries(register):
    """The partner countries' signatories and inventories too."""
    if "countries" not in KEPT:
        communities_register.load(communities_register.COUNTRIES)
        KEPT["countries"] = _rows(COUNTRIES)
    elif not Country.objects.exists():
        _put_back(COUNTRIES, KEPT["countries"])
