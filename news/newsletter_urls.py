from django.urls import path

from news.views import newsletter

app_name = "newsletter"

urlpatterns = [
    path("", newsletter.ask, name="ask"),
    path("asked/", newsletter.asked, name="asked"),
    path("<str:token>/", newsletter.preferences, name="preferences"),
]
