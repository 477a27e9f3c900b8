"""What the newsroom hands down to the rooms below it."""

from django.utils.translation import gettext_lazy as _

from portal import state_labels

state_labels.register([("cancelled", _("cancelled")), ("moved", _("moved"))])
