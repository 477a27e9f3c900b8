"""Choosing one community: from a list while it is short, in a field with suggestions where it is
long. The field works without scripts: whoever types a name is understood.
"""

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Community
from communities.models.community import CommunityQuerySet
from core.keeping.selects import QuickSelect, option_elements
from core.language.bilingual import text
from core.text.reading import read_search

if TYPE_CHECKING:
    _OfField = forms.ModelChoiceField
else:
    _OfField = object

LONGEST_LIST = 150
OFFERED = 12


def offered_communities(
    communities: CommunityQuerySet, typed: str
) -> list[Community]:
    """The few that may be meant, those of that name first."""
    found = communities.matching(typed).select_related("region")
    found = found.defer("region__boundary", "region__outline")
    first = ("is_former", "-is_named", *found.alphabetical().query.order_by)
    return list(found.order_by(*first)[:OFFERED])


def offered_names(communities: list[Community]) -> list[str]:
    """What is put into the field: the name, with its region where two are called alike."""
    names = [text(community, "name") for community in communities]
    return [
        name
        if names.count(name) == 1
        else f"{name}, {text(community.region, 'name')}"
        for name, community in zip(names, communities, strict=True)
    ]


def find_community(communities: CommunityQuerySet, typed: str) -> Community:
    """By its address or its name; raises ValidationError 'unknown' or 'several'."""
    typed = read_search(typed)
    if at_address := communities.filter(slug=typed).first():
        return at_address
    offered = offered_communities(communities, typed)
    exact = [
        community
        for community in offered
        if typed.casefold()
        in (name.casefold() for name in community.names if name)
    ]
    meant = exact or offered
    if not meant:
        raise ValidationError(
            _("No community has this name. Try the beginning of the name."),
            code="unknown",
        )
    if len(meant) > 1:
        names = ", ".join(offered_names(meant))
        raise ValidationError(
            _("More than one community matches: %(names)s.") % {"names": names},
            code="several",
        )
    return meant[0]


class CommunitySelect(QuickSelect):
    """A select of all, or a field whose suggestions `static/js/suggest.js` asks for."""

    #: whether a name is typed even where a list would be short
    is_typed = False

    def __init__(self, list_name: str = "communities", **kwargs) -> None:
        super().__init__(list_name, **kwargs)

    def _options(self) -> SafeString:
        """Nothing when there are too many. One statement."""
        answers: Any = self.choices
        communities = list(answers.queryset[: LONGEST_LIST + 1])
        if len(communities) > LONGEST_LIST:
            return SafeString()
        every = [("", answers.field.empty_label)]
        return option_elements([*every, *map(answers.choice, communities)])

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        options = "" if self.is_typed else self.remembered_options()
        if options:
            return self.render_with(options, name, value, attrs)
        known = value and Community.objects.filter(slug=value).first()
        own = {
            "type": "search",
            "name": name,
            "value": text(known, "name") if known else value or "",
            "maxlength": 100,
            "autocomplete": "off",
            "placeholder": _("Type a name"),
            "data-suggest": reverse("communities:names"),
        }
        attributes = self.build_attrs(self.attrs, {**(attrs or {}), **own})
        return format_html(
            '<input{}><script type="module" src="{}"></script>',
            flatatt(attributes),
            staticfiles_storage.url("js/suggest.js"),
        )


class ByName(_OfField):
    """A field of communities that takes a name as well as an address."""

    def to_python(self, value):
        if value in self.empty_values:
            return None
        communities: Any = self.queryset
        return find_community(communities.all(), str(value))


class CommunityField(ByName, forms.ModelChoiceField):
    """One community of a form."""

    widget = CommunitySelect


class _FilterField(ByName, django_filters.fields.ModelChoiceField):
    pass


class CommunityChoiceFilter(django_filters.ModelChoiceFilter):
    """One community of a filter."""

    field_class = _FilterField


class CommunityForm(forms.Form):
    """Which of the present communities."""

    community = CommunityField(
        label=gettext_lazy("Which community?"),
        queryset=None,
        to_field_name="slug",
        empty_label="—",
        required=False,
    )

    def __init__(self, *args, is_typed: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["community"]
        field.queryset = Community.objects.current().alphabetical()
        field.widget.list_name = "present communities"
        field.widget.is_typed = is_typed
