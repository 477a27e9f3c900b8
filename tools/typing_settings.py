"""The portal's settings as the type checker reads them: `make types` and nothing else.

modeltranslation gives every translated model managers of a class that it makes at run time. No
checker can know such a class, so here the managers stay what the models declare.
"""

from modeltranslation import translator

from portal.settings import *  # noqa: F403


def _leave_managers(model: type) -> None:
    """In place of `add_manager`, which would hide the declared manager."""


translator.add_manager = _leave_managers
