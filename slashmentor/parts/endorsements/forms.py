"""What one says of an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages.forms import Taking

from .models import MOST_WORDS


class GiveForm(Taking):
    """Which of the question's topics, and in words what it helped with; the action says what is wrong with them."""

    words = forms.CharField(
        label=_("What did it help you with?"),
        required=False,
        help_text=_(
            "What they did, and what came of it: “Showed me which test fits, and the reviewers agreed.”"
        ),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MOST_WORDS, "data-quiet": True}),
    )
    topics = forms.MultipleChoiceField(
        label=_("What was it about?"),
        required=False,
        help_text=_("It stands on their page with what they know of these topics."),
        widget=forms.CheckboxSelectMultiple(attrs={"data-quiet": True}),
    )

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["topics"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(name, name) for name in names]
