from datetime import timedelta

import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.people.data import everything
from slashmentor.parts.questions import actions as questions
from slashmentor.together.notifications import actions, data
from slashmentor.together.notifications.models import ByMail, Notification
from slashmentor.together.notifications.queries import miscounted
from tests.cast import NOON

pytestmark = pytest.mark.django_db


def test_a_member_takes_along_what_they_were_told(told, ada):
    actions.choose_mail(ada, ByMail.AT_ONCE)
    actions.see(ada, told.pk, now=NOON + timedelta(hours=1))
    assert everything(ada)["notifications"] == {
        "by_mail": "at_once",
        "last_digest": None,
        "told": [
            {
                "kind": "answer",
                "words": "Emmy Brandt answered your question"
                " “How do I tell my advisor that the error bars are wrong?”",
                "url": f"http://127.0.0.1:8000/a/{told.entry_id}",
                "at": "2026-03-02T12:00:00+00:00",
                "seen_at": "2026-03-02T13:00:00+00:00",
                "mailed_at": None,
            }
        ],
    }


def test_of_what_is_deleted_they_take_along_nothing(told, ada, emmy):
    questions.delete(told.entry, by=emmy, now=NOON)
    (row,) = everything(ada)["notifications"]["told"]
    assert (row["words"], row["url"]) == ("What this was about has been deleted since.", None)


def test_whose_words_go_takes_them_out_of_the_others_counts(told, ada, emmy):
    data.erase_notifications(emmy, keep_words=False, now=NOON)
    told.entry.delete()
    ada.refresh_from_db()
    assert (ada.unread, miscounted()) == (0, [])


def test_whose_words_stay_is_somebody_from_then_on(told, ada, emmy, client):
    data.erase_notifications(emmy, keep_words=True, now=NOON)
    emmy.delete()
    client.force_login(ada)
    assert "<b>Somebody</b> answered your question" in client.get("/notifications").content.decode()
    assert miscounted() == []


def test_who_leaves_leaves_no_notification(told, ada):
    ada.delete()
    assert Notification.objects.count() == 0
    run_waiting(NOON)
