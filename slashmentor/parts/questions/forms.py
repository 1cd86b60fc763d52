"""The forms of asking, answering and editing. What the words have to be like is the actions' to say."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from slashmentor.base.errors import ForPeople, Invalid
from slashmentor.commons.communities.models import Community

from .models import Lack

_BETWEEN = re.compile(r"[\s,;]+")


class Taking(forms.Form):
    """A form that shows an action's errors beside its fields."""

    def take_errors(self, error: ForPeople) -> None:
        """Put each sentence beside its field, or above the form when it has no such field."""
        errors = error.errors if isinstance(error, Invalid) else {"": error.sentence}
        for name, sentence in errors.items():
            self.add_error(name if name in self.fields else None, sentence)


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

    def __init__(self, *args: Any, communities: Iterable[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communities = {community.slug: community for community in communities}
        field = self.fields["community"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(community.slug, community.name) for community in self.communities.values()]

    @property
    def chosen(self) -> Community:
        """The community, once the form is valid."""
        return self.communities[self.cleaned_data["community"]]


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


class ReasonForm(Taking):
    """What needs work in an entry: private notes and a public comment that may go with the vote."""

    lacks = forms.MultipleChoiceField(
        label=_("For the author alone"),
        choices=Lack.choices,
        required=False,
        help_text=_("Only the author reads this, and nobody that it came from you."),
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


def words_of(topics: str) -> list[str]:
    """The topics as they were typed: parted by spaces, commas or semicolons, with or without a slash before."""
    return [word.lstrip("/") for word in _BETWEEN.split(topics) if word.strip("/")]
