"""The health of the site, for administrators; tests of mail and scanner by a button."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.office import stuck
from core.web.post_only import post_only
from portal.desks import site_health
from portal.people.finding import administrators_only


@require_safe
@administrators_only
def health_page(request):
    return render(
        request,
        "desks/health.html",
        {
            "letters": stuck.stuck_letters(most=10),
            "work": stuck.stuck_work(most=10),
            "timers": site_health.timers(),
            "queues": site_health.queues(),
            "disks": site_health.disks(),
            "versions": site_health.versions(),
            "may_see_addresses": True,
        },
    )


@post_only("desks:health")
@administrators_only
def test_mail(request):
    letter = site_health.send_test_letter(to=request.user)
    messages.success(
        request,
        _("A letter to %(address)s is on its way.") % {"address": letter.email},
    )
    return redirect("desks:health")


@post_only("desks:health")
@administrators_only
def test_scanner(request):
    finds = site_health.scanner_finds()
    if finds is None:
        messages.warning(
            request, _("No scanner is set: files are not looked at.")
        )
    elif finds:
        messages.success(request, _("The scanner found the test file."))
    else:
        messages.error(request, _("The scanner did not find the test file."))
    return redirect("desks:health")
