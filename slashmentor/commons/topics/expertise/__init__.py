"""What members know: topics with a level, listed by themselves."""
