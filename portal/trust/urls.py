from django.urls import path

from portal.trust import views

app_name = "trust"

urlpatterns = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("imprint/", views.imprint, name="imprint"),
    path("site-map/", views.site_map, name="site_map"),
    path("contact/", views.write, name="contact"),
    path("contact/sent/", views.sent, name="sent"),
]
