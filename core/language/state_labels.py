"""What a state is called on a page, once for all pages: each app registers the labels of its own
states.
"""

from collections.abc import Iterable

from django.utils.functional import Promise

Label = str | Promise

_labels: dict[str, Label] = {}


def register_labels(labels: Iterable[tuple[str, Label]]) -> None:
    """Add the labels of an app's states; ValueError when one is already called something else."""
    for state, label in labels:
        known = _labels.setdefault(state, label)
        if known != label:
            raise ValueError(
                f"The state {state} is called both “{known}” and “{label}”."
            )


def known_states() -> list[str]:
    return list(_labels)


def state_label(state: str) -> str:
    """The label of a state in the active language; "" for none."""
    return str(_labels[state]) if state else ""
