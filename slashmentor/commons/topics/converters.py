from .models import NAME


class TopicName:
    """A topic's name in an address; `#` and the like are percent-encoded there."""

    regex = NAME

    def to_python(self, value: str) -> str:
        return value.lower()

    def to_url(self, value: str) -> str:
        return value
