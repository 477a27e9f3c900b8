from django.urls import path

from news import feeds, views

app_name = "news"

urlpatterns = [
    path("", views.ArticleList.as_view(), name="list"),
    path("feed.atom", feeds.NewsFeed(), name="feed"),
    path("<int:year>/<int:month>/", views.ArticleMonth.as_view(), name="month"),
    path("<slug:slug>/", views.ArticleDetail.as_view(), name="detail"),
]
