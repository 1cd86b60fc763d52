from django.urls import path

from . import views

app_name = "notifications"

urlpatterns = [
    path("notifications", views.notifications, name="list"),
    path("notifications/unread", views.unread, name="unread"),
    path("notifications/seen", views.see_all, name="see-all"),
    path("notifications/visited", views.visited, name="visited"),
    path("notifications/<int:notification_id>/seen", views.see, name="see"),
    path("notifications/stop/<str:token>", views.unsubscribe, name="unsubscribe"),
    path("settings/mail", views.mail, name="mail"),
]
