from django.urls import path

from .views import queues, task

app_name = "reviews"
urlpatterns = [
    path("review", queues.queues, name="queues"),
    path("review/history", queues.history, name="history"),
    path("review/tasks/<id:task_id>", task.say, name="say"),
    path("review/<slug:queue>", task.next_task, name="queue"),
    path("c/<slug:slug>/review", queues.queues, name="here"),
]
