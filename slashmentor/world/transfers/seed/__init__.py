"""A scratch database full of made-up people and questions, to measure on (`slashmentor bench seed`)."""

from slashmentor.world.transfers.seed.run import seed

__all__ = ["seed"]
