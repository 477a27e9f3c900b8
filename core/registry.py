"""A thing with variants: each variant registers itself, and whoever needs one asks for it."""

import pkgutil
from importlib import import_module
from typing import Generic, Protocol, TypeVar


class Variant(Protocol):
    """One of the kinds of a thing: its code is kept in rows, its order is that of lists."""

    @property
    def code(self) -> str: ...

    @property
    def order(self) -> int: ...


V = TypeVar("V", bound=Variant)


class Registry(Generic[V]):
    """The variants of one thing, each by its code."""

    def __init__(self) -> None:
        self._variants: dict[str, V] = {}

    def register(self, *variants: V) -> None:
        """Add variants; ValueError when a code is taken."""
        for variant in variants:
            if variant.code in self._variants:
                raise ValueError(f"The code {variant.code} is taken.")
            self._variants[variant.code] = variant

    def unregister(self, *variants: V) -> None:
        for variant in variants:
            del self._variants[variant.code]

    def get(self, code: str) -> V:
        """The variant with this code; raises KeyError."""
        return self._variants[code]

    def all(self) -> list[V]:
        """Every variant in its order."""
        return sorted(
            self._variants.values(), key=lambda variant: variant.order
        )

    def __contains__(self, code: object) -> bool:
        return code in self._variants


def import_modules(package: str) -> None:
    """Import each module of a package, so that it registers what it holds."""
    for module in pkgutil.iter_modules(import_module(package).__path__):
        import_module(f"{package}.{module.name}")
