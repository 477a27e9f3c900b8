"""What the newsroom lets one subscribe to."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Subscription
from mailing.subjects import Subject

NEWSLETTER = "newsletter"
#: kinds of letters that have HTML beside the plain text, and its templates
HTML_LETTERS = {
    "newsletter": "mail/newsletter.html",
    "newsletter_test": "mail/newsletter_test.html",
}


def describe_newsletter(subscription: Subscription) -> str:
    return _("The newsletter, once a week")


SUBJECTS = (
    Subject(
        NEWSLETTER,
        gettext_lazy("newsletter"),
        describe_newsletter,
        confirm_letter="newsletter_confirm",
        known_letter="newsletter_known",
        letters=("newsletter",),
        order=0,
        settings_url="newsletter:preferences",
    ),
)
