from .review import Late, looked, review
from .tasks import open_task, settle, settle_all

__all__ = ["Late", "looked", "open_task", "review", "settle", "settle_all"]
