from django.db.models import Prefetch
from django.views.generic import ListView

from library.models import Category, Question


class FaqList(ListView):
    template_name = "library/faq.html"

    def get_queryset(self):
        published = Question.objects.filter(is_published=True).order_by("order", "pk")
        categories = Category.objects.filter(questions__is_published=True).distinct()
        return categories.prefetch_related(Prefetch("questions", published))
