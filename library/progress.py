"""What a member has done of the learning centre's courses."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from library.models import Course, Lesson, LessonDone


@dataclass(frozen=True)
class Progress:
    """A course with its lessons, each with whether this member has done it."""

    course: Course
    lessons: list[tuple[Lesson, bool]]

    @property
    def done(self) -> int:
        return sum(is_done for _lesson, is_done in self.lessons)

    @property
    def is_complete(self) -> bool:
        return bool(self.lessons) and self.done == len(self.lessons)

    @property
    def next(self) -> Lesson | None:
        return next(
            (lesson for lesson, is_done in self.lessons if not is_done), None
        )


def mark_done(lesson: Lesson, *, by: User) -> None:
    """Note a lesson as done; again changes nothing. Raises ValidationError 'not_public'."""
    if not (lesson.is_public and lesson.course.is_public):
        raise ValidationError(
            _("This lesson is not published."), code="not_public"
        )
    LessonDone.objects.get_or_create(user=by, lesson=lesson)


def unmark_done(lesson: Lesson, *, by: User) -> None:
    LessonDone.objects.filter(user=by, lesson=lesson).delete()


def progress_of(user: User) -> list[Progress]:
    """Every published course as this member stands in it."""
    done = set(
        LessonDone.objects.filter(user=user).values_list("lesson_id", flat=True)
    )
    lessons = Prefetch(
        "lessons", Lesson.objects.published().order_by("order", "pk")
    )
    return [
        Progress(
            course,
            [(lesson, lesson.pk in done) for lesson in course.lessons.all()],
        )
        for course in Course.objects.published().prefetch_related(lessons)
    ]
