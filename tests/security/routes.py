"""Who may come where: every address of the instance, for each role. A test holds it equal to the URL conf.

A line: the pattern as the URL conf has it · a real address · who may GET it · who may POST there, and with what.

Who:
  everybody             all get an answer below 400; with a number after it, that
  nobody                405 for all, or what stands after it: `nobody 404`
  members               the others are sent to the log-in
  members 401           the others get 401
  members gone          members get 404 (they haven't got such a thing), the others are sent to the log-in
  members again         members are sent to show once more that it is them, the others to the log-in
  author host           members in these roles; other members get 403, the rest are sent to the log-in
  author host 404       the same, but what others may not see isn't there for them
  hidden author host    404 for all others, visitors too
"""

from typing import Any, NamedTuple

ALL, NONE, IN, AGAIN = "everybody", "nobody", "members", "members again"
KEEPERS = "author moderator host"
GONE = "nobody 404"
UNUSED = "members gone"

TEXT = "I looked into the log of the run, and found the seed that they used."
ASKED = {
    "community": "academia",
    "title": "How do I tell them that I found the seed of it?",
    "body": TEXT,
    "topics": "statistics",
}
ASKING = {"asks": TEXT * 4, "name": "Priya Raman", "email": "priya@example.net"}
EDITED = {**ASKED, "seen": "1", "summary": "clearer"}
DESCRIBED = {"summary": "Figures.", "wiki": "Figures, and what they hide.", "seen": "1"}
SUSPENDED = {"community": "academia", "days": "7", "reason": "Insults", "words": TEXT}
OFFERED = {
    "lede": TEXT, "gives": "statistics", "languages": "English", "kinds": "support", "words_support": "In bad weeks", "places": "2",
    "until": "2027-01-01", "who": "anybody", "hours-TOTAL_FORMS": "1", "hours-INITIAL_FORMS": "0",
    "hours-0-weekday": "1", "hours-0-begins": "17:00", "hours-0-ends": "18:00",
}  # fmt: skip
PICTURE: dict[str, Any] = {"file": "a picture", "alt": "A plot"}


class Route(NamedTuple):
    pattern: str
    address: str
    get: str
    post: str
    sends: dict[str, Any] = {}


