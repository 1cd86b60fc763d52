"""What is earned by what, and which points open what (rules.md, "Reputation" and "Privileges")."""

from django.utils.translation import gettext_lazy as _

from slashmentor.commons.communities.numbers import Number, subject

POINTS = subject(
    _("Points"),
    Number("points.voted_up", 10, _("a question or answer is found useful: to its author")),
    Number("points.voted_down", -2, _("a question or answer needs work: to its author"), least=-100, most=0),
    Number(
        "points.cast_down", -1, _("voting an answer down: to the voter (a question: 0)"), least=-100, most=0
    ),
    Number("points.accepted", 15, _("an answer is accepted: to its author (not for one’s own)")),
    Number("points.accepting", 2, _("an answer is accepted: to the asker (not for one’s own)")),
    Number("points.edit", 2, _("a suggested edit is approved")),
    Number("points.edit_in_all", 1000, _("from suggested edits, at most in all")),
    Number("points.abuse", -100, _("a post is deleted as spam or abuse: to its author"), least=-1000, most=0),
    Number("points.association", 100, _("for those who are known from another community, once")),
    Number("points.association_from", 200, _("reputation in any community from which one is known")),
    Number("points.a_day", 200, _("a UTC day from votes and edits, at most")),
)

PRIVILEGES = subject(
    _("Privileges, and the points that open them"),
    Number("may.create", 1, _("ask and answer")),
    Number("may.no_limits", 10, _("more than two links, pictures; answer protected questions")),
    Number("may.wiki", 10, _("make a post a community wiki")),
    Number("may.vote_up", 15, _("say that something is useful")),
    Number("may.flag", 15, _("flag posts")),
    Number("may.comment", 50, _("comment everywhere (own posts and their answers: always)")),
    Number("may.bounty", 75, _("offer bounties")),
    Number("may.see_counts", 100, _("see votes up and down apart"), grown=1000),
    Number("may.vote_down", 125, _("say that something needs work")),
    Number("may.topics", 150, _("make new topics"), grown=300),
    Number("may.see_close_votes", 250, _("see votes to close one’s own questions")),
    Number("may.review", 350, _("review first questions, first answers, late answers"), grown=500),
    Number("may.close", 500, _("vote to close and reopen"), grown=3000),
    Number("may.edit", 1000, _("edit anything without review"), grown=2000),
    Number("may.synonyms", 1250, _("suggest topic synonyms"), grown=2500),
    Number("may.approve_wikis", 1500, _("approve topic wikis"), grown=5000),
    Number("may.tools", 2000, _("see deleted posts, vote to delete"), grown=10_000),
    Number("may.protect", 3500, _("protect questions"), grown=15_000),
    Number("may.trusted", 4000, _("delete and bring back low answers"), grown=20_000),
    Number("may.analytics", 5000, _("see the community’s figures"), grown=25_000),
)
