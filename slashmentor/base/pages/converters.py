"""What stands in addresses, as the URL confs of several apps read it."""


class RowId:
    """A row's id: no more digits than the databases hold."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
