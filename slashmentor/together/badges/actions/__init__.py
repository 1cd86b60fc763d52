from .award import award, withdraw
from .tour import finish_tour

__all__ = ["award", "finish_tour", "withdraw"]
