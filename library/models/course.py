from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.models import Programme
from content.models import Content, Picture, Topic
from content.search import entries
from core.personal_data import (
    PUBLISHED,
    SEEN_BY_YOU,
    UNTIL_ERASED,
    PersonalData,
)
from core.text.rich_text import RichTextField
from library.models.resource import Resource


class Course(Content):
    """A course of the community learning centre: lessons in their order."""

    personal_data = PersonalData(texts=PUBLISHED)

    search_kind = "course"
    ready_fields = ("title", "summary")
    search_fields = ("summary", "body")

    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(
        _("summary"),
        help_text=_(
            "What learners can do after it, in two or three sentences."
        ),
    )
    body = RichTextField(_("text"), blank=True)
    lead_picture = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="courses",
        verbose_name=_("lead picture"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="courses", verbose_name=_("topics")
    )
    programmes = models.ManyToManyField(
        Programme,
        blank=True,
        related_name="courses",
        verbose_name=_("programmes"),
    )

    class Meta(Content.Meta):
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:course", args=[self.slug])

    def shown_pictures(self) -> list[Picture]:
        return [*filter(None, [self.lead_picture])]

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        for lesson in (
            self.lessons.all()
        ):  # they are public only within it, under its address
            entries.index_entries(lesson)


class Lesson(Content):
    """A step of a course."""

    personal_data = PersonalData(texts=PUBLISHED)

    search_kind = "course"

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="lessons", verbose_name=_("course")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    title = models.CharField(_("title"), max_length=250)
    body = RichTextField(_("text"))
    minutes = models.PositiveSmallIntegerField(
        _("duration, minutes"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(1440)],
    )
    video_link = models.URLField(_("link to a video"), blank=True)
    materials = models.ManyToManyField(
        Resource,
        blank=True,
        related_name="lessons",
        verbose_name=_("materials"),
    )

    class Meta(Content.Meta):
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["course", "order", "pk"]
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(
                name="lesson_takes_time",
                condition=models.Q(minutes__gte=1, minutes__lte=1440),
                violation_error_message=_(
                    "A lesson takes between one minute and a day."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def search_span(self):
        """Only while the course is public too."""
        since, until = super().search_span()
        if since is None or self.course.published_at is None:
            return None, None
        ends = [end for end in (until, self.course.withdrawn_at) if end]
        return max(since, self.course.published_at), min(ends, default=None)

    def get_absolute_url(self) -> str:
        return reverse("library:lesson", args=[self.course.slug, self.slug])


class LessonDone(models.Model):
    """That a member has marked a lesson as done; seen by that member alone."""

    personal_data = PersonalData(
        user="user",
        what=_("lessons that you finished"),
        why=_("to show you how far you are"),
        seen_by=SEEN_BY_YOU,
        how_long=UNTIL_ERASED,
    )

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="lessons_done"
    )
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="done")
    done_at = models.DateTimeField(_("done at"), auto_now_add=True)

    class Meta:
        verbose_name = _("lesson done")
        verbose_name_plural = _("lessons done")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson"], name="lesson_done_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.lesson)
