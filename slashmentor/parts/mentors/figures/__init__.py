"""What became of one's mentor page, for oneself alone: how often it was looked at, who asked, what one answered."""
