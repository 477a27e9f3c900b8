from django.urls import path

from content.editing import views

app_name = "editing"

urlpatterns = [
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
        "pictures/descriptions/",
        views.descriptions,
        name="descriptions",
    ),
    path(
        "pictures/<uuid:key>/replace/",
        views.replace,
        name="replace",
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
]
