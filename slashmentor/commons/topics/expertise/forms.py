"""The settings page of what one knows: a row for each topic, and a field for new ones."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from slashmentor.base.errors import Invalid
from slashmentor.base.pages.forms import Taking
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Level

from .actions import MOST, WORDS_AT_MOST, YEARS_AT_MOST, Details, tidy_name

PREFIX = "known"


class KnownForm(Taking):
    """One topic that the member lists. What the page showed is sent along: only what was changed in a tab is said."""

    topic = forms.CharField(max_length=35, widget=forms.HiddenInput())
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, show_hidden_initial=True)
    years = forms.IntegerField(
        label=_("Years"),
        required=False,
        show_hidden_initial=True,
        min_value=0,
        max_value=YEARS_AT_MOST,
        widget=forms.NumberInput(attrs={"data-quiet": True, "inputmode": "numeric"}),
    )
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        show_hidden_initial=True,
        max_length=WORDS_AT_MOST,
        widget=forms.TextInput(attrs={"data-quiet": True, "maxlength": WORDS_AT_MOST}),
    )


class NewForm(Taking):
    """Topics to add, by their names."""

    new = forms.CharField(
        label=_("Add topics"),
        required=False,
        max_length=1500,
        help_text=_(
            "Their names with spaces between, like peer-review fieldwork. One that nobody has used yet is fine."
        ),
        widget=forms.TextInput(
            attrs={
                "data-complete": "/topics/complete",
                "autocapitalize": "none",
                "spellcheck": "false",
                "data-quiet": True,
            }
        ),
    )
    new_level = forms.ChoiceField(
        label=_("as"),
        required=False,
        choices=Level.choices,
        initial=Level.CAN_HELP,
        widget=forms.Select(attrs={"data-quiet": True}),
    )

    @property
    def names(self) -> dict[str, str]:
        """Each new topic with the level for it, once the form is valid."""
        level = self.cleaned_data["new_level"] or Level.CAN_HELP
        names = (tidy_name(name) for name in self.cleaned_data["new"].replace(",", " ").split())
        return {name: level for name in names if name}


_KnownForms = forms.formset_factory(KnownForm, extra=0, max_num=MOST, absolute_max=2 * MOST)


class Sheet:
    """All of the page's fields: as the member's rows are, or as they were sent."""

    def __init__(self, member: Member, sent: QueryDict | None = None, *, new: str = "") -> None:
        rows = list(member.expertise.select_related("topic").order_by("topic__name"))
        rows.sort(key=lambda row: list(Level.values)[::-1].index(row.level))
        self.listed = {row.topic.name: row for row in rows}
        initial: list[dict[str, Any]] = [
            {"topic": row.topic.name, "level": row.level, "years": row.years, "words": row.words}
            for row in rows
        ]
        # A button elsewhere, which only adds, sends no rows.
        has_rows = sent is not None and f"{PREFIX}-TOTAL_FORMS" in sent
        self.rows = _KnownForms(sent if has_rows else None, initial=initial, prefix=PREFIX)
        self.new = NewForm(sent, initial={"new": new})

    def is_valid(self) -> bool:
        return bool(self.new.is_valid() and (not self.rows.is_bound or self.rows.is_valid()))

    def pairs(self) -> Iterator[tuple[Any, Any]]:
        """Each row's form with what the member lists of its topic (None when it is listed no more)."""
        for form in self.rows:
            name = form["topic"].value()
            if form.is_bound and name not in self.listed:
                continue  # taken out in another tab, or made up
            yield form, self.listed.get(name)

    @property
    def levels(self) -> dict[str, str]:
        return {
            form.cleaned_data["topic"]: form.cleaned_data["level"]
            for form in self._changed()
            if "level" in form.changed_data
        }

    @property
    def details(self) -> dict[str, Details]:
        said = {}
        for form in self._changed():
            row = self.listed.get(form.cleaned_data["topic"])
            if row:
                now = {
                    name: form.cleaned_data[name] if name in form.changed_data else getattr(row, name)
                    for name in ("years", "words")
                }
                said[row.topic.name] = Details(**now)
        return said

    def _changed(self) -> list[Any]:
        return [form for form in self.rows if form.has_changed()] if self.rows.is_bound else []

    def take_errors(self, error: Invalid) -> None:
        """Each sentence beside the row of its topic, else beside the field for new ones."""
        forms_of = {form.cleaned_data.get("topic"): form for form in self.rows if form.is_bound}
        for name, sentence in error.errors.items():
            if name in forms_of:
                forms_of[name].add_error("words", sentence)
            else:
                self.new.add_error("new", sentence)
