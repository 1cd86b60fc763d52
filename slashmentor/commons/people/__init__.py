"""Members: who they are, how they are called, and what they tell about themselves."""
