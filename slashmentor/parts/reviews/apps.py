from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "slashmentor.parts.reviews"
    label = "reviews"
