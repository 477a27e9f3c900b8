from django.urls import path

from content.editing import views

app_name = "editing"

urlpatterns = [
    path(
        "bin/",
        views.bin_page,
        name="bin",
    ),
    path(
        "bin/restore/",
        views.bring_back,
        name="bring_back",
    ),
    path(
        "bin/delete/",
        views.throw_away,
        name="throw_away",
    ),
    path(
        "copies/<uuid:key>/",
        views.copy,
        name="copy",
    ),
    path(
        "copies/<uuid:key>/discard/",
        views.discard,
        name="discard",
    ),
    path(
        "copies/<uuid:key>/preview/",
        views.preview,
        name="preview",
    ),
    path(
        "copies/<uuid:key>/frame/",
        views.frame,
        name="frame",
    ),
    path(
        "pictures/",
        views.pictures,
        name="pictures",
    ),
    path(
        "<str:model>/<int:number>/revisions/",
        views.revision_list,
        name="revisions",
    ),
    path(
        "<str:model>/<int:number>/revisions/compare/",
        views.compare,
        name="compare",
    ),
    path(
        "<str:model>/<int:number>/revisions/<int:revision>/restore/",
        views.restore,
        name="restore",
    ),
    path(
        "<str:model>/<int:number>/revisions/<int:revision>/judge/",
        views.judge,
        name="judge",
    ),
    path(
        "<str:model>/<int:number>/revisions/<int:revision>/link/",
        views.link,
        name="link",
    ),
    path(
        "<str:model>/<int:number>/duplicate/",
        views.duplicate,
        name="duplicate",
    ),
]
