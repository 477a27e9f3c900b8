"""The administration as a whole: its start page, its door."""

from collections.abc import Callable
from functools import wraps

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

from accounts.access import ask_to_sign_in


class PortalAdminSite(AdminSite):
    site_header = _("Portal administration")
    site_title = _("Portal administration")
    index_title = _("All records")
    enable_nav_sidebar = False

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(
            request, extra_context=extra_context
        )

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        """What is posted after the session has ended is given back, not thrown away."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def kept(request, *args, **kwargs):
            has_typed = (
                request.method == "POST" and not request.user.is_authenticated
            )
            refusal = ask_to_sign_in(request) if has_typed else None
            return refusal or guarded(request, *args, **kwargs)

        return kept
