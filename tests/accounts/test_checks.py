import pytest

from accounts.checks import check_second_factor


@pytest.mark.parametrize(
    ("debug", "required", "found"),
    [
        (False, False, ["accounts.W001"]),
        (False, True, []),
        (True, False, []),
    ],
)
def test_deployment_without_a_second_factor_is_warned_of(
    settings, debug, required, found
):
    settings.DEBUG = debug
    settings.SECOND_FACTOR_REQUIRED = required
    assert [warning.id for warning in check_second_factor(None)] == found
