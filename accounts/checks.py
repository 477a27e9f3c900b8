"""What `manage.py check --deploy` says of signing in."""

from django.conf import settings
from django.core.checks import Warning


def check_second_factor(app_configs, **kwargs) -> list[Warning]:
    """With DEBUG nobody is served, and the demonstration asks for none."""
    if settings.SECOND_FACTOR_REQUIRED or settings.DEBUG:
        return []
    return [
        Warning(
            "SECOND_FACTOR_REQUIRED is off: a stolen password opens the office.",
            hint="Leave the variable out, or set SECOND_FACTOR_REQUIRED=1.",
            id="accounts.W001",
        )
    ]
