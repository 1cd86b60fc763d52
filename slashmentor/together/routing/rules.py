"""Who may say what fits them."""

from slashmentor.base.permissions import Predicate
from slashmentor.parts.questions.rules import can_see, is_member, is_question

can_wave_off: Predicate = is_member & can_see & is_question
