from django.urls import path, register_converter

from applications.views import (
    applicant,
    ask,
    editing,
    files,
    may_apply,
    versions,
)

app_name = "applications"


class ReferenceConverter:
    """UI26-L2-0007"""

    regex = r"[A-Z0-9]+-L\d+-\d{4,}"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(ReferenceConverter, "reference")

urlpatterns = [
    path(
        "may-we/<slug:call>/<int:number>/",
        may_apply.may_apply,
        name="may_apply",
    ),
    path("start/<slug:call>/<int:number>/", may_apply.start, name="start"),
    path("ask/<slug:slug>/", ask.ask, name="ask"),
    path("ask/<slug:slug>/asked/", ask.asked, name="asked"),
    path("ask/<slug:slug>/confirm/", ask.asked_as_guest, name="asked_as_guest"),
    path(
        "questions/<uuid:uuid>/confirm/",
        ask.confirm_question,
        name="confirm_question",
    ),
    path("<reference:reference>/", applicant.detail, name="detail"),
    path(
        "<reference:reference>/edit/<slug:section>/", editing.edit, name="edit"
    ),
    path(
        "<reference:reference>/here/<slug:section>/", editing.here, name="here"
    ),
    path("<reference:reference>/prefill/", applicant.prefill, name="prefill"),
    path("<reference:reference>/check/", applicant.check, name="check"),
    path("<reference:reference>/submit/", applicant.submit, name="submit"),
    path(
        "<reference:reference>/ready/", applicant.tell_ready, name="tell_ready"
    ),
    path(
        "<reference:reference>/withdraw/", applicant.withdraw, name="withdraw"
    ),
    path(
        "<reference:reference>/reinstate/",
        applicant.reinstate,
        name="reinstate",
    ),
    path("<reference:reference>/history/", versions.history, name="history"),
    path("<reference:reference>/versions/", versions.versions, name="versions"),
    path(
        "<reference:reference>/versions/compare/",
        versions.compare,
        name="compare",
    ),
    path(
        "<reference:reference>/versions/<int:number>/application.pdf",
        versions.whole,
        name="whole",
    ),
    path(
        "<reference:reference>/versions/<int:number>/",
        versions.version,
        name="version",
    ),
    path("<reference:reference>/receipt.pdf", versions.receipt, name="receipt"),
    path(
        "<reference:reference>/files/announce/", files.announce, name="announce"
    ),
    path("<reference:reference>/files/<uuid:uuid>/", files.file, name="file"),
    path(
        "<reference:reference>/files/<uuid:uuid>/content/",
        files.content,
        name="content",
    ),
    path(
        "<reference:reference>/files/<uuid:uuid>/remove/",
        files.remove_file,
        name="remove_file",
    ),
]
