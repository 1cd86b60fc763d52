"""Changes that follow from a search: which questions stand beside which."""

from .relate import relate, relate_all, relate_portion

__all__ = ["relate", "relate_all", "relate_portion"]
