"""The forms of flagging and deciding. What the words have to be like is the actions' to say."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages.forms import Taking
from slashmentor.commons.communities.models import Community

from .flaggable import Act
from .models import Harm


def words_field(label: Any, hint: Any = "", rows: int = 3, *, needed: bool = False) -> forms.CharField:
    """For some sentences; the page says that they are optional unless they are `needed`."""
    attrs = {"rows": rows, "data-quiet": True} if needed else {"rows": rows}
    return forms.CharField(label=label, required=False, help_text=hint, widget=forms.Textarea(attrs=attrs))


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        required=False,
        help_text=_("It stands in the public log: no names, and nothing of what was written."),
        widget=forms.TextInput(attrs={"maxlength": 300, "data-quiet": True}),
    )


class FlagForm(Taking):
    """What is wrong with a thing."""

    harm = forms.ChoiceField(
        label=_("What is wrong with it?"),
        widget=forms.RadioSelect(attrs={"data-quiet": True}),
        required=False,
    )
    words = words_field(
        _("What should the moderators know?"),
        _("Only they read it. Who wrote this never learns that it was you."),
    )

    def __init__(self, *args: Any, harms: Sequence[Harm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["harm"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(harm.value, harm.label) for harm in harms]


class AnswerForm(Taking):
    """What the moderators say to whoever flagged or appealed."""

    answer = words_field(_("Your answer to whoever raised it"), rows=2, needed=True)


class ActForm(Taking):
    """What to do with a thing, why, and what to tell its author."""

    what = forms.ChoiceField(
        label=_("What to do"), widget=forms.RadioSelect(attrs={"data-quiet": True}), required=False
    )
    reason = reason_field()
    words = words_field(_("To its author"), _("Only they read it, beside the reason, and they can appeal."))

    def __init__(self, *args: Any, acts: Sequence[Act], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            *((one.name, one.label) for one in acts if one.do is not None),
            ("post.removed", _("Delete it as spam or abuse: this costs its author points")),
            ("member.told", _("Leave it, and only write to its author")),
        ]


class Where(Taking):
    """A form about one of the communities in one's care; hosts can choose the whole instance."""

    community = forms.ChoiceField(
        label=_("Where"), required=False, widget=forms.Select(attrs={"data-quiet": True})
    )

    def __init__(self, *args: Any, communities: Sequence[Community], everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communities = {community.slug: community for community in communities}
        field = self.fields["community"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            *((community.slug, community.name) for community in communities),
            *([("", _("Everywhere"))] if everywhere else []),
        ]

    @property
    def chosen(self) -> Community | None:
        """The community, once the form is valid; None for everywhere."""
        return self.communities.get(self.cleaned_data["community"])


class NoteForm(Where):
    """A note about a member, for moderators."""

    words = words_field(
        _("Note"), _("Moderators read it, and the member finds it in an export of their data."), needed=True
    )


class SuspendForm(Where):
    """For how long a member writes nothing, and why."""

    days = forms.IntegerField(
        label=_("Days"), initial=7, help_text=_("1 to 365"), min_value=-9999, max_value=9999
    )
    reason = reason_field()
    words = words_field(
        _("To the member"),
        _("What happened, and what should be different afterwards. Only they read it."),
        rows=5,
        needed=True,
    )


class LiftForm(Taking):
    """Why a suspension ends early."""

    reason = reason_field()


class AppealForm(Taking):
    """Why a decision should be looked at again."""

    words = words_field(_("Why should somebody look at it again?"), rows=5, needed=True)


class MergeForm(Taking):
    """Two accounts of one person, and the handle of the one that goes, typed once more."""

    gone = forms.CharField(label=_("The account that goes"), max_length=31)
    into = forms.CharField(label=_("The account that stays"), max_length=31)
    confirm = forms.CharField(
        label=_("Type the handle of the account that goes once more"),
        max_length=31,
        required=False,
        widget=forms.TextInput(attrs={"data-quiet": True, "autocapitalize": "none"}),
    )
