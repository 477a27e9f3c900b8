from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import MACHINE, SEEN_BY_ADMINISTRATORS, PersonalData

#: a letter that failed so often is given up until someone sends it again
MOST_TRIES = 10


class LetterQuerySet(models.QuerySet["Letter"]):
    def unsent(self):
        """Not sent, and nobody has said that it need not be."""
        return self.filter(sent_at=None, laid_aside_at=None)

    def waiting(self):
        """Not sent yet, and still tried."""
        return self.unsent().filter(tries__lt=MOST_TRIES)

    def failing(self):
        """Tried in vain at least once, given up or not."""
        return self.unsent().filter(tries__gt=0)

    def given_up(self):
        return self.unsent().filter(tries__gte=MOST_TRIES)


class Letter(models.Model):
    """A letter to leave: written in the transaction of its fact, sent by a worker after it."""

    personal_data = PersonalData(
        user="recipient",
        email="email",
        fields=("email", "subject", "body", "html"),
        did=("laid_aside_by",),
        mentions=("subject", "body", "html", "about"),
        texts=MACHINE,
        what=_("letters to you"),
        why=_("to tell you of deadlines, receipts and decisions"),
        seen_by=SEEN_BY_ADMINISTRATORS,
        how_long=_("see the table of periods"),
    )

    kind = models.CharField(_("kind"), max_length=40)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recipient"),
    )
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES
    )
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))
    #: the same for programs that show HTML, of the kinds that have it
    html = models.TextField(blank=True, default="", editable=False)
    about = models.CharField(_("about"), max_length=80, blank=True)
    #: of which it came, as the log names it; "-" where no request did
    request_id = models.CharField(max_length=32, default="-", editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=250, blank=True)
    laid_aside_at = models.DateTimeField(
        _("set aside at"), null=True, blank=True
    )
    laid_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("set aside by"),
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        permissions = [
            ("send_again", _("May see what failed and do it again")),
            ("see_addresses", _("May see to whom a letter goes")),
        ]
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                models.F("kind"),
                models.F("created_at").desc(),
                models.F("id").desc(),
                name="letter_of_kind",
            ),
            models.Index(
                models.F("created_at").desc(),
                models.F("id").desc(),
                name="letter_newest",
            ),
            models.Index(
                "created_at",
                name="letter_unsent",
                condition=models.Q(sent_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_given_up(self) -> bool:
        return self.sent_at is None and self.tries >= MOST_TRIES
