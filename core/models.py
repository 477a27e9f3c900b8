from django.db import models

from core.personal_data import MACHINE, PersonalData


class ContentChange(models.Model):
    """That something which public pages show was changed: a row for each transaction that did.

    What stands here is the content's version (core/keeping/changes.py).
    """

    at = models.DateTimeField(auto_now_add=True)
    #: tells a row from one that had its number before a rollback, or in a backup
    token = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk}"


class CommandRun(models.Model):
    """The last run of a command that a timer starts."""

    personal_data = PersonalData(texts=MACHINE)

    name = models.CharField(max_length=60, unique=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    #: the kind of the error, never its words: they may quote a person
    error = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
