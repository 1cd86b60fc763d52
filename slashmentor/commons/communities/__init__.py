"""A discipline's site within the instance: its moderators, its settings."""
