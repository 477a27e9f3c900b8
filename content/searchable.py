"""What the site's search finds: its entries are written by the save itself."""

from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction

from content.search import entries
from core.text import rich_text

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


class Searchable(models.Model):
    """A thing with an address that the search finds, in each language in which it has a title."""

    search_kind = ""
    search_title = "title"
    search_fields: tuple[str, ...] = ("body",)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            entries.index_entries(self)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            entries.forget_entries(self)
            return super().delete(*args, **kwargs)

    def search_heading(self, language: str) -> str:
        """The title in a language, by which staff find what is not ready."""
        return getattr(self, f"{self.search_title}_{language}") or ""

    def search_text(self, language: str) -> tuple[str, str] | None:
        """(title, plain text) in a language; None where there is nothing to find."""
        title = self.search_heading(language)
        if not title:
            return None
        texts = (
            getattr(self, f"{field}_{language}") or ""
            for field in self.search_fields
        )
        return title, " ".join(filter(None, map(rich_text.plain_text, texts)))

    def search_later(self, language: str) -> tuple[datetime, str] | None:
        """(from when, plain text) of words that are found from an instant of their own on."""
        return None

    def search_names(self) -> list[str]:
        """Other names by which it is looked for; they count like the title."""
        return []

    def search_span(self) -> tuple[datetime | None, datetime | None]:
        """From when and until when everyone may find it; (None, None): never."""
        return ALWAYS, None

    def search_date(self) -> datetime | None:
        """The instant by which it is ordered, newest first; None for what has no date."""
        return None

    def search_rank(self) -> int:
        """Its place among things without a date, the highest first, below 2**27; nought is for what
        is past: it comes last and is marked.
        """
        return 1


class PartOfSearchable(models.Model):
    """A row whose texts are found with the thing it belongs to: `search_owner` names the field."""

    search_owner = ""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            self._index_owner()

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            self._index_owner()
            return deleted

    def _index_owner(self) -> None:
        """Read anew: the owner at hand may remember its parts of before."""
        key = getattr(self, f"{self.search_owner}_id")
        owners: Any = self._meta.get_field(self.search_owner).related_model
        owner = owners._default_manager.filter(pk=key).first()
        if owner is not None:
            entries.index_entries(owner)


def searchable_models() -> list[type[Searchable]]:
    """Every model that the search knows."""
    return [
        model for model in apps.get_models() if issubclass(model, Searchable)
    ]
