"""What our forms have in common."""

from django import forms

from slashmentor.base.errors import ForPeople, Invalid


class Taking(forms.Form):
    """A form that shows an action's errors beside its fields."""

    def take_errors(self, error: ForPeople) -> None:
        """Put each sentence beside its field, or above the form when it has no such field."""
        errors = error.errors if isinstance(error, Invalid) else {"": error.sentence}
        for name, sentence in errors.items():
            self.add_error(name if name in self.fields else None, sentence)
