"""How often, how many, how long: the numbers that asking, voting, closing and rewarding go by (rules.md)."""

from django.utils.translation import gettext_lazy as _

from slashmentor.commons.communities.numbers import Number, subject

VOTES = subject(
    _("Votes and rates"),
    Number("votes.a_day", 30, _("votes a day, on anything")),
    Number("votes.more_on_questions", 10, _("votes a day more, on questions only")),
    Number("votes.changeable_minutes", 5, _("minutes in which a vote can be changed (then after an edit)")),
    Number("comments.votes_a_day", 30, _("comments found useful a day")),
    Number("comments.editable_minutes", 5, _("minutes in which a comment can be edited")),
    Number("links.of_newcomers", 2, _("links in a post of those who still have newcomer limits")),
)

RATES = subject(
    _("How much one asks and answers"),
    Number("ask.in_24_hours", 6, _("questions in 24 hours")),
    Number("ask.in_30_days", 50, _("questions in 30 days")),
    Number("ask.newcomer_minutes", 40, _("minutes between two questions of a newcomer")),
    Number("ask.newcomer_below", 125, _("reputation below which one is a newcomer here")),
    Number("first_day.questions", 3, _("questions on an account’s first day")),
    Number("first_day.answers", 10, _("answers on an account’s first day")),
    Number("topics.open_below", 30, _("topics below which everybody may make new ones (a beginning)")),
    Number("anonymous.a_day", 2, _("anonymous questions a day")),
    Number(
        "anonymous.days", 90, _("days for which an anonymous question can be edited by its asker"), least=1
    ),
)

CLOSING = subject(
    _("Closing and deleting"),
    Number("close.votes", 3, _("votes to close or reopen"), grown=5, least=1),
    Number("close.votes_a_day", 20, _("votes to close and reopen that one casts a day"), grown=50),
    Number("close.days", 14, _("days after which such a vote ages away"), least=1),
    Number("close.hours_to_mend", 4, _("hours that an author has before the first vote to close counts")),
    Number("delete.votes", 3, _("votes to delete or bring back"), least=1),
    Number("delete.after_days", 2, _("days that a question is closed before votes can delete it")),
    Number("delete.trusted_score", -1, _("score up to which trusted members delete an answer"), least=-100),
    Number(
        "points.kept_score", 3, _("score from which a deleted post keeps its points, after so many days:")
    ),
    Number("points.kept_days", 60, _("days for which a post stood before it keeps its points")),
    Number("protect.after_days", 1, _("days after which a question can be protected")),
    Number("edits.approvals", 2, _("approvals that a suggested edit needs"), least=1),
    Number("edits.rejections", 2, _("rejections that end a suggested edit"), least=1),
    Number("edits.waiting_each", 5, _("suggested edits of one person that wait at once"), least=1),
)

SWEEP = subject(
    _("Swept away each night"),
    Number("sweep.low_days", 30, _("days after which a question below 0 without an answer goes")),
    Number("sweep.quiet_days", 365, _("days after which one goes that nobody answered or read much")),
    Number("sweep.views_a_day", 1.5, _("views a day up to which it counts as read little")),
    Number("sweep.comments", 1, _("comments that such a question has at most")),
    Number("sweep.closed_days", 9, _("days after which a closed question without a good answer goes")),
)

BOUNTIES = subject(
    _("Bounties"),
    Number("bounty.least", 50, _("points at least"), least=1),
    Number("bounty.most", 500, _("points at most"), least=1),
    Number("bounty.step", 50, _("in steps of"), least=1),
    Number("bounty.question_days", 2, _("days that a question has to be old")),
    Number("bounty.days", 7, _("days that it runs"), least=1),
    Number("bounty.grace_days", 1, _("days of grace after that")),
    Number("bounty.each", 3, _("bounties of one person at a time"), least=1),
    Number("bounty.least_of_answerer", 100, _("points at least of somebody who has answered the question")),
    Number("bounty.automatic_score", 2, _("score from which an answer gets half of it if nobody is chosen")),
)

KINDNESS = subject(
    _("Welcome"),
    Number("greeting.hours", 24, _("hours for which votes against a first question wait")),
    Number("greeting.asked", 5, _("greeters who are told of a first question")),
    Number("late.days", 30, _("days after which an answer counts as late")),
)

FAIRNESS = subject(
    _("Votes for a person instead of a post"),
    Number("series.votes", 5, _("votes of one on another within a day that are reversed at once"), least=3),
    Number("series.minutes", 60, _("minutes within which so many are certain")),
    Number("series.share", 0.8, _("share of one’s votes of that day that went to the same person"), most=1),
    Number("ring.votes", 8, _("votes both ways within 30 days that a moderator is asked about"), least=3),
    Number("ring.share", 0.5, _("share of each one’s votes that went to the other"), most=1),
)
