"""The state of one action of the community's plans."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.models import Action, Community, ProfileChange
from communities.proposals.kinds.base import ChangeKind, ProposalForm
from communities.proposals.kinds.fields import NOTE, day_field
from communities.proposals.kinds.registry import CHANGE_KINDS
from communities.register.reading import day


def _named(action: Action) -> str:
    """Its plan, number, title and present state: what is needed to choose the right one."""
    plan = action.plan.get_kind_display()
    return f"{plan}, {action.number}. {action.title} ({action.get_status_display()})"


class ActionForm(ProposalForm, forms.Form):
    action = forms.ChoiceField(label=_("Action"))
    status = forms.ChoiceField(
        label=_("New state"), choices=[("", "–"), *Action.STATUSES]
    )
    status_on = day_field(_("State as of"))
    note = NOTE

    def __init__(self, *args, instance: Community, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        actions = Action.objects.filter(
            plan__community=instance
        ).select_related("plan")
        self.actions = {action.key: action for action in actions}
        field = self.fields["action"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", "–"),
            *((key, _named(action)) for key, action in self.actions.items()),
        ]

    @property
    def target(self) -> str:
        return self.cleaned_data["action"]

    def payload(self) -> dict:
        cleaned = self.cleaned_data
        return {
            "action": cleaned["action"],
            "status": cleaned["status"],
            "status_on": cleaned["status_on"].isoformat(),
        }


def _action(community: Community, key: str) -> Action:
    """The action with this key, as `secap-1-3`; raises Action.DoesNotExist."""
    kind, plan, number = key.split("-")
    return Action.objects.get(
        plan__community=community,
        plan__kind=kind,
        plan__number=int(plan),
        number=int(number),
    )


class ActionStatus(ChangeKind):
    code = ProfileChange.ACTION
    order = 2
    heading = _("State of an action")
    form = ActionForm
    words = {"status": _("state"), "status_on": _("state as of")}
    codes = {"status": dict(Action.STATUSES)}
    introduction_template = "communities/parts/action_introduction.html"

    def is_offered(self, community: Community) -> bool:
        return Action.objects.filter(plan__community=community).exists()

    def current(self, community: Community, new: dict) -> dict:
        try:
            action = _action(community, new["action"])
        except Action.DoesNotExist:
            raise ValidationError(
                _("The plan no longer has this action."), code="gone"
            ) from None
        status_on = action.status_on.isoformat() if action.status_on else ""
        return {
            "action": new["action"],
            "status": action.status,
            "status_on": status_on,
        }

    def write(self, community: Community, new: dict) -> None:
        action = _action(community, new["action"])
        action.status, action.status_on = new["status"], day(new["status_on"])
        action.save(update_fields=["status", "status_on"])

    def subject(self, change: ProfileChange) -> str:
        try:
            return str(_action(change.community, change.new["action"]))
        except Action.DoesNotExist:
            return ""

    def shown_target(self, change: ProfileChange) -> str:
        return ""


CHANGE_KINDS.register(ActionStatus())
