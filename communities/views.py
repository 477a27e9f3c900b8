import datetime as dt

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Min
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from communities import people
from communities.filters import CommunityFilter
from communities.forms import InviteForm, JoinForm
from communities.models import Community, Organisation, Programme
from portal.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


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


@login_required
@require_POST
def invite(request, slug: str):
    """A submitter offers a colleague a seat."""
    mine = Community.objects.filter(seats__in=request.user.seats.that_submit())
    community = get_object_or_404(mine, slug=slug)
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            people.invite(community, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("email", error)
    if form.errors:
        context = {"community": community, "form": form}
        return render(request, "communities/invite.html", context, status=422)
    messages.success(request, _("The invitation is on its way."))
    return redirect("workspace")


def invitation(request, token: str):
    """The page a letter leads to: take the seat, with the account one has or a new one."""
    offer = people.find(token)
    if offer is None:
        raise Http404(_("This invitation is no longer open."))
    known = User.objects.filter(email__iexact=offer.email).exists()
    is_me = request.user.is_authenticated and request.user.email.lower() == offer.email.lower()
    form = JoinForm(request.POST if request.method == "POST" and not known else None)
    if request.method == "POST" and is_me:
        people.accept(offer, by=request.user)
        return redirect("workspace")
    if request.method == "POST" and not known and form.is_valid():
        user = people.join(offer, **form.cleaned_data)
        login(request, user, backend=BACKEND)
        return redirect("workspace")
    context = {"invitation": offer, "form": form, "known": known, "is_me": is_me}
    status = 422 if form.errors else 200
    return render(request, "communities/invitation.html", context, status=status)
