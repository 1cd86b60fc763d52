"""How much one reviews a day, and how many looks end a task (rules.md, "Closing, reviewing, cleaning")."""

from django.utils.translation import gettext_lazy as _

from slashmentor.commons.communities.numbers import Number, subject

REVIEWING = subject(
    _("Reviewing"),
    Number("review.a_day", 20, _("reviews of one person a day in a queue"), least=1),
    Number("review.looks.first-questions", 1, _("looks at a first question"), least=1),
    Number("review.looks.first-answers", 1, _("looks at a first answer"), least=1),
    Number("review.looks.late-answers", 1, _("looks at a late answer"), least=1),
    Number("review.looks.close", 3, _("reviewers who leave a question open, until that holds"), least=1),
    Number("review.looks.reopen", 3, _("reviewers who leave a question closed, until that holds"), least=1),
    Number("review.looks.low-quality", 2, _("reviewers who find that a post can stay"), least=1),
    Number("review.deletions", 3, _("reviewers who find that an answer should go"), least=1),
    Number("review.poor_from", 3, _("signs of low quality (counted) that send a post to review"), least=1),
)
