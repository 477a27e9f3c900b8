import datetime as dt
import uuid

from django.conf import settings
from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    Group,
    PermissionsMixin,
)
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.erasures import (
    Erasure,
    ErasureRequest,
    OpenErasure,
    PersonExport,
)
from accounts.invitations import InvitationByLetter
from accounts.person_changes import PersonChange
from accounts.roles import role_labels
from accounts.sessions import BrowserSession
from core.language.bilingual import DEFAULT_LANGUAGE
from core.language.search_words import search_key
from core.personal_data import (
    KEPT_AS_STUB,
    MACHINE,
    SEEN_BY_ADMINISTRATORS,
    SEEN_BY_COLLEAGUES,
    TAKEN_OUT,
    UNTIL_ERASED,
    OnErasure,
    PersonalData,
)
from core.text.reading import read_email

__all__ = [
    "BrowserSession",
    "Erasure",
    "ErasureRequest",
    "FormKey",
    "OpenErasure",
    "PersonChange",
    "PersonExport",
    "SecondFactorReset",
    "SignIn",
    "StaffInvitation",
    "User",
    "UserManager",
]


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, **fields
    ) -> "User":
        user = self.model(email=read_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields
    ) -> "User":
        return self.create_user(
            email, password, **fields, is_staff=True, is_superuser=True
        )

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in: of a community, of the programme, or a reviewer."""

    personal_data = PersonalData(
        user="pk",
        fields=("email", "name", "search_key"),
        secret=("password",),
        on_erasure=OnErasure.EMPTIED,
        what=_("your account: name, e-mail address, language"),
        why=_("to sign in, and to say who did what"),
        seen_by=SEEN_BY_COLLEAGUES,
        how_long=UNTIL_ERASED,
    )

    uid = models.UUIDField(
        _("public number"), default=uuid.uuid4, unique=True, editable=False
    )
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("full name"), max_length=150)
    language = models.CharField(
        _("preferred language"),
        max_length=2,
        choices=settings.LANGUAGES,
        default=DEFAULT_LANGUAGE,
    )
    is_staff = models.BooleanField(
        _("may enter the administration"), default=False
    )
    is_active = models.BooleanField(_("active"), default=True)
    erased_at = models.DateTimeField(_("erased at"), null=True, editable=False)
    date_joined = models.DateTimeField(_("joined"), auto_now_add=True)
    search_key = models.TextField(default="", editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        permissions = [
            ("work_in_the_office", _("May open the office and its pages")),
            (
                "reset_second_factor",
                _("May remove the second factor of someone who lost it"),
            ),
        ]
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_in_any_case"
            )
        ]

    def __str__(self) -> str:
        if self.erased_at:
            return _("erased person %(number)s") % {"number": self.stub_number}
        return self.name or self.email

    @property
    def stub_number(self) -> str:
        """What tells one erased person from another."""
        return self.uid.hex[:6]

    def save(self, *args, update_fields=None, **kwargs) -> None:
        self.search_key = search_key(self.name, self.email)
        if update_fields is not None:
            update_fields = {*update_fields, "search_key"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def works_in_the_office(self) -> bool:
        return self.is_staff and self.has_perm("accounts.work_in_the_office")


class StaffInvitation(InvitationByLetter):
    """Roles of the programme's staff, offered to an e-mail address."""

    personal_data = PersonalData(
        email="email",
        fields=("email", "name", "search_key"),
        secret=("token_sha256",),
        did=("invited_by",),
        what=_("invitations sent to you"),
        why=_("to open an account only for who was invited"),
        seen_by=SEEN_BY_ADMINISTRATORS,
        how_long=UNTIL_ERASED,
    )

    roles = models.ManyToManyField(Group, verbose_name=_("roles"))

    class Meta(InvitationByLetter.Meta):
        verbose_name = _("invitation to the staff")
        verbose_name_plural = _("invitations to the staff")
        constraints = [
            *InvitationByLetter.Meta.constraints,
            models.UniqueConstraint(
                fields=["email"],
                name="staff_invitation_once_at_a_time",
                condition=models.Q(accepted_at=None, taken_back_at=None),
            ),
        ]

    @property
    def role_names(self) -> list[str]:
        """The codes of the roles; `roles` may be prefetched."""
        return [group.name for group in self.roles.all()]

    @property
    def offered(self) -> str:
        """The roles in words."""
        return role_labels(self.role_names)


class FormKey(models.Model):
    """A form that was sent and led on, so that the same form sent again leads to the same page."""

    personal_data = PersonalData(texts=MACHINE)

    KEPT = dt.timedelta(days=2)

    digest = models.CharField(max_length=64, unique=True)
    led_to = models.CharField(max_length=500, blank=True)
    used_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("form that was sent")
        verbose_name_plural = _("forms that were sent")

    def __str__(self) -> str:
        return self.digest[:8]


class SignIn(models.Model):
    """One sign-in of a person: when, how, and from which browser and address."""

    personal_data = PersonalData(
        user="user",
        fields=("address", "browser", "system"),
        what=_("your sign-ins: when, network, browser"),
        why=_("to see a stranger in your account"),
        seen_by=SEEN_BY_ADMINISTRATORS,
        how_long=_("see the table of periods"),
    )

    PASSWORD, CODE, PASSKEY = "password", "code", "passkey"
    METHODS = [
        (PASSWORD, _("password")),
        (CODE, _("code by e-mail")),
        (PASSKEY, _("passkey")),
    ]
    SECOND_FACTORS = [
        ("totp", _("authenticator app")),
        ("webauthn", _("passkey")),
        ("recovery_codes", _("recovery code")),
    ]

    user = models.ForeignKey(
        User,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="sign_ins",
    )
    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    address = models.GenericIPAddressField(_("address"), null=True)
    browser = models.CharField(_("browser"), max_length=40, blank=True)
    system = models.CharField(_("device"), max_length=40, blank=True)
    method = models.CharField(
        _("method"), max_length=10, choices=METHODS, blank=True
    )
    second_factor = models.CharField(
        _("second factor"), max_length=20, choices=SECOND_FACTORS, blank=True
    )
    is_new_device = models.BooleanField(_("new device"), default=False)
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["user", "-at"], name="sign_ins_of_a_user")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.at:%Y-%m-%d %H:%M}"


class SecondFactorReset(models.Model):
    """An administrator removed the second factor of someone who had lost it."""

    personal_data = PersonalData(
        user="user",
        fields=("reason",),
        on_erasure=OnErasure.EMPTIED,
        emptied={"reason": TAKEN_OUT},
        did=("by",),
        mentions=("reason",),
        texts=MACHINE,
        what=_("removals of your second factor"),
        why=_("to account for who opened your account again"),
        seen_by=SEEN_BY_ADMINISTRATORS,
        how_long=KEPT_AS_STUB,
    )

    user = models.ForeignKey(
        User,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="second_factor_resets",
    )
    by = models.ForeignKey(
        User,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField(_("reason"), max_length=500)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    removed = models.JSONField(_("removed"), default=list)

    class Meta:
        verbose_name = _("removal of a second factor")
        verbose_name_plural = _("removals of second factors")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(user=models.F("by")),
                name="second_factor_reset_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="second_factor_reset_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.at:%Y-%m-%d %H:%M}"
