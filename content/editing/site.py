"""The administration as a whole: its start page, its door."""

from collections.abc import Callable
from functools import wraps

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.access import ask_to_sign_in
from core.web.posted import posted_words


class PortalAdminSite(AdminSite):
    site_header = _("Portal administration")
    site_title = _("Portal administration")
    index_title = _("All records")
    enable_nav_sidebar = False

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(
            request, extra_context=extra_context
        )

    def password_change(self, request, extra_context=None):
        """One page changes a password, whoever's it is."""
        return redirect("account_change_password")

    def password_change_done(self, request, extra_context=None):
        return redirect("accounts:security")

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        """What is posted after the session has ended is given back, not thrown away."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def kept(request, *args, **kwargs):
            if request.method == "POST" and not self.has_permission(request):
                is_out = not request.user.is_authenticated
                if is_out and (refusal := ask_to_sign_in(request)):
                    return refusal
                if not self.has_permission(request) and posted_words(request):
                    raise PermissionDenied  # its page gives the words back
            return guarded(request, *args, **kwargs)

        return kept
