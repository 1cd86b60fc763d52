"""Pages of flags, moderation and decisions."""