ROUTES = [
    # --- the instance ---
    Route("", "/", ALL, NONE),
    Route("about", "/about", ALL, NONE),
    Route("about/rules", "/about/rules", ALL, NONE),
    Route("about/privacy", "/about/privacy", ALL, NONE),
    Route("about/routing", "/about/routing", ALL, NONE),
    Route("about/names", "/about/names", ALL, NONE),
    Route("about/design", "/about/design", ALL, NONE),
    Route("robots.txt", "/robots.txt", ALL, NONE),
    Route("opensearch.xml", "/opensearch.xml", ALL, NONE),
    Route("sitemap.xml", "/sitemap.xml", ALL, NONE),
    Route("sitemap-<int:number>.xml", "/sitemap-1.xml", ALL, NONE),
    Route("sitemap-<slug:kind>-<int:number>.xml", "/sitemap-mentors-0.xml", ALL, NONE),
    Route("healthz", "/healthz", ALL, NONE),
    Route("readyz", "/readyz", ALL, NONE),
    Route("metrics", "/metrics", ALL, NONE),  # from this machine only: test_what_is_where.py
    # --- questions ---
    Route("questions", "/questions", ALL, NONE),
    Route("questions.atom", "/questions.atom", ALL, NONE),
    Route("questions/ask", "/questions/ask", ALL, IN, ASKED),  # a visitor's words wait
    Route("questions/ask/lacks", "/questions/ask/lacks", NONE, ALL, ASKED),
    Route("flags", "/flags", IN, NONE),
    Route("flags/new", "/flags/new?about=questions.entry:{question}", IN, "newcomer stranger moderator host", {"harm": "low_quality"}),
    Route("flags/new", "/flags/new?about=questions.entry:{gone}", UNUSED, UNUSED, {"harm": "low_quality"}),
    Route("flags/<number:flag_id>/withdraw", "/flags/{flag}/withdraw", NONE, "stranger 404"),
    Route("about/decisions", "/about/decisions", ALL, NONE),
    Route("about/decisions.atom", "/about/decisions.atom", ALL, NONE),
    Route("settings/blocks", "/settings/blocks", IN, NONE),
    Route("settings/blocks/<slug:handle>", "/settings/blocks/emmy", IN, IN),
    Route("settings/blocks/<slug:handle>/lift", "/settings/blocks/emmy/lift", NONE, UNUSED),
    Route("settings/decisions", "/settings/decisions", IN, NONE),
    Route("settings/decisions/<number:decision_id>/appeal", "/settings/decisions/{decision}/appeal", "stranger 404", "stranger 404", {"words": TEXT}),
    Route("moderation", "/moderation", "moderator host 404", NONE),
    Route("moderation/things/<str:name>", "/moderation/things/questions.entry:{answer}", "moderator host 404", "moderator host 404", {"what": "post.locked", "reason": "Too heated"}),
    Route("moderation/appeals/<number:appeal_id>", "/moderation/appeals/{appeal}", "moderator host 404", "moderator host 404", {"upheld": "0", "answer": TEXT}),
    Route("moderation/members/<slug:handle>", "/moderation/members/emmy", "moderator host 404", "moderator host 404", {"community": "academia", "words": TEXT}),
    Route("moderation/members/<slug:handle>/suspend", "/moderation/members/emmy/suspend", "moderator host 404", "moderator host 404", SUSPENDED),
    Route("moderation/suspensions/<number:suspension_id>/lift", "/moderation/suspensions/{suspension}/lift", "moderator host 404", "moderator host 404", {"reason": "They apologised"}),
    Route("moderation/suspicions/<id:suspicion_id>", "/moderation/suspicions/{suspicion}", "moderator host 404", "moderator host 404", {"reverse": "0"}),
    Route("moderation/merge", "/moderation/merge", "host 404", "host 404", {"gone": "brought", "into": "emmy", "confirm": "brought"}),
    Route("moderation/routing", "/moderation/routing", "host 404", "host 404", {"topics": "2"}),
    Route("moderation/routing/kept", "/moderation/routing/kept", NONE, "host 404"),
    Route("moderation/routing/trials/<number:trial_id>", "/moderation/routing/trials/{trial}", "host 404", "host 404"),
    Route("moderation/claims", "/moderation/claims", "hidden moderator host", "hidden moderator host", {"decline": "{claim}"}),
    Route("questions/mine/anonymous", "/questions/mine/anonymous", IN, NONE),
    Route("moderation/personas/<id:question_id>", "/moderation/personas/{persona}", "hidden moderator host", "hidden moderator host", {"ask": "1", "reason": "Somebody may be in danger, as the text says."}),
    Route("text/preview", "/text/preview", NONE, ALL, {"body": TEXT}),
    Route("questions/<id:question_id>", "/questions/{question}", ALL, NONE),
    Route("questions/<id:question_id>/", "/questions/{question}/", ALL, NONE),
    Route("questions/<id:question_id>/<str:slug>", "/questions/{question}/{slug}", ALL, NONE),
    Route("questions/<id:question_id>.atom", "/questions/{question}.atom", ALL, NONE),
    Route("questions/<id:question_id>/<slug:slug>.atom", "/questions/{question}/{slug}.atom", ALL, NONE),
    Route("questions/<id:question_id>/answers", "/questions/{question}/answers", NONE, IN, {"body": TEXT}),
    Route("questions/<id:question_id>/follow", "/questions/{question}/follow", NONE, IN, {"follows": "1"}),
    Route("questions/<id:question_id>/bounty", "/questions/{question}/bounty", "moderator host", "moderator host", {"amount": "50"}),
    Route("questions/<id:question_id>/bounty/cancel", "/questions/{question}/bounty/cancel", UNUSED, UNUSED),
    Route("questions/<id:entry_id>/history", "/questions/{question}/history", ALL, NONE),
    Route("questions/<id:question_id>/move", "/questions/{question}/move", "moderator host", "moderator host", {"to": "chemistry"}),
    Route("q/<id:question_id>", "/q/{question}", ALL, NONE),
    Route("q/<id:question_id>", "/q/{gone}", f"hidden {KEEPERS}", NONE),
    Route("a/<id:answer_id>", "/a/{answer}", ALL, NONE),
    Route("a/<id:answer_id>", "/a/{gone}", f"hidden {KEEPERS}", NONE),
    Route("c/<slug:slug>", "/c/academia", ALL, NONE),
    Route("c/<slug:slug>.atom", "/c/academia.atom", ALL, NONE),
    Route("c/<slug:slug>/questions/<id:old_id>", "/c/academia/questions/4711", ALL, NONE),
    Route("c/<slug:slug>/questions/<id:old_id>/<str:old_slug>", "/c/academia/questions/4711/was-it", ALL, NONE),
    Route("questions/<id:question_id>/close", "/questions/{question}/close", KEEPERS, f"{KEEPERS}", {"reason": "duplicate", "other": "/q/{lonely}"}),
    Route("questions/<id:question_id>/reopen", "/questions/{question}/reopen", "moderator host", "moderator host"),
    Route("c/<slug:slug>/reasons", "/c/academia/reasons", "moderator host", "moderator host", {"name": "About shopping", "advice": ""}),
    # --- entries ---
    Route("entries/<id:entry_id>/ballot", "/entries/{question}/ballot", NONE, IN, {"purpose": "close"}),
    Route("entries/<id:entry_id>/vote", "/entries/{question}/vote", NONE, "newcomer stranger moderator host", {"value": "1"}),
    Route("entries/<id:entry_id>/needs-work", "/entries/{answer}/needs-work", IN, NONE),
    Route("entries/<id:entry_id>/lacks", "/entries/{question}/lacks?lack=tone", NONE, "author", {"done": "1"}),
    Route("entries/<id:entry_id>/keep", "/entries/{question}/keep", NONE, IN, {"kept": "1"}),
    Route("entries/<id:entry_id>/accept", "/entries/{answer}/accept", NONE, "author", {"accepted": "1"}),
    Route("entries/<id:entry_id>/award", "/entries/{answer}/award", UNUSED, UNUSED),
    Route("entries/<id:entry_id>/comments", "/entries/{question}/comments", ALL, IN, {"body": TEXT}),
    Route("entries/<id:entry_id>/edit", "/entries/{question}/edit", IN, IN, EDITED),  # or a suggestion
    Route("entries/<id:entry_id>/edit", "/entries/{gone}/edit", f"{KEEPERS} 404", f"{KEEPERS} 404", EDITED),
    Route("entries/<id:entry_id>/history", "/entries/{answer}/history", ALL, NONE),
    Route("entries/<id:entry_id>/history", "/entries/{gone}/history", f"hidden {KEEPERS}", NONE),
    Route("entries/<id:entry_id>/rollback", "/entries/{question}/rollback", NONE, KEEPERS, {"to": "1"}),
    Route("entries/<id:entry_id>/settings", "/entries/{question}/settings", KEEPERS, NONE),
    Route("entries/<id:entry_id>/settings", "/entries/{gone}/settings", f"{KEEPERS} 404", NONE),
    Route("entries/<id:entry_id>/wiki", "/entries/{question}/wiki", NONE, "moderator host", {"wiki": "1"}),  # ada has 1 point
    Route("entries/<id:entry_id>/lock", "/entries/{question}/lock", NONE, "moderator host", {"locked": "1", "reason": "It goes in circles."}),
    Route("entries/<id:entry_id>/protect", "/entries/{question}/protect", NONE, "moderator host", {"protected": "1"}),
    Route("suggestions", "/suggestions", IN, NONE),
    Route("suggestions/<id:suggestion_id>", "/suggestions/{suggestion}", ALL, NONE),
    Route("suggestions/<id:suggestion_id>", "/suggestions/{gone_suggestion}", f"hidden {KEEPERS}", NONE),
    Route("suggestions/<id:suggestion_id>/judge", "/suggestions/{suggestion}/judge", NONE, KEEPERS, {"approves": "1"}),
    Route("suggestions/<id:suggestion_id>/improve", "/suggestions/{suggestion}/improve", KEEPERS, KEEPERS, EDITED),
    Route("suggestions/<id:suggestion_id>/withdraw", "/suggestions/{suggestion}/withdraw", NONE, "stranger"),
    Route("entries/<id:entry_id>/delete", "/entries/{lonely}/delete", KEEPERS, KEEPERS),
    Route("entries/<id:entry_id>/delete", "/entries/{answer}/delete", "moderator host", "moderator host"),
    Route("entries/<id:entry_id>/undelete", "/entries/{gone}/undelete", f"{KEEPERS} 404", f"{KEEPERS} 404"),
    Route("comments/<id:comment_id>/useful", "/comments/{their_comment}/useful", NONE, IN, {"useful": "1"}),
    Route("comments/<id:comment_id>/edit", "/comments/{comment}/edit", KEEPERS, KEEPERS, {"body": TEXT}),
    Route("comments/<id:comment_id>/delete", "/comments/{comment}/delete", KEEPERS, KEEPERS),
    Route("bookmarks", "/bookmarks", IN, NONE),
    Route("greetings", "/greetings", IN, NONE),
    Route("questions/<id:question_id>/welcomed", "/questions/{lonely}/welcomed", NONE, "stranger", {}),
    Route("c/<slug:slug>/greeting", "/c/academia/greeting", NONE, IN, {"greets": "1"}),
    Route("following", "/following", IN, NONE),
    # --- reviews ---
    Route("review", "/review", IN, NONE),
    Route("review/history", "/review/history", IN, NONE),
    Route("review/<slug:queue>", "/review/first-questions", "moderator host", NONE),
    Route("review/tasks/<id:task_id>", "/review/tasks/{task}", NONE, "moderator host", {"verdict": "skip"}),
    Route("c/<slug:slug>/review", "/c/academia/review", IN, NONE),
    # --- topics and communities ---
    Route("communities", "/communities", ALL, NONE),
    Route("c/<slug:slug>/rules", "/c/academia/rules", ALL, NONE),
    Route("c/<slug:slug>/figures", "/c/academia/figures", "moderator host", NONE),
    Route("c/<slug:slug>/privileges", "/c/academia/privileges", ALL, NONE),
    Route("c/<slug:slug>/membership", "/c/academia/membership", NONE, IN, {"joins": "1"}),
    Route("c/<slug:slug>/look.css", "/c/academia/look.css?v=7a1d54", ALL, NONE),
    Route("c/<slug:slug>/settings", "/c/academia/settings", "moderator host", "moderator host", {"name": "Academia"}),
    Route("topics", "/topics", ALL, NONE),
    Route("topics/complete", "/topics/complete?q=st", ALL, NONE),
    Route("topics/suggested", "/topics/suggested", IN, NONE),
    Route("topics/descriptions/<topic-row:pk>", "/topics/descriptions/{description}", NONE, "moderator host", {"approves": "1"}),
    Route("topics/synonyms/<topic-row:pk>", "/topics/synonyms/{synonym}", NONE, "moderator host", {"approves": "1"}),
    Route("topics/<topic-name:name>/names", "/topics/statistics/names", ALL, "moderator host", {"name": "figures", "community": "academia"}),
    Route("topics/<topic-name:name>/merge", "/topics/co-authors/merge", NONE, "moderator host", {"into": "statistics"}),
    Route("topics/<topic-name:name>/rename", "/topics/co-authors/rename", NONE, "moderator host", {"name": "authors"}),
    Route("topics/<topic:name>", "/topics/statistics", ALL, NONE),
    Route("topics/<topic:name>.atom", "/topics/statistics.atom", ALL, NONE),
    Route("topics/<topic-name:name>/experts", "/topics/statistics/experts", ALL, NONE),
    Route("topics/<topic-name:name>/wiki/<slug:slug>", "/topics/statistics/wiki/academia", IN, IN, DESCRIBED),
    Route("topics/<topic-name:name>/wiki/<slug:slug>/history", "/topics/statistics/wiki/academia/history", ALL, NONE),
    # --- search, routing, notifications ---
    Route("search", "/search?q=error", ALL, NONE),
    Route("search.atom", "/search.atom?q=error", ALL, NONE),
    Route("search/alike", "/search/alike?title=error+bars", ALL, NONE),
    Route("for-you", "/for-you", IN, NONE),
    Route("for-you/<id:question_id>/not-for-me", "/for-you/{question}/not-for-me", NONE, IN),
    Route("for-you/<id:question_id>/later", "/for-you/{question}/later", NONE, IN, {"until": "tomorrow"}),
    Route("for-you/<id:question_id>/on-it", "/for-you/{question}/on-it", NONE, IN, {"undo": "1"}),
    Route("for-you/<id:question_id>/pass-on", "/for-you/{lonely}/pass-on", IN, IN, {"to": "emmy", "words": TEXT}),
    Route("for-you/invitations/<id:invitation_id>/ignore", "/for-you/invitations/4711/ignore", NONE, UNUSED),
    Route("for-you/topics", "/for-you/topics", NONE, IN, {"good": "statistics"}),
    Route("for-you/rest", "/for-you/rest", NONE, IN),
    Route("notifications", "/notifications", IN, NONE),
    Route("notifications/unread", "/notifications/unread", "members 401", NONE),
    Route("notifications/seen", "/notifications/seen", NONE, IN),
    Route("notifications/visited", "/notifications/visited", NONE, "members 401", {"path": "/questions/{question}/{slug}"}),
    Route("notifications/<int:notification_id>/seen", "/notifications/{notification}/seen", NONE, IN),
    Route("notifications/stop/<str:token>", "/notifications/stop/{stop}", ALL, ALL),  # the signed link is the proof
    # --- badges ---
    Route("badges", "/badges", ALL, NONE),
    Route("badges/<slug:key>", "/badges/teacher", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/badges\Z", "/@ada/badges", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/badges\Z", "/@sol/badges", "hidden host", NONE),
    Route("about/tour", "/about/tour", ALL, IN),
    # --- people ---
    Route("people", "/people", ALL, NONE),
    Route("people.atom", "/people.atom", ALL, NONE),
    Route("people/complete", "/people/complete?q=ad", ALL, NONE),  # for visitors nobody: test_canaries.py
    Route("people/invitations", "/people/invitations", "host 404", "host 404", {"note": "for Priya"}),
    Route("people/waiting", "/people/waiting", "moderator host 404", "moderator host 404", {"handle": "{waiting}", "let_in": "1"}),
    Route("people/left", "/people/left", ALL, NONE),
    Route("join/<str:code>", "/join/{code}", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])\Z", "/@ada", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])\Z", "/@sol", "hidden host", NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/reputation\Z", "/@ada/reputation", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/claim\Z", "/@{unclaimed}/claim", ALL, "everybody 400", {"email": "b@example.org"}),
    Route("settings/", "/settings/", IN, NONE),
    Route("settings/profile", "/settings/profile", IN, IN, {"name": "Somebody", "time_zone": "UTC"}),
    Route("settings/profile/preview", "/settings/profile/preview", NONE, IN, {"body": "Hello"}),
    Route("settings/picture", "/settings/picture", IN, IN, {"remove": "1"}),
    Route("settings/privacy", "/settings/privacy", IN, IN, {"listed": "on"}),
    Route("settings/look", "/settings/look", IN, IN, {"theme": "dark"}),
    Route("settings/account", "/settings/account", IN, NONE),
    Route("settings/expertise", "/settings/expertise", IN, IN, {"new": "statistics", "new_level": "expert"}),
    # --- endorsements: only whoever it is about hides one; nobody endorses themselves ---
    Route("endorsements", "/endorsements", IN, NONE),
    Route("endorsements/give", "/endorsements/give?entry={answer}", IN, IN, {"topics": "statistics", "words": TEXT}),
    Route("endorsements/give", "/endorsements/give?entry={gone}", UNUSED, UNUSED, {"topics": "statistics", "words": TEXT}),
    Route("endorsements/take-back", "/endorsements/take-back?entry={answer}", NONE, IN),
    Route("endorsements/decline", "/endorsements/decline?entry={answer}", NONE, IN),
    Route("endorsements/<id:pk>/shown", "/endorsements/{endorsement}/shown", NONE, "author 404", {"shown": "0"}),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/endorsements\Z", "/@ada/endorsements", ALL, NONE),
    # --- mentors ---
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor\Z", "/@emmy/mentor", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor\Z", "/@ada/mentor", "hidden author", NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentoring\Z", "/@emmy/mentoring", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/week\Z", "/@emmy/mentor/week?zone=Asia/Tokyo", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/week\Z", "/@ada/mentor/week?zone=Asia/Tokyo", "hidden author", NONE),
    Route("settings/publications", "/settings/publications", IN, IN, {"dois": "10.5555/roof.1"}),
    Route("settings/publications/change", "/settings/publications/change", NONE, IN, {"on_page": "1"}),
    Route("settings/publications/topics", "/settings/publications/topics", NONE, "members gone", {"decline": "0"}),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/publications\Z", "/@ada/publications", ALL, NONE),
    Route("settings/mentor", "/settings/mentor?template=phd", IN, IN, {**OFFERED, "publish": "1"}),
    Route("settings/mentor", "/settings/mentor", IN, IN, {**OFFERED, "preview": "1"}),
    Route("settings/mentor/state", "/settings/mentor/state", NONE, "author 404", {"pause": "1"}),
    Route("settings/mentor/figures", "/settings/mentor/figures", IN, NONE),
    Route("settings/routing", "/settings/routing", IN, IN, {"weekly": "5", "is_asked": "on"}),
    Route("settings/mail", "/settings/mail", IN, IN, {"by_mail": "never"}),
    Route("settings/data", "/settings/data", IN, NONE),
    Route("settings/proofs", "/settings/proofs", IN, IN, {"address": "https://ada.example.org/me"}),
    Route("settings/data/export", "/settings/data/export", NONE, IN),
    Route("settings/data/leave", "/settings/data/leave", IN, IN, {"handle": "{handle}", "password": "correct horse", "words": "keep"}),
    Route("media/", "/media/", NONE, "members 403", PICTURE),
    Route(r"^media/(?P<name>[0-9a-f]{40})\.(?P<ending>webp|png|jpg)\Z", "{picture}", ALL, NONE),
    # --- accounts: allauth's pages ---
    Route(r"accounts/^(?:orcid|3rdparty)/", "/accounts/orcid/login/", GONE, GONE),
    Route("accounts/login/", "/accounts/login/", ALL, ALL, {"login": "ada", "password": "correct horse"}),
    Route("accounts/logout/", "/accounts/logout/", ALL, ALL),
    Route("accounts/inactive/", "/accounts/inactive/", ALL, NONE),
    Route("accounts/signup/", "/accounts/signup/", ALL, ALL, {"username": "zadie", "email": "zadie@example.org", "password1": "meadow-lantern-oboe"}),
    Route("accounts/reauthenticate/", "/accounts/reauthenticate/", IN, IN, {"password": "correct horse"}),
    Route("accounts/email/", "/accounts/email/", IN, AGAIN, {"email": "more@example.org", "action_add": ""}),
    Route("accounts/confirm-email/", "/accounts/confirm-email/", ALL, NONE),
    Route(r"accounts/^confirm-email/(?P<key>[-:\w]+)/$", "/accounts/confirm-email/nonsense/", ALL, GONE),
    Route("accounts/password/change/", "/accounts/password/change/", IN, IN, {"oldpassword": "correct horse", "password1": "meadow-lantern-oboe"}),
    Route("accounts/password/set/", "/accounts/password/set/", IN, IN),
    Route("accounts/password/reset/", "/accounts/password/reset/", ALL, ALL, {"email": "ada@example.org"}),
    Route("accounts/password/reset/done/", "/accounts/password/reset/done/", ALL, NONE),
    Route("accounts/password/reset/key/done/", "/accounts/password/reset/key/done/", ALL, NONE),
    Route(r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", "/accounts/password/reset/key/1-nonsense/", ALL, ALL),
    Route("accounts/login/code/confirm/", "/accounts/login/code/confirm/", IN, IN),
    Route("accounts/sessions/", "/accounts/sessions/", IN, IN),
    Route("accounts/2fa/", "/accounts/2fa/", IN, NONE),
    Route("accounts/2fa/authenticate/", "/accounts/2fa/authenticate/", IN, IN),
    Route("accounts/2fa/reauthenticate/", "/accounts/2fa/reauthenticate/", AGAIN, AGAIN),
    Route("accounts/2fa/totp/activate/", "/accounts/2fa/totp/activate/", AGAIN, AGAIN),
    Route("accounts/2fa/totp/deactivate/", "/accounts/2fa/totp/deactivate/", UNUSED, UNUSED),
    Route("accounts/2fa/recovery-codes/", "/accounts/2fa/recovery-codes/", UNUSED, NONE),
    Route("accounts/2fa/recovery-codes/generate/", "/accounts/2fa/recovery-codes/generate/", AGAIN, AGAIN),
    Route("accounts/2fa/recovery-codes/download/", "/accounts/2fa/recovery-codes/download/", UNUSED, UNUSED),
    Route("accounts/2fa/webauthn/", "/accounts/2fa/webauthn/", IN, NONE),
    Route("accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/add/", AGAIN, AGAIN),
    Route("accounts/2fa/webauthn/reauthenticate/", "/accounts/2fa/webauthn/reauthenticate/", AGAIN, AGAIN),
    Route("accounts/2fa/webauthn/keys/<int:pk>/remove/", "/accounts/2fa/webauthn/keys/1/remove/", AGAIN, AGAIN),
    Route("accounts/2fa/webauthn/keys/<int:pk>/edit/", "/accounts/2fa/webauthn/keys/1/edit/", AGAIN, AGAIN),
    Route("accounts/2fa/webauthn/login/", "/accounts/2fa/webauthn/login/", IN, IN),
    # --- requests to a mentor: between two, one of them maybe without an account, whose address is the proof ---
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/ask\Z", "/@emmy/mentor/ask", ALL, ALL, ASKING),
    Route("mentorships", "/mentorships", IN, NONE),
    Route("mentorships/requests/<id:request_id>", "/mentorships/requests/{request}", "author 404", "author 404", {"do": "withdraw"}),
    Route("mentorships/requests/<id:request_id>/<slug:secret>", "/mentorships/requests/{lettered}/{secret}", ALL, ALL, {"do": "confirm"}),
    Route("mentorships/requests/<id:request_id>/<slug:secret>", "/mentorships/requests/{lettered}/guessed", GONE, GONE, {"do": "confirm"}),
    Route("mentorships/requests/<id:request_id>/<slug:secret>", "/mentorships/requests/{request}/guessed", GONE, GONE, {"do": "withdraw"}),
    # --- mentor pages, taken along ---
    Route("mentor.schema.json", "/mentor.schema.json", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor\.json\Z", "/@emmy/mentor.json", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor\.json\Z", "/@ada/mentor.json", GONE, NONE),  # a draft
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentoring\.json\Z", "/@emmy/mentoring.json", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor\.md\Z", "/@emmy/mentor.md", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor\.md\Z", "/@ada/mentor.md", GONE, NONE),  # a draft
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor\.vcf\Z", "/@emmy/mentor.vcf", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor\.vcf\Z", "/@ada/mentor.vcf", GONE, NONE),  # a draft
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor\.html\Z", "/@emmy/mentor.html", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor\.html\Z", "/@ada/mentor.html", GONE, NONE),  # a draft
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor\.pdf\Z", "/@emmy/mentor.pdf", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor\.pdf\Z", "/@ada/mentor.pdf", GONE, NONE),  # a draft
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/qr\.svg\Z", "/@emmy/mentor/qr.svg", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/qr\.svg\Z", "/@ada/mentor/qr.svg", GONE, NONE),  # a draft
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/card\.png\Z", "/@emmy/mentor/card.png", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/card\.png\Z", "/@ada/mentor/card.png", GONE, NONE),  # a draft
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/embed\Z", "/@emmy/mentor/embed", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/embed\Z", "/@ada/mentor/embed", GONE, NONE),  # a draft
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/embed\.js\Z", "/@emmy/mentor/embed.js", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/embed\.js\Z", "/@ada/mentor/embed.js", GONE, NONE),  # a draft
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/take\Z", "/@emmy/mentor/take", ALL, NONE),
    Route(r"^@(?P<handle>[A-Za-z0-9][A-Za-z0-9_-]{0,28}[A-Za-z0-9])/mentor/take\Z", "/@ada/mentor/take", GONE, NONE),  # a draft
    # --- the movement ---
    Route(".well-known/mentor", "/.well-known/mentor", ALL, NONE),
    Route("mentor-list.schema.json", "/mentor-list.schema.json", ALL, NONE),
    Route("moderation/instances", "/moderation/instances", "host 404", "host 404", {"address": "https://mentors.example.org"}),
    Route("moderation/instances/<number:pk>/read", "/moderation/instances/{instance}/read", NONE, "host 404"),
    Route("moderation/instances/<number:pk>/remove", "/moderation/instances/{instance}/remove", NONE, "host 404"),
    Route("mentors", "/mentors?topic=statistics", ALL, NONE),
    Route("mentors.atom", "/mentors.atom", ALL, NONE),
    Route("mentors/random", "/mentors/random", ALL, NONE),
    Route("mentors/searches", "/mentors/searches", IN, IN, {"query": "topic=statistics"}),
    Route("mentors/join", "/mentors/join", ALL, NONE),
    Route("mentors/join/buttons/<slug:look>.svg", "/mentors/join/buttons/light.svg", ALL, NONE),
    Route("mentors/join/page", "/mentors/join/page", ALL, ALL, {"url": "https://ada.example.org/mentor", "email": "zadie@example.org"}),
    Route("mentors/join/page/<str:token>", "/mentors/join/page/{outside_letter}", ALL, ALL, {"do": "again"}),
    Route("mentors/join/page/<str:token>", "/mentors/join/page/guessed:guessed", "everybody 404", "everybody 404", {"do": "remove"}),
    Route("mentors/pages/<outside:page_id>", "/mentors/pages/{outside_page}", ALL, NONE),
    Route("settings/mentor/outside", "/settings/mentor/outside", IN, IN, {"url": "https://ada.example.org/mentor"}),
    Route("settings/mentor/outside", "/settings/mentor/outside", IN, "members gone", {"remove": "{outside_page}"}),
    Route("webmention", "/webmention", NONE, "everybody 202", {"source": "https://ada.example.org/mentor", "target": "{site}/mentors/join"}),
    # --- the Stack Exchange API ---
    Route("api/2.3/openapi.json", "/api/2.3/openapi.json", ALL, NONE),
    Route("api/2.3/questions", "/api/2.3/questions?site=academia", ALL, NONE),
    Route("api/2.3/questions/", "/api/2.3/questions/?site=academia", ALL, NONE),
    Route("api/2.3/questions/unanswered", "/api/2.3/questions/unanswered?site=academia", ALL, NONE),
    Route("api/2.3/questions/unanswered/", "/api/2.3/questions/unanswered/?site=academia", ALL, NONE),
    Route("api/2.3/questions/<ids>", "/api/2.3/questions/1?site=academia", ALL, NONE),
    Route("api/2.3/questions/<ids>/", "/api/2.3/questions/1/?site=academia", ALL, NONE),
    Route("api/2.3/questions/<ids>/answers", "/api/2.3/questions/1/answers?site=academia", ALL, NONE),
    Route("api/2.3/questions/<ids>/answers/", "/api/2.3/questions/1/answers/?site=academia", ALL, NONE),
    Route("api/2.3/answers", "/api/2.3/answers?site=academia", ALL, NONE),
    Route("api/2.3/answers/", "/api/2.3/answers/?site=academia", ALL, NONE),
    Route("api/2.3/answers/<ids>", "/api/2.3/answers/1?site=academia", ALL, NONE),
    Route("api/2.3/answers/<ids>/", "/api/2.3/answers/1/?site=academia", ALL, NONE),
    Route("api/2.3/users/<ids>/questions", "/api/2.3/users/1/questions?site=academia", ALL, NONE),
    Route("api/2.3/users/<ids>/questions/", "/api/2.3/users/1/questions/?site=academia", ALL, NONE),
    Route("api/2.3/users/<ids>/answers", "/api/2.3/users/1/answers?site=academia", ALL, NONE),
    Route("api/2.3/users/<ids>/answers/", "/api/2.3/users/1/answers/?site=academia", ALL, NONE),
    Route("api/2.3/search/advanced", "/api/2.3/search/advanced?site=academia&q=error", ALL, NONE),
    Route("api/2.3/search/advanced/", "/api/2.3/search/advanced/?site=academia&q=error", ALL, NONE),
    Route("api/2.3/search", "/api/2.3/search?site=academia&tagged=statistics", ALL, NONE),
    Route("api/2.3/search/", "/api/2.3/search/?site=academia&tagged=statistics", ALL, NONE),
    Route("api/2.3/users", "/api/2.3/users?site=academia", ALL, NONE),
    Route("api/2.3/users/", "/api/2.3/users/?site=academia", ALL, NONE),
    Route("api/2.3/users/<ids>", "/api/2.3/users/1?site=academia", ALL, NONE),
    Route("api/2.3/users/<ids>/", "/api/2.3/users/1/?site=academia", ALL, NONE),
    Route("api/2.3/tags", "/api/2.3/tags?site=academia", ALL, NONE),
    Route("api/2.3/tags/", "/api/2.3/tags/?site=academia", ALL, NONE),
    Route("api/2.3/tags/<names>/info", "/api/2.3/tags/statistics/info?site=academia", ALL, NONE),
    Route("api/2.3/tags/<names>/info/", "/api/2.3/tags/statistics/info/?site=academia", ALL, NONE),
    Route("api/2.3/info", "/api/2.3/info?site=academia", ALL, NONE),
    Route("api/2.3/info/", "/api/2.3/info/?site=academia", ALL, NONE),
    Route("api/2.3/sites", "/api/2.3/sites", ALL, NONE),
    Route("api/2.3/sites/", "/api/2.3/sites/", ALL, NONE),
    Route("api/2.3/<path:rest>", "/api/2.3/privileges", "everybody 404", "everybody 404"),
    Route("api/2.3/", "/api/2.3/", "everybody 404", "everybody 404"),
]  # fmt: skip

# allauth's ways in by other providers stand in the URL conf but behind the line above that answers 404.
BEHIND = ("accounts/3rdparty/", "accounts/social/", "accounts/orcid/")
# Django's admin: for hosts; everybody else is sent to the log-in, which is ours. test_what_is_where.py tries all.
ADMIN = "admin/"
