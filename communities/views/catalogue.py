"""The public register: the catalogue, programmes, organisations."""

import datetime as dt

from django.db.models import Min
from django.views.generic import DetailView, ListView

from communities.filters import CommunityFilter
from communities.models import Community, Organisation, Programme


class CommunityList(ListView):
    template_name = "communities/community_list.html"
    paginate_by = 30

    def get_queryset(self):
        communities = Community.objects.select_related("region", "absorbed_by").alphabetical()
        communities = communities.annotate(first_adhesion=Min("adhesions__joined_on"))
        self.filter = CommunityFilter(self.request.GET, queryset=communities)
        found = self.filter.qs if self.filter.is_valid() else communities.none()
        if not self.request.GET.get("q") and self.request.GET.get("signatory") != "yes":
            found = found.current()  # a former community is found by its name or among signatories
        return found

    def get_context_data(self, **kwargs):
        today = dt.date.today()
        return super().get_context_data(
            filter=self.filter, signatories=Community.objects.signatories(today).count(), **kwargs
        )


class CommunityDetail(DetailView):
    template_name = "communities/community_detail.html"
    queryset = Community.objects.select_related("region", "absorbed_by")

    def get_context_data(self, **kwargs):
        community = self.object
        adhesions = community.adhesions.select_related("coordinator", "supporter")
        return super().get_context_data(
            adhesions=adhesions, latest=adhesions.last(),
            population=community.population_figures.all(), aliases=community.aliases.all(),
            absorbed=community.absorbed.alphabetical(),
            articles=community.articles.published().newest()[:4],
            events=community.events.published().upcoming()[:4], **kwargs,
        )  # fmt: skip


class ProgrammeDetail(DetailView):
    template_name = "communities/programme_detail.html"
    queryset = Programme.objects.prefetch_related("strands")

    def get_context_data(self, **kwargs):
        programme = self.object
        return super().get_context_data(
            articles=programme.articles.published().newest()[:4],
            calls=programme.calls.published().with_parts().filter(is_historic=False),
            past_calls=programme.calls.published().filter(is_historic=True)[:5], **kwargs,
        )  # fmt: skip


class OrganisationList(ListView):
    template_name = "communities/organisation_list.html"
    queryset = Organisation.objects.order_by("-is_coordinator", "-is_supporter", "slug")
