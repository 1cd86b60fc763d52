"""One file for each command: `arguments(parser)` says what it takes, `run(given)` does it and raises Failed."""
