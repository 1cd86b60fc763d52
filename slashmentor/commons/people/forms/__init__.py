"""What is asked of people, and what is said when it doesn't fit."""
