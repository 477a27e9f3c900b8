from django.db import models

from core.personal_data import PUBLISHED, PersonalData


class SearchEntry(models.Model):
    """One thing in one language as the search shows it; written and read by `portal.search` alone.

    Its key begins with the instant of publication, so that the newest come first in the order of
    the key, on both engines and without sorting.
    """

    personal_data = PersonalData(texts=PUBLISHED)

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=400)
    body = models.TextField()
    path = models.CharField(max_length=300)
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("model", "object_id", name="search_entry_of")]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that stands in some title: where suggestions for a misspelt one come from."""

    personal_data = PersonalData(texts=PUBLISHED)

    word = models.CharField(max_length=60, primary_key=True)
    stem = models.CharField(max_length=60)
    latin = models.CharField(max_length=80)

    class Meta:
        indexes = [
            models.Index("latin", name="search_word_latin"),
            models.Index("stem", name="search_word_stem"),
        ]

    def __str__(self) -> str:
        return self.word
