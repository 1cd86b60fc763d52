from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "slashmentor.parts.questions"
    label = "questions"
