from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages.forms import Taking
from slashmentor.commons.communities.models import Community

from .models import Topic


class DescribeForm(Taking):
    """What a topic means in a community."""

    summary = forms.CharField(
        label=_("In a sentence"),
        required=False,
        help_text=_("Which questions belong here? Shown when somebody chooses the topic."),
        widget=forms.TextInput(attrs={"maxlength": 800, "data-quiet": True}),
    )
    wiki = forms.CharField(
        label=_("More about it"),
        required=False,
        strip=False,
        help_text=_("What it covers and what not, where to read more, which questions come again and again."),
        widget=forms.Textarea(attrs={"rows": 14, "data-quiet": True}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0, max_value=1_000_000)


class NameForm(Taking):
    """What a topic is called."""

    name = forms.CharField(
        label=_("New name"),
        max_length=60,
        help_text=_("One word, or several joined by hyphens. The old name leads to it."),
        widget=forms.TextInput(attrs={"maxlength": 60, "autocapitalize": "none", "data-quiet": True}),
    )


class SynonymForm(Taking):
    """Another name for a topic, suggested in one of the communities that use it."""

    name = forms.CharField(
        label=_("Another name"),
        max_length=60,
        help_text=_("What people type who mean this topic."),
        widget=forms.TextInput(attrs={"maxlength": 60, "autocapitalize": "none", "data-quiet": True}),
    )
    community = forms.ChoiceField(label=_("Where it is used"))

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        using = Community.objects.filter(topics__topic=topic).order_by("-topics__question_count", "name")
        self.communities = {community.slug: community for community in using or Community.objects.all()}
        field = self.fields["community"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(community.slug, community.name) for community in self.communities.values()]

    @property
    def chosen(self) -> Community:
        """The community, once the form is valid."""
        return self.communities[self.cleaned_data["community"]]


class IntoForm(Taking):
    """Which topic one becomes part of."""

    into = forms.CharField(
        label=_("The topic that stays"),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "maxlength": 60,
                "data-complete": "/topics/complete",
                "autocapitalize": "none",
                "data-quiet": True,
            }
        ),
    )
