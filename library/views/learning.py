from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, Q, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from accounts.access import signed_in_keeping_words
from content.models import Moved
from content.models.content import is_public
from content.views import ReadyDetail
from core.web.post_only import post_only
from library import progress
from library.models import Course, Lesson, Resource


class CourseList(ListView):
    template_name = "library/course_list.html"

    def get_queryset(self):
        public = Q(lessons__in=Lesson.objects.filter(is_public()))
        courses = Course.objects.published().select_related("lead_picture")
        return courses.annotate(
            steps=Count("lessons", filter=public),
            minutes=Sum("lessons__minutes", filter=public),
        ).order_by("order", "pk")


class CourseDetail(ReadyDetail):
    template_name = "library/course_detail.html"

    def get_queryset(self):
        lessons = Prefetch(
            "lessons", Lesson.objects.published().order_by("order", "pk")
        )
        return Course.objects.published().prefetch_related(
            lessons, "topics", "programmes"
        )

    def get_context_data(self, **kwargs):
        minutes = sum(lesson.minutes for lesson in self.object.lessons.all())
        return super().get_context_data(minutes=minutes, **kwargs)


class LessonDetail(ReadyDetail):
    template_name = "library/lesson_detail.html"

    def get_queryset(self):
        shown = Prefetch("materials", Resource.objects.published().newest())
        lessons = Lesson.objects.published().filter(
            course__in=Course.objects.published()
        )
        if course := self.kwargs.get("course"):
            lessons = lessons.filter(course__slug=course)
        return lessons.select_related("course").prefetch_related(shown)

    def _moved(self) -> str:
        """A lesson under an earlier address of its course is led on too."""
        public = Lesson.objects.published().filter(
            course__in=Course.objects.published()
        )
        lesson = (
            public.filter(slug=self.kwargs["slug"])
            .select_related("course")
            .first()
        )
        is_known = Moved.objects.filter(
            model="library.course", slug=self.kwargs.get("course")
        ).exists()
        return (
            lesson.get_absolute_url()
            if lesson and is_known
            else super()._moved()
        )

    def get_context_data(self, **kwargs):
        steps = list(
            Lesson.objects.published()
            .filter(course=self.object.course)
            .select_related("course")
            .order_by("order", "pk")
        )
        at = next(
            (n for n, step in enumerate(steps) if step.pk == self.object.pk), 0
        )
        return super().get_context_data(
            steps=steps,
            number=at + 1,
            earlier=steps[at - 1] if at else None,
            later=steps[at + 1] if at + 1 < len(steps) else None,
            **kwargs,
        )


@require_safe
@signed_in_keeping_words
def mine(request):
    """A member's own progress: nobody else sees it, and no public page knows it."""
    return render(
        request,
        "library/mine.html",
        {"progress": progress.progress_of(request.user)},
    )


def _lesson(course: str, slug: str) -> Lesson:
    return get_object_or_404(
        Lesson.objects.select_related("course"), slug=slug, course__slug=course
    )


@post_only("library:lesson", "course", "slug")
@signed_in_keeping_words
def done(request, course: str, slug: str):
    try:
        progress.mark_done(_lesson(course, slug), by=request.user)
        messages.success(request, _("The lesson is marked as done."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("library:mine")


@post_only("library:mine")
@signed_in_keeping_words
def undone(request, course: str, slug: str):
    progress.unmark_done(_lesson(course, slug), by=request.user)
    return redirect("library:mine")
