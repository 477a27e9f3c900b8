from django.urls import path, register_converter

from applications.views import applicant, editing

app_name = "applications"


class ReferenceConverter:
    """UI26-L2-0007"""

    regex = r"[A-Z0-9]+-L\d+-\d{4,}"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(ReferenceConverter, "reference")

urlpatterns = [
    path("start/<slug:call>/<int:number>/", applicant.start, name="start"),
    path("<reference:reference>/", applicant.detail, name="detail"),
    path("<reference:reference>/edit/<slug:section>/", editing.edit, name="edit"),
    path("<reference:reference>/check/", applicant.check, name="check"),
    path("<reference:reference>/submit/", applicant.submit, name="submit"),
    path("<reference:reference>/versions/", applicant.versions, name="versions"),
    path("<reference:reference>/versions/<int:number>/", applicant.version, name="version"),
    path("<reference:reference>/receipt.pdf", applicant.receipt, name="receipt"),
    path("<reference:reference>/files/<uuid:uuid>/", applicant.file, name="file"),
    path("<reference:reference>/files/<uuid:uuid>/remove/", applicant.remove_file, name="remove_file"),
]
