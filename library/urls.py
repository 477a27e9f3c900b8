from django.urls import path

from library import views

app_name = "library"

urlpatterns = [
    path("library/", views.ResourceList.as_view(), name="list"),
    path("library/<slug:slug>/", views.ResourceDetail.as_view(), name="detail"),
    path("learning/", views.CourseList.as_view(), name="learning"),
    path("learning/<slug:slug>/", views.CourseDetail.as_view(), name="course"),
    path(
        "learning/<slug:course>/<slug:slug>/",
        views.LessonDetail.as_view(),
        name="lesson",
    ),
    path("faq/", views.FaqList.as_view(), name="faq"),
    path("workspace/learning/", views.mine, name="mine"),
    path(
        "workspace/learning/<slug:course>/<slug:slug>/done/",
        views.done,
        name="done",
    ),
    path(
        "workspace/learning/<slug:course>/<slug:slug>/undone/",
        views.undone,
        name="undone",
    ),
]
