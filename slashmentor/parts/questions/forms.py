"""The forms of asking, answering and editing. What the words have to be like is the actions' to say."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages.forms import Taking
from slashmentor.commons.communities.models import Community
from slashmentor.commons.safety.forms import reason_field

from .models import Lack

_BETWEEN = re.compile(r"[\s,;]+")


def topics_field() -> forms.CharField:
    return forms.CharField(
        label=_("Topics"),
        required=False,
        max_length=400,
        help_text=_("One to five, parted by spaces. People who know them are shown your question."),
        widget=forms.TextInput(
            attrs={
                "data-complete": reverse_lazy("topics:complete"),
                "data-quiet": True,
                "autocapitalize": "none",
            }
        ),
    )


def body_field(label: Any, hint: Any, rows: int = 12) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows, "data-quiet": True}),
    )


ME, NOBODY = "me", "nobody"
AS_WHOM = [(ME, _("Under my name")), (NOBODY, _("Anonymously, just this one"))]


class AskForm(Taking):
    """A new question."""

    title = forms.CharField(
        label=_("Your question in one line"),
        required=False,
        help_text=_("A stranger should understand it without the details."),
        widget=forms.TextInput(attrs={"maxlength": 150, "data-quiet": True, "autocomplete": "off"}),
    )
    body = body_field(
        _("The details"),
        _(
            "What is the situation, what did you try, what would help? Leave out names of people and places that aren’t needed."
        ),
    )
    topics = topics_field()
    community = forms.ChoiceField(label=_("Where to ask"), required=True)
    as_whom = forms.ChoiceField(
        label=_("As whom"),
        choices=AS_WHOM,
        required=False,
        initial=ME,
        widget=forms.RadioSelect(attrs={"data-quiet": True}),
    )

    def __init__(self, *args: Any, communities: Iterable[Community], name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if name:
            whom = self.fields["as_whom"]
            assert isinstance(whom, forms.ChoiceField)
            whom.choices = [(ME, gettext("As %(name)s") % {"name": name}), *AS_WHOM[1:]]
        self.communities = {community.slug: community for community in communities}
        field = self.fields["community"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(community.slug, community.name) for community in self.communities.values()]

    @property
    def chosen(self) -> Community:
        """The community, once the form is valid."""
        return self.communities[self.cleaned_data["community"]]

    @property
    def is_anonymous(self) -> bool:
        """Whether it is to be asked as nobody; from the raw form too, so that a failed one comes back so."""
        return bool(self["as_whom"].value() == NOBODY)


class OpeningForm(Taking):
    """Why it has to be known who asked anonymously."""

    reason = forms.CharField(
        label=_("Why it has to be known"),
        required=False,
        help_text=_(
            "Another moderator decides by it. What helps without a name, like closing or deleting, comes first."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500, "data-quiet": True}),
    )


class MoveForm(Taking):
    """To which other community a question goes."""

    to = forms.ChoiceField(
        label=_("Where it belongs"),
        widget=forms.RadioSelect(),
        error_messages={
            "required": _("Please choose where it goes."),
            "invalid_choice": _("Please choose where it goes."),
        },
    )

    def __init__(self, *args: Any, communities: Iterable[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communities = {community.slug: community for community in communities}
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(community.slug, community.name) for community in self.communities.values()]

    @property
    def chosen(self) -> Community:
        """The community, once the form is valid."""
        return self.communities[self.cleaned_data["to"]]


class AnswerForm(Taking):
    """An answer to a question."""

    body = body_field(
        _("Your answer"),
        _("What did you do, and how did it go? You don’t need to be an expert on all of it."),
        rows=8,
    )


class EditForm(Taking):
    """An answer, changed."""

    body = body_field(_("The text"), "")
    summary = forms.CharField(
        label=_("What you changed, and why"), required=False, max_length=300, widget=forms.TextInput()
    )
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=1_000_000)


class EditQuestionForm(EditForm):
    """A question, changed."""

    title = forms.CharField(
        label=_("Your question in one line"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 250, "data-quiet": True}),
    )
    topics = topics_field()
    field_order = ["title", "body", "topics", "summary", "seen"]


class JudgeForm(Taking):
    """What one says of a suggested edit."""

    reason = forms.CharField(
        label=_("What would have to be different"),
        required=False,
        max_length=300,
        help_text=_(
            "Only needed when it is not taken over: who wrote it reads this, and so does everybody else."
        ),
        widget=forms.TextInput(attrs={"maxlength": 300, "data-quiet": True}),
    )


class LockForm(Taking):
    """Why something is locked."""

    reason = forms.CharField(
        label=_("Why it is locked"),
        required=False,
        max_length=200,
        help_text=_("Everybody who reads it is told."),
        widget=forms.TextInput(attrs={"maxlength": 200, "data-quiet": True}),
    )


class ReasonForm(Taking):
    """What needs work in an entry: private notes and a public comment that may go with the vote."""

    lacks = forms.MultipleChoiceField(
        label=_("For the author alone"),
        choices=Lack.choices,
        required=False,
        help_text=_("Only the author reads this, and never learns that it came from you."),
        widget=forms.CheckboxSelectMultiple(attrs={"data-quiet": True}),
        error_messages={"invalid_choice": _("Please choose from the list.")},
    )
    body = forms.CharField(
        label=_("What would make it better?"),
        required=False,
        help_text=_(
            "It helps the author most, and stands here for all to read, as your comment. Without words, only your vote counts."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 600, "data-focus": True}),
    )


class CommentForm(Taking):
    """A comment, new or changed."""

    body = forms.CharField(
        label=_("Your comment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 600, "data-quiet": True}),
    )


class CloseForm(Taking):
    """Why a question should be closed; `reason` may name one of the community's own (off_topic-12)."""

    reason = forms.CharField(required=False, max_length=40)
    duplicate_of = forms.CharField(
        required=False, max_length=20
    )  # no field of the page: errors stand beside it
    other = forms.CharField(
        label=_("The other question"),
        required=False,
        max_length=300,
        help_text=_("Its address, or words of its title to look for."),
        widget=forms.TextInput(attrs={"data-quiet": True, "autocomplete": "off"}),
    )
    same = forms.IntegerField(required=False, min_value=1, max_value=10**17)
    tell_first = forms.BooleanField(
        label=_("Tell the author first; it closes when their time to mend it is over"), required=False
    )


class OwnReasonForm(Taking):
    """A community's own reason why something is off-topic there."""

    name = forms.CharField(
        label=_("The reason"),
        required=False,
        max_length=120,
        help_text=_("A few words, as in: off-topic here, since it is … about buying a product."),
        widget=forms.TextInput(attrs={"data-quiet": True}),
    )
    advice = forms.CharField(
        label=_("What the author can do"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BountyForm(Taking):
    """How many points a good answer is worth, and what would make it one."""

    amount = forms.TypedChoiceField(label=_("Points"), coerce=int)
    words = forms.CharField(
        label=_("What you hope for"),
        required=False,
        help_text=_(
            "Sources, experience, a worked example: what is missing so far. It stands above the question."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300, "data-quiet": True}),
    )

    def __init__(self, *args: Any, amounts: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["amount"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(amount, f"{amount}") for amount in amounts]


class CancelForm(Taking):
    """Why a bounty is cancelled."""

    reason = reason_field()


def words_of(topics: str) -> list[str]:
    """The topics as they were typed: parted by spaces, commas or semicolons, with or without a slash before."""
    return [word.lstrip("/") for word in _BETWEEN.split(topics) if word.strip("/")]
