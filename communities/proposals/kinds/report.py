"""A monitoring report that was submitted to the Covenant."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community, MonitoringReport, ProfileChange
from communities.proposals.kinds.base import (
    PROPOSED,
    ChangeKind,
    ProposalForm,
)
from communities.proposals.kinds.fields import NOTE, day_field
from communities.proposals.kinds.registry import CHANGE_KINDS
from core.text.fields import LineField, WebAddressField


class ReportForm(ProposalForm, forms.ModelForm):
    submitted_on = day_field(_("Submitted on"))
    note = NOTE

    class Meta:
        model = MonitoringReport
        fields = ("submitted_on", "covers", "link")
        field_classes: ClassVar = {
            "covers": LineField,
            "link": WebAddressField,
        }

    def __init__(self, *args, instance: Community, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.instance.community = instance
        self.instance.source = "the community's own report"

    @property
    def target(self) -> str:
        return self.cleaned_data["submitted_on"].isoformat()

    def payload(self) -> dict:
        cleaned = self.cleaned_data
        return {
            "submitted_on": self.target,
            "covers": cleaned["covers"],
            "link": cleaned["link"] or "",
        }


class Report(ChangeKind):
    code = ProfileChange.REPORT
    order = 3
    heading = _("Monitoring report")
    form = ReportForm
    words = {
        "submitted_on": _("submitted on"),
        "covers": _("covers"),
        "link": _("link"),
    }

    def current(self, community: Community, new: dict) -> dict:
        report = community.reports.filter(
            submitted_on=new["submitted_on"]
        ).first()
        if report is None:
            return {}
        return {
            "submitted_on": new["submitted_on"],
            "covers": report.covers,
            "link": report.link,
        }

    def write(self, community: Community, new: dict) -> None:
        values = {
            "covers": new["covers"],
            "link": new["link"],
            "source": PROPOSED,
        }
        MonitoringReport.objects.update_or_create(
            community=community,
            submitted_on=new["submitted_on"],
            defaults=values,
        )


CHANGE_KINDS.register(Report())
