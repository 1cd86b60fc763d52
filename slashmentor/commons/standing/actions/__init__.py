from .join import join, join_by_taking_part
from .leave import leave

__all__ = ["join", "join_by_taking_part", "leave"]
