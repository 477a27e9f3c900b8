import pytest

from tests import make


@pytest.fixture
def officer():
    return make.staff("officer")


@pytest.fixture
def head():
    return make.staff("head")
