"""What moderators, and those concerned, read."""
