from django.contrib import admin

from core.web.read_only_admin import ReadOnlyAdmin
from mailing.models import Letter


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
    )
    list_filter = ("kind", "language")
