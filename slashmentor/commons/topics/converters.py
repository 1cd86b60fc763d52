from .models import NAME


class RowId:
    """A row's id: no more digits than the databases hold."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class TopicName:
    """A topic's name in an address; `#` and the like are percent-encoded there."""

    regex = NAME

    def to_python(self, value: str) -> str:
        return value.lower()

    def to_url(self, value: str) -> str:
        return value
