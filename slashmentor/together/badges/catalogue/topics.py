"""Badges in one topic. They are looked at each night, and withdrawn when no longer true."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as name

from ..finding import of_topics as find
from ..models import Tier
from .badge import Each, Subject, badge

AT_HOME = _("Reached a score of %(score)s with at least %(answers)s answers in one topic.")
at_home = partial(badge, Subject.TOPICS, each=Each.TOPIC, find=find.at_home)
at_home("topic-bronze", name("Topic badge in bronze"), Tier.BRONZE, AT_HOME, score=100, answers=20)
at_home("topic-silver", name("Topic badge in silver"), Tier.SILVER, AT_HOME, score=400, answers=80)
at_home("topic-gold", name("Topic badge in gold"), Tier.GOLD, AT_HOME, score=1000, answers=200)
