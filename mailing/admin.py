from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.web.read_only_admin import ReadOnlyAdmin
from mailing.letter_kinds import LETTER_KINDS
from mailing.models import Address, Letter, Subscription
from mailing.subjects import SUBJECTS


class LetterKindFilter(admin.SimpleListFilter):
    """Every kind there is; asking the letters would read them all."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return sorted(LETTER_KINDS.items(), key=lambda kind: str(kind[1]))

    def queryset(self, request, queryset):
        kind = self.value()
        return queryset.filter(kind=kind) if kind else queryset


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """Whether letters leave; what they say and to whom is theirs alone.

    They hold links that let one in, drafts and reasons.
    """

    list_display = fields = (
        "kind_in_words",
        "language",
        "created_at",
        "sent_at",
        "tries",
        "error",
        "laid_aside_at",
    )
    list_filter = (LetterKindFilter, "language")

    @admin.display(description=_("kind"), ordering="kind")
    def kind_in_words(self, letter) -> str:
        return str(LETTER_KINDS[letter.kind])


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin):
    """Who asked to hear of what: for administrators alone (no role has the permission)."""

    list_display = (
        "email",
        "subject_in_words",
        "language",
        "asked_at",
        "confirmed_at",
    )
    list_filter = ("language",)
    search_fields = ("email",)
    exclude = ("subject",)
    readonly_fields = ("subject_in_words",)

    @admin.display(description=_("about"), ordering="subject")
    def subject_in_words(self, subscription) -> str:
        return str(SUBJECTS.get(subscription.subject).name)

    def has_delete_permission(self, request, obj=None) -> bool:
        return request.user.is_superuser


@admin.register(Address)
class AddressAdmin(ReadOnlyAdmin):
    """Addresses to which letters came back: for administrators alone."""

    list_display = ("email", "bounces", "disabled_at")
    search_fields = ("email",)

    def has_delete_permission(self, request, obj=None) -> bool:
        return request.user.is_superuser
