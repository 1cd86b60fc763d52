"""Review queues: what a second pair of eyes should look at, one at a time."""
