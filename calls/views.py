from django.views.generic import DetailView, ListView

from calls import states
from calls.filters import CallFilter
from calls.models import Call

GROUPS = (
    (states.CLOSING, states.OPEN),
    (states.UPCOMING,),
    (states.CLOSED, states.DECIDED),
)


class CallList(ListView):
    """All calls, the open ones first; few enough to stand on one page."""

    template_name = "calls/call_list.html"

    def get_queryset(self):
        calls = Call.objects.published().with_parts()
        self.filter = CallFilter(self.request.GET, queryset=calls)
        return self.filter.qs if self.filter.is_valid() else calls.none()

    def get_context_data(self, **kwargs):
        calls = list(self.object_list)
        stated = [(call, call.state) for call in calls]
        open_, upcoming, closed = ([c for c, state in stated if state in group] for group in GROUPS)
        return super().get_context_data(
            filter=self.filter, open=open_, upcoming=upcoming, closed=closed, **kwargs
        )


class CallDetail(DetailView):
    template_name = "calls/call_detail.html"

    def get_queryset(self):
        calls = Call.objects.exclude(status=Call.DRAFT).with_parts()
        return calls.prefetch_related("criteria", "documents")
