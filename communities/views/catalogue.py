"""The public register: the catalogue, programmes, organisations."""

from collections.abc import Iterable

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from communities import choosing
from communities.covenant import standings
from communities.filters import CommunityFilter
from communities.models import Community, Organisation, Programme
from communities.models.country import ON_HOLD
from communities.register import totals
from content.scenes import know_scenes
from core.database.keyed_pages import KeyedPaginator
from core.text.reading import read_search


def filter_of(request) -> CommunityFilter:
    """The catalogue's question; the page and its open data ask alike."""
    communities = (
        Community.objects.select_related("region", "absorbed_by")
        .with_facts()
        .alphabetical()
    )
    communities = communities.defer("region__boundary", "region__outline")
    return CommunityFilter(request.GET, queryset=communities)


class CommunityList(ListView):
    template_name = "communities/community_list.html"
    paginate_by = 30
    paginator_class = KeyedPaginator

    def get_queryset(self):
        self.filter = filter_of(self.request)
        return self.filter.communities

    def get_context_data(self, **kwargs):
        is_of_hold = self.request.GET.get("status") == ON_HOLD
        context = super().get_context_data(
            filter=self.filter,
            head=totals.head_of_today(),
            is_cards=self.request.GET.get("view") == "cards",
            is_of_hold=is_of_hold,
            **kwargs,
        )
        if is_of_hold:
            context["object_list"] = _with_standing(context["object_list"])
        return context


def _with_standing(communities: Iterable[Community]) -> list[Community]:
    """Each with where it stands by the rules: why it is on hold, as far as our register knows."""
    shown, today = list(communities), timezone.localdate()
    rows = Community.objects.filter(pk__in=[one.pk for one in shown])
    placed = {
        one.community.pk: one.standing
        for one in standings.community_standings(rows, today)
    }
    for community in shown:
        community.standing = placed[community.pk]
    return shown


@require_safe
def names(request):
    """Names that may be meant by what is typed into a field."""
    typed = read_search(request.GET.get("q", "")[:100])
    communities = Community.objects.current()
    offered = choosing.offered_communities(communities, typed) if typed else []
    return JsonResponse({"names": choosing.offered_names(offered)})


class ProgrammeDetail(DetailView):
    template_name = "communities/programme_detail.html"
    queryset = Programme.objects.prefetch_related("strands")

    def get_context_data(self, **kwargs):
        programme = self.object
        return super().get_context_data(
            articles=know_scenes(
                programme.articles.published().newest().in_lists()[:4]
            ),
            calls=programme.calls.published()
            .with_parts()
            .filter(is_historic=False),
            past_calls=programme.calls.published().filter(is_historic=True)[:5],
            members=programme.memberships.select_related("community").order_by(
                "role", "since"
            ),
            organisations=programme.organisations.order_by(
                "is_country_office",
                "-is_funder",
                "-is_coordinator",
                "-is_partner",
                "slug",
            ),
            signatories=Community.objects.signatories(
                timezone.localdate()
            ).count(),
            **kwargs,
        )


class OrganisationList(ListView):
    template_name = "communities/organisation_list.html"
    queryset = Organisation.objects.order_by(
        "is_country_office", "-is_coordinator", "-is_supporter", "slug"
    ).prefetch_related("programmes")
