"""The `slashmentor` command."""
