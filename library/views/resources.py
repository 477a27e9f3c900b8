from django.db.models import Prefetch, QuerySet
from django.views.generic import ListView

from content.views import ReadyDetail
from library.filters import ResourceFilter
from library.models import Category, Course, Lesson, Question, Resource


class ResourceList(ListView):
    template_name = "library/resource_list.html"
    paginate_by = 24

    def get_queryset(self):
        resources = (
            Resource.objects.published().newest().prefetch_related("topics")
        )
        self.filter = ResourceFilter(self.request.GET, queryset=resources)
        return self.filter.qs if self.filter.is_valid() else resources.none()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter,
            courses=self._courses_of_topic(),
            **kwargs,
        )

    def _courses_of_topic(self) -> QuerySet[Course]:
        """What the learning centre teaches of the topic asked for; nothing where none is."""
        topic = self.filter.form.cleaned_data.get("topic")
        if not topic:
            return Course.objects.none()
        lessons = Lesson.objects.published().order_by("order", "pk")
        courses = Course.objects.published().filter(topics=topic)
        return courses.order_by("order", "pk").prefetch_related(
            Prefetch("lessons", lessons)
        )


class ResourceDetail(ReadyDetail):
    template_name = "library/resource_detail.html"

    def get_queryset(self):
        return Resource.objects.published().prefetch_related(
            "topics", "programmes"
        )


class FaqList(ListView):
    template_name = "library/faq.html"

    def get_queryset(self):
        published = Question.objects.filter(is_published=True).order_by(
            "order", "pk"
        )
        categories = Category.objects.filter(
            questions__is_published=True
        ).distinct()
        return categories.prefetch_related(Prefetch("questions", published))
