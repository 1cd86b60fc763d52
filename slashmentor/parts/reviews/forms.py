"""What goes with a verdict: a comment, why not, or why a question should be closed."""

import re
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages.forms import Taking
from slashmentor.parts.questions.models import CloseReason, Entry, Reason

from .actions.review import More
from .models import Task
from .queues import About

_QUESTION = re.compile(r"(?:\A|/questions/|/q/)(\d{1,18})(?:\D|\Z)")
_OWN = "own-"  # a reason of the community's own, by its id


class TaskForm(Taking):
    """Only the fields that the queue's verdicts ask for."""

    words = forms.CharField(
        label=_("Your comment"),
        required=False,
        help_text=_("For who wrote it, and all to read: one thing that is good, one that would help."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 600, "data-quiet": True}),
    )
    reason = forms.CharField(
        label=_("If not this time, why?"),
        required=False,
        help_text=_("A sentence for who suggested it."),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300, "data-quiet": True}),
    )
    why = forms.ChoiceField(
        label=_("If it should be closed, why?"),
        required=False,
        widget=forms.RadioSelect(attrs={"data-quiet": True}),
    )
    duplicate_of = forms.CharField(
        label=_("Where it was asked before"),
        required=False,
        max_length=300,
        help_text=_("The address of that question, if that is the reason."),
        widget=forms.TextInput(attrs={"data-quiet": True}),
    )

    def __init__(self, *args: Any, task: Task, about: About, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {verdict.asks for verdict in about.verdicts}
        if "why" in asked:
            field = self.fields["why"]
            assert isinstance(field, forms.ChoiceField)
            self.own = list(
                CloseReason.objects.filter(community=task.community_id, retired_at=None).order_by("name")
            )
            field.choices = [
                *((value, capfirst(label)) for value, label in Reason.choices),
                *((f"{_OWN}{reason.pk}", reason.name) for reason in self.own),
            ]
        else:
            del self.fields["duplicate_of"]
        for name in ("words", "reason", "why"):
            if name not in asked:
                del self.fields[name]

    def more(self) -> More:
        """What was sent, as the action takes it; the form is valid."""
        sent = self.cleaned_data
        why = sent.get("why", "")
        own = next((one for one in getattr(self, "own", ()) if f"{_OWN}{one.pk}" == why), None)
        return More(
            words=sent.get("words", "") or sent.get("reason", ""),
            reason=Reason.OFF_TOPIC.value if own is not None else why,
            why=own,
            duplicate_of=_question_at(sent.get("duplicate_of", "")),
        )


def _question_at(address: str) -> Entry | None:
    """The question that an address (or a bare number) leads to."""
    match = _QUESTION.search(address.strip())
    if match is None:
        return None
    return Entry.objects.filter(pk=int(match[1]), kind=Entry.Kind.QUESTION).first()
