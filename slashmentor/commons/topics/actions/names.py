from django.core.exceptions import ValidationError

from slashmentor.base.errors import Invalid

from ..models import Topic


def checked_name(name: str) -> str:
    """A topic's name in its normal form: "/Peer review" becomes peer-review. Raises Invalid beside `name`."""
    name = "-".join(name.strip().lstrip("/#").lower().split())
    try:
        Topic._meta.get_field("name").clean(name, None)
    except ValidationError as error:
        raise Invalid({"name": " ".join(error.messages)}) from error
    return name
