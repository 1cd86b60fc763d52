from django.urls import path, register_converter

from slashmentor.base.pages.converters import RowId

from .converters import TopicName
from .expertise.views import expertise
from .views import describing, listing, naming

register_converter(TopicName, "topic-name")
register_converter(RowId, "topic-row")

app_name = "topics"
urlpatterns = [
    path("settings/expertise", expertise, name="expertise"),
    path("topics", listing.topics, name="list"),
    path("topics/complete", listing.complete, name="complete"),
    path("topics/suggested", describing.suggested, name="suggested"),
    path("topics/descriptions/<topic-row:pk>", describing.decide, name="decide-description"),
    path("topics/synonyms/<topic-row:pk>", naming.decide, name="decide-synonym"),
    path("topics/<topic-name:name>/experts", listing.experts, name="experts"),
    path("topics/<topic-name:name>/names", naming.names, name="names"),
    path("topics/<topic-name:name>/merge", naming.merge, name="merge"),
    path("topics/<topic-name:name>/rename", naming.rename, name="rename"),
    path("topics/<topic-name:name>/wiki/<slug:slug>", describing.describe, name="describe"),
    path("topics/<topic-name:name>/wiki/<slug:slug>/history", describing.history, name="history"),
]
