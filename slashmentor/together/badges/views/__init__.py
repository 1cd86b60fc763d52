"""The pages of badges, and the tour."""
