from django.urls import path

from applications import urls  # noqa: F401 - registers <reference:…>
from applications.views.office import (
    deadlines,
    exports,
    form_acts,
    form_editor,
    questions,
    reading,
    stuck,
    writing,
)
from communities.views import desk, proposals

app_name = "office"

urlpatterns = [
    path("", reading.today, name="today"),
    path("deadlines/", desk.deadlines, name="deadlines"),
    path(
        "deadlines/<slug:slug>/<str:kind>/<str:due>/",
        desk.reminder,
        name="reminder",
    ),
    path(
        "deadlines/<slug:slug>/<str:kind>/<str:due>/send/",
        desk.send_reminder,
        name="send_reminder",
    ),
    path("changes/", proposals.office, name="changes"),
    path("stuck/", stuck.stuck_page, name="stuck"),
    path("stuck/letters/", stuck.send_again, name="send_again"),
    path("stuck/letters/aside/", stuck.lay_aside, name="lay_aside"),
    path("stuck/work/", stuck.do_again, name="do_again"),
    path("questions/", questions.inbox, name="questions"),
    path("questions/<uuid:uuid>/", questions.answer, name="answer"),
    path("calls/<slug:slug>/", reading.board, name="board"),
    path(
        "calls/<slug:slug>/preview/",
        writing.CallPreview.as_view(),
        name="preview_call",
    ),
    path("calls/<slug:slug>/copy/", writing.copy_call, name="copy_call"),
    path("calls/<slug:slug>/grid/", writing.take_grid, name="take_grid"),
    path(
        "calls/<slug:slug>/lots/<int:number>/extend/",
        deadlines.extend,
        name="extend",
    ),
    path(
        "calls/<slug:slug>/lots/<int:number>/extend/agree/",
        deadlines.agree_to_reopening,
        name="agree_to_reopening",
    ),
    path(
        "calls/<slug:slug>/lots/<int:number>/open/",
        deadlines.open_lot,
        name="open_lot",
    ),
    path(
        "calls/<slug:slug>/lots/<int:number>/export/",
        exports.order,
        name="order_export",
    ),
    path(
        "calls/<slug:slug>/export/",
        exports.order_of_call,
        name="order_call_export",
    ),
    path("exports/<uuid:uuid>/", exports.export, name="export"),
    path("exports/<uuid:uuid>/file/", exports.download, name="download"),
    path("forms/<slug:slug>/", writing.form, name="form"),
    path("forms/<slug:slug>/next/", writing.next_version, name="next_version"),
    path("forms/<slug:slug>/copy/", writing.copy_form, name="copy_form"),
    path(
        "forms/<slug:slug>/<int:number>/edit/",
        form_editor.edit_form,
        name="edit_form",
    ),
    path(
        "forms/<slug:slug>/<int:number>/edit/add-section/",
        form_acts.add_section,
        name="add_section",
    ),
    path(
        "forms/<slug:slug>/<int:number>/edit/add/",
        form_acts.add_question,
        name="add_question",
    ),
    path(
        "forms/<slug:slug>/<int:number>/edit/duplicate/",
        form_acts.duplicate_question,
        name="duplicate_question",
    ),
    path(
        "forms/<slug:slug>/<int:number>/edit/move/",
        form_acts.move_part,
        name="move_part",
    ),
    path(
        "forms/<slug:slug>/<int:number>/edit/remove/",
        form_acts.remove_part,
        name="remove_part",
    ),
    path(
        "forms/<slug:slug>/<int:number>/edit/put-back/",
        form_acts.put_back,
        name="put_back",
    ),
    path(
        "forms/<slug:slug>/<int:number>/preview/",
        writing.preview_form,
        name="preview_form",
    ),
    path(
        "forms/<slug:slug>/<int:number>/discard/",
        form_editor.discard_form,
        name="discard_form",
    ),
    path(
        "forms/<slug:slug>/<int:number>/publish/",
        writing.publish_form,
        name="publish_form",
    ),
    path(
        "applications/<reference:reference>/",
        reading.application_file,
        name="file",
    ),
    path(
        "applications/<reference:reference>/extend/",
        deadlines.extend_one,
        name="extend_one",
    ),
    path(
        "applications/<reference:reference>/extend/<int:number>/agree/",
        deadlines.agree,
        name="agree",
    ),
    path(
        "applications/<reference:reference>/completion/",
        deadlines.ask_completion,
        name="ask_completion",
    ),
    path(
        "applications/<reference:reference>/completion/end/",
        deadlines.end_completion,
        name="end_completion",
    ),
]
