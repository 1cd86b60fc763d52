"""Which instances are read, and reading them."""

from .choose import add, read_soon, remove
from .read import read_due, read_instance, read_list

__all__ = ["add", "read_due", "read_instance", "read_list", "read_soon", "remove"]
