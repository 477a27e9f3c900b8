import copy
import uuid

import pytest
from django.conf import settings as django_settings
from django.test import TransactionTestCase

from communities import register as communities_register
from communities.models import (
    Adhesion,
    Alias,
    Community,
    Organisation,
    PopulationFigure,
    Programme,
    Region,
    Strand,
)
from portal import insert_only


def pytest_configure(config):
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _emptied_with_triggers_lifted(self, _empty=TransactionTestCase._fixture_teardown):
    """Emptying a test database is the one deletion that the insert-only tables must allow."""
    for table in insert_only.TABLES:
        insert_only.release(table)
    _empty(self)
    for table in insert_only.TABLES:
        insert_only.hold(table)


TransactionTestCase._fixture_teardown = _emptied_with_triggers_lifted


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
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid.uuid4().hex}}


KEPT = {}
IN_ORDER = (Region, Organisation, Programme, Strand, Community, Alias, PopulationFigure, Adhesion)


@pytest.fixture
def register(db):
    """The real register: 71 communities, nine former ones, the adhesions; read from its files once."""
    if not KEPT:
        KEPT["report"] = communities_register.load()
        KEPT["rows"] = [list(model.objects.order_by("pk")) for model in IN_ORDER]
    elif not Region.objects.exists():
        for model, rows in zip(IN_ORDER, KEPT["rows"], strict=True):
            model.objects.bulk_create(copy.deepcopy(rows))
    return KEPT["report"]
