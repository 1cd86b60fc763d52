"""The vocabulary of topics, and who knows what."""
