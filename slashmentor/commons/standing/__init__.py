"""What a member's contributions have earned in each community."""
