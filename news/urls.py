from django.urls import path

from news import feeds, views

app_name = "news"

urlpatterns = [
    path("", views.article_list, name="list"),
    path("feed.atom", feeds.NewsFeed(), name="feed"),
    path("feed.json", feeds.json_feed, name="json_feed"),
    path("<int:year>/<int:month>/", views.article_month, name="month"),
    path("<slug:slug>/", views.ArticleDetail.as_view(), name="detail"),
]
