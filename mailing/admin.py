from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.web.read_only_admin import ReadOnlyAdmin
from mailing.models import Address, Letter, Subscription


class LetterKindFilter(admin.SimpleListFilter):
    """The kinds that have a template; asking the letters would read them all."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        templates = (settings.BASE_DIR / "templates" / "mail").glob("*.txt")
        return [
            (kind, kind) for kind in sorted(path.stem for path in templates)
        ]

    def queryset(self, request, queryset):
        kind = self.value()
        return queryset.filter(kind=kind) if kind else queryset


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """Whether letters leave; what they say and to whom is theirs alone.

    They hold links that let one in, drafts and reasons.
    """

    list_display = fields = (
        "kind",
        "language",
        "created_at",
        "sent_at",
        "tries",
        "error",
        "laid_aside_at",
    )
    list_filter = (LetterKindFilter, "language")


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin):
    """Who asked to hear of what: for administrators alone (no role has the permission)."""

    list_display = (
        "email",
        "subject",
        "language",
        "asked_at",
        "confirmed_at",
    )
    list_filter = ("subject", "language")
    search_fields = ("email",)

    def has_delete_permission(self, request, obj=None) -> bool:
        return request.user.is_superuser


@admin.register(Address)
class AddressAdmin(ReadOnlyAdmin):
    """Addresses to which letters came back: for administrators alone."""

    list_display = ("email", "bounces", "disabled_at")
    search_fields = ("email",)

    def has_delete_permission(self, request, obj=None) -> bool:
        return request.user.is_superuser
