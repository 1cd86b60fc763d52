from django.urls import path, register_converter

from slashmentor.commons.topics.converters import TopicName

from .views import (
    addresses,
    anonymity,
    answering,
    asking,
    closing,
    commenting,
    deleting,
    editing,
    feeds,
    figures,
    keeping,
    lists,
    moving,
    network,
    question,
    reasons,
    rewarding,
    suggesting,
    suspicions,
    topic,
    upkeep,
    voting,
    welcoming,
)


class Id:
    """A row's id: no more digits than the databases hold."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Id, "id")
register_converter(TopicName, "topic")

app_name = "questions"
urlpatterns = [
    path("questions", lists.questions, name="list"),
    path("questions.atom", feeds.questions),
    path("questions/ask", asking.ask, name="ask"),
    path("questions/ask/lacks", asking.still_lacks, name="lacks"),
    path("questions/mine/anonymous", anonymity.mine, name="mine-anonymous"),
    path("moderation/suspicions/<id:suspicion_id>", suspicions.suspicion, name="suspicion"),
    path("moderation/personas/<id:question_id>", anonymity.opening, name="opening"),
    path("questions/<id:question_id>", question.question),
    path("questions/<id:question_id>/", question.question),
    path("questions/<id:question_id>/answers", answering.answer, name="answer"),
    path("questions/<id:question_id>/close", closing.close, name="close"),
    path("questions/<id:question_id>/reopen", closing.reopen, name="reopen"),
    path("entries/<id:entry_id>/ballot", closing.take_back, name="take-ballot-back"),
    path("c/<slug:slug>/reasons", reasons.reasons, name="reasons"),
    path("questions/<id:question_id>/follow", keeping.follow, name="follow"),
    path("questions/<id:question_id>/welcomed", welcoming.welcomed, name="welcomed"),
    path("questions/<id:question_id>/bounty", rewarding.offer, name="bounty"),
    path("questions/<id:question_id>/bounty/cancel", rewarding.cancel, name="cancel-bounty"),
    path("questions/<id:entry_id>/history", editing.history),
    path("questions/<id:question_id>/move", moving.move, name="move"),
    path("questions/<id:question_id>.atom", feeds.question),
    path("questions/<id:question_id>/<slug:slug>.atom", feeds.question),
    path("questions/<id:question_id>/<str:slug>", question.question, name="question"),
    path("q/<id:question_id>", addresses.short_question, name="short"),
    path("a/<id:answer_id>", addresses.short_answer, name="answer-here"),
    path("entries/<id:entry_id>/vote", voting.vote),
    path("entries/<id:entry_id>/needs-work", voting.needs_work),
    path("entries/<id:entry_id>/lacks", voting.lacks),
    path("entries/<id:entry_id>/keep", keeping.keep),
    path("entries/<id:entry_id>/accept", answering.accept),
    path("entries/<id:entry_id>/award", rewarding.award, name="award"),
    path("entries/<id:entry_id>/comments", commenting.comments, name="comments"),
    path("entries/<id:entry_id>/edit", editing.edit, name="edit"),
    path("entries/<id:entry_id>/history", editing.history, name="history"),
    path("entries/<id:entry_id>/rollback", editing.roll_back),
    path("entries/<id:entry_id>/settings", upkeep.settings, name="settings"),
    path("entries/<id:entry_id>/wiki", upkeep.wiki),
    path("entries/<id:entry_id>/lock", upkeep.lock),
    path("entries/<id:entry_id>/protect", upkeep.protect),
    path("suggestions", suggesting.mine, name="suggestions"),
    path("suggestions/<id:suggestion_id>", suggesting.suggestion, name="suggestion"),
    path("suggestions/<id:suggestion_id>/judge", suggesting.judge),
    path("suggestions/<id:suggestion_id>/improve", suggesting.improve),
    path("suggestions/<id:suggestion_id>/withdraw", suggesting.withdraw),
    path("entries/<id:entry_id>/delete", deleting.delete, name="delete"),
    path("entries/<id:entry_id>/undelete", deleting.undelete, name="undelete"),
    path("comments/<id:comment_id>/useful", commenting.find_useful),
    path("comments/<id:comment_id>/edit", commenting.edit_comment),
    path("comments/<id:comment_id>/delete", commenting.delete_comment),
    path("bookmarks", keeping.bookmarks, name="bookmarks"),
    path("following", keeping.following, name="following"),
    path("greetings", welcoming.greetings, name="greetings"),
    path("c/<slug:slug>/greeting", welcoming.greeting, name="greeting"),
    path("text/preview", asking.preview, name="preview"),
    path("communities", network.network, name="network"),
    path("c/<slug:slug>", lists.community, name="community"),
    path("c/<slug:slug>/figures", figures.figures, name="figures"),
    path("c/<slug:slug>.atom", feeds.community),
    path("c/<slug:slug>/questions/<id:old_id>", addresses.old_question, name="old"),
    path("c/<slug:slug>/questions/<id:old_id>/<str:old_slug>", addresses.old_question),
    path("topics/<topic:name>.atom", feeds.topic),
    path("topics/<topic:name>", topic.topic, name="topic"),
]
